"""Questions of many choices, kept as one variable for each choice, folded into one column each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument import Told
from qabilet.errors import Caution
from qabilet.study.formats.cells import shown, tidy
from qabilet.study.formats.folding import SEPARATOR, folded
from qabilet.study.formats.statistics.boxes import boxes
from qabilet.study.formats.statistics.faults import STATFILE_103, STATFILE_104
from qabilet.study.formats.statistics.letters import Letters
from qabilet.study.formats.statistics.names import plain
from qabilet.study.formats.statistics.saying import in_three
from qabilet.study.formats.statistics.spss_dictionary import SpssDictionary, response_sets
from qabilet.study.formats.statistics.telling import spoken, worded_in
from qabilet.study.formats.statistics.values import Variable
from qabilet.text import Lang, pattern

_ALONE = pattern("it has fewer than two variables in the file")
_SHARED = pattern("its variables are in another set too")
_TAKEN = pattern("a variable has its name")
Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Folded:
    """A set as one column: it stands where its first variable stood; `places` are the variables that it takes in."""

    header: str
    places: tuple[int, ...]
    cells: tuple[str, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class _Set:
    """A set as its variables' places; `yes` is the cell that says chosen, None in a set of categories."""

    name: str
    label: str
    members: tuple[int, ...]
    yes: str | None
    by_value: bool = False


def folded_sets(spss: SpssDictionary | None, variables: Sequence[Variable], columns: Cells, letters: Letters,
                source: str, whole: Lang) -> tuple[list[Folded], list[Caution]]:
    """The sets that can be folded, and what a person should know of each. Boxes of which the labels say that they were
    ticked or not are a set too, though the file declares none."""
    done: list[Folded] = []
    losses: list[Caution] = []
    taken: set[int] = set()
    called: set[str] = set()
    names = {one.name.casefold(): place for place, one in enumerate(variables)}
    declared = list(_declared(spss, variables, names, letters)) if spss is not None else []
    inside = {place for one in declared for place in one.members}
    undeclared = [_Set(name, "", places, "1") for name, places in boxes(variables) if not inside & set(places)]
    for one in (*declared, *undeclared):
        why = _ALONE if len(one.members) < 2 else _SHARED if taken & set(one.members) else \
            _TAKEN if names.get(one.name.casefold(), one.members[0]) not in one.members or one.name in called else ""
        if why:
            losses.append(Caution(STATFILE_104, {"name": one.name, "why": in_three(why)}))
            continue
        taken |= set(one.members)
        called.add(one.name)
        done.append(_fold(one, variables, columns, source, whole))
        losses.append(Caution(STATFILE_103, {"name": one.name, "count": len(one.members)}))
    return done, losses


def _fold(one: _Set, variables: Sequence[Variable], columns: Cells, source: str, whole: Lang) -> Folded:
    cells, options = (_categories if one.yes is None else _dichotomies)(one, variables, columns)
    missing = {cell: why for place in one.members for cell, why in variables[place].missing.items()}
    lang = spoken(" ".join(options.values()), whole)
    told = Told(source, "many", one.label, label=worded_in(spoken(one.label, whole), one.label),
                code=plain(one.name).lower(), values=tuple(options), separator=SEPARATOR.strip(), missing=missing,
                labels={code: worded_in(lang, words) for code, words in options.items() if words})
    return Folded(one.name, one.members, cells, told)


def _declared(spss: SpssDictionary, variables: Sequence[Variable], places: Mapping[str, int],
              letters: Letters) -> Iterator[_Set]:
    """The sets that the file declares. Newer files name a set twice, for older programs and for themselves: the last is
    the fuller."""
    for one in {found.name.lower(): found for found in response_sets(spss.sets)}.values():
        names = (letters.read(spss.names.get(name, name).decode("latin-1")).casefold() for name in one.variables)
        members = tuple(dict.fromkeys(places[name] for name in names if name in places))
        yes = None if one.counted is None else \
            _yes(one.counted.decode("latin-1").strip(), not members or variables[members[0]].number)
        yield _Set(letters.read(one.name.decode("latin-1")).lstrip("$"),
                   " ".join(letters.read(one.label.decode("latin-1")).split()), members, yes, one.by_value)


def _dichotomies(one: _Set, variables: Sequence[Variable], columns: Cells) -> tuple[tuple[str, ...], dict[str, str]]:
    """One box for each choice. The choice is called as its variable; its words are the variable's label, or the counted
    value's."""
    yes = one.yes or ""
    gone = {cell for place in one.members for cell in variables[place].missing} | {""}
    choices = {variables[place].name: columns[place] for place in one.members}
    options = {variables[place].name: (one.by_value and variables[place].labels.get(yes)) or variables[place].label
               for place in one.members}
    cells = folded(choices, lambda cell: cell == yes, lambda cell: cell in gone)
    return _with_reasons(cells, one.members, columns), options


def _with_reasons(cells: Sequence[str], members: Sequence[int], columns: Cells) -> tuple[str, ...]:
    """Where all the variables of the set say why there is no answer, and say the same, the set says so too."""
    rows = zip(*(columns[place] for place in members), strict=True)
    return tuple(cell or (row[0] if len(set(row)) == 1 else "") for cell, row in zip(cells, rows, strict=True))


def _yes(counted: str, number: bool) -> str:
    if not number:
        return tidy(counted)
    try:
        return shown(float(counted))
    except ValueError:
        return counted


def _categories(one: _Set, variables: Sequence[Variable], columns: Cells) -> tuple[tuple[str, ...], dict[str, str]]:
    """First, second, third choice: their codes, each once, in the order of the labels."""
    labels: dict[str, str] = {}
    gone = {""}
    for place in one.members:
        gone |= set(variables[place].missing)
        labels = {**variables[place].labels, **labels}
    given = {cell for place in one.members for cell in variables[place].answers()}
    options = {cell: labels.get(cell, "") for cell in [*labels, *sorted(given - set(labels))] if cell not in gone}
    order = {code: place for place, code in enumerate(options)}
    cells = []
    for row in zip(*(columns[place] for place in one.members), strict=True):
        chosen = sorted({cell for cell in row if cell in order}, key=order.__getitem__)
        cells.append(SEPARATOR.join(chosen))
    return _with_reasons(cells, one.members, columns), options
