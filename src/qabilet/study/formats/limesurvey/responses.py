"""Responses as LimeSurvey's own files hold them (.lsr): fields named by numbers become headings by codes."""

from __future__ import annotations

from collections.abc import Iterator

from qabilet.study.formats.limesurvey.survey import Asked, Survey
from qabilet.study.formats.limesurvey.tables import Tables

Grid = list[list[str]]


def grid_of(tables: Tables, survey: Survey) -> Grid:
    """A table as LimeSurvey exports it with codes: «Q1», «Q1[SQ001]», «Q1[other]».

    A field that is NULL was never shown and is ''. A box that was shown and left empty is N, so that the two differ.
    """
    rows = tables.of("responses")
    known = {_element(name): (heading, box) for name, heading, box in _fields(survey)}
    listed = tables.fields.get("responses") or list(dict.fromkeys(name for row in rows for name in row))
    columns = [(_element(name), *known.get(_element(name), (_element(name), False))) for name in listed]
    out: Grid = [[heading for _, heading, _ in columns]]
    for row in rows:
        out.append([("N" if box and row.get(name) == "" else row.get(name, "")) for name, _, box in columns])
    return out


def _element(name: str) -> str:
    """A field's name as an element of XML: it cannot begin with a digit, nor hold a #."""
    return ("_" if name[:1].isdigit() else "") + name.replace("#", "-")


def _fields(survey: Survey) -> Iterator[tuple[str, str, bool]]:
    """Every field of the table of responses: its name, its heading, whether it is a box to tick."""
    for group in survey.groups:
        for one in group.asked:
            for ending, heading, box in _endings(one):
                yield f"{survey.sid}X{one.gid}X{one.qid}{ending}", f"{one.code}{heading}", box


def _endings(one: Asked) -> Iterator[tuple[str, str, bool]]:
    """What follows the number of a question in the names of its fields, and its code in their headings."""
    if one.type in "MP":
        for part in one.parts:
            yield part.code, f"[{part.code}]", True
            if one.type == "P":
                yield f"{part.code}comment", f"[{part.code}comment]", False
        if one.other:
            yield "other", "[other]", False
            yield "othercomment", "[othercomment]", False
    elif one.type == "1":
        for part in one.parts:
            for scale in ("0", "1"):
                yield f"{part.code}#{scale}", f"[{part.code}][{int(scale) + 1}]", False
    elif one.type in ":;":
        for row in one.scaled("0"):
            for column in one.scaled("1"):
                yield f"{row.code}_{column.code}", f"[{row.code}_{column.code}]", False
    elif one.type == "R":
        for place in range(1, max(len(one.answers), len(one.parts)) + 1):
            yield str(place), f"[{place}]", False
    elif one.parts:
        for part in one.parts:
            yield part.code, f"[{part.code}]", False
    else:
        yield "", "", False
        if one.type == "|":
            yield "_filecount", "[filecount]", False
        if one.other:
            yield "other", "[other]", False
        if one.type == "O":
            yield "comment", "[comment]", False
