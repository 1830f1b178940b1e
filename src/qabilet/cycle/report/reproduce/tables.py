"""Each released sheet as one call of the script: its rows, the frame's columns they come from, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.analysis import Dimension, Row, Sheet
from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.report.reproduce import r_text
from qabilet.cycle.report.reproduce.r_text import Value

_SHARES = ("top2", *(f"p{point}" for point in range(1, 100)))
MADE: Mapping[str, Sequence[str]] = {
    "sample": ("n",), "register": ("sample", "sample_share", "weighted_share"), "profile-one": ("count", "share"),
    "profile-many": ("count", "share"), "profile-number": ("mean", "p25", "median", "p75"),
    "missing": ("answered", "not_asked", "not_relevant", "refused", "cannot_judge"),
    "profile-rating": ("mean", *_SHARES),
    "scale": ("n", "alpha", "standardised", "omega", "ordinal_alpha", "ordinal_omega"),
    "scale-items": ("item_rest", "if_dropped"), "needs-rating": ("mean", *_SHARES),
    "needs-gap": ("gap", "level", "below", *_SHARES), "needs-ranking": ("mean_place", "first", "worth"),
    "needs-two-scale": ("importance", "competence", "gap", "mwds", "rds", "negative", "positive", "ties"),
    "needs-groups": ("mean", "mean_place", "mwds", "gap"), "needs-contrast": ("effect", "p"),
    "free-text": ("answered",),
}
"""The columns that the script makes, by kind of sheet; of kinds that are not here, every column. Not made are public
figures (the register, target levels) and places (their sets come from simulation with our seed; neither survey nor
psych has them)."""

@dataclass(frozen=True, slots=True)
class Source:
    """What the sheets were made from: the dictionary, every dimension by its code, the items of each scale by code."""

    dictionary: Dictionary
    dimensions: Mapping[str, Dimension]
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def table(sheet: Sheet, source: Source) -> str | None:
    """The call that makes the sheet's told numbers again; None where it tells none that R can make."""
    maker = _MAKERS.get(sheet.kind)
    if maker is None:
        return None
    try:
        rows, arguments = maker(sheet, source)
    except (KeyError, ValueError):  # the dictionary was changed after the findings were made: the script says so
        return None
    if not rows:
        return None
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    head = {"key": r_text.text(sheet.key), "title": r_text.text(_title(sheet))}
    if sheet.audience or sheet.kind != "needs-sides":
        head["audience"] = r_text.text(sheet.audience)
    name = _CALLS[sheet.kind]
    return r_text.call(name, {**head, **arguments, "rows": r_text.frame(columns, 2)})


def told(row: Row, kind: str) -> list[str]:
    """The columns of the row with a number that has passed the gate and that R can make."""
    return [column for column, cell in row.cells.items()
            if cell.withheld is None and cell.value is not None and column in MADE.get(kind, row.cells)]


def _title(sheet: Sheet) -> str:
    return sheet.title.shown("en") or str(sheet.facts.get("question") or sheet.kind)


Rows = list[dict[str, Value]]
Made = tuple[Rows, dict[str, str]]


def _whole(sheet: Sheet) -> Iterator[tuple[Row, dict[str, Value]]]:
    """The rows of which anything is told: what they are called, and their told columns in one string."""
    for row in sheet.rows:
        if columns := told(row, sheet.kind):
            yield row, {"row": row.code, "label": row.label.shown("en"), "told": " ".join(columns)}


def _each(sheet: Sheet) -> Iterator[tuple[Row, dict[str, Value]]]:
    """One line a told number."""
    for row in sheet.rows:
        for column in told(row, sheet.kind):
            yield row, {"row": row.code, "label": row.label.shown("en"), "told": column}


def _plain(sheet: Sheet, source: Source) -> Made:
    return [line for _, line in _whole(sheet)], {}


def _register(sheet: Sheet, source: Source) -> Made:
    names = str(sheet.facts["dims"]).split("*")
    rows: Rows = []
    for row, line in _whole(sheet):
        levels = _levels(row.code, [source.dimensions[name].levels for name in names])
        rows.append(line | {f"level{at}": level for at, level in enumerate(levels, start=1)})
    return rows, {"dimensions": r_text.vector(names, 4)}


def _levels(code: str, known: Sequence[Sequence[str]]) -> list[int]:
    """The places of the levels in 'a|b', where a level may hold a bar itself."""
    for at, level in enumerate(known[0]):
        if len(known) == 1:
            if code == level:
                return [at]
        elif code.startswith(f"{level}|") and (rest := _levels(code[len(level) + 1:], known[1:])):
            return [at, *rest]
    return []


def _one(sheet: Sheet, source: Source) -> Made:
    column = str(sheet.facts["question"])
    levels = source.dimensions[column].levels
    return ([line | {"level": levels.index(row.code)} for row, line in _whole(sheet)],
            {"column": r_text.text(column)})


def _many(sheet: Sheet, source: Source) -> Made:
    column = str(sheet.facts["question"])
    values = source.dictionary.column(column).values
    return ([line | {"level": values.index(row.code) + 1} for row, line in _whole(sheet)],
            {"column": r_text.text(column)})


def _number(sheet: Sheet, source: Source) -> Made:
    return [line for _, line in _whole(sheet)], {"column": r_text.text(str(sheet.facts["question"]))}


def _text(sheet: Sheet, source: Source) -> Made:
    column = sheet.key.removeprefix("text/").removeprefix(f"{sheet.audience}/" if sheet.audience else "")
    return [line for _, line in _whole(sheet)], {"column": r_text.text(column)}


def _missing(sheet: Sheet, source: Source) -> Made:
    inner = {"number": "{}?", "many": "{}.1"}
    return [line | {"column": inner.get(source.dictionary.column(row.code).kind, "{}").format(row.code)}
            for row, line in _whole(sheet)], {}


def _rating(sheet: Sheet, source: Source) -> Made:
    rows: Rows = []
    for row, line in _whole(sheet):
        column = source.dictionary.column(row.code)
        rows.append(line | {"points": len(column.values), "reverse": column.reverse})
    return rows, {}


def _rated(sheet: Sheet, source: Source) -> Made:
    return _rating(sheet, source)[0], _question(sheet)


def _need(sheet: Sheet, source: Source) -> Made:
    return [line for _, line in _whole(sheet)], _question(sheet)


def _pairs(sheet: Sheet, source: Source) -> Made:
    return [line for _, line in _each(sheet)], _question(sheet)


def _groups(sheet: Sheet, source: Source) -> Made:
    dimension = str(sheet.facts["dim"])
    levels = source.dimensions[dimension].levels
    return ([line | {"label": f"{line['label']}: {row.facts.get('level_label_en') or row.facts['level']}",
                     "item": str(row.facts["item"]), "level": levels.index(str(row.facts["level"]))}
             for row, line in _each(sheet)], _question(sheet) | {"dimension": r_text.text(dimension)})


def _contrast(sheet: Sheet, source: Source) -> Made:
    return ([line for _, line in _whole(sheet)],
            _question(sheet) | {"dimension": r_text.text(str(sheet.facts["dim"]))})


def _scales(sheet: Sheet, source: Source) -> Made:
    rows = [line for _, line in _whole(sheet)]
    items = [f"{r_text.text(str(row['row']))} = {r_text.vector(source.scales[str(row['row'])], 6)}" for row in rows]
    return rows, {"items": "list(\n    " + ",\n    ".join(items) + ")"}


def _scores(sheet: Sheet, source: Source) -> Made:
    rows, items = _scales(sheet, source)
    needed = {row.code: row.facts["needed"] for row in sheet.rows}
    return [row | {"needed": int(str(needed[str(row["row"])]))} for row in rows], items


def _scale_items(sheet: Sheet, source: Source) -> Made:
    items = source.scales[str(sheet.facts["scale"])]
    return [line for _, line in _whole(sheet)], {"items": r_text.vector(items, 4)}


def _sides(sheet: Sheet, source: Source) -> Made:
    rows = [line | {"item": str(row.facts["item"])} for row, line in _each(sheet)]
    between = [str(sheet.facts["self"]), str(sheet.facts["observer"])]
    return rows, _question(sheet) | {"between": r_text.vector(between, 4)}


def _question(sheet: Sheet) -> dict[str, str]:
    return {"question": r_text.text(str(sheet.facts["question"]))}


_MAKERS: Mapping[str, Callable[[Sheet, Source], Made]] = {
    "sample": _plain, "register": _register, "profile-one": _one, "profile-many": _many, "profile-number": _number,
    "missing": _missing, "profile-rating": _rating, "scale": _scales, "scale-items": _scale_items,
    "scale-scores": _scores, "needs-rating": _rated, "needs-gap": _rated,
    "needs-ranking": _need, "needs-two-scale": _need, "needs-pairs": _pairs, "needs-groups": _groups,
    "needs-contrast": _contrast, "needs-sides": _sides, "free-text": _text,
}
_CALLS: Mapping[str, str] = {
    "sample": "sample_size", "register": "against_register", "profile-one": "one_choice",
    "profile-many": "many_choices", "profile-number": "numbers", "missing": "missing_answers",
    "profile-rating": "ratings", "scale": "scales", "scale-items": "items_of_scale", "scale-scores": "scores",
    "needs-rating": "rated_needs", "needs-gap": "rated_needs",
    "needs-ranking": "ranked_needs", "needs-two-scale": "two_scale_needs", "needs-pairs": "pairs_of_needs",
    "needs-groups": "needs_by_group", "needs-contrast": "differences", "needs-sides": "sides", "free-text": "free_text",
}
