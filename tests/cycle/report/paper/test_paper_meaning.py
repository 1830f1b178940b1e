"""What is said of a condition is what the routing language makes of it, whatever is answered."""

from __future__ import annotations

import operator

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cycle.report.paper.forms import LISTS

from qabilet.cycle.instrument import Context, Form, Question, evaluate
from qabilet.cycle.report.paper.conditions import All, Answered, Any, Chose, Condition, Wrote
from qabilet.cycle.report.paper.plan import planned
from qabilet.cycle.report.paper.reading import condition
from qabilet.cycle.report.paper.routes import Routes
from qabilet.cycle.report.paper.voice import Voice
from qabilet.text import Text

QUESTIONS = {one.code: one for one in (
    Question("post", "one", label=Text.same("Post"), choices="post"),
    Question("areas", "many", label=Text.same("Areas"), choices="areas"),
    Question("age", "integer", label=Text.same("Age")),
    Question("why", "text", label=Text.same("Why")))}
FORM = Form("f", nodes=tuple(QUESTIONS.values()), lists=LISTS)
SIGNS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}

POSTS, AREAS = ("1", "2", "3", "4"), ("fin", "com", "law")
SIGN = st.sampled_from(tuple(SIGNS))
PARTS = st.one_of(
    st.builds("${{post}} {} '{}'".format, st.sampled_from(("=", "!=")), st.sampled_from(POSTS)),
    st.builds("${{post}} {} {}".format, SIGN, st.integers(0, 5)),
    st.builds("{} {} ${{post}}".format, st.integers(0, 5), SIGN),
    st.builds("selected(${{areas}}, '{}')".format, st.sampled_from(AREAS)),
    st.builds("${{age}} {} {}".format, SIGN, st.integers(17, 22)),
    st.builds("${{why}} {} '{}'".format, st.sampled_from(("=", "!=")), st.sampled_from(("", "x"))),
    st.sampled_from(("count-selected(${areas}) > 0", "string-length(${why}) = 0", "count-selected(${areas}) >= 1")))
EXPRESSIONS = st.recursive(PARTS, lambda inner: st.one_of(
    st.builds("({} and {})".format, inner, inner), st.builds("({} or {})".format, inner, inner),
    st.builds("not({})".format, inner)), max_leaves=6)
# Post and age are answered: of an answer that is blank, 'not below 30' is true for the program and odd for a person.
ANSWERS = st.fixed_dictionaries({
    "post": st.sampled_from(POSTS), "areas": st.lists(st.sampled_from(AREAS), unique=True).map(" ".join),
    "age": st.integers(16, 23).map(str), "why": st.sampled_from(("", "x", "y"))})


def meant(one: Condition, answers: dict[str, str]) -> bool:
    """The condition as a person reads it."""
    match one:
        case All(of):
            return all(meant(part, answers) for part in of)
        case Any(of):
            return any(meant(part, answers) for part in of)
        case Chose(question, choice, not_):
            return (choice in answers[question].split()) != not_
        case Answered(question, not_):
            return bool(answers[question]) != not_
        case Wrote(question, comparison, value):
            given_, wanted = answers[question], value
            if QUESTIONS[question].kind == "text":
                return bool(SIGNS[comparison](given_, wanted))
            return bool(SIGNS[comparison](float(given_), float(wanted)))


@settings(max_examples=300, deadline=None)
@given(EXPRESSIONS, ANSWERS)
def test_a_person_and_the_program_decide_alike(expression: str, answers: dict[str, str]) -> None:
    read = condition(expression, FORM, QUESTIONS)
    if read is not None:
        assert meant(read, answers) == bool(evaluate(expression, Context(values=answers))), read


@st.composite
def chains(draw: st.DrawFn) -> Form:
    """Questions one after another, each hanging on some of those before it."""
    nodes: list[Question] = []
    for place in range(draw(st.integers(2, 9))):
        parts = draw(st.lists(st.tuples(st.integers(0, max(0, place - 1)), st.sampled_from("129"),
                                        st.sampled_from(("=", "!="))), max_size=2)) if place else []
        relevance = draw(st.sampled_from((" and ", " or "))).join(f"${{q{at}}} {sign} '{code}'"
                                                                   for at, code, sign in parts)
        nodes.append(Question(f"q{place}", draw(st.sampled_from(("one", "one", "text"))), label=Text.same(f"Q{place}"),
                              choices="yes_no", relevance=relevance))
    return Form("f", nodes=tuple(nodes), lists=LISTS)


@settings(max_examples=300, deadline=None)
@given(chains(), st.lists(st.sampled_from("129"), min_size=9, max_size=9))
def test_an_arrow_never_leads_past_a_question_that_is_asked(form: Form, chosen: list[str]) -> None:
    plan = planned(form, grids=False)
    arrows = Routes(Voice(form, "en", numbers=plan.numbers), plan).jumps
    answers: dict[str, str] = {}
    for question, code in zip(form.questions(), chosen, strict=False):
        asked = not question.relevance or bool(evaluate(question.relevance, Context(values=answers)))
        answers[question.code] = code if asked else ""
    for place, question in enumerate(form.questions()):
        arrow = arrows.get(question.code, {}).get(answers[question.code], "")
        if arrow:
            target = len(form.nodes) if arrow == "→ end" else int(arrow.removeprefix("→ go to ")) - 1
            assert target > place + 1
            assert not any(answers[one.code] for one in form.questions()[place + 1:target])
