"""The k-th smallest of a stream of numbers, exactly, in four passes and little memory.

A float64's bits, with the sign turned, sort as the number does; each pass counts sixteen of them among the numbers that
agree with what is known so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from qabilet.stats.survey.rows import Batch, Floats, Ints, Rows

_BITS = 16
_SIGN = np.uint64(1 << 63)


def order_statistics(rows: Rows, columns: Sequence[str], values: Callable[[Batch], Floats],
                     ranks: Sequence[int]) -> Floats:
    """(len(ranks),) the values of ranks 0 .. n - 1, counted from the smallest; `values` gives a batch's numbers, none
    missing, as many as it likes."""
    wanted = np.asarray(ranks, dtype=np.int64)
    known = np.zeros(len(wanted), dtype=np.uint64)
    left = wanted.copy()
    for place in range(64 // _BITS):
        shift = np.uint64(64 - _BITS * (place + 1))
        prefixes, of = np.unique(known, return_inverse=True)
        counts = np.zeros((len(prefixes), 1 << _BITS), dtype=np.int64)
        for found in rows.map(columns, _counter(values, prefixes, shift)):
            counts += found
        below = np.cumsum(counts, axis=1)
        for at, prefix in enumerate(of):
            digit = int(np.searchsorted(below[prefix], left[at], side="right"))
            left[at] -= int(below[prefix][digit - 1]) if digit else 0
            known[at] = (known[at] << np.uint64(_BITS)) | np.uint64(digit)
    return _numbers(known)


def quantile_ranks(n: int, shares: Sequence[float]) -> tuple[list[int], list[int], list[float]]:
    """For each share the ranks below and above it and how far between: h = (n - 1) p (R: quantile(type = 7))."""
    at = [(n - 1) * share for share in shares]
    low = [int(np.floor(one)) for one in at]
    return low, [min(one + 1, n - 1) for one in low], [one - floor for one, floor in zip(at, low, strict=True)]


def _counter(values: Callable[[Batch], Floats], prefixes: npt.NDArray[np.uint64],
             shift: np.uint64) -> Callable[[Batch], Ints]:
    def count(batch: Batch) -> Ints:
        keys = _sortable(values(batch))
        digits = ((keys >> shift) & np.uint64((1 << _BITS) - 1)).astype(np.int64)
        above = shift + np.uint64(_BITS)
        agree = np.zeros_like(keys) if above == 64 else keys >> above
        return np.array([np.bincount(digits[agree == prefix], minlength=1 << _BITS) for prefix in prefixes])
    return count


def _sortable(values: Floats) -> npt.NDArray[np.uint64]:
    bits = np.ascontiguousarray(values + 0.0, dtype=np.float64).view(np.uint64)  # no negative zero
    return np.where(bits & _SIGN, ~bits, bits | _SIGN)


def _numbers(keys: npt.NDArray[np.uint64]) -> Floats:
    bits = np.where(keys & _SIGN, keys ^ _SIGN, ~keys)
    return bits.astype(np.uint64).view(np.float64)
