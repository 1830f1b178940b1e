"""The expressions of a form together: every fault in them, found before anybody answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import Node, Question, Section
from qabilet.cycle.instrument.routes.circles import circles, shown
from qabilet.cycle.instrument.routes.meanings import check_meaning
from qabilet.cycle.instrument.routes.named import Names, list_columns
from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.checking import Nearest, check_expression
from qabilet.cycle.instrument.routing.functions import FUNCTIONS, REFUSED
from qabilet.errors import Fault
from qabilet.text import Text

_PLAIN = frozenset({"", "yes", "no", "true", "false", "true()", "false()"})
_WORDED = {"label": "label", "hint": "hint", "guidance": "guidance_hint", "constraint_says": "constraint_message",
           "required_says": "required_message"}
_PIPED = re.compile(r"\$\{\s*([^\W\d][\w.\-]*)\s*\}")
_CALL = re.compile(r"([a-z][\w:\-]*)\s*\(")
HEADINGS: Mapping[str, str] = {
    "relevance": "relevant", "required": "required", "constraint": "constraint", "calculation": "calculation",
    "choice_filter": "choice_filter", "read_only": "read_only", "repeat_count": "repeat_count", "default": "default"}
"""The facets of a question or section that are expressions, and how their columns are headed."""


def facets(node: Node) -> Iterator[tuple[str, str]]:
    """(facet, expression) of a question or section, those alone that must be worked out."""
    for facet in HEADINGS:
        source = str(getattr(node, facet, ""))
        if source.strip() and is_expression(facet, source):
            yield facet, source


def is_expression(facet: str, source: str) -> bool:
    """Whether the cell holds an expression: yes and no do not, and a default only where it asks or calls something."""
    if facet in ("required", "read_only"):
        return source.strip().casefold() not in _PLAIN
    if facet == "default":
        return "${" in source or any(name in FUNCTIONS or name in REFUSED for name in _CALL.findall(source))
    return True


def check_routes(form: Form, *, file: str = "") -> tuple[Fault, ...]:
    """Everything wrong with the expressions of a form, in the order of its lines; never raises.

    Syntax, functions and their arguments, names, columns of choices, comparisons with what is no choice, answers of a
    repeat asked from outside, circles. Each fault bears the line and the heading of its cell.
    """
    names, found, near = Names.of(form), list[Fault](), Nearest()
    for path, node in form.walk():
        found.extend(_piped(names, node, near, file))
        for facet, source in facets(node):
            found.extend(_checked(form, names, path, node, facet, source, near, file))
    for code, rows in names.twice.items():
        told = ", ".join(str(row) for row in rows)
        found.append(Fault(faults.ROUTE_035, {"given": code, "rows": told}, file, rows[-1] or None, "name"))
    for circle in circles(form):
        first = names.nodes[circle[0]]
        column = HEADINGS["calculation" if getattr(first, "calculation", "") else "relevance"]
        found.append(Fault(faults.ROUTE_030, {"circle": shown(circle)}, file, first.row or None, column))
    return tuple(sorted(found, key=lambda fault: fault.row or 0))


def _checked(form: Form, names: Names, path: tuple[Section, ...], node: Node, facet: str, source: str,
             near: Nearest, file: str) -> Iterator[Fault]:
    row, column = node.row or None, HEADINGS[facet]
    columns = _columns(form, node) if facet == "choice_filter" else None
    own = facet in ("constraint", "calculation")
    plain = check_expression(source, names.nodes, own=own, columns=columns, near=near, file=file, row=row,
                             column=column)
    for fault in plain:
        if fault.code == faults.ROUTE_015 and facet == "choice_filter":
            continue  # the list is not in the form: nobody knows its columns
        facts = dict(fault.facts)
        if fault.code == faults.ROUTE_031 and isinstance(node, Question):
            facts["list"] = node.choices
        yield Fault(fault.code, facts, fault.file, fault.row, fault.column)
    if not any(fault.code < faults.ROUTE_015 or faults.ROUTE_019 <= fault.code < faults.ROUTE_030 for fault in plain):
        for code, facts in check_meaning(form, names, path, node, source, near):
            yield Fault(code, facts, file, row, column)


def _piped(names: Names, node: Node, near: Nearest, file: str) -> Iterator[Fault]:
    """Answers called up in the words of a line, ${name}, that no question has."""
    for field_, column in _WORDED.items():
        words = getattr(node, field_, None)
        asked = {name for one in words for name in _PIPED.findall(one)} if isinstance(words, Text) else set()
        for name in sorted(asked.difference(names.nodes)):
            facts = {"given": name, "near": near.of(name, names.nodes)}
            yield Fault(faults.ROUTE_016, facts, file, node.row or None, column)


def _columns(form: Form, node: Node) -> frozenset[str] | None:
    """The columns a filter of this question may name; None where its list is not in the form."""
    if not isinstance(node, Question) or node.choices not in form.lists:
        return None
    return list_columns(form, node.choices)
