"""Phrases that several chapters share: designs, intervals, remedies, and the names of audiences and dimensions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report.document import Inline, inline, literal
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.words import percent
from qabilet.text import Lang, Text, pattern, say

DESIGN_NAMES = {
    "census": pattern("census"), "simple": pattern("simple random sample"),
    "stratified": pattern("stratified random sample"), "cluster": pattern("cluster random sample"),
    "quota": pattern("quota sample"), "open": pattern("open sample"),
}
REMEDY_NAMES = {
    "undecided": pattern("not decided yet"), "training": pattern("training"), "rule": pattern("a rule"),
    "tool": pattern("a tool"), "staffing": pattern("staffing"),
}
KIND_NAMES = {
    "needs-rating": pattern("ratings"), "needs-ranking": pattern("a forced ranking"),
    "needs-two-scale": pattern("importance and competence"), "needs-gap": pattern("a gap to the position profile"),
}


def say_line(lang: Lang, msgid: str, **facts: object) -> Inline:
    """The sentence pattern said and styled: `**strong**` and `code` come from the pattern, never from a fact."""
    return inline(say(lang, msgid, **{name: literal(str(value)) for name, value in facts.items()}))


def anchor(key: str) -> str:
    """A sheet's key as an anchor in the page."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") or "x"


def level_of(sheet: Sheet) -> float:
    level = sheet.facts.get("level")
    return float(level) if isinstance(level, int | float) else 0.95


def design_name(lang: Lang, kind: str) -> str:
    return say(lang, DESIGN_NAMES[kind])


def remedy_name(lang: Lang, code: str) -> str:
    return say(lang, REMEDY_NAMES.get(code, REMEDY_NAMES["undecided"]))


def interval_name(lang: Lang, findings: Iterable[Finding], level: float) -> str:
    """What the intervals of a figure or a table are; '' where it has none. Never called a margin of error."""
    bases = {finding.basis for finding in findings if finding.low is not None}
    if "model" in bases:
        return say(lang, "{level} interval, model-based, as if random within cells", level=percent(lang, level))
    if "design" in bases:
        return say(lang, "{level} confidence interval", level=percent(lang, level))
    return ""


def audience_name(lang: Lang, given: ReportInput, value: str) -> str:
    one = given.audience(value)
    return one.label.shown(lang) if one is not None and any(one.label) else value


KIND_TITLES = {
    "sample": pattern("Sample"), "missing": pattern("Missing answers, by question"), "scale": pattern("Scales"),
    "weights": pattern("The weights, step by step"),
    "scale-scores": pattern("Scores of the scales"),
    "needs-methods": pattern("Places by method"), "needs-sides": pattern("Own view and observers’ view"),
    "remedies": pattern("Remedies"), "needs-rating": pattern("Needs as rated"),
    "needs-ranking": pattern("Needs in a forced ranking"), "needs-two-scale": pattern("Importance and competence"),
    "needs-gap": pattern("Gap to the position profile"), "needs-pairs": pattern("Needs in a forced ranking"),
}


def title_of(lang: Lang, sheet: Sheet) -> str:
    """The sheet's own title, or what its kind is called."""
    if sheet.kind == "scale-items":
        return say(lang, "The scale “{scale}”, question by question", scale=sheet.title.shown(lang))
    return sheet.title.shown(lang) or (say(lang, KIND_TITLES[sheet.kind]) if sheet.kind in KIND_TITLES else sheet.key)


def inside(title: str) -> str:
    """A title that more words follow: without its question mark."""
    return title.rstrip("? ")


def titled(lang: Lang, given: ReportInput, sheet: Sheet) -> str:
    """The sheet's title, with its audience before it where a study has several."""
    title = title_of(lang, sheet)
    if len(given.audiences) < 2 or not sheet.audience:
        return title
    one = given.audience(sheet.audience)
    pair = {"audience": audience_name(lang, given, sheet.audience), "title": title}
    if one is not None and one.role == "observer":
        return say(lang, "{audience} (as observers): {title}", **pair)
    return say(lang, "{audience}: {title}", **pair)


def dim_label(lang: Lang, sheet: Sheet) -> str:
    told = Text(*(str(sheet.facts.get(f"dim_label_{one}") or "") for one in ("kk", "ru", "en")))
    return told.shown(lang) or str(sheet.facts.get("dim", ""))


def level_label(lang: Lang, row: Row) -> str:
    told = Text(*(str(row.facts.get(f"level_label_{one}") or "") for one in ("kk", "ru", "en")))
    return told.shown(lang) or str(row.facts.get("level", "")) or row.label.shown(lang)
