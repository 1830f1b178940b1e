"""Small forms for tests, written as a person would, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.text import Text

AGREE = ChoiceList("agree", (
    Choice("1", Text("Мүлдем келіспеймін", "Совсем не согласен", "Strongly disagree"), 2),
    Choice("2", Text("Келіспеймін", "Не согласен", "Disagree"), 3),
    Choice("3", Text("Келісемін", "Согласен", "Agree"), 4),
    Choice("4", Text("Толық келісемін", "Полностью согласен", "Strongly agree"), 5)))
SEX = ChoiceList("sex", (Choice("f", Text("Әйел", "Женщина", "Woman"), 6),
                         Choice("m", Text("Ер", "Мужчина", "Man"), 7)))


def survey() -> Form:
    """Age, then a section of two rated items, one of them reversed."""
    age = Question("age", "integer", "integer", Text("Жасыңыз нешеде?", "Сколько Вам полных лет?", "How old are you?"),
                   constraint=". > 17", constraint_says=Text("18 немесе одан көп", "18 или больше", "18 or more"),
                   required="yes", row=2)
    sex = Question("sex", "one", "select_one sex", Text("Жынысыңыз", "Ваш пол", "Your sex"), choices="sex", row=3)
    items = (
        Question("law", "one", "select_one agree", Text("Заңдарды жақсы білемін", "Я хорошо знаю законы",
                 "I know the laws well"), choices="agree", scale="agreement", competence="law", appearance="likert",
                 row=5),
        Question("law_hard", "one", "select_one agree", Text("Заңдарды түсіну маған қиын", "Мне трудно понимать законы",
                 "Laws are hard for me to understand"), choices="agree", scale="agreement", competence="law",
                 reverse=True, row=6))
    know = Section("know", "group", "begin_group", Text("Білім, ${age} жас", "Знания в ${age} лет",
                   "Knowledge at ${age}"), nodes=items, row=4)
    return Form("akims", Text("Сауалнама", "Анкета", "Survey"), "", "ru", ("kk", "ru", "en"), (age, sex, know),
                {"agree": AGREE, "sex": SEX}, {"style": "pages"},
                {"survey": ("type", "name")}, {"notes": (("a", "b"),)})


def replaced(form: Form, code: str, /, **changes: object) -> Form:
    """The form with changes to one question or section."""

    def new(node: Question | Section) -> Question | Section:
        if isinstance(node, Section):
            node = node.with_(nodes=tuple(new(one) for one in node.nodes))
        return node.with_(**changes) if node.code == code else node

    return form.with_(nodes=tuple(new(node) for node in form.nodes))


def with_choices(form: Form, code: str, *choices: Choice) -> Form:
    return form.with_(lists={**form.lists, code: ChoiceList(code, choices)})


words = st.text(st.sampled_from("abc әқа. ${}*1-+=@'\n\t"), max_size=12)
codes = st.text(st.sampled_from("abc_1/#"), min_size=1, max_size=3)
texts_ = st.builds(Text, words, words, words)
cells = st.dictionaries(words, words, max_size=2)
kinds = st.sampled_from(["one", "many", "integer", "text", "note", "calculate", "foreign"])
choices_ = st.builds(Choice, codes, texts_, st.integers(0, 9), cells)
questions = st.builds(
    Question, codes, kinds, words, texts_, texts_, texts_, st.sampled_from(["", "a", "b"]), st.booleans(), words, words,
    constraint_says=texts_, competence=words, scale=words, reverse=st.booleans(),
    missing=st.dictionaries(codes, st.sampled_from(["refused", "not asked"]), max_size=2),
    perspectives=st.lists(codes, max_size=2).map(tuple), row=st.integers(0, 9), cells=cells)
nodes = st.recursive(questions, lambda inner: st.builds(
    Section, codes, st.sampled_from(["group", "repeat"]), words, texts_, texts_, words, words,
    nodes=st.lists(inner, max_size=3).map(tuple), row=st.integers(0, 9), cells=cells, end=cells), max_leaves=6)
lists = st.builds(lambda found: {code: ChoiceList(code, tuple(found)) for code in ("a", "b")},
                  st.lists(choices_, max_size=4))
forms = st.builds(
    Form, codes, texts_, words, st.sampled_from(["kk", "ru", "en"]),
    st.sampled_from([(), ("ru",), ("kk", "ru", "en")]), st.lists(nodes, max_size=4).map(tuple), lists, cells,
    st.dictionaries(words, st.lists(words, max_size=2).map(tuple), max_size=2),
    st.dictionaries(words, st.lists(st.lists(words, max_size=2).map(tuple), max_size=2).map(tuple), max_size=2))
