"""From the tree of an expression to a function of the answers: compiled once, run for every respondent."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import add, mul, sub
from typing import cast

from qabilet.cycle.instrument.routing.calls import CALLS, choice_name
from qabilet.cycle.instrument.routing.context import Context
from qabilet.cycle.instrument.routing.functions import FUNCTIONS
from qabilet.cycle.instrument.routing.matching import Matcher
from qabilet.cycle.instrument.routing.parsing import parse
from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.cycle.instrument.routing.values import (
    Value,
    at_most,
    below,
    differs,
    divided,
    members,
    number,
    remainder,
    same,
    text,
    truth,
)

Work = Callable[[Context], Value]
_TRUTHS = frozenset({"or", "and", "=", "!=", "<", "<=", ">", ">=", "regex"})
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": add, "-": sub, "*": mul, "div": divided, "mod": remainder}
_COMPARED: dict[str, Callable[[Value, Value], bool]] = {
    "=": same, "!=": differs, "<": below, "<=": at_most,
    ">": lambda left, right: below(right, left), ">=": lambda left, right: at_most(right, left)}


def evaluate(source: str, context: Context) -> Value:
    """The value of an expression: a text, a number, a truth, or a set of answers. Raises QabiletError as parse does."""
    return _work(source)(context)


def holds(source: str, context: Context) -> bool:
    """Whether an expression is true, as relevance, constraint and required ask. Raises QabiletError as parse does."""
    return truth(_work(source)(context))


def _work(source: str) -> Work:
    return _short(source) if len(source) <= 1_000 else compiled(parse(source).tree)


@lru_cache(maxsize=2048)
def _short(source: str) -> Work:
    return compiled(parse(source).tree)


def compiled(tree: Tree) -> Work:
    """The tree as a function, which never raises, whatever the answers are. It may be run as often as one likes."""
    kind = tree[0]
    if kind in ("n", "s"):
        return _constant(float(cast(float, tree[1])) if kind == "n" else str(tree[1]))
    if kind == "ref":
        return _answer(str(tree[1]))
    if kind == "call":
        return _call(str(tree[1]), [cast(Tree, one) for one in tree[2:]])
    if kind in ("or", "and"):
        return _junction(str(kind), [_condition(cast(Tree, one)) for one in tree[1:]])
    if kind in _COMPARED:
        return _comparison(str(kind), cast(Tree, tree[1]), cast(Tree, tree[2]))
    if kind in _ARITHMETIC:
        return _sum(_ARITHMETIC[str(kind)], [compiled(cast(Tree, one)) for one in tree[1:]])
    return _other(tree)


def _other(tree: Tree) -> Work:
    kind, given = str(tree[0]), tree[1] if len(tree) > 1 else ""
    if kind == ".":
        return lambda context: context.own
    if kind == "neg":
        inner = compiled(cast(Tree, given))
        return lambda context: -number(inner(context))
    if kind == "col":
        column = str(given)
        return lambda context: context.item.get(column, "")
    if kind == "every":
        name = str(given)
        return lambda context: context.every.get(name, [])
    if kind == "up":
        return lambda context: ""
    if kind == "|":
        parts = [compiled(cast(Tree, one)) for one in tree[1:]]
        return lambda context: [one for part in parts for one in members(part(context))]
    if kind == "item":
        return _lookup(str(given), cast("Tree | None", tree[2]), str(tree[3]))
    if kind == "regex":
        subject, matcher = compiled(cast(Tree, given)), Matcher(cast("list[list[int]]", tree[3]))
        return lambda context: matcher.fits(text(subject(context)))
    raise ValueError(f"no such node: {kind}")


def _constant(value: Value) -> Work:
    return lambda context: value


def _answer(name: str) -> Work:
    return lambda context: context.values.get(name, "")


def _condition(tree: Tree) -> Callable[[Context], bool]:
    """The tree as a truth; not asked twice where it is one already."""
    work = compiled(tree)
    if tree[0] in _TRUTHS or (tree[0] == "call" and FUNCTIONS[str(tree[1])].gives == "truth"):
        return cast(Callable[[Context], bool], work)
    return lambda context: truth(work(context))


def _junction(kind: str, parts: list[Callable[[Context], bool]]) -> Work:
    if len(parts) == 2:
        first, second = parts
        if kind == "or":
            return lambda context: first(context) or second(context)
        return lambda context: first(context) and second(context)
    decisive = kind == "or"

    def worked(context: Context) -> bool:
        for part in parts:
            if part(context) is decisive:
                return decisive
        return not decisive
    return worked


def _comparison(kind: str, left: Tree, right: Tree) -> Work:
    if kind in ("=", "!=") and left[0] == "ref" and right[0] == "s":
        return _plain(kind == "=", str(left[1]), str(right[1]))
    compare, first, second = _COMPARED[kind], compiled(left), compiled(right)
    return lambda context: compare(first(context), second(context))


def _plain(equal: bool, name: str, wanted: str) -> Work:
    """${name} = 'text', the commonest question of all."""
    def worked(context: Context) -> bool:
        found = context.values.get(name, "")
        if found.__class__ is str:
            return (found == wanted) is equal
        return same(found, wanted) if equal else differs(found, wanted)
    return worked


def _sum(operation: Callable[[float, float], float], parts: list[Work]) -> Work:
    first, *others = parts

    def worked(context: Context) -> float:
        found = number(first(context))
        for part in others:
            found = operation(found, number(part(context)))
        return found
    return worked


def _call(name: str, trees: list[Tree]) -> Work:
    works = [compiled(one) for one in trees]
    if name == "if":
        condition, (_, then, otherwise) = _condition(trees[0]), works
        return lambda context: then(context) if condition(context) else otherwise(context)
    if name == "jr:choice-name":
        code, question = works[0], str(trees[1][1])
        return lambda context: choice_name(context, text(code(context)), question)
    function = CALLS[name]
    if len(works) == 1:
        only = works[0]
        return lambda context: function(context, only(context))
    if len(works) == 2:
        first, second = works
        return lambda context: function(context, first(context), second(context))
    return lambda context: function(context, *[one(context) for one in works])


def _lookup(list_code: str, condition: Tree | None, column: str) -> Work:
    """The rows of a list of choices for which the condition holds; each sees its own columns."""
    asked = _condition(condition) if condition is not None else None

    def worked(context: Context) -> list[str]:
        outside, found = context.item, list[str]()
        for row in context.lists.get(list_code, ()):
            context.item = row
            if asked is None or asked(context):
                found.append(row.get(column, ""))
        context.item = outside
        return found
    return worked
