"""Multiple-response sets of SPSS folded into one column of many choices each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument import Told
from qabilet.errors import Caution
from qabilet.study.formats.cells import shown, tidy
from qabilet.study.formats.folding import SEPARATOR, folded
from qabilet.study.formats.statistics.faults import STATFILE_103, STATFILE_104
from qabilet.study.formats.statistics.letters import Letters
from qabilet.study.formats.statistics.names import plain
from qabilet.study.formats.statistics.saying import in_three
from qabilet.study.formats.statistics.spss_dictionary import ResponseSet, SpssDictionary, response_sets
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


def folded_sets(spss: SpssDictionary, variables: Sequence[Variable], columns: Cells, letters: Letters, source: str,
                whole: Lang) -> tuple[list[Folded], list[Caution]]:
    """The sets that can be folded, and what a person should know of each."""
    by_name = {one.name.casefold(): place for place, one in enumerate(variables)}
    done: list[Folded] = []
    losses: list[Caution] = []
    taken: set[int] = set()
    for one in _distinct(response_sets(spss.sets)):
        name = letters.read(one.name.decode("latin-1")).lstrip("$")
        members = _members(one, spss, by_name, letters)
        why = _ALONE if len(members) < 2 else _SHARED if taken & set(members) else \
            _TAKEN if name.casefold() in by_name and by_name[name.casefold()] not in members else ""
        if why:
            losses.append(Caution(STATFILE_104, {"name": name, "why": in_three(why)}))
            continue
        taken |= set(members)
        label = " ".join(letters.read(one.label.decode("latin-1")).split())
        fold = _categories if one.counted is None else _dichotomies
        cells, options = fold(one, members, variables, columns)
        missing = {cell: why for place in members for cell, why in variables[place].missing.items()}
        lang = spoken(" ".join(options.values()), whole)
        told = Told(source, "many", label, label=worded_in(spoken(label, whole), label), code=plain(name).lower(),
                    values=tuple(options), separator=SEPARATOR.strip(), missing=missing,
                    labels={code: worded_in(lang, words) for code, words in options.items() if words})
        done.append(Folded(name, tuple(members), cells, told))
        losses.append(Caution(STATFILE_103, {"name": name, "count": len(members)}))
    return done, losses


def _distinct(sets: Iterable[ResponseSet]) -> Iterable[ResponseSet]:
    """Newer files name a set twice, for older programs and for themselves: the last is the fuller."""
    return {one.name.lower(): one for one in sets}.values()


def _members(one: ResponseSet, spss: SpssDictionary, by_name: dict[str, int], letters: Letters) -> list[int]:
    names = (letters.read(spss.names.get(name, name).decode("latin-1")).casefold() for name in one.variables)
    return list(dict.fromkeys(by_name[name] for name in names if name in by_name))


def _dichotomies(one: ResponseSet, members: Sequence[int], variables: Sequence[Variable],
                 columns: Cells) -> tuple[tuple[str, ...], dict[str, str]]:
    """One box for each choice. The choice is called as its variable; its words are the variable's label, or the counted
    value's."""
    yes = _yes((one.counted or b"").decode("latin-1").strip(), variables[members[0]].number)
    gone = {cell for place in members for cell in variables[place].missing} | {""}
    choices = {variables[place].name: columns[place] for place in members}
    options = {variables[place].name: (one.by_value and variables[place].labels.get(yes)) or variables[place].label
               for place in members}
    cells = folded(choices, lambda cell: cell == yes, lambda cell: cell in gone)
    return _with_reasons(cells, members, columns), options


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


def _categories(one: ResponseSet, members: Sequence[int], variables: Sequence[Variable],
                columns: Cells) -> tuple[tuple[str, ...], dict[str, str]]:
    """First, second, third choice: their codes, each once, in the order of the labels."""
    labels: dict[str, str] = {}
    gone = {""}
    for place in members:
        gone |= set(variables[place].missing)
        labels = {**variables[place].labels, **labels}
    given = {cell for place in members for cell in variables[place].answers()}
    options = {cell: labels.get(cell, "") for cell in [*labels, *sorted(given - set(labels))] if cell not in gone}
    order = {code: place for place, code in enumerate(options)}
    cells = []
    for row in zip(*(columns[place] for place in members), strict=True):
        chosen = sorted({cell for cell in row if cell in order}, key=order.__getitem__)
        cells.append(SEPARATOR.join(chosen))
    return _with_reasons(cells, members, columns), options
