"""Answers read with their form: boxes folded into many choices, rankings unfolded, everything told that it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.instrument import (
    ASKED,
    MOST_RANKED,
    Choice,
    Form,
    Place,
    Question,
    cleaned,
    offered,
    placed,
    told_by_form,
)
from qabilet.study.formats.boxes import chosen, lists_of, only_boxes, unfolded
from qabilet.study.formats.export_losses import (
    LOSS_041,
    LOSS_043,
    LOSS_044,
    LOSS_045,
    LOSS_046,
    LOSS_047,
    LOSS_048,
    LOSS_054,
)
from qabilet.study.formats.exported import Export, named
from qabilet.study.formats.folding import NONE_CHOSEN, folded
from qabilet.text import Lang


@dataclass(slots=True)
class _Columns:
    """The columns of one question: the whole answer, and one for each choice, by its code."""

    question: Question
    routed: bool
    whole: str = ""
    choices: dict[str, str] = field(default_factory=dict)


def read_with(export: Export, form: Form, lang: Lang, *, name: str = "") -> None:
    """Make the export over as the form tells, and note what it tells of each column. Columns that it does not know stay
    to be guessed; every loss is noted. `name` is the form's file."""
    found = placed(form, export.headers)
    strange = [header for header in export.headers if header not in found]
    columns = _by_question(found)
    foreign = [header for header, place in found.items() if place.question.kind == "foreign"]
    export.drop(header for header, place in found.items() if place.question.kind in ("note", "meta"))
    if gone := export.drop(foreign):
        export.lost(LOSS_041, gone)
    boxed = [header for one in columns if one.question.kind == "many" and (header := _fold(export, form, one))]
    if boxed:
        export.lost(LOSS_043, boxed)
    ranked = [one.whole for one in columns if one.question.kind == "rank" and one.whole and not one.choices
              and 1 < len(form.choices(one.question)) <= MOST_RANKED]
    for one in columns:
        if one.whole in ranked:
            unfold(export, one.whole, form.choices(one.question))
    if ranked:
        export.lost(LOSS_044, ranked)
    _tell(export, form, lang, strange, name)
    _missed(export, form, columns)


def unfold(export: Export, header: str, items: Sequence[Choice]) -> None:
    """A ranking in one cell becomes a column for each item, with its place."""
    spelt = {word: item.code for item in items for word in (item.code, *item.label) if word}
    places, strange = unfolded(export.columns[header], spelt, [item.code for item in items])
    export.put(header, {f"{header}[{code}]": cells for code, cells in places.items()})
    if strange:
        export.lost(LOSS_045, count=sum(strange.values()), sample=next(iter(strange))[:80], header=header)


def _by_question(found: Mapping[str, Place]) -> list[_Columns]:
    out: dict[int, _Columns] = {}
    for header, place in found.items():
        one = out.setdefault(id(place.question), _Columns(place.question, place.routed))
        if place.choice:
            one.choices.setdefault(place.choice, header)
        elif not place.typed:
            one.whole = one.whole or header
    return list(out.values())


def _fold(export: Export, form: Form, one: _Columns) -> str:
    """One column of codes for a question of many; gives its header where it was put together from boxes."""
    choices = offered(form, one.question)
    spelt = {word: choice.code for choice in choices for word in (choice.code, *choice.label) if word}
    boxes = one.choices
    boxed = len(boxes) > 1 and only_boxes(export.columns[header] for code, header in boxes.items()
                                          if code != "other")
    if boxed:
        cells = folded({code: export.columns[header] for code, header in boxes.items()}, chosen)
        if export.origin == "limesurvey" and not one.routed:
            # LimeSurvey writes an empty cell both for a box left empty and for a question never put.
            cells = tuple(cell or NONE_CHOSEN for cell in cells)
        header = one.whole or next(iter(boxes.values()))
        export.columns[header] = cells
        export.drop(other for other in boxes.values() if other != header)
        if not one.whole:
            export.rename({header: one.question.code})
            header = one.question.code
        return header
    # What a file of SPSS tells of its own cells holds: they are parted by its sign, and not by the form's blanks.
    if one.whole and (one.whole not in export.told or export.origin == "microsoft-forms"):
        export.columns[one.whole] = lists_of(export.columns[one.whole], spelt)
    return ""


def _tell(export: Export, form: Form, lang: Lang, strange: Sequence[str], name: str) -> None:
    counts = {header: export.counts(header) for header in export.headers}
    told = told_by_form(form, export.headers, lang=lang, answers=counts)
    # What Microsoft's semicolons told of a cell no longer holds: it is made of the form's codes now.
    export.told |= {header: said for header, said in told.items() if header not in export.told or (
        export.origin == "microsoft-forms" and export.told[header].kind == "many")}
    if told:
        export.lost(LOSS_054, form=name or form.code, columns=len(told))
    left = [header for header in strange if header in export.columns and header not in export.told]
    if left:
        export.lost(LOSS_046, left)
    found = placed(form, export.headers)
    words = [(header, word) for header, said in told.items() if said.kind in ("one", "many", "rating")
             for word in _strangers(form, found[header], counts[header])]
    if words:
        export.lost(LOSS_048, count=len(words), sample=words[0][1][:80], header=words[0][0][:80])


def _strangers(form: Form, place: Place, counts: Mapping[str, int]) -> list[str]:
    """The words under a question that stand in none of its lists."""
    known = {_key(word) for choice in offered(form, place.question) for word in (choice.code, *choice.label)}
    known |= {_key(word) for word in place.question.missing} | {"", NONE_CHOSEN}
    return sorted({piece for cell in counts for part in cell.split("|") if _key(piece := part.strip()) not in known})


def _missed(export: Export, form: Form, columns: Sequence[_Columns]) -> None:
    seen = {id(one.question) for one in columns}
    absent = [question.code for question in form.questions() if question.kind in ASKED and id(question) not in seen
              and not _in_repeat(form, question)]
    if absent:
        export.lost(LOSS_047, count=len(absent), codes=named(absent))


def _in_repeat(form: Form, question: Question) -> bool:
    return any(node is question and any(section.kind == "repeat" for section in path) for path, node in form.walk())


def _key(word: str) -> str:
    return cleaned(word).casefold()

