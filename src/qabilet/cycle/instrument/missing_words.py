"""Answers that say there is no answer: words in three languages, and numbers that stand outside their scale."""

from __future__ import annotations

from collections.abc import Iterable

from qabilet.cycle.instrument.dictionary import Missing
from qabilet.cycle.instrument.words import folded

_WORDS: dict[Missing, str] = {
    "cannot judge": "cannot judge;can't judge;cannot say;can't say;hard to say;difficult to say;difficult to answer;"
    "hard to answer;don't know;dont know;do not know;i don't know;i do not know;no opinion;undecided;dk;"
    "не знаю;не могу оценить;не могу судить;не могу сказать;затрудняюсь ответить;затрудняюсь;затрудняюсь с ответом;"
    "затрудняюсь оценить;трудно сказать;трудно ответить;сложно сказать;сложно ответить;сложно оценить;нет мнения;"
    "затруднились ответить;затрудняется ответить;затрудняется оценить;не знает;трудно оценить;з/о;"
    "затруднился ответить;затруднилась ответить;затруднился оценить;затруднилась оценить;затруднились оценить;"
    "жауап беру қиын;жауап беруге қиналамын;қиналамын;білмеймін;айта алмаймын;бағалау қиын;айту қиын;"
    "жауап беруге қиындық туындады;бағалай алмаймын;жауап бере алмаймын;бағалай алмайды;жауап бере алмайды;білмейді;"
    "жауап беруге қиналады;бағалай алмады;жауап бере алмады;баға бере алмаймын",
    "not relevant": "n/a;na;not applicable;not relevant;does not apply;irrelevant;не применимо;неприменимо;"
    "не актуально;"
    "неактуально;не относится;не относится ко мне;не касается;не касается меня;не релевантно;н/п;"
    "қатысы жоқ;маған қатысты емес;қатысты емес;қолданылмайды;маған қатысы жоқ",
    "refused": "refused;refusal;refused to answer;declined to answer;prefer not to say;prefer not to answer;no answer;"
    "отказ;отказ от ответа;отказываюсь;отказался;отказался отвечать;отказалась отвечать;отказались отвечать;"
    "отказываюсь отвечать;не хочу отвечать;предпочитаю не отвечать;без ответа;н/д;нет данных;"
    "нет ответа;не ответил;н/о;"
    "бас тарту;бас тартты;жауап беруден бас тартты;бас тартамын;жауап беруден бас тарту;"
    "жауап беруден бас тартамын;жауап бермеймін;жауап жоқ;"
    "айтқым келмейді;жауап бергім келмейді",
    "not asked": "not asked;не спрашивали;не задан;не задавался;сұралмады;сұралған жоқ;пропуск;skipped;"
    "system missing;#null!;"
    "null;nan",
}
_DASHES = frozenset({"-", "--", "---", "—", "–", ".", "..", "...", "?", "*", "_", "х", "x"})
_NUMBERS: dict[int, Missing] = {
    0: "not relevant", 8: "cannot judge", 9: "refused", 88: "cannot judge", 98: "cannot judge", 99: "refused",
    97: "not relevant", 888: "cannot judge", 998: "cannot judge", 999: "refused", 9999: "refused", 99999: "refused",
    -1: "refused", -8: "cannot judge", -9: "refused", -99: "refused", -88: "cannot judge", -999: "refused",
}


_KNOWN = {folded(word): reason for reason, words in _WORDS.items() for word in words.split(";")}


def missing_words(values: Iterable[str]) -> dict[str, Missing]:
    """The answers that say there is none, and why; dashes and dots alone count as refused."""
    out: dict[str, Missing] = {}
    for value in values:
        if not value:
            continue
        if value.strip() in _DASHES:
            out[value] = "refused"
        elif (reason := _KNOWN.get(folded(_unnumbered(value)))) is not None:
            out[value] = reason
    return out


reasons_of = missing_words
"""Its name outside this room, whose face cannot offer a function called as its module."""


def _unnumbered(value: str) -> str:
    """«99 - затрудняюсь ответить» is known by its words."""
    head = value.lstrip("-0123456789 ")
    return head.lstrip(" -–—.:)=(").rstrip(")") if head != value and any(map(str.isalpha, head)) else value


def outside_scale(numbers: dict[int, int]) -> tuple[tuple[int, ...], dict[int, Missing]]:
    """The run of points of a numeric scale, and the known missing codes that stand outside it.

    `numbers`: how often each number was given. The run is the one with the most answers among those without gaps of
    more than one; a code next to the run (0 before 1) is taken for a point of 0..10 when the run reaches 10 or 6, and
    where there is nothing but 1 beside it, for 0 and 1 are no and yes.
    """
    points = sorted(numbers)
    if not points:
        return (), {}
    suspects = {point for point in points if point in _NUMBERS}
    sure = [point for point in points if point not in suspects] or points
    low, high = sure[0], sure[-1]
    inside = {point for point in suspects if low < point < high}
    for point in sorted(suspects - inside):
        # 8 and 9 after 7, and 10 among the answers, are points; so is 0 on a scale to 10.
        if point in (8, 9) and high in (7, 8, 10) and low <= 3:
            inside.add(point)
            high = max(high, point)
        elif point == 0 and low == 1 and high in (10, 6, 3, 1):
            inside.add(point)
            low = 0
    run = tuple(point for point in points if point not in suspects or point in inside)
    return run, {point: _NUMBERS[point] for point in suspects - inside}
