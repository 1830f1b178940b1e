"""Answers exported by Google Forms or Microsoft Forms: points left out, rankings unfolded, senders kept out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qabilet.cycle.instrument import Told, cleaned, is_other, other_word, unnumbered
from qabilet.study.formats.boxes import unfolded
from qabilet.study.formats.export_losses import LOSS_040, LOSS_041, LOSS_044, LOSS_051
from qabilet.study.formats.exported import Export

GOOGLE, MICROSOFT = "google-forms", "microsoft-forms"
NAMES = {GOOGLE: "Google Forms", MICROSOFT: "Microsoft Forms"}
_STAMPS = frozenset({"timestamp", "отметка времени", "уақыт белгісі", "уақыт белгісi"})
_STARTS = frozenset({"start time", "время начала", "бастау уақыты", "басталу уақыты", "басталған уақыты"})
_ENDS = frozenset({"completion time", "время выполнения", "время завершения", "аяқталу уақыты", "аяқтау уақыты"})
_WRITTEN = frozenset({
    "id", "ид", "идентификатор", "last modified time", "время последнего изменения", "соңғы өзгертілген уақыты",
    "соңғы өзгерту уақыты", "response id", "grade posted time", "время публикации оценки"})
_SENDERS = frozenset({
    "email", "e-mail", "name", "имя", "аты", "email address", "адрес электронной почты", "электронная почта",
    "электрондық пошта", "электрондық пошта мекенжайы", "эл. пошта", "электрондық поштаның мекенжайы", "username",
    "имя пользователя", "пайдаланушы аты"})
_TOTALS = frozenset({
    "score", "баллы", "балл", "ұпай", "ұпайлар", "total points", "quiz feedback", "всего баллов", "общий балл",
    "общее количество баллов", "отзыв о тесте", "отзыв на тест", "жалпы ұпай", "жалпы ұпай саны",
    "тест туралы пікір"})
_POINTS = re.compile(r"(?:points|feedback|баллы|отзыв|обратная связь|ұпайлар|ұпай|пікір|кері байланыс)\s*[-–—]\s*"
                     r"(?P<of>.+)", re.IGNORECASE | re.DOTALL)
_GRADED = re.compile(r"(?P<of>.+?)\s*\[(?:score|feedback|баллы|балл|отзыв|комментарий|ұпай|ұпайлар|пікір)\]\s*",
                     re.IGNORECASE | re.DOTALL)
_SCORE = re.compile(r"-{0,2}\d*(?:[.,]\d+)?-{0,2} ?/ ?\d+(?:[.,]\d+)?\Z")
_LINKS = re.compile(r"(?:https://(?:drive|docs)\.google\.com/\S+(?:, ?)?)+\Z|\[?\{\"?(?:name|link)\"?:.*|"
                    r"https://\S*sharepoint\.com/\S+\Z", re.DOTALL)
LEAST_RANKED, LEAST_ITEMS = 3, 3
"""From so many cells with so many items each in an order of its own, one cell is a ranking."""


def origin(headers: Sequence[str]) -> str:
    """google-forms, microsoft-forms or '' by the first columns."""
    low = [header.strip().casefold() for header in headers]
    if low and low[0] in _STAMPS:
        return GOOGLE
    return MICROSOFT if _STARTS & set(low[:4]) and _ENDS & set(low[:4]) else ""


def take_over(export: Export) -> None:
    """Leave out times of sending, points and files; senders are personal whatever stands there."""
    low = {header: header.strip().casefold() for header in export.headers}
    first = list(export.headers)[:8] if export.origin == MICROSOFT else list(export.headers)
    times = [header for header in first if low[header] in _STAMPS | _STARTS | _ENDS | _WRITTEN]
    if gone := export.drop(times):
        export.lost(LOSS_040, gone, origin=NAMES[export.origin])
    for header in first:
        # «Anonymous» in each line is nobody's name: the guess knows it for a constant.
        if low[header] in _SENDERS and len(set(export.columns.get(header, ()))) > 1:
            export.told[header] = Told(NAMES[export.origin], "personal", header)
    if export.origin == MICROSOFT:
        _closed(export)
    if gone := export.drop(_points(export)):
        export.lost(LOSS_051, gone)
    if gone := export.drop(header for header in export.headers if _only(export, header, _LINKS)):
        export.lost(LOSS_041, gone)


def _closed(export: Export) -> None:
    """Microsoft closes every choice of many with a semicolon: what is written so can be nothing else. Choices that
    nobody else has made were typed into «other»."""
    for header in export.headers:
        counts = export.counts(header)
        if not any(counts) or not all(cell.endswith(";") for cell in counts if cell) or _items(counts):
            continue
        often: Counter[str] = Counter()
        for cell, count in counts.items():
            for piece in dict.fromkeys(filter(None, map(cleaned, cell.split(";")))):
                often[piece] += count
        options = [piece for piece, count in often.items() if count > 1] or list(often)
        typed = [piece for piece in often if piece not in options]
        other = next(filter(is_other, options), other_word(" ".join(options)))
        if len(often) > 1:
            values = tuple(dict.fromkeys([*options, *([other] if typed else [])]))
            export.told[header] = Told(NAMES[MICROSOFT], "many", unnumbered(header), values=values, role="profile",
                                       merge=dict.fromkeys(typed, other), separator=";")


def unfold_rankings(export: Export) -> None:
    """Cells in which everybody names the same options, each in an order of their own, become a column an item."""
    ranked = []
    for header in export.headers:
        if header not in export.told and (items := _items(export.counts(header))):
            options = {item: item for item in items}
            places, _ = unfolded(export.columns[header], options, items)
            export.put(header, {f"{header} [{item}]": cells for item, cells in places.items()})
            ranked.append(header)
    if ranked:
        export.lost(LOSS_044, ranked)


def _items(counts: Counter[str]) -> list[str]:
    """The items of a ranking in one cell, as most people put them first; [] where the cells are none."""
    signs = [sign for sign in (";", "|") if sign in next(filter(None, counts), "")]
    if not signs:
        return []
    cells = {cell: [part.strip() for part in cell.split(signs[0]) if part.strip()] for cell in counts if cell}
    if len(cells) < 2 or not all(len(parts) >= LEAST_ITEMS for parts in cells.values()):
        return []
    if sum(counts[cell] for cell in cells) < LEAST_RANKED:
        return []
    items = set(next(iter(cells.values())))
    if any(len(parts) != len(items) or set(parts) != items for parts in cells.values()):
        return []
    return sorted(items)


def _points(export: Export) -> list[str]:
    """Columns that a test adds: its points and the remarks on each question."""
    out = []
    present = {header.strip().casefold() for header in export.headers}
    for header in export.headers:
        word = header.strip().casefold()
        of = _POINTS.fullmatch(header.strip()) or _GRADED.fullmatch(header.strip())
        if (of is not None and of["of"].strip().casefold() in present) or _only(export, header, _SCORE) or (
                word in _TOTALS and (_only(export, header, _NUMBER) or not any(export.columns[header]))):
            out.append(header)
    return out


_NUMBER = re.compile(r"\d+(?:[.,]\d+)?\Z")


def _only(export: Export, header: str, sign: re.Pattern[str]) -> bool:
    values = [cell for cell in set(export.columns[header]) if cell]
    return bool(values) and all(sign.match(value) for value in values)
