"""Bootstraps of the first-stage units: with replacement, from a population of copies, or rescaled.

'bootstrap': n_h of each stratum's n_h units with replacement, or without from a population of copies of them where its
size is known (Canty & Davison 1999; R: as.svrepdesign(type = "bootstrap")). 'rao-wu': n_h - 1 with replacement,
weights rescaled to keep the variance of the stratum and its finite population correction (Rao & Wu 1988; Rao, Wu & Yue
1992; R: type = "subbootstrap", which knows no correction).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from qabilet.stats.survey.resampled.replicates import Replicates
from qabilet.stats.survey.rows import Floats, Ints
from qabilet.stats.survey.survey import Survey

_AT_ONCE = 4_000_000


def bootstrap(survey: Survey, replicates: int, seed: int, *, kind: Literal["bootstrap", "rao-wu"] = "rao-wu",
              corrected: bool = True, mse: bool = False) -> Replicates:
    """`replicates` (at least 2) random weighings of the first-stage units; the same `seed` gives the same.

    corrected: mind the first stage's finite population, where its size is known. A stratum of one unit always counts
    once and adds nothing. Chance is the raw stream of NumPy's Philox(seed), which NEP 19 promises not to change: 53
    bits a draw, stratum by stratum in the order of their codes, within it draw by draw, within a draw replicate by
    replicate. Raises ValueError where the rows themselves are the units: name the column that tells them apart.
    """
    level = survey.layout.levels[0]
    if level.rows:
        raise ValueError("a bootstrap needs the units of the first stage named: say which column tells rows apart")
    if replicates < 2:
        raise ValueError("fewer than two replicates have no variance")
    chance = np.random.Philox(seed)
    factors = np.ones((len(level.stratum), replicates))
    for stratum, n in enumerate(level.drawn.astype(np.int64).tolist()):
        if n < 2:
            continue
        own, size = level.stratum == stratum, float(level.size[stratum])
        known = corrected and np.isfinite(size)
        if kind == "rao-wu":
            kept = np.sqrt(1 - n / size) if known else 1.0
            times = _counts(_uniform(chance, n - 1, replicates) * n, n)
            factors[own] = 1 - kept + kept * n / (n - 1) * times
        elif known:
            factors[own] = _from_copies(chance, n, round(size), replicates)
        else:
            factors[own] = _counts(_uniform(chance, n, replicates) * n, n)
    scale = 1.0 / (replicates - 1)
    if kind == "bootstrap":  # one factor for all strata, as R has it: exact where they draw equally many
        mean = 1 / float(np.mean(1 / level.drawn))
        scale = float(np.divide(mean, (mean - 1) * (replicates - 1))) if mean > 1 else float("nan")
    return Replicates(kind, scale, np.ones(replicates), mse, factors=factors)


def given_replicates(factors: Floats, scale: float, scales: Floats | None = None, *, mse: bool = False) -> Replicates:
    """Replicates from elsewhere: `factors` (U, R) of the first-stage units' weights in the layout's order, combined
    with `scale` and `scales` (R,). R: svrepdesign(combined.weights = FALSE)."""
    return Replicates("given", scale, np.ones(factors.shape[1]) if scales is None else scales, mse, factors=factors)


def _uniform(chance: np.random.Philox, draws: int, replicates: int) -> Floats:
    """(draws, replicates) numbers in [0, 1)."""
    raw = chance.random_raw(draws * replicates)
    return np.asarray((raw >> np.uint64(11)) * 2.0**-53, dtype=np.float64).reshape(draws, replicates)


def _counts(drawn: Floats, n: int) -> Floats:
    """(n, replicates) how often each unit was drawn."""
    replicates = drawn.shape[1]
    at = drawn.astype(np.int64) * replicates + np.arange(replicates)
    return np.bincount(at.ravel(), minlength=n * replicates).reshape(n, replicates).astype(np.float64)


def _from_copies(chance: np.random.Philox, n: int, size: int, replicates: int) -> Floats:
    """n draws without replacement from `size` copies of the n units, the odd copies chosen anew in each replicate."""
    out = np.empty((n, replicates))
    step = max(_AT_ONCE // max(size, 1), 1)
    for start in range(0, replicates, step):
        here = min(step, replicates - start)
        shuffled = _shuffled(chance, np.tile(np.arange(n), (here, 1)), n - 1)
        copies = _shuffled(chance, shuffled[:, np.arange(size) % n], n)[:, :n]
        at = copies * here + np.arange(here)[:, None]
        out[:, start:start + here] = np.bincount(at.ravel(), minlength=n * here).reshape(n, here)
    return out


def _shuffled(chance: np.random.Philox, table: Ints, places: int) -> Ints:
    """Each row with its first `places` drawn without replacement from all of it (Fisher & Yates)."""
    rows, length = table.shape
    line = np.arange(rows)
    for place in range(min(places, length - 1)):
        other = place + (_uniform(chance, 1, rows)[0] * (length - place)).astype(np.int64)
        table[line, place], table[line, other] = table[line, other], table[line, place]
    return table
