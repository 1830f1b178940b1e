"""The gate attacked: what a linear programme finds out about small groups from everything released together.

The attacker (`attacker.py`) reads the JSON of findings.json and nothing else. 1,000 random studies take two minutes
on one core; every study is made again from its number.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from attacker import Knowledge, Lattice, learn_answers, learn_counts, learn_means
from studies import POINTS, Study, random_study, released

from qabilet.cycle.analysis import Rules, protect

RULES = Rules()


def found_out(study: Study, sheets: list[dict]) -> list[str]:
    """Every protected cell the attacker bounds more narrowly than it may be, with the interval found."""
    if len(study.people) < RULES.cell:
        return []
    lattice, secret = Lattice(study.dimensions, study.levels), study.protected(RULES.cell)
    known = Knowledge(lattice)
    learn_counts(sheets, known)
    found = _narrow(secret, known.intervals([known.vector(cell, [0]) for cell, _ in secret]), "people")
    who = ~np.isnan(study.answers[:, 0])
    if who.sum() < RULES.cell:
        return found
    both, asked = Knowledge(lattice, 2), study.protected(RULES.cell, who)
    learn_counts(sheets, both, (0, 1))
    learn_answers(sheets, "i0", both)
    bounds = both.intervals([both.vector(cell, [0]) for cell, _ in asked]
                            + [both.vector(cell, [0, 1]) for cell, _ in secret])
    return [*found, *_narrow(asked, bounds[:len(asked)], "answers"), *_narrow(secret, bounds[len(asked):], "both")]


def _narrow(cells: list, bounds: np.ndarray, what: str) -> list[str]:
    return [f"{what} {cell}: {low:g} to {high:g}" for (cell, width), (low, high) in zip(cells, bounds, strict=True)
            if not (high - low > width - 1 + 1e-6 and np.floor(high + 1e-6) - np.ceil(low - 1e-6) >= min(width, 1))]


def attack(numbers: range) -> tuple[list[str], Counter[str]]:
    found, summary = [], Counter[str]()
    for number in numbers:
        study = random_study(number)
        found += [f"study {number}: {one}" for one in found_out(study, released(study, RULES))]
        for table, fate in protect(study.counts(), study.tables, RULES).tables.items():
            kind = "one-way" if len(table) == 1 else "wider"
            summary[f"{kind} tables told" if fate.told else f"{kind} tables refused"] += 1
            summary[f"{kind} cells small"] += fate.small
            if fate.told:
                summary[f"{kind} cells in told tables"] += fate.occupied
                summary[f"{kind} small in told tables"] += fate.small
                summary[f"{kind} cells hidden besides"] += fate.further
    return found, summary


def test_no_small_group_is_worked_out_from_60_studies() -> None:
    found, _ = attack(range(60))
    assert found == []


@pytest.mark.slow
def test_no_small_group_is_worked_out_from_1000_studies(capsys: pytest.CaptureFixture[str]) -> None:
    found, summary = attack(range(1000))
    with capsys.disabled():
        print("", *(f"{name:32} {count:6}" for name, count in sorted(summary.items())), sep="\n")
    assert found == []


def test_the_attacker_succeeds_where_only_small_cells_are_hidden() -> None:
    broken = 0
    for number in range(60):
        study = random_study(number)
        weak = protect(study.counts(), study.tables, RULES, complementary=False)
        broken += bool(found_out(study, released(study, RULES, weak)))
    assert broken >= 10


@pytest.mark.slow
def test_whole_people_do_not_help_the_attacker() -> None:
    """Integer programmes bound more narrowly than linear ones; the narrowest cells of small studies are tried."""
    tried = 0
    for number in range(300):
        study = random_study(number)
        if not study.tables or np.prod([len(one) for one in study.levels]) > 80 or len(study.people) < RULES.cell:
            continue
        known = Knowledge(Lattice(study.dimensions, study.levels))
        learn_counts(released(study, RULES), known)
        secret = study.protected(RULES.cell)
        bounds = known.intervals([known.vector(cell, [0]) for cell, _ in secret], enough=5)
        for at in np.argsort(bounds[:, 1] - bounds[:, 0])[:3]:
            low, high = known.whole_interval(known.vector(secret[at][0], [0]))
            assert high - low >= secret[at][1], (number, secret[at])
            tried += 1
    assert tried > 100


def test_no_small_group_s_mean_is_worked_out_by_differences() -> None:
    """Everybody's mean times n less the told ones leaves the hidden groups together, never one of them."""
    tried = 0
    for number in range(80):
        study = random_study(number)
        who = ~np.isnan(study.answers[:, 0])
        if np.prod([len(one) for one in study.levels]) > 60 or who.sum() < RULES.cell:
            continue
        sheets = released(study, RULES)
        known = Knowledge(Lattice(study.dimensions, study.levels), 3)
        learn_counts(sheets, known, (0, 1))
        learn_answers(sheets, "i0", known)
        learn_means(sheets, "i0", known, POINTS)
        groups = [tuple(zip(table, levels, strict=True)) for table in study.all_tables()
                  for levels, mask in study.groups(table) if 0 < (mask & who).sum() < RULES.cell]
        bounds = known.intervals([known.vector(cell, [2]) for cell in groups], enough=0.5)
        for cell, (low, high) in zip(groups, bounds, strict=True):
            assert high - low > 0.5, (number, cell, low, high)
            tried += 1
    assert tried > 100
