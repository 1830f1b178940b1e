"""How a question is answered on paper: what to tick, where to write, and in how many boxes."""

from __future__ import annotations

import re

from qabilet.cycle.instrument import Form, Question, QuestionKind
from qabilet.cycle.report.paper.sheet import Answer, Boxes, Lines, Mark, Option, Options, Points
from qabilet.cycle.report.paper.voice import OTHER, Voice, figure
from qabilet.text import say

_NUMBER = r"(-?\d{1,15}(?:\.\d{1,6})?)"
_LOW, _HIGH = re.compile(r"\.\s*(>=?)\s*" + _NUMBER), re.compile(r"\.\s*(<=?)\s*" + _NUMBER)
_COUNT = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=?|=|>=?)\s*(\d{1,4})")
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*" + _NUMBER)
SHORT_LABEL, LONG_LIST = 26, 8
"""A list longer than LONG_LIST of labels no longer than SHORT_LABEL signs is printed in columns."""
_MARKS: dict[QuestionKind, Mark] = {"one": "circle", "many": "square", "rank": "place"}
LONGEST_LIST = 60
"""Answers under one question; a longer list stands at the end of the form."""
MOST_POINTS = 11
DECIMALS = 2


def answer(voice: Voice, question: Question, goes: dict[str, str] | None = None) -> Answer:
    """`goes` are the words of the jumps, by the choice they follow."""
    kind = question.kind
    apart = _apart(voice, question)
    if kind in ("one", "many", "rank") and not 0 < listed(voice.form, question) <= LONGEST_LIST:
        return Lines(1 if kind == "one" else 3)
    if kind in ("one", "many", "rank"):
        return _options(voice, question, goes or {})
    if kind == "acknowledge":
        return Options("square", (Option("OK", say(voice.lang, "Yes")),))
    if kind in ("integer", "decimal"):
        groups = digits(question)
        if groups is None:
            return Lines(1, half=True, apart=apart)
        sign = "." if voice.lang == "en" else ","
        return Boxes(groups, (sign,) if len(groups) > 1 else (), apart=apart)
    if kind == "range":
        points = tuple(Option(one, figure(voice.lang, one)) for one in steps(question))
        return Points(points, apart) if points else Lines(1, half=True, apart=apart)
    if kind in ("date", "time", "datetime"):
        return _moment(voice, question, apart)
    if kind == "text":
        return Lines(_lines(question), apart=apart)
    return None


def _options(voice: Voice, question: Question, goes: dict[str, str]) -> Options:
    mark = _MARKS[question.kind]
    made = [Option(one.code, voice.choice(one), goes.get(one.code, ""), apart=one.code in question.missing)
            for one in voice.form.choices(question)]
    if question.other:
        made.append(Option(OTHER, voice.other(), goes.get(OTHER, ""), line=True))
    ordered = tuple(sorted(made, key=lambda one: one.apart))
    longest = max((len(one.label) + len(one.goes) for one in ordered), default=0)
    several = len(ordered) >= LONG_LIST and longest <= SHORT_LABEL and not any(one.line for one in ordered)
    return Options(mark, ordered, 2 if several else 1)


def _apart(voice: Voice, question: Question) -> tuple[Option, ...]:
    """What may be marked in place of an answer."""
    return tuple(Option(code, voice.missing(why), apart=True) for code, why in question.missing.items()
                 if code and why != "not asked")


def _moment(voice: Voice, question: Question, apart: tuple[Option, ...]) -> Boxes:
    day, month, year = say(voice.lang, "DD.MM.YYYY").split(".")
    hour, minute = say(voice.lang, "HH:MM").split(":")
    look = question.appearance.split()
    if question.kind == "time":
        return Boxes((2, 2), (":",), (hour, minute), apart)
    if question.kind == "datetime":
        return Boxes((2, 2, 4, 2, 2), (".", ".", " ", ":"), (day, month, year, hour, minute), apart)
    if "year" in look:
        return Boxes((4,), (), (year,), apart)
    if "month-year" in look:
        return Boxes((2, 4), (".",), (month, year), apart)
    return Boxes((2, 2, 4), (".", "."), (day, month, year), apart)


def _lines(question: Question) -> int:
    look = question.appearance.split()
    return 4 if "multiline" in look else 1 if "numbers" in look else 2


def bounds(question: Question) -> tuple[str, str]:
    """The least and the greatest number its constraint allows, '' where it says none or says it otherwise."""
    words = question.constraint
    if question.kind == "range":
        found = dict(_PARAMETER.findall(question.parameters))
        return found.get("start", "1"), found.get("end", "10")
    if " or " in words or "not(" in words.replace(" ", ""):
        return "", ""
    low, high = _LOW.findall(words), _HIGH.findall(words)
    return _least(low), _least(high, -1)


def _least(found: list[tuple[str, str]], step: int = 1) -> str:
    """One bound as it may still be written: '> 17' is 18 for whole numbers."""
    if len(found) != 1:
        return ""
    sign, value = found[0]
    if "=" in sign:
        return value
    return str(int(value) + step) if "." not in value else ""


def digits(question: Question) -> tuple[int, ...] | None:
    """Boxes before and after the decimal sign; None where nothing tells how many, or a minus may be needed."""
    low, high = bounds(question)
    if not high or high.startswith("-") or low.startswith("-") or len(high.partition(".")[0]) > 12:
        return None
    whole = len(high.partition(".")[0])
    return (whole, max(DECIMALS, len(high.partition(".")[2]))) if question.kind == "decimal" else (whole,)


def steps(question: Question) -> tuple[str, ...]:
    """The points of a range where they are few enough to stand in a row."""
    from decimal import Decimal

    found = {name: Decimal(value) for name, value in _PARAMETER.findall(question.parameters)}
    start, end, step = found.get("start", Decimal(1)), found.get("end", Decimal(10)), found.get("step", Decimal(1))
    if step == 0 or (end - start) / step < 0 or (end - start) / step >= MOST_POINTS:
        return ()
    return tuple(format(start + step * place, "f") for place in range(int((end - start) / step) + 1))


def most_ticked(question: Question) -> tuple[str, int] | None:
    """How many answers may be ticked: ('up to', 3) or ('just', 3), where the constraint says it simply."""
    found = _COUNT.findall(question.constraint)
    if len(found) != 1 or question.kind != "many" or " or " in question.constraint:
        return None
    sign, number = found[0][0], int(found[0][1])
    if sign == "=":
        return "just", number
    return ("up to", number - (sign == "<")) if sign.startswith("<") else None


def listed(form: Form, question: Question) -> int:
    return len(form.choices(question)) + question.other
