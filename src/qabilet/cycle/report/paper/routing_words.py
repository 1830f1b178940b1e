"""Who answers a question, said in words: 'Answer only if in question 3 you chose «Yes»'.

In Kazakh the verb stands last: every part of a condition is a participle, and one 'болсаңыз' closes them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.instrument import Question
from qabilet.cycle.report.paper.conditions import All, Answered, Any, Chose, Condition, Wrote, leaves
from qabilet.cycle.report.paper.voice import Voice, figure
from qabilet.text import pattern, say

_NUMBERS = {
    "=": pattern("in question {number} you wrote {value}"),
    "!=": pattern("in question {number} you wrote something other than {value}"),
    "<": pattern("in question {number} you wrote a number below {value}"),
    "<=": pattern("in question {number} you wrote {value} or a smaller number"),
    ">": pattern("in question {number} you wrote a number above {value}"),
    ">=": pattern("in question {number} you wrote {value} or a greater number")}
MOST_PARTS = 6
"""A condition of more parts is not understood when read; it goes to the annex of rules."""


def sayable(condition: Condition | None, questions: Mapping[str, Question]) -> bool:
    """Whether it can be said of questions that stand on this sheet, and short enough to be understood."""
    if condition is None:
        return False
    parts = list(leaves(condition))
    return 0 < len(_merged(condition)) <= MOST_PARTS and all(part.question in questions for part in parts)


def condition_words(voice: Voice, condition: Condition, questions: Mapping[str, Question]) -> str:
    """The condition as a part of a sentence."""
    return _said(voice, condition, questions, False)


def _said(voice: Voice, condition: Condition, questions: Mapping[str, Question], inside: bool) -> str:
    if not isinstance(condition, All | Any):
        return _leaf(voice, condition, questions)
    parts = _together(condition)
    said = [_chose(voice, part, questions) if isinstance(part, list) else _said(voice, part, questions, True)
            for part in parts]
    if len(said) == 1:
        return said[0]
    joined = _between(voice, pattern("and") if isinstance(condition, All) else pattern("or")).join(said)
    return f"({joined})" if inside else joined


def _between(voice: Voice, word: str) -> str:
    return f" {say(voice.lang, word)} "


def _together(condition: All | Any) -> list[list[Chose] | Condition]:
    """The parts in order; choices of one question ('A or B', 'neither A nor B') gathered into one part."""
    out: list[list[Chose] | Condition] = []
    for part in condition.of:
        last = out[-1] if out else None
        if isinstance(part, Chose) and part.not_ == isinstance(condition, All):
            if isinstance(last, list) and last[0].question == part.question:
                last.append(part)
            else:
                out.append([part])
        else:
            out.append(part)
    return out


def _merged(condition: Condition) -> list[object]:
    """The parts as they are said, to be counted."""
    if not isinstance(condition, All | Any):
        return [condition]
    return [one for part in _together(condition) for one in ([part] if isinstance(part, list) else _merged(part))]


def _leaf(voice: Voice, one: Chose | Wrote | Answered, questions: Mapping[str, Question]) -> str:
    if isinstance(one, Chose):
        return _chose(voice, [one], questions)
    number = voice.numbers[one.question]
    if isinstance(one, Answered):
        words = pattern("you gave no answer to question {number}") if one.not_ else pattern(
            "you answered question {number}")
        return say(voice.lang, words, number=number)
    quoted = questions[one.question].kind == "text"
    value = say(voice.lang, "“{words}”", words=one.value) if quoted else figure(voice.lang, one.value)
    return say(voice.lang, _NUMBERS[one.comparison], number=number, value=value)


def _chose(voice: Voice, parts: list[Chose], questions: Mapping[str, Question]) -> str:
    question, number = questions[parts[0].question], voice.numbers[parts[0].question]
    labels = _between(voice, pattern("or")).join(
        say(voice.lang, "“{words}”", words=voice.chosen(question, part.choice)) for part in parts)
    words = pattern("in question {number} you did not choose {choices}") if parts[0].not_ else pattern(
        "in question {number} you chose {choices}")
    return say(voice.lang, words, number=number, choices=labels)
