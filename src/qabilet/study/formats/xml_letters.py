"""Words as XML 1.0 can hold them: in pages of a workbook, in Word, in DDI."""

from __future__ import annotations

import re

_FOREIGN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(words: str, instead: str = " ") -> str:
    """The words with `instead` for every sign that no XML may hold: control signs, halves of a pair."""
    return _FOREIGN.sub(instead, words.replace("\r\n", "\n").replace("\r", "\n"))
