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
    """Every field of the table of responses: its name, its heading, whether it is a box to tick.

    To LimeSurvey 6 names are «survey X group X question» and codes, from 7 on numbers of questions alone.
    """
    for group in survey.groups:
        for one in group.asked:
            for old, new, heading, box in _endings(one):
                yield f"{survey.sid}X{one.gid}X{one.qid}{old}", f"{one.code}{heading}", box
                yield f"Q{one.qid}{new}", f"{one.code}{heading}", box


Ending = tuple[str, str, str, bool]


def _endings(one: Asked) -> Iterator[Ending]:
    """What follows a question's number in the names of its fields, before and since LimeSurvey 7, and its code in their
    headings."""
    if one.type in "MP":
        yield from _boxes(one)
    elif one.type == "1":
        for part in one.parts:
            for scale in (0, 1):
                yield (f"{part.code}#{scale}", f"_S{part.qid}#{scale}", f"[{part.code}][{scale + 1}]", False)
    elif one.type in ":;":
        for row in one.scaled("0"):
            for column in one.scaled("1"):
                code = f"{row.code}_{column.code}"
                yield code, f"_S{row.qid}_S{column.qid}", f"[{code}]", False
    elif one.type == "R":
        items = [f"_R{answer.aid}" for answer in one.answers] or [f"_S{part.qid}" for part in one.parts]
        for place, new in enumerate(items, start=1):
            yield str(place), new, f"[{place}]", False
    elif one.parts:
        for part in one.parts:
            yield part.code, f"_S{part.qid}", f"[{part.code}]", False
    else:
        yield "", "", "", False
        more = {"filecount": one.type == "|", "other": one.other, "comment": one.type == "O"}
        for word in (word for word, there in more.items() if there):
            yield ("_" if word == "filecount" else "") + word, f"_C{word}", f"[{word}]", False


def _boxes(one: Asked) -> Iterator[Ending]:
    for part in one.parts:
        yield part.code, f"_S{part.qid}", f"[{part.code}]", True
        if one.type == "P":
            for new in (f"_S{part.qid}_Ccomment", f"_S{part.qid}comment"):
                yield f"{part.code}comment", new, f"[{part.code}comment]", False
    if one.other:
        yield "other", "_Cother", "[other]", False
        for new in ("_Cothercomment", "_Cother_Ccomment"):
            yield "othercomment", new, "[othercomment]", False
