"""The routing of a form on paper: who answers what, in words; what words cannot say, as a numbered rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qabilet.cycle.instrument import Question
from qabilet.cycle.report.paper.conditions import Condition, holds
from qabilet.cycle.report.paper.plan import Opened, Plan, Single
from qabilet.cycle.report.paper.reading import condition
from qabilet.cycle.report.paper.routing_words import condition_words, sayable
from qabilet.cycle.report.paper.voice import OTHER, Voice
from qabilet.text import say


@dataclass(frozen=True, slots=True)
class _Stop:
    """A number on the sheet: the question it is, where it is a single one, and under which conditions it is asked."""

    number: str
    question: Question | None
    codes: tuple[str, ...]
    under: tuple[Condition | None, ...]


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
        lang, read = self._voice.lang, condition(relevance, self._voice.form, self._questions)
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
        """After each choice that leads past what comes next: '→ go to 12'."""
        stops = self._stops(plan)
        out: dict[str, dict[str, str]] = {}
        for place, stop in enumerate(stops):
            if stop.question is None or stop.question.kind != "one":
                continue
            codes = [one.code for one in self._voice.form.choices(stop.question)] + [OTHER] * stop.question.other
            said = {code: self._jump(stop.question, code, stops[place + 1:]) for code in codes}
            if any(said.values()):
                out[stop.question.code] = said
        return out

    def _jump(self, question: Question, choice: str, after: Sequence[_Stop]) -> str:
        """Where the next question is that may be asked after this choice, '' where it is the very next one."""
        skipped: set[str] = set()
        for stop in after:
            if not any(one is not None and holds(one, question.code, choice, skipped) is False for one in stop.under):
                return say(self._voice.lang, "→ go to {number}", number=stop.number) if skipped else ""
            skipped.update(stop.codes)
        return say(self._voice.lang, "→ end") if skipped else ""

    def _stops(self, plan: Plan) -> list[_Stop]:
        """Every number on the sheet once, in order."""
        out: list[_Stop] = []
        open_: list[tuple[str, frozenset[str]]] = []
        for part in plan.parts:
            if isinstance(part, Opened):
                open_.append((part.section.relevance, frozenset(part.numbers)))
            elif part.number and part.copy < 2:
                under = [words for words, numbers in open_ if part.number in numbers]
                if isinstance(part, Single):
                    question: Question | None = part.question
                    of: tuple[Question, ...] = (part.question,)
                else:
                    question, of = None, part.questions
                    under.append(part.section.relevance if part.section is not None else "")
                under.append(of[0].relevance)
                read = tuple(condition(words, self._voice.form, self._questions) for words in under if words.strip())
                out.append(_Stop(part.number, question, tuple(one.code for one in of), read))
        return out
