"""What of a drafted study.toml still holds when answers come: whatever they bear stays, the rest is drafted anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qabilet.cycle.analysis import Audience, Lattice
from qabilet.cycle.instrument import RATER, Column, Dictionary
from qabilet.study.checking import references
from qabilet.study.instrument.wording import wording
from qabilet.study.settings import Settings
from qabilet.text import Text

SELF = "self"


def what_fits(given: Settings, dictionary: Dictionary) -> Settings:
    """`given` without the audiences, cells, breakdowns, questions and scales that the dictionary does not bear."""
    def fits(one: Settings) -> bool:
        return not references(one, dictionary, b"")

    given = _spoken(given, dictionary)
    bare = replace(given, audience_column="", audiences=(), design=replace(given.design, cells=()),
                   lattice=Lattice(), needs=(), scales=())
    if not fits(bare):  # what else it names ([microdata]) is not mended here
        bare = replace(bare, microdata=Settings().microdata)
    spoken = replace(bare, audience_column=given.audience_column, audiences=given.audiences)
    kept = spoken if given.audience_column and fits(spoken) else bare
    cells = tuple(one for one in given.design.cells if fits(replace(bare, design=replace(bare.design, cells=(one,)))))
    derived = tuple(one for one in given.lattice.derived if fits(replace(bare, lattice=Lattice(derived=(one,)))))
    dimensions = tuple(one for one in given.lattice.dimensions
                       if fits(replace(bare, lattice=Lattice((one,), derived=derived))))
    tables = tuple(row for row in given.lattice.tables if set(row) <= set(dimensions))
    return replace(kept, design=replace(given.design, cells=cells), lattice=Lattice(dimensions, tables, derived),
                   needs=tuple(one for one in given.needs if fits(replace(kept, needs=(one,)))),
                   scales=tuple(one for one in given.scales if fits(replace(kept, scales=(one,)))))


def left_out(given: Settings, kept: Settings) -> tuple[str, ...]:
    """The names that stood in `given` and stand no longer."""
    return tuple(dict.fromkeys(name for name in _names(given) if name not in _names(kept)))


def _names(one: Settings) -> tuple[str, ...]:
    return (*filter(None, (one.audience_column,)), *one.design.cells, *one.lattice.dimensions,
            *(need.code for need in one.needs), *(scale.code for scale in one.scales))


def raters(dictionary: Dictionary) -> tuple[Audience, ...]:
    """The audiences of a form composed for several raters: one speaks of itself, the others of it; () where there is
    no such column. Their ratings stand in the same columns and must not be averaged together."""
    column = _column(dictionary, RATER)
    if column is None:
        return ()
    values = _values(column, wording().raters)
    if SELF not in values or len(values) < len(column.values):
        return ()
    return tuple(Audience(value, "self" if rater == SELF else "observer", "" if rater == SELF else values[SELF],
                          column.value_name(value)) for rater, value in values.items())


def _spoken(given: Settings, dictionary: Dictionary) -> Settings:
    """The audiences under the values that stand in the answers: an export may hold the words of the choices."""
    column = _column(dictionary, given.audience_column)
    if column is None:
        return given
    values = _values(column, {one.value: one.label for one in given.audiences})
    return replace(given,
                   audiences=tuple(replace(one, value=values.get(one.value, one.value), of=values.get(one.of, one.of))
                                   for one in given.audiences),
                   needs=tuple(replace(one, audiences=tuple(values.get(who, who) for who in one.audiences))
                               for one in given.needs))


def _column(dictionary: Dictionary, code: str) -> Column | None:
    return next((one for one in dictionary.kept() if one.code == code and one.kind == "one"), None)


def _values(column: Column, labels: Mapping[str, Text]) -> dict[str, str]:
    """By each code of `labels` the value of the column that is that code, or has its words."""
    found = {}
    for code, label in labels.items():
        value = next((one for one in column.values if one == code), None) or next(
            (one for one in column.values if any(label) and column.value_name(one) == label), None)
        if value is not None:
            found[code] = value
    return found
