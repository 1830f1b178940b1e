"""Headers taken apart: the question asked of a whole grid, and the item it was asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_BRACKETED = re.compile(r"(?P<stem>.*\S)\s*\[(?P<item>[^\[\]]+)\]\W*\Z", re.DOTALL)
_CODED = re.compile(r"(?P<stem>[A-Za-zА-Яа-я]{1,8}\d{0,4}[a-z]?)[_.\-](?P<item>\d{1,3}|SQ\d{1,4}|[A-Za-z]\d{0,2})\Z")
_BOUNDARY = re.compile(r"[.?:!;…]+[\"»)]?\s*|\n|\s[-–—/|]\s|\)\s*")
_LEADING_NUMBER = re.compile(r"\s*(?:[A-Za-zА-Яа-я]{0,2}\d{1,3}(?:[.\-]\d{1,3})*\s*[.)\]:]?\s+|№\s*\d+\s*)")
_STEM_LETTERS = 6
_ITEM_LETTERS = 300


def taken_apart(header: str) -> tuple[str, str] | None:
    """Stem and item of «Stem [item]» (Google Forms, LimeSurvey) and of bare codes such as «Q5_2»; None for others."""
    found = _BRACKETED.match(header) or _CODED.match(header)
    return (found["stem"].strip(), found["item"].strip()) if found else None


def unnumbered(text: str) -> str:
    """The question without its number: «12. Ваш стаж» is «Ваш стаж»."""
    number = _LEADING_NUMBER.match(text)
    return (text[number.end():].strip() if number else "") or text.strip()


def runs(headers: Sequence[str], alike: Callable[[int, int], bool]) -> list[tuple[str, int, int]]:
    """Stems shared by neighbouring columns: (stem with its end sign, first place, place after the last).

    `alike` says whether two columns could stand in one grid. A stem ends at a sign (Microsoft Forms joins «Stem.Item»);
    the stem shared by most neighbours wins, unless longer stems part all of them into grids of three or more.
    """
    prefixes = [_prefixes(header) for header in headers]
    out, place = [], 0
    while place < len(headers):
        lengths = {prefix: _run(headers, place, prefix, alike) for prefix in prefixes[place]}
        stem = max(lengths, key=lambda prefix: (lengths[prefix], len(prefix)), default="")
        if not stem or lengths[stem] < 2:
            place += 1
            continue
        finer = _finer(headers, prefixes, place, place + lengths[stem], stem, alike)
        if finer:
            stem = finer
        end = place + lengths[stem]
        out.append((stem, place, end))
        place = end
    return out


def _prefixes(header: str) -> list[str]:
    found = []
    for sign in _BOUNDARY.finditer(header):
        prefix, item = header[: sign.end()], header[sign.end():]
        if sum(map(str.isalpha, prefix)) >= _STEM_LETTERS and 0 < len(item.strip()) <= _ITEM_LETTERS:
            found.append(prefix)
    return found


def _run(headers: Sequence[str], place: int, prefix: str, alike: Callable[[int, int], bool]) -> int:
    end = place + 1
    while end < len(headers) and headers[end].startswith(prefix) and len(headers[end]) > len(prefix) \
            and alike(place, end):
        end += 1
    return end - place


def _finer(headers: Sequence[str], prefixes: Sequence[Sequence[str]], first: int, last: int, stem: str,
           alike: Callable[[int, int], bool]) -> str:
    """The first of longer stems that part the whole run into grids of three or more; '' where they do not."""
    place, answer = first, ""
    while place < last:
        longer = [prefix for prefix in prefixes[place]
                  if len(prefix) > len(stem) and _run(headers, place, prefix, alike) >= 3]
        if not longer:
            return ""
        best = max(longer, key=lambda prefix: (_run(headers, place, prefix, alike), len(prefix)))
        answer = answer or best
        place += _run(headers, place, best, alike)
    return answer
