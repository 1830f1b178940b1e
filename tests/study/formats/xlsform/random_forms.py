"""Forms at random: any kinds, lists, sections, languages, our own columns; all of them valid for ODK."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from hypothesis import strategies as st

from qabilet.cycle.instrument import CHOSEN, Choice, ChoiceList, Form, Missing, Node, Question, QuestionKind, Section
from qabilet.text import LANGS, Lang, Text

KINDS: tuple[QuestionKind, ...] = ("one", "many", "rank", "integer", "decimal", "range", "text", "date", "time",
                                   "datetime", "note", "calculate", "acknowledge", "hidden")
PERSPECTIVES = ("self", "head", "peer", "report", "observer")
REASONS: tuple[Missing, ...] = ("not asked", "not relevant", "refused", "cannot judge")
# Letters of all three languages, signs that begin formulas, quotation marks, markup, a wide sign.
WORDS = st.text("абқңіӘabcXYZ019 =+-@'\"<>&|\\{}#*_.,;:!?«»—\U0001f600", min_size=1, max_size=24).map(
    lambda words: " ".join(words.split())).filter(lambda words: words != "" and "${" not in words)


@st.composite
def texts(draw: st.DrawFn, langs: Sequence[Lang], *, always: bool = False) -> Text:
    if not always and draw(st.booleans()):
        return Text()
    return Text(**{lang: draw(WORDS) for lang in langs})


@st.composite
def forms(draw: st.DrawFn) -> Form:
    langs = draw(st.sampled_from([("ru",), ("kk", "ru"), LANGS, ("en",)]))
    source = draw(st.sampled_from(langs))
    lists = draw(_lists(langs))
    counter = [0]
    nodes = tuple(draw(_node(langs, tuple(lists), counter, 0)) for _ in range(draw(st.integers(1, 6))))
    form = Form("form_1", draw(texts(langs)), draw(st.sampled_from(["", "1", "2026-11"])), source, (), nodes, lists)
    spoken = {lang for _, node in form.walk() for lang in LANGS if node.label[lang]} | {
        lang for one in lists.values() for choice in one.choices for lang in LANGS if choice.label[lang]}
    return form.with_(languages=tuple(lang for lang in LANGS if lang in spoken))


@st.composite
def _lists(draw: st.DrawFn, langs: Sequence[Lang]) -> dict[str, ChoiceList]:
    lists = {}
    for name in ("yes_no", "agree")[:draw(st.integers(1, 2))]:
        codes = draw(st.lists(st.from_regex(r"[a-z0-9_]{1,6}", fullmatch=True).filter(lambda code: code != "other"),
                              min_size=1, max_size=5, unique=True))
        lists[name] = ChoiceList(name, tuple(Choice(code, draw(texts(langs, always=True))) for code in codes))
    return lists


@st.composite
def _node(draw: st.DrawFn, langs: Sequence[Lang], lists: Sequence[str], counter: list[int], depth: int) -> Node:
    counter[0] += 1
    code = f"q{counter[0]}"
    if depth < 3 and draw(st.integers(0, 3)) == 0:
        nodes = tuple(draw(_node(langs, lists, counter, depth + 1)) for _ in range(draw(st.integers(1, 3))))
        kind = draw(st.sampled_from(["group", "repeat"]))
        return Section(code, cast("object", kind), label=draw(texts(langs, always=True)),  # type: ignore[arg-type]
                       relevance=draw(st.sampled_from(["", "1 = 1"])),
                       repeat_count="3" if kind == "repeat" and draw(st.booleans()) else "", nodes=nodes)
    return _question(draw, code, draw(st.sampled_from(KINDS)), langs, lists)


def _question(draw: st.DrawFn, code: str, kind: QuestionKind, langs: Sequence[Lang], lists: Sequence[str]) -> Question:
    chosen = kind in CHOSEN
    return Question(
        code, kind, label=draw(texts(langs, always=True)), hint=draw(texts(langs)), guidance=draw(texts(langs)),
        choices=draw(st.sampled_from(list(lists))) if chosen else "",
        other=kind in ("one", "many") and draw(st.booleans()), relevance=draw(st.sampled_from(["", "1 = 1"])),
        required=draw(st.sampled_from(["", "yes", "1 = 1"])), constraint=draw(st.sampled_from(["", ". != ''"])),
        constraint_says=draw(texts(langs)), required_says=draw(texts(langs)),
        calculation="1 + 1" if kind == "calculate" else "", appearance=draw(st.sampled_from(["", "likert", "minimal"])),
        parameters="start=1 end=5 step=1" if kind == "range" else "",
        competence=draw(st.sampled_from(["", "digital-skills"])), indicator=draw(st.sampled_from(["", "d.1"])),
        scale=draw(st.sampled_from(["", "agreement"])), reverse=draw(st.booleans()),
        missing=draw(st.dictionaries(st.sampled_from(["99", "98"]), st.sampled_from(REASONS))) if not chosen else {},
        perspectives=tuple(draw(st.lists(st.sampled_from(PERSPECTIVES), unique=True, max_size=3))))
