"""Which values of a form wait for which, the order to work them out in, and the circles that leave no order."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.errors import QabiletError

MOST_CIRCLES = 50
"""Circles that are told of one form, at most."""

_WAITING = ("relevance", "calculation", "repeat_count")


def waits_for(form: Form) -> dict[str, tuple[str, ...]]:
    """For each question and section the ones whose values its own needs: those its relevance, calculation and number of
    repeats name, and the section around it. An expression that cannot be read names none."""
    found: dict[str, tuple[str, ...]] = {}
    known = {node.code for _, node in form.walk()}
    for path, node in form.walk():
        needed = [path[-1].code] if path else []
        for facet in _WAITING:
            source = str(getattr(node, facet, ""))
            if source.strip():
                needed += sorted(_names(source) & known)
        found[node.code] = (*found.get(node.code, ()), *dict.fromkeys(needed))
    return found


def _names(source: str) -> frozenset[str]:
    try:
        return parse(source).names
    except QabiletError:
        return frozenset()


def ordered(waiting: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """An order in which each comes after those it waits for, and the circles found on the way, each once: the names in
    it, the first again at the end. What stands in a circle is in the order all the same."""
    order: list[str] = []
    circles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in waiting:
        if start in done:
            continue
        way, places = [start], {start: 0}
        left = [iter(waiting[start])]
        while way:
            following = next(left[-1], None)
            if following is None:
                last = way.pop()
                left.pop()
                del places[last]
                done.add(last)
                order.append(last)
            elif following in places:
                if len(circles) < MOST_CIRCLES:
                    circles.append((*way[places[following]:], following))
            elif following not in done and following in waiting:
                places[following] = len(way)
                way.append(following)
                left.append(iter(waiting[following]))
    return tuple(order), tuple(circles)


def circles(form: Form) -> tuple[tuple[str, ...], ...]:
    return ordered(waits_for(form))[1]


def shown(circle: tuple[str, ...]) -> str:
    """The names of a circle in a line; of a long one the first and the last."""
    names = circle if len(circle) <= 12 else (*circle[:8], "…", *circle[-3:])
    return " → ".join(names)
