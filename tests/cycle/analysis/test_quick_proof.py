"""The quick proof never says yes where the gate's linear programmes would hide something."""

from __future__ import annotations

import numpy as np
import pytest

from qabilet.cycle.analysis import Counts, Rules, protect
from qabilet.cycle.analysis.answers import Answers, _plainly_safe, _seen
from qabilet.cycle.analysis.audit import Audit
from qabilet.cycle.analysis.suppression import Protection

STUDIES = 400
Seen = tuple[bool, bool]


def study(chance: np.random.Generator) -> tuple[Protection, np.ndarray] | None:  # type: ignore[type-arg]
    """A protected two-way lattice whose table is told, and who answered in each of its cells; None for any other."""
    shape = tuple(int(size) for size in chance.integers(2, 5, size=2))
    there = chance.poisson(chance.choice([5.0, 9.0, 14.0]), size=shape)
    levels = tuple((*(f"{name}{at}" for at in range(size)), "") for name, size in zip("ab", shape, strict=True))
    found = protect(Counts(("a", "b"), levels, np.pad(there, ((0, 1), (0, 1)))), [("a", "b")], Rules())
    if ("a", "b") not in found.hiding or any((name,) not in found.hiding for name in "ab"):
        return None
    # Silence comes in spots: most cells answer in full, a few lose many, as where one office had no link.
    lost = chance.binomial(there, chance.choice([0.0, 0.02, 0.6], p=[0.5, 0.3, 0.2], size=shape))
    return found, np.pad(there - lost, ((0, 1), (0, 1)))


def judged(chance: np.random.Generator) -> Seen | None:
    """What the quick proof and what the programmes say of one study: whether all may be told as it stands."""
    made = study(chance)
    if made is None:
        return None
    found, answered = made
    there, whole = found.counts.array, int(answered.sum())
    asked = []
    for axis, name in enumerate("ab"):
        n, size = answered.sum(axis=1 - axis), there.sum(axis=1 - axis)
        asked.append(Answers((name,), n, size, found.hiding[name,].copy(), np.array([*[False] * (len(n) - 1), True]),
                             np.zeros(len(n), dtype=bool)))
    small = any(((one.n > 0) & (one.n < found.rules.cell)).any() for one in asked)
    if small or whole == found.total or found.hiding["a",].any() or found.hiding["b",].any():
        return None
    lattice, seen = _seen(found, ("a", "b"), whole, asked)
    safe = Audit(found.counts, lattice, found.rules, seen).to_hide() == []
    return _plainly_safe(found, ("a", "b"), found.total - whole, asked), safe


@pytest.fixture(scope="module")
def verdicts() -> list[Seen]:
    chance = np.random.default_rng(20_230_901)
    found = [judged(chance) for _ in range(STUDIES)]
    return [one for one in found if one is not None]


def test_where_it_says_yes_the_programmes_find_nothing_to_hide(verdicts: list[Seen]) -> None:
    assert not [one for one in verdicts if one == (True, False)]


def test_it_is_asked_both_easy_and_hard_studies_or_the_other_test_could_not_fail(verdicts: list[Seen]) -> None:
    assert sum(quick for quick, _ in verdicts) >= 20
    assert sum(not safe for _, safe in verdicts) >= 5
