"""What changed from one version of a form to another, change by change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qabilet.cycle.instrument.comparing.choice_changes import ChoiceChanges, choice_changes
from qabilet.cycle.instrument.comparing.matching import Matched, Pair, Placed, matched
from qabilet.cycle.instrument.comparing.word_diff import Degree, degree
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.form_json import unnumbered
from qabilet.cycle.instrument.form.question import Choice, Question, Section
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.errors import QabiletError
from qabilet.text import LANGS, Lang, Text

On = Literal["form", "section", "question", "list"]
What = Literal["added", "removed", "renamed", "moved", "moved-into", "wording", "field", "language-added",
               "language-removed", "choice-added", "choice-removed", "choice-recoded", "choice-wording", "choice-cells",
               "choices-turned", "choices-reordered", "list-added", "list-removed"]
QUESTION_TEXTS = ("label", "hint", "guidance", "constraint_says", "required_says")
QUESTION_FIELDS = ("kind", "type", "choices", "other", "relevance", "required", "constraint", "calculation",
                   "choice_filter", "default", "read_only", "appearance", "parameters", "competence", "indicator",
                   "scale", "reverse", "missing", "perspectives")
SECTION_TEXTS = ("label", "hint")
SECTION_FIELDS = ("kind", "type", "relevance", "repeat_count", "appearance", "parameters")
EXPRESSIONS = ("relevance", "required", "constraint", "calculation", "choice_filter", "repeat_count")
FORM_FIELDS = ("code", "version", "source_lang")


@dataclass(frozen=True, slots=True)
class Change:
    """`code` is that of the question, section or list in the new form (in the old one, where it is removed); `part` the
    field or text, `choice` the choice's code; `before` and `after` the words or values. `label` are the words of what
    was added or removed as a whole."""

    on: On
    what: What
    code: str = ""
    part: str = ""
    lang: Lang | Literal[""] = ""
    degree: Degree | Literal[""] = ""
    choice: str = ""
    before: str = ""
    after: str = ""
    row: int = 0
    label: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Changed:
    """Everything that changed; `matched` says which question is which, `lists` how the lists of a pair differ."""

    changes: tuple[Change, ...]
    matched: Matched
    lists: Mapping[tuple[str, str], ChoiceChanges]


def changed(old: Form, new: Form) -> Changed:
    """In the order of the new form. Rows, and the order of the sheets' columns, are no change of a form."""
    match = matched(old, new)
    pairs = {(one.old.node.choices, one.new.node.choices) for one in match.pairs
             if isinstance(one.old.node, Question) and isinstance(one.new.node, Question)} - {("", "")}
    pairs |= {(code, code) for code in (*old.lists, *new.lists)}
    lists = {names: choice_changes(_choices(old, names[0]), _choices(new, names[1])) for names in sorted(pairs)}
    nodes: list[tuple[float, Iterator[Change]]] = [(pair.new.place, _pair(pair)) for pair in match.pairs]
    nodes += [(one.place, iter([_whole(one, "added")])) for one in match.added]
    nodes += [(one.place - 0.5, iter([_whole(one, "removed")])) for one in match.removed]
    found = [*_form(old, new)]
    for _, changes in sorted(nodes, key=lambda pair: pair[0]):
        found += changes
    for names, differing in lists.items():
        found += _list(names, differing, old, new)
    found += _alone(old, new, pairs)
    return Changed(tuple(found), match, lists)


def _choices(form: Form, code: str) -> tuple[Choice, ...]:
    return form.lists[code].choices if code in form.lists else ()


def _whole(one: Placed, what: Literal["added", "removed"]) -> Change:
    on: On = "section" if isinstance(one.node, Section) else "question"
    return Change(on, what, one.code, row=one.node.row, label=one.node.label)


def _form(old: Form, new: Form) -> Iterator[Change]:
    yield from _texts("form", "", old, new, ("title",), 0)
    yield from _fields("form", "", old, new, FORM_FIELDS, 0)
    for lang in new.languages:
        if lang not in old.languages:
            yield Change("form", "language-added", lang=lang)
    for lang in old.languages:
        if lang not in new.languages:
            yield Change("form", "language-removed", lang=lang)
    yield from _cells("form", "", old.settings, new.settings, 0, part="settings")
    yield from _cells("form", "", {name: str(rows) for name, rows in unnumbered(old.sheets).items()},
                      {name: str(rows) for name, rows in unnumbered(new.sheets).items()}, 0, part="sheets")


def _pair(pair: Pair) -> Iterator[Change]:
    one, two = pair.old.node, pair.new.node
    on: On = "section" if isinstance(two, Section) else "question"
    if pair.renamed:
        yield Change(on, "renamed", two.code, before=one.code, after=two.code, row=two.row)
    if pair.into:
        yield Change(on, "moved-into", two.code, before=_section(pair.old), after=_section(pair.new), row=two.row)
    elif pair.moved:
        yield Change(on, "moved", two.code, row=two.row)
    question = isinstance(two, Question)
    yield from _texts(on, two.code, one, two, QUESTION_TEXTS if question else SECTION_TEXTS, two.row)
    yield from _fields(on, two.code, one, two, QUESTION_FIELDS if question else SECTION_FIELDS, two.row)
    yield from _cells(on, two.code, one.cells, two.cells, two.row)
    if isinstance(one, Section) and isinstance(two, Section):
        yield from _cells(on, two.code, one.end, two.end, two.row, part="end")


def _section(one: Placed) -> str:
    return one.above[-1].code if one.above else ""


def _texts(on: On, code: str, one: object, two: object, parts: tuple[str, ...], row: int) -> Iterator[Change]:
    for part in parts:
        before, after = getattr(one, part), getattr(two, part)
        assert isinstance(before, Text)
        assert isinstance(after, Text)
        for lang in LANGS:
            how = degree(before[lang], after[lang])
            if how is not None:
                yield Change(on, "wording", code, part, lang, how, before=before[lang], after=after[lang], row=row)


def _fields(on: On, code: str, one: object, two: object, parts: tuple[str, ...], row: int) -> Iterator[Change]:
    for part in parts:
        before, after = getattr(one, part), getattr(two, part)
        if before != after:
            how: Degree | Literal[""] = "signs" if part in EXPRESSIONS and same_expression(before, after) else ""
            yield Change(on, "field", code, part, degree=how, before=shown(before), after=shown(after), row=row)


def same_expression(one: str, two: str) -> bool:
    """Whether two expressions are read as the same tree: spaces, quotation marks and needless brackets do not count."""
    if one == two:
        return True
    try:
        return bool(one.strip() and two.strip()) and parse(one).tree == parse(two).tree
    except QabiletError:
        return False


def _cells(on: On, code: str, one: Mapping[str, str], two: Mapping[str, str], row: int,
           part: str = "cells") -> Iterator[Change]:
    """`choice` bears the heading of the cell."""
    for name in dict.fromkeys((*one, *two)):
        if one.get(name) != two.get(name):
            yield Change(on, "field", code, part, choice=name, before=one.get(name, ""), after=two.get(name, ""),
                         row=row)


def shown(value: object) -> str:
    """A field's value as one reads it."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return " | ".join(f"{key} = {one}" for key, one in value.items())
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _list(names: tuple[str, str], changes: ChoiceChanges, old: Form, new: Form) -> Iterator[Change]:
    """How the second list differs from the first, which it follows or takes the place of."""
    one, two = names
    if one not in old.lists or two not in new.lists:
        return
    for gone in changes.removed:
        yield Change("list", "choice-removed", two, choice=gone.code, row=gone.row, label=gone.label)
    for come in changes.added:
        yield Change("list", "choice-added", two, choice=come.code, row=come.row, label=come.label)
    for before, after in changes.recoded().items():
        yield Change("list", "choice-recoded", two, choice=after, before=before, after=after)
    for left, right, lang, how in changes.reworded():
        yield Change("list", "choice-wording", two, "label", lang, how, right.code, left.label[lang],
                     right.label[lang], right.row)
    for left, right in changes.pairs:
        for cell in _cells("list", two, left.cells, right.cells, right.row):
            yield Change("list", "choice-cells", two, cell.choice, choice=right.code, before=cell.before,
                         after=cell.after, row=right.row)
    if changes.turned or changes.reordered:
        yield Change("list", "choices-turned" if changes.turned else "choices-reordered", two)


def _alone(old: Form, new: Form, pairs: set[tuple[str, str]]) -> Iterator[Change]:
    """Lists that only one of the forms has, and that are not the other's under another name."""
    for code in old.lists:
        if code not in new.lists and not any(one == code and two in new.lists for one, two in pairs):
            yield Change("list", "list-removed", code)
    for code in new.lists:
        if code not in old.lists and not any(two == code and one in old.lists for one, two in pairs):
            yield Change("list", "list-added", code)
