"""How to fill in: beside a question in a few words, at the head of the sheet in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.answers import bounds, listed, most_ticked, steps
from qabilet.cycle.report.paper.sheet import (
    Block,
    Boxes,
    Grid,
    Heading,
    Item,
    Lines,
    Options,
    Paragraph,
    Points,
)
from qabilet.cycle.report.paper.voice import figure
from qabilet.text import Lang, pattern, say

_BRACKETS, _WORD = re.compile(r"\(([^()]*)\)\W*\Z"), re.compile(r"[^\W\d_]{4,}")
_PLAIN = {
    "one": pattern("one answer"), "many": pattern("any number of answers"), "integer": pattern("a whole number"),
    "decimal": pattern("a number"), "range": pattern("one answer"), "text": pattern("in your own words"),
    "date": pattern("a date"), "time": pattern("a time"), "datetime": pattern("a date and a time")}
_HEAD: tuple[tuple[str, str], ...] = (
    ("circle", pattern("Where there are circles, tick one answer.")),
    ("square", pattern("Where there are squares, tick every answer that applies.")),
    ("grid", pattern("In a table, tick one answer in each line.")),
    ("place", pattern("Where answers are put in order, write 1 beside the first, 2 beside the next, and so on; use "
                      "each number once.")),
    ("boxes", pattern("Write numbers and dates clearly, one digit in each box.")),
    ("lines", pattern("Where there are lines, answer in your own words.")),
    ("routed", pattern("Some questions are not for everybody: the words under the question say who answers it. An "
                       "arrow beside an answer says where to go on.")))
_ALWAYS = pattern("To correct an answer, cross it out and tick another. The small grey signs are for data entry only.")


def how(lang: Lang, form: Form, question: Question) -> str:
    """What is wanted, in a few words: 'one answer', 'up to 3 answers', 'a whole number, 18 to 99'."""
    ticked = most_ticked(question)
    if ticked is not None:
        wanted = {"up to": pattern("no more than {n} answers"), "just": pattern("{n} answers")}[ticked[0]]
        return say(lang, wanted, n=ticked[1])
    if question.kind == "rank":
        return say(lang, "places from 1 to {n}, each once", n=listed(form, question))
    words = say(lang, _PLAIN[question.kind]) if question.kind in _PLAIN else ""
    if question.kind == "range" and not steps(question):
        words = say(lang, "a number")
    if question.kind in ("integer", "decimal") or (question.kind == "range" and not steps(question)):
        low, high = (figure(lang, one) for one in bounds(question))
        if low and high:
            return say(lang, "{what}, from {low} to {high}", what=words, low=low, high=high)
        if low or high:
            one = pattern("{what}, at least {bound}") if low else pattern("{what}, at most {bound}")
            return say(lang, one, what=words, bound=low or high)
    return words


def unsaid(words: str, label: str) -> str:
    """What is wanted, '' where the question itself ends with it in brackets."""
    said = _BRACKETS.search(label)
    return "" if said and set(_WORD.findall(said[1].casefold())) & set(_WORD.findall(words.casefold())) else words


def in_each_line(lang: Lang, kind: str) -> str:
    return say(lang, "one answer in each line") if kind == "one" else say(lang, "any number of answers in each line")


def instructions(lang: Lang, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The sentences at the head, for what is to be filled in on the sheet; () where there is nothing."""
    there: set[str] = set()
    for block in blocks:
        if isinstance(block, Item | Grid):
            there.add(_sort(block))
        if isinstance(block, Item | Grid | Heading | Paragraph) and block.when:
            there.add("routed")
    if not there - {"", "routed"}:
        return ()
    return (*(say(lang, words) for sort, words in _HEAD if sort in there), say(lang, _ALWAYS))


def _sort(block: Item | Grid) -> str:
    """What is done on paper to answer it."""
    if isinstance(block, Grid):
        return "grid" if block.mark == "circle" else "square"
    match block.answer:
        case Options(mark=mark):
            return mark
        case Boxes():
            return "boxes"
        case Points():
            return "circle"
        case Lines(half=False):
            return "lines"
        case _:
            return ""
