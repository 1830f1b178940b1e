"""The form as one rater is given it on paper: who answers is known, so nothing that hangs on it alone is left open."""

from __future__ import annotations

from collections.abc import Iterator

from qabilet.cycle.instrument import (
    PERSPECTIVES,
    ChoiceList,
    Context,
    Expression,
    Form,
    Node,
    Question,
    Section,
    holds,
    parse,
)
from qabilet.errors import QabiletError


def for_rater(form: Form, perspective: str) -> Form:
    """Only the choices that the rater is offered, only the sections that are the rater's, without the condition that
    says so. The form itself where no `perspective` is asked for, or where it does not show which answer means it."""
    known = _answer(form, perspective) if perspective else None
    if known is None:
        return form
    lists = dict(form.lists)
    nodes = tuple(_left(form, form.nodes, known, lists))
    return form.with_(nodes=nodes, lists=lists)


def _answer(form: Form, perspective: str) -> tuple[str, str] | None:
    """The question who one is, and the choice of this rater: a question whose choices are the raters, else the one
    answer that everything put to this rater alone hangs on."""
    for question in form.questions():
        codes = [one.code for one in form.choices(question)]
        if question.kind == "one" and perspective in codes and set(codes) <= set(PERSPECTIVES):
            return question.code, perspective
    found: set[tuple[str, str] | None] = set()
    for path, asked in form.walk():
        if isinstance(asked, Question) and asked.perspectives == (perspective,):
            around: tuple[Node, ...] = (*path, asked)
            found |= {_equal(node.relevance) for node in around if node.relevance}
    only = found.pop() if len(found) == 1 else None
    known = {one.code for one in form.questions() if one.kind == "one"}
    return only if only is not None and only[0] in known else None


def _equal(expression: str) -> tuple[str, str] | None:
    """`${who} = 'akim'` as its two sides."""
    read = _read(expression)
    if read is None or read.tree[0] != "=":
        return None
    left, right = read.tree[1], read.tree[2]
    if isinstance(left, list) and isinstance(right, list) and left[0] == "ref" and right[0] == "s":
        return str(left[1]), str(right[1])
    return None


def _left(form: Form, nodes: tuple[Node, ...], known: tuple[str, str], lists: dict[str, ChoiceList]) -> Iterator[Node]:
    for node in nodes:
        settled = _settled(node.relevance, known)
        if settled and not holds(node.relevance, Context({known[0]: known[1]})):
            continue
        if settled:
            node = node.with_(relevance="")
        if isinstance(node, Section):
            yield node.with_(nodes=tuple(_left(form, node.nodes, known, lists)))
        else:
            yield _offered(form, node, known, lists)


def _offered(form: Form, question: Question, known: tuple[str, str], lists: dict[str, ChoiceList]) -> Question:
    """The question with a list of its own where its filter hangs on who answers, or where it asks who that is."""
    choices = form.choices(question)
    if question.code == known[0]:
        kept = tuple(one for one in choices if one.code == known[1])
    elif choices and _settled(question.choice_filter, known):
        kept = tuple(one for one in choices if holds(question.choice_filter, Context(
            {known[0]: known[1]}, item={**one.cells, "name": one.code})))
    else:
        return question
    code = f"{question.choices}\n{','.join(one.code for one in kept)}"  # no list of a form has such a name
    lists[code] = ChoiceList(code, kept)
    codes = {one.code for one in kept}
    return question.with_(choices=code, choice_filter="",
                          missing={one: why for one, why in question.missing.items() if one in codes})


def _settled(expression: str, known: tuple[str, str]) -> bool:
    """Whether it hangs on who answers and on nothing else."""
    read = _read(expression) if expression else None
    return read is not None and read.names == {known[0]} and not read.own


def _read(expression: str) -> Expression | None:
    try:
        return parse(expression)
    except QabiletError:
        return None
