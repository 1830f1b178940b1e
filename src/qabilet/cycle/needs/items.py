"""Which columns of the dictionary a question about needs stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.needs.question import NeedQuestion


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """`item` bears the item's code (of two scales: its importance); `competence` is the second scale's column, '' with
    one; `target` the level of the position profile, for a gap."""

    item: Column
    competence: Column | None = None
    target: float | None = None


def need_items(question: NeedQuestion, dictionary: Dictionary, targets: Mapping[str, float]) -> tuple[ItemColumns, ...]:
    """The items in the order of the dictionary; () where fewer than two were asked.

    Of two scales an item needs both columns, matched by competence or by words; of a gap, a target.
    """
    if question.kind == "two-scale":
        levels = {column.competence or column.item: column for column in dictionary.group(question.competence)
                  if column.kind == "rating"}
        found = [ItemColumns(column, levels[column.competence or column.item])
                 for column in dictionary.group(question.importance)
                 if column.kind == "rating" and (column.competence or column.item) in levels]
    else:
        columns = [column for column in dictionary.group(question.items) if column.kind in ("rating", "ranking")]
        if question.kind == "gap":
            found = [ItemColumns(column, target=targets[column.competence]) for column in columns
                     if column.competence in targets]
        else:
            found = [ItemColumns(column) for column in columns]
    return tuple(found) if len(found) > 1 else ()
