"""Sections, questions and choices as lines of a sheet, by our fields and by the headings that were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qabilet.cycle.instrument import Form, Node, Question, Section
from qabilet.study.formats.xlsform import own
from qabilet.study.formats.xlsform.headings import WORDS
from qabilet.study.formats.xlsform.lines import QUESTION_FIELDS, SECTION_FIELDS
from qabilet.text import LANGS, Lang, Text

Key = tuple[str, Lang | None]
"""A field of ours, with its language where it has words."""

_KINDS = {"one": "select_one", "many": "select_multiple", "datetime": "dateTime", "meta": "text", "foreign": "text"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be written: `at` is where it stood (0 for anywhere), `fields` by our names, `cells` by heading."""

    at: int
    fields: Mapping[Key, str]
    cells: Mapping[str, str]


def survey_rows(form: Form) -> Iterator[Row]:
    """Every line of the sheet survey, a section's end after what stands in it."""
    stack: list[tuple[Section | None, Iterator[Node]]] = [(None, iter(form.nodes))]
    while stack:
        section, nodes = stack[-1]
        node = next(nodes, None)
        if node is None:
            stack.pop()
            if section is not None:
                yield Row(0, {} if section.end else {("type", None): f"end_{section.kind}"}, section.end)
        elif isinstance(node, Section):
            yield Row(node.row, _section(node), node.cells)
            stack.append((node, iter(node.nodes)))
        else:
            yield Row(node.row, _question(node, form), node.cells)


def choice_rows(form: Form) -> list[Row]:
    """Every choice: in the lines they stood in where all stood in one, else list by list."""
    rows = [Row(choice.row, {("list", None): name, ("name", None): choice.code, **_words("label", choice.label)},
                choice.cells) for name, one in form.lists.items() for choice in one.choices]
    at = [row.at for row in rows]
    if all(at) and len(set(at)) == len(at) and _in_order(form):
        return sorted(rows, key=lambda row: row.at)
    return [Row(0, row.fields, row.cells) for row in rows]


def _in_order(form: Form) -> bool:
    """Whether the lines are in the order of the lists: sorting them moves no choice before another of its list, and no
    list before another."""
    lists = [[choice.row for choice in one.choices] for one in form.lists.values()]
    firsts = [rows[0] for rows in lists if rows]
    return firsts == sorted(firsts) and all(rows == sorted(rows) for rows in lists)


def type_of(one: Question) -> str:
    """The type as it was written; where it was not, or no longer fits, the plainest for its kind."""
    from qabilet.study.formats.xlsform.question_types import typed

    if one.type:
        known = typed(one.type)
        same = (known.kind, known.other) == (one.kind, one.other) and known.choices == one.choices
        if known.role != "ask" or same:
            return one.type
    name = _KINDS.get(one.kind, one.kind)
    if one.kind in ("one", "many", "rank"):
        return f"{name} {one.choices}" + (" or_other" if one.other else "")
    return name


def _section(one: Section) -> dict[Key, str]:
    return {("type", None): one.type or f"begin_{one.kind}", ("name", None): one.code, **_words("label", one.label),
            **_words("hint", one.hint), **{(name, None): getattr(one, name) for name in SECTION_FIELDS}}


def _question(one: Question, form: Form) -> dict[Key, str]:
    said = _said_by_list(one, form)
    missing = {code: why for code, why in one.missing.items() if said.get(code) != why}
    fields: dict[Key, str] = {("type", None): type_of(one), ("name", None): one.code}
    for name in WORDS:
        fields |= _words(name, getattr(one, name))
    fields |= {(name, None): getattr(one, name) for name in ("required", *QUESTION_FIELDS)}
    fields[("reverse", None)] = "yes" if one.reverse else ""
    fields[("missing", None)] = own.missing_cell(missing)
    fields[("perspective", None)] = " ".join(one.perspectives)
    return fields


def _said_by_list(one: Question, form: Form) -> dict[str, str | None]:
    """What the column missing of the sheet choices says already."""
    return {choice.code: own.reason(choice.cells["missing"]) for choice in form.choices(one)
            if choice.cells.get("missing")}


def _words(name: str, text: Text) -> dict[Key, str]:
    return {(name, lang): text[lang] for lang in LANGS}
