"""Products of long narrow matrices, in pieces so small that the matrix library keeps to one thread.

Waking a second thread for a product of a few thousand rows and twenty columns costs more than the product itself, and
where other programs run beside this one, ten times more (OpenBLAS multiplies alone below some 262,144 multiplications).
"""

from __future__ import annotations

import numpy as np

from qabilet.stats.survey.rows import Floats

_ALONE = 1 << 18
_LEAST = 32
"""Matrices so wide that fewer rows would be taken at once are worth the library's threads."""


def crossed(first: Floats, second: Floats) -> Floats:
    """(p, q) first' second of (n, p) and (n, q)."""
    size = _ALONE // max(first.shape[1] * second.shape[1], 1)
    if size < _LEAST or len(first) <= size:
        return np.asarray(first.T @ second, dtype=np.float64)
    even = len(first) // size * size
    one, other = (part[:even].reshape(-1, size, part.shape[1]) for part in (first, second))
    found = np.matmul(one.transpose(0, 2, 1), other).sum(axis=0)
    return np.asarray(found + first[even:].T @ second[even:], dtype=np.float64)


def combined(values: Floats, weights: Floats) -> Floats:
    """(n, q) values weights' of (n, p) and (q, p)."""
    size = _ALONE // max(values.shape[1] * len(weights), 1)
    if size < _LEAST or len(values) <= size:
        return np.asarray(values @ weights.T, dtype=np.float64)
    out = np.empty((len(values), len(weights)))
    even = len(values) // size * size
    np.matmul(np.ascontiguousarray(values[:even]).reshape(-1, size, values.shape[1]), weights.T,
              out=out[:even].reshape(-1, size, len(weights)))
    out[even:] = values[even:] @ weights.T
    return out
