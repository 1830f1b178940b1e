"""The logic of a form as plain JSON: what Python and the browser both follow, in the order it must be worked out."""

from __future__ import annotations

from typing import cast

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import ASKED, CHOSEN, Node, Question, Section
from qabilet.cycle.instrument.routes.checks import facets
from qabilet.cycle.instrument.routes.circles import ordered, shown, waits_for
from qabilet.cycle.instrument.routes.named import Names
from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.checking import nodes_of
from qabilet.cycle.instrument.routing.dates import MONTHS, WEEKDAYS
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.errors import refuse
from qabilet.text import Lang

Step = dict[str, object]
Plan = dict[str, object]
_ALWAYS = frozenset({"yes", "true", "true()"})


def routes_json(form: Form, lang: Lang = "ru") -> Plan:
    """The routing of a form as JSON, with the words of choices in `lang`. docs/routing.md describes it.

    Raises QabiletError where an expression cannot be read or values go round in a circle; `check_routes` says all of it
    at once and beforehand.
    """
    names = Names.of(form)
    order, circles = ordered(waits_for(form))
    if names.twice:
        code, rows = next(iter(names.twice.items()))
        raise refuse(faults.ROUTE_035, given=code, rows=", ".join(map(str, rows)))
    if circles:
        raise refuse(faults.ROUTE_030, circle=shown(circles[0]))
    places = {node.code: at for at, (_, node) in enumerate(form.walk())}
    steps = [_step(names, names.nodes[code], places[code]) for code in order]
    asked = {code for step in steps for code in _lists_of(step)}
    filtered = {str(step["list"]) for step in steps if "choice_filter" in step}
    chosen = {node.code: node.choices for node in form.questions() if node.choices in form.lists}
    named = {chosen.get(name, "") for step in steps for name in _words_of(step)}
    return {
        "version": form.version, "lang": lang, "steps": steps, "chosen": chosen,
        "names": {"months": list(MONTHS[lang]), "weekdays": list(WEEKDAYS[lang])},
        "lists": {code: _rows(form, code, lang) for code in form.lists if code in asked | filtered | named},
    }


def _step(names: Names, node: Node, at: int) -> Step:
    """One question or section: where it stands, what it is, its trees by facet, the names they ask."""
    path = names.paths[node.code]
    step: Step = {"code": node.code, "kind": node.kind, "at": at, "in": list(names.repeats(node.code)),
                  "parent": path[-1].code if path else ""}
    asks: set[str] = set()
    for facet, source in facets(node):
        if facet == "read_only" or (facet == "constraint" and not isinstance(node, Question)):
            continue
        expression = parse(source)
        step[facet] = expression.tree
        asks |= expression.names
    if isinstance(node, Question):
        if node.kind in ASKED and node.required.strip().casefold() in _ALWAYS:
            step["required"] = ["call", "true"]
        if node.kind not in ASKED:
            step.pop("required", None)
        if node.kind in CHOSEN:
            step["list"] = node.choices
            step.update({"other": True} if node.other else {})
        if "default" not in step and node.default.strip():
            step["default"] = ["s", node.default.strip()]
    known = sorted(name for name in asks if name in names.nodes)
    step["asks"] = [[name, list(names.repeats(name)), _repeats(names.nodes[name])] for name in known]
    return step


def _repeats(node: Node) -> bool:
    return isinstance(node, Section) and node.kind == "repeat"


def _trees(step: Step) -> list[Tree]:
    return [cast(Tree, part) for facet, part in step.items()
            if isinstance(part, list) and facet not in ("in", "asks")]


def _lists_of(step: Step) -> set[str]:
    return {str(node[1]) for tree in _trees(step) for node in nodes_of(tree) if node[0] == "item"}


def _words_of(step: Step) -> set[str]:
    return {str(cast(Tree, node[3])[1]) for tree in _trees(step) for node in nodes_of(tree)
            if node[:2] == ["call", "jr:choice-name"]}


def _rows(form: Form, code: str, lang: Lang) -> list[dict[str, str]]:
    return [{**one.cells, "name": one.code, "label": one.label[lang]} for one in form.lists[code].choices]
