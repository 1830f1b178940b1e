"""A questionnaire composed from a framework: introduction, questions about the respondent, a grid a scale, thanks."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qabilet.cycle.framework import Framework, Office, Region
from qabilet.cycle.instrument.composing.faults import (
    FORM_050,
    FORM_051,
    FORM_052,
    FORM_053,
    FORM_058,
    FORM_059,
)
from qabilet.cycle.instrument.composing.items import Grid, Rater, Raters, grid_section
from qabilet.cycle.instrument.composing.words import PERSPECTIVES, SCALES, Asked, Wording, below, filled, headed
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import Choice, ChoiceList, Node, Question, Section, walked
from qabilet.errors import Caution, Fault, QabiletError
from qabilet.text import LANGS, Text

RATER = "rater"
SECONDS_AN_ITEM, SECONDS_AN_OPEN_ANSWER, STEP_MINUTES = 8, 60, 5
MOST_AT_ONCE = 15
MOST_MINUTES = 15
"""Beyond this people break off, on a telephone sooner."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be composed. In `rater_question` people say who they are; `cell` is the smallest group of which
    anything is told."""

    code: str
    grids: tuple[Grid, ...]
    raters: tuple[Rater, ...]
    title: Text = field(default_factory=Text)
    rater_question: str = RATER
    cell: int = 5


def composed(order: Order, framework: Framework, words: Wording, regions: Sequence[Region],
             offices: Sequence[Office]) -> tuple[Form, tuple[Caution, ...]]:
    """The form in all three languages. Raises QabiletError with every fault: FORM_050 to FORM_053, FORM_058."""
    faults = [*_faults(order, framework)]
    if faults:
        raise QabiletError(*faults)
    several = len(order.raters) > 1
    raters = Raters(order.rater_question if several else "", order.raters)
    lists: dict[str, ChoiceList] = {}
    grids: list[Section] = []
    for grid in order.grids:
        section, choices = grid_section(grid, framework, raters, words)
        lists |= {one.code: one for one in choices}
        grids.append(section)
    about = _profile(order, framework, words, raters, regions, offices, lists)
    minutes = _minutes([*grids, about])
    nodes: tuple[Node, ...] = (_introduction(order, words, minutes), *_who(order, words, raters, lists), about, *grids,
                               _closing(words))
    form = Form(order.code, order.title if any(order.title) else words.phrases["title"], "1", "ru", LANGS, nodes, lists)
    long = (Caution(FORM_059, {"minutes": minutes, "most": MOST_MINUTES}),) if minutes > MOST_MINUTES else ()
    return form, long


def chosen_competences(framework: Framework, competences: Sequence[str], group: str) -> tuple[str, ...]:
    """Those named, else those of the group, else all of a small framework or the first group of a large one. Raises
    FORM_050, FORM_051."""
    known = [one.code for one in framework.competences]
    groups = [one.code for one in framework.groups]
    faults = [Fault(FORM_050, {"framework": framework.code, "value": code, "known": nearest(code, known)})
              for code in competences if code not in known]
    if group and group not in groups:
        faults.append(Fault(FORM_051, {"framework": framework.code, "value": group, "known": nearest(group, groups)}))
    if faults:
        raise QabiletError(*faults)
    if competences:
        return tuple(dict.fromkeys(competences))
    if not group and len(known) <= MOST_AT_ONCE:
        return tuple(known)
    return tuple(one.code for one in framework.group(group or groups[0]))


def nearest(word: str, known: Iterable[str], most: int = 8) -> str:
    """The known words, the most alike first."""
    ranked = sorted(known, key=lambda one: -difflib.SequenceMatcher(None, word.casefold(), one.casefold()).ratio())
    return ", ".join(ranked[:most]) + (", \u2026" if len(ranked) > most else "") or "\u2013"


def check_words(scales: Iterable[str], perspectives: Iterable[str]) -> tuple[Fault, ...]:
    """FORM_052 and FORM_053 for what is no scale and no perspective."""
    return (*(Fault(FORM_052, {"value": one, "known": nearest(one, SCALES)}) for one in scales if one not in SCALES),
            *(Fault(FORM_053, {"value": one, "known": nearest(one, PERSPECTIVES)}) for one in perspectives
              if one not in PERSPECTIVES))


def _faults(order: Order, framework: Framework) -> Iterable[Fault]:
    yield from check_words((grid.scale for grid in order.grids), (one.perspective for one in order.raters))
    known = {one.code: one for one in framework.competences}
    asked = dict.fromkeys(code for grid in order.grids for code in grid.competences)
    for code in asked:
        if code not in known:
            yield Fault(FORM_050, {"framework": framework.code, "value": code, "known": nearest(code, known)})
        elif gaps := known[code].name.gaps():
            yield Fault(FORM_058, {"value": code, "languages": ", ".join(gaps)}, "framework/competences.csv")


def _introduction(order: Order, words: Wording, minutes: int) -> Section:
    said = words.phrases
    apart = any(one.perspective in ("head", "peer", "report") for one in order.raters)
    promise = said["linked"] if apart else filled(said["anonymous"], cell=order.cell)
    head = said["head_known"] if any(one.perspective == "head" for one in order.raters) else Text()
    note = Question("welcome", "note", "note", below(said["aim"], promise, head, filled(said["length"],
                                                                                       minutes=minutes)))
    return Section("introduction", type="begin_group", label=said["introduction"], appearance="field-list",
                   nodes=(note,))


def _who(order: Order, words: Wording, raters: Raters, lists: dict[str, ChoiceList]) -> tuple[Node, ...]:
    if not raters.question:
        return ()
    lists[raters.question] = ChoiceList(raters.question, tuple(Choice(one.code, one.label) for one in raters.kinds))
    return (Question(raters.question, "one", f"select_one {raters.question}", words.phrases["who"],
                     choices=raters.question, required="yes"),)


def _profile(order: Order, framework: Framework, words: Wording, raters: Raters, regions: Sequence[Region],
             offices: Sequence[Office], lists: dict[str, ChoiceList]) -> Section:
    """Questions about the respondent: the kind of post where the framework has posts, else the place in the service."""
    posts = {office for profile in framework.profiles for office in profile.offices}
    known = {"region": ChoiceList("region", tuple(Choice(one.code, one.name) for one in regions)),
             "office": ChoiceList("office", tuple(Choice(one.code, headed(one.name)) for one in offices
                                                  if one.code in posts)), **words.lists}
    own = [one for one in raters.kinds if one.perspective == "self"]
    asked = [one for one in words.profile if one.code != ("position" if posts else "office")]
    for one in asked:
        lists[one.choices] = ChoiceList(one.choices, tuple(replace(choice, cells={})
                                                           for choice in known[one.choices].choices))
    questions = tuple(_asked(one, known[one.choices], raters.relevance(own) if one.self_only and own else "")
                      for one in asked)
    return Section("about_you", type="begin_group", label=words.phrases["profile"], nodes=questions)


def _asked(one: Asked, choices: ChoiceList, relevance: str) -> Question:
    return Question(one.code, "one", f"select_one {choices.code}", one.words, choices=choices.code, relevance=relevance,
                    missing={choice.code: "refused" for choice in choices.choices if choice.cells.get("missing")})


def _closing(words: Wording) -> Section:
    said = words.phrases
    return Section("closing", type="begin_group", label=said["closing"], nodes=(
        Question("wish", "text", "text", said["wish"], said["wish_hint"], appearance="multiline"),
        Question("thanks", "note", "note", said["thanks"])))


def _minutes(sections: Sequence[Section]) -> int:
    """How long the form takes, to the next five minutes."""
    items = sum(isinstance(node, Question) and node.kind != "note" for _, node in walked(tuple(sections)))
    seconds = items * SECONDS_AN_ITEM + SECONDS_AN_OPEN_ANSWER
    return STEP_MINUTES * max(1, math.ceil(seconds / 60 / STEP_MINUTES))
