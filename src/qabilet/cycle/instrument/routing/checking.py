"""What is wrong with one expression, told before anybody answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from heapq import nsmallest
from typing import cast

from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.lexing import snippet
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.errors import Fault, QabiletError


def check_expression(source: str, names: Collection[str], *, own: bool = True,
                     columns: Collection[str] | None = None, near: Nearest | None = None, file: str = "",
                     row: int | None = None, column: str = "") -> tuple[Fault, ...]:
    """All that is wrong with an expression: what cannot be read, functions, names, columns; never raises.

    `names` are the questions and sections it may ask; `own` says whether the dot means something where it stands;
    `columns` are those of the choices it filters, None where it is no filter. `near` finds the
    name probably meant, where many expressions of one form are checked. `file`, `row` and `column` (the heading)
    are put on every fault.
    """
    try:
        expression = parse(source)
    except QabiletError as error:
        return tuple(Fault(one.code, one.facts, file, row, column) for one in error.faults)
    found: list[Fault] = []

    def tell(code: str, **facts: object) -> None:
        found.append(Fault(code, facts, file, row, column))

    near = near or Nearest()
    for name in sorted(expression.names.difference(names), key=expression.places.__getitem__):
        tell(faults.ROUTE_016, given=name, near=near.of(name, names), position=expression.places[name])
    for name in sorted(expression.columns.difference(columns or ()), key=expression.places.__getitem__):
        if columns is None and name.casefold() in ("true", "false"):
            tell(faults.ROUTE_006, given=name, plain=f"{name.casefold()}()", position=expression.places[name],
                 snippet=snippet(source, expression.places[name]))
        elif columns is None:
            tell(faults.ROUTE_015, given=name, position=expression.places[name])
        else:
            tell(faults.ROUTE_031, given=name, near=near.of(name, columns), list="", position=expression.places[name])
    if expression.own and not own:
        tell(faults.ROUTE_017, given="name")
    for words in texts_in(expression.tree):
        if "${" in words:
            tell(faults.ROUTE_018, given=words if len(words) <= 40 else words[:39] + "…")
    return tuple(found)


class Nearest:
    """Finds the name most like one given. It compares so many in all and no more, so that a form in which nothing is
    right does not take minutes."""

    def __init__(self, comparisons: int = 20_000) -> None:
        self._left = comparisons

    def of(self, given: str, names: Collection[str]) -> str:
        """The nearest name; a few names where none is at all like it, an ellipsis where nothing more is compared."""
        self._left -= len(names)
        if self._left < 0 or len(given) > 100:
            return "…"
        folded = {one.casefold(): one for one in names}
        if given.casefold() in folded:
            return folded[given.casefold()]
        found = get_close_matches(given, names, 1, 0.5)
        return found[0] if found else _some(names)


def _some(names: Collection[str]) -> str:
    """The first of the names, to stand between « and »: what a name looks like here, where none can be guessed."""
    first = nsmallest(3, (one for one in names if len(one) <= 100))
    return "», «".join((*first, "…") if len(names) > len(first) or not first else first)


def nodes_of(tree: Tree) -> Iterator[Tree]:
    """Every node of a tree, itself first; the steps of a pattern are none."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if node[0] == "regex":
            waiting.append(cast(Tree, node[1]))
        else:
            waiting.extend(part for part in reversed(node[1:]) if isinstance(part, list))


def texts_in(tree: Tree) -> Iterator[str]:
    return (str(node[1]) for node in nodes_of(tree) if node[0] == "s")
