"""Whether some answers are the points of one scale, and in which order: by numerals, known ladders, or their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from qabilet.cycle.instrument.graded_words import (
    LADDERS,
    MIDDLE,
    NEGATIONS,
    NEGATIVE_STARTS,
    SAME_ROOTS,
    STRONG,
    UTMOST,
    WEAK,
)
from qabilet.cycle.instrument.words import folded
from qabilet.text import LANGS, Text

_LEADING = re.compile(r"\s*(-?\d{1,2})(?:\s*[-–—.:)=(/]\s*\D|\s*$|\s+\D)")
_TRAILING = re.compile(r"\D*[(\-–—:=]\s*(\d{1,2})\s*(?:балл\w*|ұпай|points?)?\s*\)?\s*$", re.IGNORECASE)
_CODE = re.compile(r"([A-Za-z]{1,3})0*(\d{1,2})\Z")
_WORDS = re.compile(r"[^\W\d_]+")
_GENDERED = re.compile(r"\s*\((?:на|а|ая|ый|ен|на)\)|/(?:а|на|ая)\b")


@dataclass(frozen=True, slots=True)
class Scale:
    """The points from lowest to highest as they stand in the data, and how the order was found.

    `by`: numerals, ladder, words, codes. `ladder` names the ladder. `opposed`: the numerals run against the
    words (1 is the most). `labels` are given where the rungs are known in three languages.
    """

    points: tuple[str, ...]
    by: str
    ladder: str = ""
    opposed: bool = False
    labels: Mapping[str, Text] = field(default_factory=dict)


def scale_of(values: Iterable[str]) -> Scale | None:
    """The scale that these distinct answers are points of; None where they are not all of one scale."""
    points = [value for value in values if value]
    if len({folded(point) for point in points}) < 2 or len(points) > 12:
        return None
    return _by_numerals(points) or _by_ladder(points) or _by_words(points) or _by_codes(points)


def numeral(value: str) -> int | None:
    """The number that a point begins or ends with: 1 of «1 - совсем не», 5 of «өте қажет (5)»; None for none."""
    found = _LEADING.match(value) or _TRAILING.match(value)
    return int(found[1]) if found else None


def _by_numerals(points: Sequence[str]) -> Scale | None:
    """Points that bear numerals, not plain numbers: those are judged with their column's header."""
    numbers = [numeral(point) for point in points]
    if None in numbers or len(set(numbers)) < len(points):
        return None
    found = [number for number in numbers if number is not None]
    if all(point.strip().lstrip("-").isdigit() for point in points) or max(found) - min(found) > 12:
        return None
    ordered = tuple(point for _, point in sorted(zip(found, points, strict=True)))
    bare = {point: _bare(point) for point in ordered if _bare(point)}
    worded = _by_ladder(list(bare.values())) or _by_words(list(bare.values())) if len(bare) >= 2 else None
    by_place = [point for words in (worded.points if worded else ()) for point in bare if bare[point] == words]
    opposed = bool(by_place) and by_place == [point for point in reversed(ordered) if point in bare]
    labels = {point: worded.labels[bare[point]] for point in by_place if worded and bare[point] in worded.labels}
    if worded is None and not _graded_alike(bare.values()):
        return None
    return Scale(ordered[::-1] if opposed else ordered, "numerals", worded.ladder if worded else "", opposed,
                 labels if len(labels) == len(ordered) else {})


def _graded_alike(words: Iterable[str]) -> bool:
    """Whether numbered options look like points (short, or none but the ends worded), not like a numbered list."""
    return all(len(word.split()) <= 5 for word in words)


def _bare(point: str) -> str:
    return re.sub(r"^\s*-?\d{1,2}\s*[-–—.:)=(/]*\s*|\s*[(\-–—:=]\s*\d{1,2}[^()]*\)?\s*$", "", point).strip(" ()")


@cache
def _rungs(ladder: str) -> dict[str, int]:
    return {folded(_ungendered(spelling)): place
            for place, rung in enumerate(LADDERS[ladder]) for words in rung for spelling in _spellings(words)}


def _spellings(words: str) -> list[str]:
    return [word.strip() for word in words.split("/") if word.strip()]


def _ungendered(text: str) -> str:
    return _GENDERED.sub("", text)


def ladder_of(value: str) -> tuple[str, ...]:
    """The ladders on which this answer is a rung."""
    key = folded(_ungendered(value))
    return tuple(ladder for ladder in LADDERS if key in _rungs(ladder))


def _by_ladder(points: Sequence[str]) -> Scale | None:
    """All points on one ladder, each on a rung of its own."""
    keys = [folded(_ungendered(point)) for point in points]
    for ladder in LADDERS:
        rungs = _rungs(ladder)
        places = [rungs[key] for key in keys if key in rungs]
        if len(places) == len(points) == len(set(places)) and _enough(ladder, places):
            ordered = [point for _, point in sorted(zip(places, points, strict=True))]
            labels = {point: _named(point, LADDERS[ladder][place]) for place, point in zip(places, points, strict=True)}
            return Scale(tuple(ordered), "ladder", ladder, labels=labels)
    return None


def _enough(ladder: str, places: Sequence[int]) -> bool:
    # Yes and no alone are two choices, not a scale; low and high alone may be anything.
    return len(places) >= 3 or ladder not in ("yes", "level", "extent", "effect", "agreement", "need", "importance")


def _named(point: str, rung: Sequence[str]) -> Text:
    """The rung in three languages; the words of the data stand in their own language."""
    key = folded(_ungendered(point))
    words = {lang: _spellings(spelt)[0] for lang, spelt in zip(LANGS, rung, strict=True)}
    own = next(lang for lang, spelt in zip(LANGS, rung, strict=True)
               if key in {folded(_ungendered(word)) for word in _spellings(spelt)})
    return Text(**{**words, own: point})


def _by_words(points: Sequence[str]) -> Scale | None:
    """Points made of one root with words of degree: «скорее не доверяю», «полностью доверяю»."""
    if len(points) < 3:
        return None
    parsed = [_degree(point) for point in points]
    roots = {root for _, root in parsed if root}
    if len(roots) != 1 or len({score for score, _ in parsed}) < len(points):
        return None
    if sum(1 for _, root in parsed if root) < 2:
        return None
    ordered = [point for _, point in sorted(zip((score for score, _ in parsed), points, strict=True))]
    return Scale(tuple(ordered), "words")


def _by_codes(points: Sequence[str]) -> Scale | None:
    """Answer codes of a form that exports them: A1 to A5, AO01 to AO05."""
    found = [_CODE.match(point) for point in points]
    parts = [(match[1], int(match[2])) for match in found if match]
    if len(parts) < len(points) or len(points) < 3 or len({letters for letters, _ in parts}) > 1:
        return None
    return Scale(tuple(point for _, point in sorted(zip(parts, points, strict=True))), "codes")


def _degree(point: str) -> tuple[float, str]:
    """How much, on a line from wholly not to wholly, and the root the degree is of (its first five letters)."""
    words = _WORDS.findall(folded(_ungendered(point)))
    negative = any(word in NEGATIONS or word.startswith(NEGATIVE_STARTS) for word in words)
    degrees = NEGATIONS | UTMOST | STRONG | WEAK | MIDDLE | {"at", "all", "и", "ни", "да"}
    rest = [word for word in words if word not in degrees]
    root = next((group for word in rest for group, starts in SAME_ROOTS.items() if word.startswith(starts)),
                rest[0] if rest else "")
    if root.startswith("не") and len(root) > 6 and root not in SAME_ROOTS:
        root, negative = root[2:], True
    size = next((size for degree, size in ((UTMOST, 4.0), (STRONG, 3.0), (WEAK, 1.0)) if degree & {*words}), 2.0)
    # «ни ..., ни ...», «и ..., и нет», «... де, ... де», "both ... and": the middle, whatever it denies.
    if any(words.count(both) > 1 for both in ("ни", "и", "де", "да", "та", "те")) or {"neither", "both"} & {*words}:
        return 0.0, ""
    if any(word in MIDDLE for word in words):
        size = 1.5 if root else 0.0
    return (-size if negative else size), root[:5]
