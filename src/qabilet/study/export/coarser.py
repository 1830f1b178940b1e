"""Columns made coarser before a release: numbers as ranges, rare values joined, rare choices left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qabilet.study.formats import Value, Variable
from qabilet.text import LANGS, Text, pattern, say

if TYPE_CHECKING:
    import numpy as np

_JOINED = pattern("other (joined to protect respondents)")
_BELOW, _FROM, _BETWEEN = pattern("below {edge}"), pattern("{edge} and above"), pattern("{low} to below {high}")


@dataclass(frozen=True, slots=True)
class Coarse:
    """A variable as it may be released. `changed` where its values are no longer the given ones; `rare` where even so
    some value is borne by too few."""

    variable: Variable
    column: np.ndarray
    changed: bool = False
    rare: bool = False


def coarser(variable: Variable, column: np.ndarray, least: int) -> Coarse:
    """A number as ranges of `least` people or more; a choice with its rare values joined into one, where these are
    `least` people together; a scale, whose points are no traits, as it is. Reasons for missing answers stay."""
    if variable.kind == "number":
        return _ranged(variable, column, least)
    if variable.kind == "code" and not variable.ordered:
        return _joined(variable, column, least)
    if variable.kind == "flag":
        counts = [int((column == code).sum()) for code in (0, 1)]
        return Coarse(variable, column, rare=any(count < least for count in counts))
    return Coarse(variable, column, rare=variable.kind not in ("code",))


def _ranged(variable: Variable, column: np.ndarray, least: int) -> Coarse:
    import numpy as np

    from qabilet.cycle.analysis import bands

    reasons = {value.code for value in variable.values}
    given = np.where(np.isin(column, list(reasons)), np.nan, column)
    edges = bands(given, least)
    codes = np.where(np.isnan(given), column, np.searchsorted(np.array(edges), given, side="right") + 1.0)
    values = tuple(Value(place, words) for place, words in enumerate(_ranges(edges), start=1))
    few = int(np.isfinite(given).sum()) < least
    return Coarse(replace(variable, kind="code", values=(*values, *variable.values), ordered=True, decimals=0), codes,
                  changed=True, rare=few)


def _ranges(edges: Sequence[float]) -> list[Text]:
    def said(msgid: str, **facts: float) -> Text:
        return Text(*(say(lang, msgid, **{name: f"{value:g}" for name, value in facts.items()}) for lang in LANGS))

    if not edges:
        return [Text(*(say(lang, pattern("any value")) for lang in LANGS))]
    between = [said(_BETWEEN, low=low, high=high) for low, high in pairwise(edges)]
    return [said(_BELOW, edge=edges[0]), *between, said(_FROM, edge=edges[-1])]


def _joined(variable: Variable, column: np.ndarray, least: int) -> Coarse:
    import numpy as np

    counts = {value.code: int((column == value.code).sum()) for value in variable.values if value.missing is None}
    rare = [code for code, count in counts.items() if 0 < count < least]
    if not rare:
        return Coarse(variable, column)
    together = sum(counts[code] for code in rare)
    if together < least:
        # The smallest of the others joins them: a lone rare value could still be told apart.
        others = [code for code, count in counts.items() if count >= least]
        if len(others) < 2:
            return Coarse(variable, column, rare=True)
        rare.append(min(others, key=lambda code: counts[code]))
    new = max(counts) + 1
    kept = tuple(value for value in variable.values if value.missing is None and value.code not in rare)
    reasons = tuple(value for value in variable.values if value.missing is not None)
    other = Value(new, Text(*(say(lang, _JOINED) for lang in LANGS)))
    return Coarse(replace(variable, values=(*kept, other, *reasons)),
                  np.where(np.isin(column, rare), float(new), column), changed=True)
