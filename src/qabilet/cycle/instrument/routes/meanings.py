"""What an expression that can be read cannot mean in its form: answers of a repeat from outside, choices nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import CHOSEN, Node, Question, Section
from qabilet.cycle.instrument.routes.named import Names, list_columns, repeats_in
from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.checking import Nearest, nodes_of
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.cycle.instrument.routing.values import number

Found = Iterator[tuple[str, dict[str, object]]]
_GATHER = frozenset({"count", "count-non-empty", "sum", "min", "max", "join", "concat", "randomize", "jr:choice-name"})
_SIDES = frozenset({"=", "!="})


def check_meaning(form: Form, names: Names, path: tuple[Section, ...], node: Node, source: str,
                  near: Nearest) -> Found:
    """(code, facts) of what is wrong with an expression that parses and whose names are all known."""
    tree = parse(source).tree
    yield from _references(names, path, tree)
    for one in nodes_of(tree):
        if one[0] == "up":
            yield from _upwards(path, cast(int, one[1]))
        elif one[0] == "item":
            yield from _lookup(form, one, near)
        elif one[0] in _SIDES:
            left, right = cast(Tree, one[1]), cast(Tree, one[2])
            yield from _choice(form, names, node, left, right, near)
            yield from _choice(form, names, node, right, left, near)
        elif one[:2] == ["call", "selected"]:
            yield from _choice(form, names, node, cast(Tree, one[2]), cast(Tree, one[3]), near)


def _references(names: Names, path: tuple[Section, ...], tree: Tree) -> Found:
    """Each name once: is it one question, and can its answer be told apart from here?"""
    around, told = repeats_in(path), set[str]()
    waiting: list[tuple[Tree, bool]] = [(tree, False)]
    while waiting:
        one, gathered = waiting.pop()
        if one[0] in ("ref", "every"):
            name = str(one[1])
            if name not in told and name in names.nodes:
                problem = _reference(names, around, name, gathered or one[0] == "every")
                if problem:
                    told.add(name)
                    yield problem
            continue
        gathers = one[0] == "call" and one[1] in _GATHER
        parts = one[1:2] if one[0] == "regex" else one[1:]
        kept = gathered if one[0] == "|" else gathers
        waiting.extend((part, kept) for part in reversed(parts) if isinstance(part, list))


def _reference(names: Names, around: tuple[str, ...], name: str,
               gathered: bool) -> tuple[str, dict[str, object]] | None:
    node, inside = names.nodes[name], names.repeats(name)
    if isinstance(node, Section) and not (gathered and node.kind == "repeat"):
        return faults.ROUTE_034, {"given": name}
    if not gathered and around[:len(inside)] != inside:
        return faults.ROUTE_033, {"given": name, "section": inside[-1]}
    return None


def _upwards(path: tuple[Section, ...], steps: int) -> Found:
    """position(..) counts the repeat the dots lead to, which must be the innermost."""
    innermost = next((place for place, section in enumerate(reversed(path), 1) if section.kind == "repeat"), 0)
    if steps != innermost:
        yield faults.ROUTE_036, {"given": "/".join([".."] * steps)}


def _lookup(form: Form, item: Tree, near: Nearest) -> Found:
    code, condition, column = str(item[1]), cast("Tree | None", item[2]), str(item[3])
    if code not in form.lists:
        yield faults.ROUTE_037, {"given": code, "near": near.of(code, form.lists)}
        return
    columns = list_columns(form, code)
    asked = [column] if column else []
    asked += [str(one[1]) for one in nodes_of(condition) if one[0] == "col"] if condition else []
    for name in dict.fromkeys(asked):
        if name not in columns:
            yield faults.ROUTE_031, {"list": code, "given": name, "near": near.of(name, columns)}


def _choice(form: Form, names: Names, node: Node, asked: Tree, given: Tree, near: Nearest) -> Found:
    """A question with choices compared with what is none of them."""
    if given[0] not in ("s", "n") or asked[0] not in ("ref", "."):
        return
    question = node if asked[0] == "." else names.nodes.get(str(asked[1]))
    if not isinstance(question, Question) or question.kind not in CHOSEN:
        return
    codes = [one.code for one in form.choices(question)] + ["other"] * question.other
    if not codes:
        return
    value = str(given[1])
    if given[0] == "n":
        known = any(abs(number(code) - float(cast(float, given[1]))) < 1e-12 for code in codes)
    else:
        known = all(word in codes for word in value.split(" ") if word)
    if not known:
        yield faults.ROUTE_032, {"value": value, "question": question.code, "near": near.of(value, codes)}
