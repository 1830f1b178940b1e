"""From a relevance expression to a condition that words can say, for the cases people meet.

A choice that is marked or not, a number compared, an answer given or not, and these joined by and, or, not. Whatever
hangs on more than that (sums, dates, answers worked out) gives None: the form's own rule is printed then.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import cast

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.conditions import All, Answered, Any, Chose, Comparison, Condition, Wrote, opposite
from qabilet.cycle.report.paper.voice import OTHER
from qabilet.errors import QabiletError

Tree = list[object]
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NUMBERS = ("integer", "decimal", "range")


def condition(expression: str, form: Form, questions: Mapping[str, Question]) -> Condition | None:
    """None where it is not one of the simple cases, or is no expression at all. `questions` are those on the sheet."""
    from qabilet.cycle.instrument import parse

    try:
        tree = parse(expression).tree
    except QabiletError:
        return None
    return _read(tree, form, questions)


def _read(tree: Tree, form: Form, questions: Mapping[str, Question]) -> Condition | None:
    kind = tree[0]
    if kind in ("and", "or"):
        parts = [_read(cast(Tree, part), form, questions) for part in tree[1:]]
        known = tuple(part for part in parts if part is not None)
        if len(known) < len(parts):
            return None
        return _flat(All, known) if kind == "and" else _flat(Any, known)
    if kind == "ref":
        return Answered(str(tree[1])) if tree[1] in questions else None
    if kind == "call":
        return _call(tree, form, questions)
    if kind in _SIGNS:
        return _compared(cast(Comparison, kind), cast(Tree, tree[1]), cast(Tree, tree[2]), form, questions)
    return None


def _flat(joined: type[All] | type[Any], parts: tuple[Condition, ...]) -> Condition:
    """'(a and b) and c' is one 'and' of three."""
    return joined(tuple(one for part in parts for one in (part.of if isinstance(part, joined) else (part,))))


def _call(tree: Tree, form: Form, questions: Mapping[str, Question]) -> Condition | None:
    name, arguments = tree[1], cast(list[Tree], tree[2:])
    if name in ("not", "boolean") and len(arguments) == 1:
        inner = _read(arguments[0], form, questions)
        return opposite(inner) if inner is not None and name == "not" else inner
    if name == "selected" and arguments[0][0] == "ref" and arguments[1][0] == "s":
        question = questions.get(str(arguments[0][1]))
        if question is not None and question.kind in ("one", "many"):
            return Chose(question.code, str(arguments[1][1]).strip())
    return None


def _compared(sign: Comparison, left: Tree, right: Tree, form: Form,
              questions: Mapping[str, Question]) -> Condition | None:
    if _constant(left) is not None:
        left, right, sign = right, left, cast(Comparison, _TURNED[sign])
    value = _constant(right)
    if value is None:
        return None
    if left[:2] in (["call", "count-selected"], ["call", "string-length"]) and (sign, value) in (
            (">", "0"), (">=", "1"), ("!=", "0"), ("=", "0")):
        inner = _read(cast(Tree, left[2]), form, questions)
        return opposite(inner) if inner is not None and sign == "=" else inner
    question = questions.get(str(left[1])) if left[0] == "ref" else None
    if question is None:
        return None
    if value == "":
        return Answered(question.code, sign == "=") if sign in ("=", "!=") else None
    return _against(question, sign, value, form)


def _against(question: Question, sign: Comparison, value: str, form: Form) -> Condition | None:
    if question.kind == "one":
        if sign in ("=", "!="):
            return Chose(question.code, value, sign == "!=")
        return _points(question, sign, value, form)
    if question.kind == "acknowledge" and sign in ("=", "!="):
        return Answered(question.code, sign == "!=")
    if question.kind == "text" and sign in ("=", "!="):
        return Wrote(question.code, sign, value)
    return Wrote(question.code, sign, value) if question.kind in _NUMBERS and _number(value) is not None else None


def _points(question: Question, sign: Comparison, value: str, form: Form) -> Condition | None:
    """A choice compared as a number is one of those whose codes compare so."""
    limit = _number(value)
    codes = [one.code for one in form.choices(question)] + [OTHER] * question.other
    if limit is None:
        return None
    meant = tuple(Chose(question.code, code) for code in codes
                  if (point := _number(code)) is not None and _SIGNS[sign](point, limit))
    return Any(meant) if len(meant) > 1 else meant[0] if meant else None


def _constant(tree: Tree) -> str | None:
    """A text or number that stands in the expression itself, as words."""
    if tree[0] in ("s", "n"):
        return str(tree[1])
    if tree[0] == "neg":
        inner = _constant(cast(Tree, tree[1]))
        return f"-{inner}" if inner is not None and _number(inner) is not None else None
    return None


def _number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None
