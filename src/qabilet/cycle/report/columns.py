"""The columns of sheets: what each is called in words, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qabilet.text import Lang, pattern, say

Shown = Literal["count", "share", "number", "rank", "p", "effect", "amount"]


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """`says` is the column's heading; `digits` its decimals where it is a plain number."""

    says: str
    shown: Shown = "number"
    digits: int = 2


COLUMNS: Mapping[str, ColumnKind] = {
    "n": ColumnKind(pattern("Respondents"), "count"),
    "population": ColumnKind(pattern("In the register"), "count"),
    "count": ColumnKind(pattern("People"), "count"),
    "share": ColumnKind(pattern("Share"), "share"),
    "sample": ColumnKind(pattern("In the sample"), "count"),
    "sample_share": ColumnKind(pattern("Share of the sample"), "share"),
    "weighted_share": ColumnKind(pattern("Weighted share"), "share"),
    "register": ColumnKind(pattern("In the register"), "count"),
    "register_share": ColumnKind(pattern("Share of the register"), "share"),
    "mean": ColumnKind(pattern("Mean")),
    "median": ColumnKind(pattern("Median"), "amount", 1),
    "p25": ColumnKind(pattern("A quarter is below"), "amount", 1),
    "p75": ColumnKind(pattern("A quarter is above"), "amount", 1),
    "top2": ColumnKind(pattern("In the two highest points"), "share"),
    "rank": ColumnKind(pattern("Place"), "rank"),
    "mean_place": ColumnKind(pattern("Mean place")),
    "mean_score": ColumnKind(pattern("Mean score")),
    "first": ColumnKind(pattern("Put it first"), "share"),
    "worth": ColumnKind(pattern("Worth (Plackett–Luce)"), "number", 3),
    "importance": ColumnKind(pattern("Importance")),
    "competence": ColumnKind(pattern("Competence")),
    "gap": ColumnKind(pattern("Gap")),
    "mwds": ColumnKind(pattern("Weighted discrepancy (Borich)")),
    "rds": ColumnKind(pattern("Ranked discrepancy (−100 to 100)"), "number", 1),
    "negative": ColumnKind(pattern("Mastered less than it matters"), "share"),
    "positive": ColumnKind(pattern("Mastered more than it matters"), "share"),
    "ties": ColumnKind(pattern("Mastered as it matters"), "share"),
    "level": ColumnKind(pattern("Level")),
    "target": ColumnKind(pattern("Target level"), "number", 2),
    "below": ColumnKind(pattern("Below the target"), "share"),
    "answered": ColumnKind(pattern("Answered"), "count"),
    "not_asked": ColumnKind(pattern("Not asked"), "count"),
    "not_relevant": ColumnKind(pattern("Not relevant to them"), "count"),
    "refused": ColumnKind(pattern("Refused"), "count"),
    "cannot_judge": ColumnKind(pattern("Could not judge"), "count"),
    "alpha": ColumnKind(pattern("Alpha")),
    "standardised": ColumnKind(pattern("Standardised alpha")),
    "omega": ColumnKind(pattern("Omega")),
    "ordinal_alpha": ColumnKind(pattern("Ordinal alpha")),
    "ordinal_omega": ColumnKind(pattern("Ordinal omega")),
    "item_rest": ColumnKind(pattern("Goes with the other questions (r)")),
    "if_dropped": ColumnKind(pattern("Alpha without it")),
    "left_out": ColumnKind(pattern("Answered too few questions"), "count"),
    "effect": ColumnKind(pattern("Effect size (eta squared)"), "effect", 3),
    "p": ColumnKind(pattern("p after Holm"), "p"),
    "difference": ColumnKind(pattern("Difference")),
    "total": ColumnKind(pattern("Sum of the weights"), "count"),
    "least": ColumnKind(pattern("The least weight"), "amount", 1),
    "greatest": ColumnKind(pattern("The greatest weight"), "amount", 1),
    "cv": ColumnKind(pattern("Variation of the weights"), "amount", 2),
    "design_effect": ColumnKind(pattern("Design effect"), "number", 1),
    "deff": ColumnKind(pattern("Design effect of the weights"), "number", 1),
    "effective": ColumnKind(pattern("Effective number of answers"), "count"),
}

METHODS: Mapping[str, str] = {
    "rating": pattern("rating"), "ranking": pattern("forced ranking"),
    "two-scale": pattern("importance and competence"),
    "gap": pattern("gap to the position profile"), "mean": pattern("mean rating"), "mean_place": pattern("mean place"),
    "mean_score": pattern("mean score"), "first": pattern("put first"), "worth": pattern("Plackett–Luce worth"),
    "top2": pattern("the two highest points"), "mwds": pattern("Borich"), "borich": pattern("Borich"),
    "rds": pattern("ranked discrepancy"), "rdm": pattern("ranked discrepancy"),
    "importance": pattern("importance alone"), "competence": pattern("competence alone"),
    "below": pattern("share below the target"),
}


def column_kind(code: str) -> ColumnKind:
    """How a column is shown; the share of a scale point ('p3') is read from its code, anything unknown is a number."""
    if code in COLUMNS:
        return COLUMNS[code]
    if code[:1] == "p" and code[1:].isdigit():
        return ColumnKind(pattern("Point {point}"), "share")
    return ColumnKind(code)


def column_name(lang: Lang, code: str) -> str:
    kind = column_kind(code)
    if kind.says == code:
        return code
    return say(lang, kind.says, point=code[1:]) if "{point}" in kind.says else say(lang, kind.says)


def method_name(lang: Lang, code: str) -> str:
    return say(lang, METHODS[code]) if code in METHODS else code
