"""Boxes to tick, told by their labels: «not selected» and «selected» are no answers of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qabilet.study.formats.statistics.grids import family
from qabilet.study.formats.statistics.values import Variable

_UNTICKED = frozenset((
    "not selected", "unselected", "not chosen", "not mentioned", "not checked", "unchecked", "not ticked", "not marked",
    "не выбрано", "не выбран", "не выбрана", "не отмечено", "не отмечен", "не отмечена", "не упомянуто", "не указано",
    "не назвал", "не названо", "таңдалмады", "таңдалмаған", "таңдалған жоқ", "белгіленбеген", "белгіленбеді",
    "аталмаған", "аталмады"))


def boxes(variables: Sequence[Variable]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Neighbours of one family (topic_1, topic_2) that hold nothing but 0, labelled as not ticked, and 1."""
    place = 0
    while place < len(variables):
        end = place + 1
        name = family(variables[place].name)
        if _is_box(variables[place]) and name:
            while end < len(variables) and _is_box(variables[end]) and family(variables[end].name) == name:
                end += 1
            if end - place > 1:
                yield name, tuple(range(place, end))
        place = end


def _is_box(one: Variable) -> bool:
    answers = {*one.answers(), *(cell for cell in one.labels if cell not in one.missing)}
    return one.number and answers <= {"0", "1"} and one.labels.get("0", "").casefold().strip(" .") in _UNTICKED
