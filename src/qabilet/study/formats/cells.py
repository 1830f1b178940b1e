"""One cell: as a person saw it on the way in, harmless to a spreadsheet on the way out."""

from __future__ import annotations

import datetime as dt
import re

ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!",
                    "#ДЕЛ/0!", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!"})
"""What Excel shows, in English and in Russian, where a formula failed."""

_BELOW_ZERO = re.compile(r"-[0-9]+([.,][0-9]+)?")
_STARTS = ("=", "+", "-", "@", "\t", "\r")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"))
_ODD = re.compile(r"[^\S\n ]|  | \n|\n |\r|_x000[dD]_|^\s|\s$|[\u200b-\u200d\u2060\ufeff\u00ad\x00]")


def tidy(cell: str) -> str:
    """The cell without what nobody sees: blanks at the ends, no-break and doubled spaces, invisible signs.

    Line breaks inside stay, as \\n: they part a question from its instruction.
    """
    if not _ODD.search(cell):
        return cell
    lines = cell.replace("_x000D_", "").replace("_x000d_", "").translate(_INVISIBLE).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def shown(value: object) -> str:
    """A value of a workbook or a table as a person saw it: ISO dates, integers without '.0', a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        at_midnight = value.time() == dt.time()
        return value.date().isoformat() if at_midnight else value.replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, dt.time):
        return value.isoformat("seconds")
    return str(value)


def _number(value: float) -> str:
    if value != value:
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Fifteen digits are what Excel keeps; the sixteenth is the machine's (0.1 + 0.2), and nobody saw it.
    return f"{value:.15g}"


def neutral(cell: str) -> str:
    """The cell for a file that Excel opens: one that would be taken for a formula gets an apostrophe before it.

    A cell that begins with apostrophes and such a sign gets one more, so that `restored` is exact. A number below zero
    is a number, and stays one.
    """
    if _BELOW_ZERO.fullmatch(cell):
        return cell
    return "'" + cell if cell.lstrip("'").startswith(_STARTS) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutral`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_STARTS) else cell
