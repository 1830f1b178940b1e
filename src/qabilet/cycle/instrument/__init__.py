"""INSTRUMENT: what is asked and how: the form with its routing, and the dictionary of the answers to it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qabilet.cycle.instrument.checking import check_dictionary as check_dictionary
    from qabilet.cycle.instrument.codes import latin as latin
    from qabilet.cycle.instrument.codes import short_code as short_code
    from qabilet.cycle.instrument.comparing.change_words import change_says as change_says
    from qabilet.cycle.instrument.comparing.change_words import part_name as part_name
    from qabilet.cycle.instrument.comparing.change_words import written_change as written_change
    from qabilet.cycle.instrument.comparing.changes import Change as Change
    from qabilet.cycle.instrument.comparing.changes import Changed as Changed
    from qabilet.cycle.instrument.comparing.changes import changed as changed
    from qabilet.cycle.instrument.comparing.comparable import Comparison as Comparison
    from qabilet.cycle.instrument.comparing.comparable import Item as Item
    from qabilet.cycle.instrument.comparing.comparable import compared as compared
    from qabilet.cycle.instrument.comparing.reasons import VERDICTS as VERDICTS
    from qabilet.cycle.instrument.comparing.reasons import Reason as Reason
    from qabilet.cycle.instrument.comparing.reasons import Verdict as Verdict
    from qabilet.cycle.instrument.comparing.word_diff import marked as marked
    from qabilet.cycle.instrument.comparing.word_diff import word_diff as word_diff
    from qabilet.cycle.instrument.composing.faults import FORM_054 as FORM_054
    from qabilet.cycle.instrument.composing.faults import FORM_057 as FORM_057
    from qabilet.cycle.instrument.composing.guide import composed_guide as composed_guide
    from qabilet.cycle.instrument.composing.items import Grid as Grid
    from qabilet.cycle.instrument.composing.items import Rater as Rater
    from qabilet.cycle.instrument.composing.questionnaire import RATER as RATER
    from qabilet.cycle.instrument.composing.questionnaire import Order as Order
    from qabilet.cycle.instrument.composing.questionnaire import check_words as check_words
    from qabilet.cycle.instrument.composing.questionnaire import chosen_competences as chosen_competences
    from qabilet.cycle.instrument.composing.questionnaire import composed as composed
    from qabilet.cycle.instrument.composing.words import PERSPECTIVES as PERSPECTIVES
    from qabilet.cycle.instrument.composing.words import SCALES as SCALES
    from qabilet.cycle.instrument.composing.words import Asked as Asked
    from qabilet.cycle.instrument.composing.words import Part as Part
    from qabilet.cycle.instrument.composing.words import Statement as Statement
    from qabilet.cycle.instrument.composing.words import Wording as Wording
    from qabilet.cycle.instrument.dictionary import BLANK as BLANK
    from qabilet.cycle.instrument.dictionary import KINDS as KINDS
    from qabilet.cycle.instrument.dictionary import MISSING as MISSING
    from qabilet.cycle.instrument.dictionary import Column as Column
    from qabilet.cycle.instrument.dictionary import Confidence as Confidence
    from qabilet.cycle.instrument.dictionary import Dictionary as Dictionary
    from qabilet.cycle.instrument.dictionary import Kind as Kind
    from qabilet.cycle.instrument.dictionary import Missing as Missing
    from qabilet.cycle.instrument.dictionary import group_names as group_names
    from qabilet.cycle.instrument.drafting import draft as draft
    from qabilet.cycle.instrument.form.faults import FORM_004 as FORM_004
    from qabilet.cycle.instrument.form.faults import FORM_005 as FORM_005
    from qabilet.cycle.instrument.form.faults import FORM_006 as FORM_006
    from qabilet.cycle.instrument.form.faults import FORM_007 as FORM_007
    from qabilet.cycle.instrument.form.faults import FORM_010 as FORM_010
    from qabilet.cycle.instrument.form.faults import FORM_011 as FORM_011
    from qabilet.cycle.instrument.form.faults import FORM_012 as FORM_012
    from qabilet.cycle.instrument.form.faults import FORM_013 as FORM_013
    from qabilet.cycle.instrument.form.faults import FORM_014 as FORM_014
    from qabilet.cycle.instrument.form.faults import FORM_015 as FORM_015
    from qabilet.cycle.instrument.form.faults import FORM_016 as FORM_016
    from qabilet.cycle.instrument.form.faults import FORM_017 as FORM_017
    from qabilet.cycle.instrument.form.faults import FORM_018 as FORM_018
    from qabilet.cycle.instrument.form.faults import FORM_019 as FORM_019
    from qabilet.cycle.instrument.form.faults import FORM_020 as FORM_020
    from qabilet.cycle.instrument.form.faults import FORM_040 as FORM_040
    from qabilet.cycle.instrument.form.faults import FORM_041 as FORM_041
    from qabilet.cycle.instrument.form.form import Form as Form
    from qabilet.cycle.instrument.form.form_json import content_hash as content_hash
    from qabilet.cycle.instrument.form.form_json import form_from_json as form_from_json
    from qabilet.cycle.instrument.form.form_json import form_json as form_json
    from qabilet.cycle.instrument.form.headers import MOST_RANKED as MOST_RANKED
    from qabilet.cycle.instrument.form.headers import Place as Place
    from qabilet.cycle.instrument.form.headers import asked_in_turn as asked_in_turn
    from qabilet.cycle.instrument.form.headers import offered as offered
    from qabilet.cycle.instrument.form.headers import placed as placed
    from qabilet.cycle.instrument.form.markup import EMPHASIS as EMPHASIS
    from qabilet.cycle.instrument.form.markup import STRONG as STRONG
    from qabilet.cycle.instrument.form.markup import plain_words as plain_words
    from qabilet.cycle.instrument.form.markup import unmarked as unmarked
    from qabilet.cycle.instrument.form.markup import with_marks as with_marks
    from qabilet.cycle.instrument.form.question import ASKED as ASKED
    from qabilet.cycle.instrument.form.question import CHOSEN as CHOSEN
    from qabilet.cycle.instrument.form.question import Choice as Choice
    from qabilet.cycle.instrument.form.question import ChoiceList as ChoiceList
    from qabilet.cycle.instrument.form.question import Node as Node
    from qabilet.cycle.instrument.form.question import Question as Question
    from qabilet.cycle.instrument.form.question import QuestionKind as QuestionKind
    from qabilet.cycle.instrument.form.question import Section as Section
    from qabilet.cycle.instrument.form.question import walked as walked
    from qabilet.cycle.instrument.form.telling import told_by_form as told_by_form
    from qabilet.cycle.instrument.form.texts import FormText as FormText
    from qabilet.cycle.instrument.form.texts import texts as texts
    from qabilet.cycle.instrument.form.texts import with_texts as with_texts
    from qabilet.cycle.instrument.header_words import largest_end as largest_end
    from qabilet.cycle.instrument.header_words import speaks_of_importance as speaks_of_importance
    from qabilet.cycle.instrument.header_words import speaks_of_level as speaks_of_level
    from qabilet.cycle.instrument.header_words import speaks_of_needs as speaks_of_needs
    from qabilet.cycle.instrument.meaning import Reading as Reading
    from qabilet.cycle.instrument.meaning import cleaned as cleaned
    from qabilet.cycle.instrument.meaning import number_in as number_in
    from qabilet.cycle.instrument.meaning import reader as reader
    from qabilet.cycle.instrument.meaning import split_choices as split_choices
    from qabilet.cycle.instrument.missing_words import reasons_of as reasons_of
    from qabilet.cycle.instrument.option_words import option_labels as option_labels
    from qabilet.cycle.instrument.options import is_other as is_other
    from qabilet.cycle.instrument.options import other_word as other_word
    from qabilet.cycle.instrument.private import personal as personal
    from qabilet.cycle.instrument.private import traces as traces
    from qabilet.cycle.instrument.routes.checks import check_routes as check_routes
    from qabilet.cycle.instrument.routes.logic import Logic as Logic
    from qabilet.cycle.instrument.routes.logic import Outcome as Outcome
    from qabilet.cycle.instrument.routes.plan import routes_json as routes_json
    from qabilet.cycle.instrument.routing.chance import shuffled as shuffled
    from qabilet.cycle.instrument.routing.checking import check_expression as check_expression
    from qabilet.cycle.instrument.routing.context import Context as Context
    from qabilet.cycle.instrument.routing.evaluating import compiled as compiled
    from qabilet.cycle.instrument.routing.evaluating import evaluate as evaluate
    from qabilet.cycle.instrument.routing.evaluating import holds as holds
    from qabilet.cycle.instrument.routing.parsing import Expression as Expression
    from qabilet.cycle.instrument.routing.parsing import parse as parse
    from qabilet.cycle.instrument.routing.writing import write_expression as write_expression
    from qabilet.cycle.instrument.scales import scale_of as scale_of
    from qabilet.cycle.instrument.stems import runs as runs
    from qabilet.cycle.instrument.stems import taken_apart as taken_apart
    from qabilet.cycle.instrument.stems import unnumbered as unnumbered
    from qabilet.cycle.instrument.told import Told as Told
    from qabilet.cycle.instrument.translating.completeness import Completeness as Completeness
    from qabilet.cycle.instrument.translating.completeness import completeness as completeness
    from qabilet.cycle.instrument.translating.context import STATUS as STATUS
    from qabilet.cycle.instrument.translating.context import about as about
    from qabilet.cycle.instrument.translating.context import where as where
    from qabilet.cycle.instrument.translating.taking_in import Returned as Returned
    from qabilet.cycle.instrument.translating.taking_in import TakenIn as TakenIn
    from qabilet.cycle.instrument.translating.taking_in import taken_in as taken_in
    from qabilet.cycle.instrument.translating.translations import LANGUAGE as LANGUAGE
    from qabilet.cycle.instrument.translating.translations import Confirmed as Confirmed
    from qabilet.cycle.instrument.translating.translations import Ledger as Ledger
    from qabilet.cycle.instrument.translating.translations import Settled as Settled
    from qabilet.cycle.instrument.translating.translations import Status as Status
    from qabilet.cycle.instrument.translating.translations import TextState as TextState
    from qabilet.cycle.instrument.translating.translations import confirmation as confirmation
    from qabilet.cycle.instrument.translating.translations import mark as mark
    from qabilet.cycle.instrument.translating.translations import settled as settled
    from qabilet.cycle.instrument.translating.wording import doubts as doubts
    from qabilet.cycle.instrument.translating.wording import form_placeholder_faults as form_placeholder_faults
    from qabilet.cycle.instrument.translating.wording import placeholder_faults as placeholder_faults
    from qabilet.cycle.instrument.translating.wording import placeholders as placeholders
    from qabilet.cycle.instrument.words import language as language

_OFFERS = {
    "shuffled": "routing.chance",
    "routes_json": "routes.plan",
    "Outcome": "routes.logic",
    "Logic": "routes.logic",
    "FORM_041": "form.faults",
    "FORM_040": "form.faults",
    "FORM_010": "form.faults",
    "FORM_020": "form.faults",
    "FORM_019": "form.faults",
    "FORM_018": "form.faults",
    "FORM_017": "form.faults",
    "FORM_016": "form.faults",
    "FORM_015": "form.faults",
    "FORM_014": "form.faults",
    "FORM_013": "form.faults",
    "FORM_006": "form.faults",
    "FORM_005": "form.faults",
    "FORM_004": "form.faults",
    "FORM_012": "form.faults",
    "FORM_011": "form.faults",
    "FORM_007": "form.faults",
    "Status": "translating.translations",
    "STATUS": "translating.context",
    "about": "translating.context",
    "where": "translating.context",
    "taken_in": "translating.taking_in",
    "TakenIn": "translating.taking_in",
    "Returned": "translating.taking_in",
    "parse": "routing.parsing",
    "write_expression": "routing.writing",
    "Expression": "routing.parsing",
    "holds": "routing.evaluating",
    "compiled": "routing.evaluating",
    "evaluate": "routing.evaluating",
    "Context": "routing.context",
    "check_expression": "routing.checking",
    "check_routes": "routes.checks",
    "part_name": "comparing.change_words",
    "written_change": "comparing.change_words",
    "change_says": "comparing.change_words",
    "VERDICTS": "comparing.reasons",
    "Verdict": "comparing.reasons",
    "Reason": "comparing.reasons",
    "Item": "comparing.comparable",
    "Comparison": "comparing.comparable",
    "compared": "comparing.comparable",
    "marked": "comparing.word_diff",
    "word_diff": "comparing.word_diff",
    "form_placeholder_faults": "translating.wording",
    "placeholder_faults": "translating.wording",
    "placeholders": "translating.wording",
    "doubts": "translating.wording",
    "LANGUAGE": "translating.translations",
    "mark": "translating.translations",
    "confirmation": "translating.translations",
    "TextState": "translating.translations",
    "Ledger": "translating.translations",
    "Confirmed": "translating.translations",
    "Settled": "translating.translations",
    "settled": "translating.translations",
    "Change": "comparing.changes",
    "Changed": "comparing.changes",
    "changed": "comparing.changes",
    "content_hash": "form.form_json",
    "form_from_json": "form.form_json",
    "form_json": "form.form_json",
    "completeness": "translating.completeness",
    "Completeness": "translating.completeness",
    "with_texts": "form.texts",
    "texts": "form.texts",
    "FormText": "form.texts",
    "Order": "composing.questionnaire",
    "RATER": "composing.questionnaire",
    "chosen_competences": "composing.questionnaire",
    "check_words": "composing.questionnaire",
    "composed": "composing.questionnaire",
    "FORM_054": "composing.faults",
    "FORM_057": "composing.faults",
    "composed_guide": "composing.guide",
    "Grid": "composing.items",
    "Rater": "composing.items",
    "Asked": "composing.words",
    "PERSPECTIVES": "composing.words",
    "Part": "composing.words",
    "SCALES": "composing.words",
    "Statement": "composing.words",
    "Wording": "composing.words",
    "speaks_of_needs": "header_words",
    "reasons_of": "missing_words",
    "option_labels": "option_words",
    "scale_of": "scales",
    "runs": "stems",
    "taken_apart": "stems",
    "unnumbered": "stems",
    "Told": "told",
    "language": "words",
    "Choice": "form.question",
    "ChoiceList": "form.question",
    "Question": "form.question",
    "QuestionKind": "form.question",
    "Section": "form.question",
    "Node": "form.question",
    "ASKED": "form.question",
    "CHOSEN": "form.question",
    "Form": "form.form",
    "walked": "form.question",
    "is_other": "options",
    "other_word": "options",
    "MOST_RANKED": "form.headers",
    "Place": "form.headers",
    "asked_in_turn": "form.headers",
    "EMPHASIS": "form.markup",
    "STRONG": "form.markup",
    "with_marks": "form.markup",
    "plain_words": "form.markup",
    "unmarked": "form.markup",
    "placed": "form.headers",
    "offered": "form.headers",
    "told_by_form": "form.telling",
    "BLANK": "dictionary",
    "Column": "dictionary",
    "Confidence": "dictionary",
    "Dictionary": "dictionary",
    "KINDS": "dictionary",
    "Kind": "dictionary",
    "MISSING": "dictionary",
    "Missing": "dictionary",
    "Reading": "meaning",
    "cleaned": "meaning",
    "check_dictionary": "checking",
    "draft": "drafting",
    "largest_end": "header_words",
    "number_in": "meaning",
    "personal": "private",
    "reader": "meaning",
    "speaks_of_importance": "header_words",
    "speaks_of_level": "header_words",
    "latin": "codes",
    "short_code": "codes",
    "split_choices": "meaning",
    "traces": "private",
    "group_names": "dictionary",
}


def __getattr__(name: str) -> object:
    if name in _OFFERS:
        return getattr(import_module(f"{__name__}.{_OFFERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
