"""The routing of a form on paper: who answers what, in words; what words cannot say, as a numbered rule."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.instrument import Question
from qabilet.cycle.report.paper.conditions import Condition, holds
from qabilet.cycle.report.paper.plan import Opened, Plan, Single
from qabilet.cycle.report.paper.reading import condition
from qabilet.cycle.report.paper.routing_words import condition_words, sayable
from qabilet.cycle.report.paper.voice import OTHER, Voice
from qabilet.text import say


class Routes:
    """`rules` are the conditions no words were found for, as written, `under` the numbers of what they govern; `jumps`
    by question and choice: where to go on."""

    def __init__(self, voice: Voice, plan: Plan) -> None:
        self._voice = voice
        self._questions = {question.code: question for _, question in plan.questions()}
        self.rules: list[str] = []
        self.under: dict[str, list[str]] = {}
        self.jumps = self._jumps(plan)

    def when(self, relevance: str, numbers: Sequence[str]) -> str:
        """Who answers the questions of these numbers: '' is everybody."""
        if not relevance.strip():
            return ""
        lang, read = self._voice.lang, condition(relevance, self._questions)
        if read is not None and sayable(read, self._questions):
            words = condition_words(self._voice, read, self._questions)
            if not numbers:
                return say(lang, "Only if {condition}:", condition=words)
            if len(numbers) > 1:
                return say(lang, "Answer questions {first} to {last} only if {condition}.", first=numbers[0],
                           last=numbers[-1], condition=words)
            return say(lang, "Answer only if {condition}.", condition=words)
        if relevance not in self.rules:
            self.rules.append(relevance)
        self.under.setdefault(relevance, []).extend(numbers)
        return say(lang, "(asked of some: the interviewer decides by rule R{rule})",
                   rule=self.rules.index(relevance) + 1)

    def _jumps(self, plan: Plan) -> dict[str, dict[str, str]]:
        """After each choice that leads past what comes next: '→ 12'."""
        stops = _stops(plan)
        out: dict[str, dict[str, str]] = {}
        for place, (number, question, _) in enumerate(stops):
            if question is None or question.kind != "one":
                continue
            after = [(other, [condition(words, self._questions) for words in under])
                     for other, _, under in stops[place + 1:] if other != number]
            codes = [one.code for one in self._voice.form.choices(question)] + [OTHER] * question.other
            said = {code: self._jump(question, code, after) for code in codes}
            if any(said.values()):
                out[question.code] = said
        return out

    def _jump(self, question: Question, choice: str, after: list[tuple[str, list[Condition | None]]]) -> str:
        for skipped, (number, under) in enumerate(after):
            if not any(one is not None and holds(one, question.code, choice) is False for one in under):
                return say(self._voice.lang, "→ go to {number}", number=number) if skipped else ""
        return say(self._voice.lang, "→ end") if after else ""


def _stops(plan: Plan) -> list[tuple[str, Question | None, list[str]]]:
    """Every number on the sheet once, its question where it is one, and the conditions under which it is reached."""
    out: list[tuple[str, Question | None, list[str]]] = []
    open_: list[tuple[str, set[str]]] = []
    question: Question | None
    for part in plan.parts:
        if isinstance(part, Opened):
            open_.append((part.section.relevance, set(part.numbers)))
        elif part.number and part.copy < 2:
            under = [words for words, numbers in open_ if part.number in numbers]
            if isinstance(part, Single):
                question, own = part.question, [part.question.relevance]
            else:
                question = None
                own = [part.section.relevance if part.section else "", part.questions[0].relevance]
            out.append((part.number, question, [words for words in (*under, *own) if words.strip()]))
    return out
