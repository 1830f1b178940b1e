"""Variables: what an estimate is of, made from a batch of rows; a column, a share, a difference, or one of your own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qabilet.stats.survey.rows import Batch, Floats, Ints, Keys, Rows


@dataclass(frozen=True, slots=True)
class Variable:
    """`values`: a batch that holds `columns` to (n,) float64, NaN for missing, otherwise finite. `bound`: the largest
    absolute value it can take, where that is known (it saves a pass over the rows); None: it is found."""

    name: str
    columns: tuple[str, ...]
    values: Callable[[Batch], Floats]
    bound: float | None = None


def column(name: str, bound: float | None = None) -> Variable:
    """The values of a column as they stand."""
    return Variable(name, (name,), lambda batch: np.asarray(batch[name], dtype=np.float64), bound)


def indicator(of: str, levels: Iterable[float], name: str | None = None) -> Variable:
    """1 where a column is one of the levels, 0 where it is another, missing where it is missing; its mean is a share.
    R: I(of %in% levels)."""
    wanted = tuple(float(level) for level in levels)

    def values(batch: Batch) -> Floats:
        found = np.asarray(batch[of], dtype=np.float64)
        hit = np.zeros(len(found), dtype=np.bool_)
        for level in wanted:
            hit |= found == level
        return np.where(np.isnan(found), np.nan, hit.astype(np.float64))

    return Variable(name or f"{of}={','.join(f'{level:g}' for level in wanted)}", (of,), values, 1.0)


def difference(first: Variable, second: Variable, name: str | None = None) -> Variable:
    """First less second, missing where either is; its mean is that of pairs. R: I(first - second)."""
    bound = None if first.bound is None or second.bound is None else first.bound + second.bound
    return Variable(name or f"{first.name} - {second.name}", columns_of((first, second)),
                    lambda batch: first.values(batch) - second.values(batch), bound)


def together(variables: Sequence[Variable]) -> list[Variable]:
    """The same variables, each missing where any of them is; R: complete.cases."""
    columns = columns_of(variables)

    def masked(one: Variable) -> Variable:
        def values(batch: Batch) -> Floats:
            absent = np.isnan(table(variables, batch)).any(axis=1)
            return np.where(absent, np.nan, one.values(batch))
        return Variable(one.name, columns, values, one.bound)

    return [masked(one) for one in variables]


def groups(of: str, levels: Sequence[float]) -> Keys:
    """The domain of each row by the level its column has: its place among `levels`, -1 for another or a missing one."""
    order = np.argsort(np.asarray(levels, dtype=np.float64), kind="stable")
    known = np.asarray(levels, dtype=np.float64)[order]

    def keys(batch: Batch) -> Ints:
        found = np.asarray(batch[of], dtype=np.float64)
        place = np.minimum(np.searchsorted(known, found), len(known) - 1)
        return np.where(known[place] == found, order[place], -1).astype(np.int64)

    return keys


def columns_of(variables: Sequence[Variable]) -> tuple[str, ...]:
    """Every column the variables read, each once."""
    return tuple(dict.fromkeys(name for one in variables for name in one.columns))


def table(variables: Sequence[Variable], batch: Batch) -> Floats:
    """(n, k) the variables' values, NaN where missing."""
    return np.column_stack([one.values(batch) for one in variables])


def ranges(rows: Rows, variables: Sequence[Variable]) -> tuple[Floats, Floats]:
    """(k,) the least and (k,) the greatest value each variable takes or can take; zeros where none has any.

    One pass over the variables whose bound is not known, none where all are.
    """
    low = np.array([-one.bound if one.bound is not None else np.inf for one in variables], dtype=np.float64)
    high = -low
    open_ = [j for j, one in enumerate(variables) if one.bound is None]
    if open_:
        unknown = [variables[j] for j in open_]

        def part(batch: Batch) -> tuple[Floats, Floats]:
            found = table(unknown, batch)
            return np.fmin.reduce(found, axis=0, initial=np.inf), np.fmax.reduce(found, axis=0, initial=-np.inf)

        for least, most in rows.map(columns_of(unknown), part):
            low[open_], high[open_] = np.fmin(low[open_], least), np.fmax(high[open_], most)
    nothing = ~(low <= high)
    low[nothing] = high[nothing] = 0.0
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise ValueError("a value is not finite")
    return low, high
