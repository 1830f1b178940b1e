"""Numbers, dates and quotations as each language writes them: per cent exists only here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from qabilet.cycle.analysis import Finding
from qabilet.cycle.report.document import literal
from qabilet.errors import CODES, Caution
from qabilet.text import Lang, say

NBSP, MINUS, DASH = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}", "\N{EN DASH}"
FEW = 30
"""Below this many respondents a share is told as 'k of n'."""


@lru_cache(maxsize=4096)
def number(lang: Lang, value: float, digits: int = 2, *, least: int | None = None) -> str:
    """`value` with `digits` decimals (trailing zeros down to `least` dropped), decimal comma and NBSP in kk and ru."""
    from babel.numbers import format_decimal

    kept = digits if least is None else least
    decimals = "0" * kept + "#" * (digits - kept)
    words: str = format_decimal(round(value, digits) + 0.0, format=f"#,##0.{decimals}".rstrip("."), locale=lang)
    return words.replace("-", MINUS)


def whole(lang: Lang, value: float) -> str:
    return number(lang, value, 0)


def percent(lang: Lang, share: float, digits: int = 1, *, least: int | None = 0) -> str:
    """A share (0 to 1) in per cent: '74 %' in kk and ru, '74%' in en."""
    return number(lang, share * 100, digits, least=least) + percent_sign(lang)


def percent_sign(lang: Lang) -> str:
    return "%" if lang == "en" else f"{NBSP}%"


def ticker(lang: Lang, at: Sequence[float]) -> Callable[[float], str]:
    """How the ticks `at` of an axis are written: all with the decimals that the finest of them needs."""
    digits = next((one for one in (0, 1, 2) if all(abs(round(v, one) - v) < 1e-9 for v in at)), 3)
    return lambda value: number(lang, value, digits)


def span(lang: Lang, low: float, high: float, digits: int = 2) -> str:
    """An interval: '2.10 to 2.43' as '2,10–2,43'; with a negative end, where a dash would be misread, '−0,2 … 0,3'."""
    ends = number(lang, low, digits), number(lang, high, digits)
    return f"{NBSP}…{NBSP}".join(ends) if low < 0 else DASH.join(ends)


def span_percent(lang: Lang, low: float, high: float, digits: int = 1) -> str:
    return span(lang, low * 100, high * 100, digits) + percent_sign(lang)


def places(lang: Lang, finding: Finding) -> str:
    """The confidence set of a rank: '1' or '1–2'; the observed place alone where there is no set."""
    if finding.low is None or finding.high is None:
        return "" if finding.value is None else number(lang, finding.value, 1, least=0)
    low, high = whole(lang, finding.low), whole(lang, finding.high)
    return low if low == high else f"{low}{DASH}{high}"


def chance(lang: Lang, p: float) -> str:
    """A p value: three decimals, or 'less than 0.001'."""
    return f"<{NBSP}{number(lang, 0.001, 3)}" if p < 0.001 else number(lang, p, 3)


def k_of_n(lang: Lang, k: int, n: int) -> str:
    return say(lang, "{k} of {n}", k=whole(lang, k), n=whole(lang, n))


def day(lang: Lang, on: date) -> str:
    from babel.dates import format_date

    words: str = format_date(on, "long", locale=lang)
    return words.replace("\N{NARROW NO-BREAK SPACE}", NBSP)


def quoted(lang: Lang, words: str) -> str:
    """A need's name inside a sentence: never inflected, always in quotation marks."""
    inner = ("“", "”") if lang == "en" else ("«", "»")
    words = literal(words)
    if words.startswith(inner[0]) and words.endswith(inner[1]):
        return words
    return f"{inner[0]}{words}{inner[1]}"


def listed(lang: Lang, words: Sequence[str]) -> str:
    """Names one after another, each quoted."""
    return ", ".join(quoted(lang, one) for one in words)


def lowered(words: str) -> str:
    """A heading inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def sentence(words: str) -> str:
    """Words that begin a sentence: their first letter large."""
    return words[:1].upper() + words[1:]


def doubt(lang: Lang, caution: Caution) -> str:
    """What a caution says; its code alone, where nobody has declared the code in this process."""
    return caution.says(lang) if caution.code in CODES else caution.code


def few(finding: Finding) -> bool:
    """Whether it rests on too few people for a share; a figure of the register rests on nobody's answer (n = 0)."""
    return finding.n is not None and 0 < finding.n < FEW


def counted(finding: Finding) -> int | None:
    """The k of 'k of n': as counted, or worked back from an unweighted share."""
    if finding.count is not None or finding.value is None or finding.n is None:
        return finding.count
    k = finding.value * finding.n
    return round(k) if abs(k - round(k)) < 1e-6 else None


def share(lang: Lang, finding: Finding, *, told_few: bool | None = None, fixed: bool = False) -> str:
    """A share as people read it: '74 %', or '21 of 29' below 30 respondents. `fixed` keeps the decimals in tables."""
    if finding.value is None:
        return DASH
    k = counted(finding)
    if (few(finding) if told_few is None else told_few) and k is not None and finding.n is not None:
        return k_of_n(lang, k, finding.n)
    digits = 0 if finding.n is None or 0 < finding.n < 100 else 1
    return percent(lang, finding.value, digits, least=digits if fixed else 0)
