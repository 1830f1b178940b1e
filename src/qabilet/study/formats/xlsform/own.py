"""Our own columns: what their cells may say, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qabilet.cycle.instrument import MISSING, Missing
from qabilet.study.formats.lists import joined_pairs, parted_pairs

PERSPECTIVES = ("self", "head", "peer", "report", "observer")

YES = frozenset({"yes", "y", "true", "true()", "1", "да", "иә", "+"})
NO = frozenset({"", "no", "n", "false", "false()", "0", "нет", "жоқ", "-"})

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}\Z")
_REASONS: dict[str, Missing] = {
    **{reason: reason for reason in MISSING},
    "not applicable": "not relevant", "do not know": "cannot judge", "don't know": "cannot judge",
    "отказ": "refused", "не применимо": "not relevant", "затрудняюсь ответить": "cannot judge",
    "бас тартты": "refused", "қатысы жоқ": "not relevant", "жауап беру қиын": "cannot judge"}


def yes(cell: str) -> bool | None:
    """Whether the cell says yes; None where it says neither yes nor no."""
    word = cell.strip().casefold()
    return True if word in YES else False if word in NO else None


def reason(cell: str) -> Missing | None:
    """Why an answer is missing, as a person writes it; None where it is no reason we know."""
    return _REASONS.get(" ".join(cell.casefold().replace("_", " ").split()))


def missing_pairs(cell: str) -> tuple[dict[str, Missing], list[str]]:
    """«99=refused | 98=cannot judge», and the pieces that are not understood."""
    pairs, wrong = parted_pairs(cell)
    found: dict[str, Missing] = {}
    for code, word in pairs.items():
        why = reason(word)
        if why is None or not code:
            wrong.append(f"{code}={word}")
        else:
            found[code] = why
    return found, wrong


def scale_name(cell: str) -> bool:
    """Whether it can be the name of a scale: Latin letters, digits, _, - and full stops; or nothing."""
    return not cell or _NAME.match(cell) is not None


def missing_cell(missing: Mapping[str, Missing]) -> str:
    return joined_pairs(missing)


def perspectives(cell: str) -> tuple[tuple[str, ...], list[str]]:
    """«self head peer», and the words that are no perspective."""
    words = cell.casefold().replace(",", " ").replace(";", " ").replace("|", " ").split()
    found = tuple(dict.fromkeys(word for word in words if word in PERSPECTIVES))
    return found, [word for word in words if word not in PERSPECTIVES]
