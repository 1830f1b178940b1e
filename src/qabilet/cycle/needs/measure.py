"""How each kind of question measures a need: one number an item, with the covariance of all of them.

A Measure turns the means of any group of people into a vector; ranking, groups, sides and methods work on vectors and
need not know what kind of question they came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from qabilet.cycle.analysis import Scope
from qabilet.cycle.instrument import Column
from qabilet.cycle.needs.items import need_items
from qabilet.cycle.needs.question import NeedQuestion
from qabilet.stats import MeanVector, borich
from qabilet.tables import Item as Summed
from qabilet.text import Text

Unit = Literal["mean", "mean_place", "mwds", "gap"]


@dataclass(frozen=True, slots=True)
class NeedItem:
    """One thing that may be needed: `columns` are the frame's columns that measure it."""

    code: str
    label: Text
    competence: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """`summed` is what must be averaged; `vector` makes the measure of every item from the means of these."""

    question: NeedQuestion
    items: tuple[NeedItem, ...]
    unit: Unit
    largest_first: bool
    summed: tuple[Summed, ...]
    vector: Callable[[MeanVector], MeanVector]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)


def measure(question: NeedQuestion, scope: Scope, targets: dict[str, float]) -> Measure | None:
    """The measure of a question in one audience; None where its items were not asked.

    `targets` are the levels of the position profile by competence, for a gap.
    """
    asked = need_items(question, scope.dictionary, targets)
    if not asked:
        return None
    if question.kind == "two-scale":
        return _two_scale(question, scope, [(one.item, one.competence) for one in asked if one.competence is not None])
    columns = [one.item for one in asked]
    items = tuple(_item(column) for column in columns)
    codes = tuple(column.code for column in columns)

    def plain(found: MeanVector) -> MeanVector:
        return found

    def places(found: MeanVector) -> MeanVector:
        return replace(found, theta=len(codes) + 1 - found.theta) if question.largest == "high" else found

    def gaps(found: MeanVector) -> MeanVector:
        return replace(found, theta=np.array([targets[column.competence] for column in columns]) - found.theta)

    if question.kind == "ranking":
        return Measure(question, items, "mean_place", False, codes, places)
    if question.kind == "gap":
        return Measure(question, items, "gap", True, codes, gaps)
    return Measure(question, items, "mean", question.largest == "high", codes, plain)


def _two_scale(question: NeedQuestion, scope: Scope, pairs: Sequence[tuple[Column, Column]]) -> Measure:
    """Borich's mean weighted discrepancy: mean gap times mean importance (Borich 1980); delta-method covariance."""
    items = tuple(replace(_item(importance), columns=(importance.code, level.code)) for importance, level in pairs)
    codes = tuple(item.code for item in items)
    one, none = np.eye(len(pairs)), np.zeros((len(pairs), len(pairs)))
    levels = tuple(f"{code}'" for code in codes)

    def weighted(both: MeanVector) -> MeanVector:
        # Gaps of those who answered both, and importances; competence is importance less gap, so that borich() applies.
        paired = both.linear((*codes, *levels), np.block([[none, one], [-one, one]]))
        return borich(paired, list(zip(codes, levels, strict=True)), codes)

    summed: tuple[Summed, ...] = (*((importance.code, level.code) for importance, level in pairs),
                                  *(importance.code for importance, _ in pairs))
    return Measure(question, items, "mwds", True, summed, weighted)


def _item(column: Column) -> NeedItem:
    return NeedItem(column.code, column.name(), column.competence, (column.code,))
