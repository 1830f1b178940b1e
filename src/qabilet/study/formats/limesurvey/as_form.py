"""A survey of LimeSurvey as a form: each type of question as ours, what we do not have kept in its cells and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Node, Question, Section
from qabilet.errors import Caution, refuse
from qabilet.study.formats.exported import named
from qabilet.study.formats.limesurvey.faults import (
    LIME_005,
    LIME_101,
    LIME_102,
    LIME_103,
    LIME_104,
    LIME_105,
    LIME_106,
    LIME_107,
    LIME_108,
)
from qabilet.study.formats.limesurvey.fixed import (
    COMMENT,
    CONDITION,
    FIXED,
    FORMULA,
    OTHER,
    OTHER_WORDS,
    PLAIN_NUMBER,
    RULE,
    TOLD_SETTINGS,
    TYPE,
    UNSET,
)
from qabilet.study.formats.limesurvey.survey import Answer, Asked, Group, Survey, Words, our_language, text_of
from qabilet.text import LANGS, Lang, Text


@dataclass(slots=True)
class Making:
    """The form in the making: its lists, and where something of the survey is kept only as it was written."""

    survey: Survey
    lists: dict[str, ChoiceList] = field(default_factory=dict)
    conditions: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    settings: dict[str, None] = field(default_factory=dict)
    strange: dict[str, list[str]] = field(default_factory=dict)

    def text(self, words: Words) -> Text:
        return text_of(words, self.survey.languages)

    def named(self, one: Asked | Answer) -> Text:
        """Its words in our languages; what has none is called by its code, for ODK asks for a label."""
        said = self.text(one.words)
        return said if any(said) else Text.same(one.code)

    def listed(self, code: str, choices: Iterable[Choice]) -> str:
        self.lists[code] = ChoiceList(code, tuple(choices))
        return code


def form_of(survey: Survey, *, name: str = "", file: str = "") -> tuple[Form, tuple[Caution, ...]]:
    """The form, and what of the survey it does not follow. Raises LIME_005 where nothing is asked."""
    making = Making(survey)
    nodes = tuple(_section(making, place, group) for place, group in enumerate(survey.groups, start=1) if group.asked)
    if not nodes:
        raise refuse(LIME_005, file=file)
    langs = [lang for code in survey.languages if (lang := our_language(code)) is not None]
    source: Lang = langs[0] if langs else "en"
    form = Form(name or f"survey_{survey.sid}", making.text(survey.title), source_lang=source,
                languages=tuple(lang for lang in LANGS if lang in langs), nodes=nodes, lists=making.lists)
    return form, tuple(_doubts(making, langs))


def _section(making: Making, place: int, group: Group) -> Section:
    nodes: list[Node] = []
    for one in group.asked:
        nodes += _nodes(making, one)
    return Section(f"G{place:02d}_{group.gid}", label=making.text(group.words), nodes=tuple(nodes), type="begin group",
                   cells=_cells(making, f"G{place:02d}", group.words, condition=group.relevance))


def _nodes(making: Making, one: Asked) -> list[Node]:
    make = _MAKERS.get(one.type)
    for setting, value in one.attributes.items():
        if setting in TOLD_SETTINGS and value not in UNSET:
            making.settings[setting] = None
    if make is None:
        making.strange.setdefault(one.type, []).append(one.code)
        make = _text
    return make(making, one)


def _cells(making: Making, code: str, words: Words, *, condition: str = "", kind: str = "", rule: str = "",
           formula: str = "") -> dict[str, str]:
    """What a form has no place for: words in other languages, conditions and formulas in LimeSurvey's own tongue."""
    cells = {f"label::{lang}": said for lang, said in words.items() if said and our_language(lang) is None}
    if kind:
        cells[TYPE] = kind
    for heading, value, heard in ((CONDITION, condition if condition != "1" else "", making.conditions),
                                  (RULE, rule, making.rules), (FORMULA, formula, making.formulas)):
        if value:
            cells[heading] = value
            heard.append(code)
    return cells


def _question(making: Making, one: Asked, kind: str, type_: str, **more: object) -> Question:
    cells = _cells(making, one.code, one.words, condition=one.relevance, kind=one.type,
                   rule=one.attributes.get("em_validation_q", ""))
    base = Question(one.code, "text", type_, making.named(one), making.text(one.help),
                    required="yes" if one.mandatory else "", default=one.default, cells=cells)
    return base.with_(kind=kind, **more)


def _choices(making: Making, answers: Iterable[Answer]) -> list[Choice]:
    return [Choice(answer.code, making.named(answer),
                   cells={f"label::{lang}": said for lang, said in answer.words.items()
                          if said and our_language(lang) is None}) for answer in answers]


def _shuffled(one: Asked) -> str:
    order = one.attributes.get("answer_order") or one.attributes.get("subquestion_order")
    return "randomize=true" if one.attributes.get("random_order") == "1" or order == "random" else ""


def _list(making: Making, one: Asked) -> list[Node]:
    choices = _choices(making, one.answers)
    if one.type == "I":
        choices = [Choice(code, Text.same(code)) for code in making.survey.languages]
    if one.type in FIXED:
        choices = [Choice(code, label) for code, label in FIXED[one.type]]
    out: list[Node] = []
    if one.other:
        choices.append(Choice(OTHER, _named_other(making, one)))
        out.append(_typed(one, f"{one.code}_other", _named_other(making, one), f"${{{one.code}}} = '{OTHER}'"))
    if one.type == "O":
        out.append(_typed(one, f"{one.code}_comment", COMMENT))
    name = making.listed(one.code, choices)
    return [_question(making, one, "one", f"select_one {name}", choices=name, parameters=_shuffled(one),
                      appearance="likert" if one.type == "5" else "minimal" if one.type == "!" else ""), *out]


def _named_other(making: Making, one: Asked) -> Text:
    said = making.text(one.said.get("other_replace_text", {}))
    return Text(*(own or usual for own, usual in zip(said, OTHER_WORDS, strict=True)))


def _typed(one: Asked, code: str, label: Text, relevance: str = "") -> Question:
    return Question(code, "text", "text", label, relevance=relevance, cells={TYPE: f"{one.type}+"})


def _many(making: Making, one: Asked) -> list[Node]:
    choices = [Choice(part.code, making.named(part)) for part in one.parts]
    out: list[Node] = []
    if one.type == "P":
        out += [_typed(one, f"{one.code}_{part.code}comment", COMMENT, f"selected(${{{one.code}}}, '{part.code}')")
                for part in one.parts]
    if one.other:
        choices.append(Choice("other", _named_other(making, one)))
        out.append(_typed(one, f"{one.code}_other", _named_other(making, one), f"selected(${{{one.code}}}, 'other')"))
    name = making.listed(one.code, choices)
    return [_question(making, one, "many", f"select_multiple {name}", choices=name, parameters=_shuffled(one)), *out]


def _rank(making: Making, one: Asked) -> list[Node]:
    # Since LimeSurvey 7 the items of a ranking are subquestions.
    items = _choices(making, one.answers) or [Choice(part.code, making.named(part)) for part in one.parts]
    name = making.listed(one.code, items)
    return [_question(making, one, "rank", f"rank {name}", choices=name)]


def _array(making: Making, one: Asked) -> list[Node]:
    fixed = FIXED.get(one.type)
    choices = [Choice(code, label) for code, label in fixed] if fixed else _choices(making, one.answers)
    name = making.listed(one.code, choices)
    return [_grid(making, one, one.code, one.words, _rows(making, one, name))]


def _dual(making: Making, one: Asked) -> list[Node]:
    """Two scales side by side are two grids of the same items."""
    grids: list[Node] = []
    for scale, heading in (("0", "dualscale_headerA"), ("1", "dualscale_headerB")):
        name = making.listed(f"{one.code}_{scale}", _choices(making, [a for a in one.answers if a.scale == scale]))
        words = one.said.get(heading) or {}
        grids.append(Section(f"{one.code}_scale{scale}", label=making.text(words or one.words), type="begin group",
                             nodes=tuple(_rows(making, one, name, ending=f"_{scale}"))))
    return [_grid(making, one, one.code, one.words, grids)]


def _grid(making: Making, one: Asked, code: str, words: Words, nodes: Iterable[Node]) -> Section:
    return Section(code, label=making.named(one), hint=making.text(one.help), nodes=tuple(nodes), type="begin group",
                   cells=_cells(making, code, words, condition=one.relevance, kind=one.type,
                                rule=one.attributes.get("em_validation_q", "")),
                   parameters=_shuffled(one))


def _rows(making: Making, one: Asked, name: str, ending: str = "") -> list[Node]:
    return [Question(f"{one.code}_{part.code}{ending}", "one", f"select_one {name}", making.named(part),
                     choices=name, appearance="likert", required="yes" if one.mandatory else "",
                     cells=_cells(making, f"{one.code}_{part.code}", part.words, condition=part.relevance,
                                  kind=one.type)) for part in one.scaled("0")]


def _parts(kind: str, type_: str) -> Callable[[Making, Asked], list[Node]]:
    """Several numbers or texts under one question."""
    def make(making: Making, one: Asked) -> list[Node]:
        fields: list[Node] = [Question(f"{one.code}_{part.code}", "text", type_, making.named(part),
                                       cells={TYPE: one.type}).with_(kind=kind) for part in one.parts]
        return [_grid(making, one, one.code, one.words, fields)]
    return make


def _crossed(making: Making, one: Asked) -> list[Node]:
    """An array of numbers, texts or boxes: a row for each item of the one side, a column for each of the other."""
    rows, columns = one.scaled("0"), one.scaled("1")
    nodes: list[Node] = []
    if one.attributes.get("multiflexible_checkbox") == "1":
        name = making.listed(one.code, [Choice(part.code, making.named(part)) for part in columns])
        nodes += [Question(f"{one.code}_{row.code}", "many", f"select_multiple {name}", making.named(row),
                           choices=name, cells={TYPE: one.type}) for row in rows]
        return [_grid(making, one, one.code, one.words, nodes)]
    kind, type_ = ("text", "text") if one.type == ";" else ("decimal", "decimal")
    for row in rows:
        cells: list[Node] = [Question(f"{one.code}_{row.code}_{column.code}", "text", type_, making.named(column),
                                      cells={TYPE: one.type}).with_(kind=kind) for column in columns]
        nodes.append(Section(f"{one.code}_{row.code}", label=making.named(row), nodes=tuple(cells),
                             type="begin group"))
    return [_grid(making, one, one.code, one.words, nodes)]


def _number(making: Making, one: Asked) -> list[Node]:
    kind = "integer" if one.attributes.get("num_value_int_only") == "1" else "decimal"
    ends = ((">=", one.attributes.get("min_num_value_n", "")), ("<=", one.attributes.get("max_num_value_n", "")))
    rule = " and ".join(f". {sign} {end}" for sign, end in ends if PLAIN_NUMBER.fullmatch(end))
    return [_question(making, one, kind, kind, constraint=rule)]


def _text(making: Making, one: Asked) -> list[Node]:
    return [_question(making, one, "text", "text", appearance="multiline" if one.type in "TU" else "")]


def _date(making: Making, one: Asked) -> list[Node]:
    shape = one.attributes.get("date_format", "").casefold()
    kind = "datetime" if "h" in shape and "d" in shape else "time" if "h" in shape else "date"
    return [_question(making, one, kind, "dateTime" if kind == "datetime" else kind)]


def _note(making: Making, one: Asked) -> list[Node]:
    return [_question(making, one, "note", "note", required="")]


def _file(making: Making, one: Asked) -> list[Node]:
    return [_question(making, one, "foreign", "file")]


def _equation(making: Making, one: Asked) -> list[Node]:
    formula = one.attributes.get("equation") or next(filter(None, one.words.values()), "")
    made = _question(making, one, "hidden", "hidden", required="", label=Text(), hint=Text())
    making.formulas.append(one.code)
    return [made.with_(cells={**made.cells, FORMULA: formula})]


_MAKERS: dict[str, Callable[[Making, Asked], list[Node]]] = {
    **dict.fromkeys("L!OYG5I", _list), **dict.fromkeys("MP", _many), "R": _rank, **dict.fromkeys("FHABCE", _array),
    "1": _dual, "K": _parts("decimal", "decimal"), "Q": _parts("text", "text"), ":": _crossed, ";": _crossed,
    "N": _number, **dict.fromkeys("STU", _text), "D": _date, "X": _note, "|": _file, "*": _equation}


def _doubts(making: Making, langs: list[Lang]) -> Iterable[Caution]:
    strange = [code for code in making.survey.languages if our_language(code) is None]
    if strange:
        yield Caution(LIME_101 if langs else LIME_107, {"languages": ", ".join(strange)})
    for code, where in ((LIME_102, making.conditions), (LIME_103, making.formulas), (LIME_104, making.rules)):
        if where:
            yield Caution(code, {"count": len(where), "codes": named(where)})
    if making.settings:
        yield Caution(LIME_105, {"names": ", ".join(sorted(making.settings)[:20])})
    for kind, codes in making.strange.items():
        yield Caution(LIME_106, {"type": kind, "codes": named(codes)})
    if making.survey.quotas:
        yield Caution(LIME_108, {"count": making.survey.quotas})
