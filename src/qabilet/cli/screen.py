"""What a person sees: words, aligned tables, faults, progress; or one JSON document."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Sequence
from typing import Any, TextIO

from qabilet.errors import CODES, Caution, Exit, Fault
from qabilet.text import LANGS, Lang, say

PATIENCE = 1.0
"""Seconds before a progress bar appears; what is done sooner needs none."""


class Screen:
    """Where a verb speaks. `result` is what --json prints; `line` is for people and says nothing under --json."""

    def __init__(self, lang: Lang, *, as_json: bool, out: TextIO, err: TextIO, verb: str = "") -> None:
        self.lang, self.as_json, self.out, self.err, self.verb = lang, as_json, out, err, verb
        self.result: dict[str, object] = {}
        self._began = time.monotonic()
        self._bar: Any = None

    def line(self, words: str = "") -> None:
        if not self.as_json:
            print(words, file=self.out)

    def tell(self, msgid: str, **facts: object) -> None:
        """A sentence pattern, in the person's language."""
        self.line(say(self.lang, msgid, **facts))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Columns aligned by what the eye sees; those in `right` (numbers) to the right."""
        widths = [max(width(row[place]) for row in (head, *rows)) for place in range(len(head))]
        for row in (head, *rows):
            cells = [_padded(cell, widths[place], place in right) for place, cell in enumerate(row)]
            self.line("  ".join(cells).rstrip())

    def progress(self, done: int, of: int, what: str) -> None:
        """On a terminal, once the step has taken a second; never in a pipe or beside JSON."""
        if self.as_json or not self.err.isatty() or (time.monotonic() - self._began < PATIENCE and self._bar is None):
            return
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=of, file=self.err, leave=False, bar_format="{desc} {bar:30} {n_fmt}/{total_fmt}")
        self._bar.total, self._bar.n = of, done
        self._bar.set_description_str(say(self.lang, what), refresh=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def cautions(self, cautions: Sequence[Caution]) -> None:
        for one in cautions:
            self.line(f"! {one.code}  {one.says(self.lang)}")

    def faults(self, faults: Sequence[Fault], to: TextIO) -> None:
        """Every fault: where, the code, what is wrong, how to mend it."""
        for fault in faults:
            where = f"{fault.where()}: " if fault.where() else ""
            print(f"{where}{fault.code}\n  {fault.says(self.lang)}\n  {fault.mend(self.lang)}", file=to)

    def finish(self, exit: Exit, faults: Sequence[Fault] = ()) -> None:
        """The JSON document, where it was asked for."""
        self.close()
        if self.as_json:
            whole = {"ok": exit == Exit.OK, "verb": self.verb, "exit": int(exit), "result": self.result,
                     "faults": [written_fault(fault) for fault in faults]}
            print(json.dumps(whole, ensure_ascii=False, indent=1), file=self.out)


def written_fault(fault: Fault) -> dict[str, object]:
    """A fault as JSON: code and place for programs, words in three languages for people."""
    return {**fault.write(), "says": {lang: fault.says(lang) for lang in LANGS},
            "mend": {lang: fault.mend(lang) for lang in LANGS}, "exit": int(CODES[fault.code].exit)}


def written_caution(one: Caution) -> dict[str, object]:
    return {"code": one.code, "facts": {name: str(fact) for name, fact in one.facts.items()},
            "says": {lang: one.says(lang) for lang in LANGS}}


def width(words: str) -> int:
    """Columns on a terminal: wide letters take two, combining marks none."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
               for sign in words)


def _padded(cell: str, wide: int, right: bool) -> str:
    blank = " " * (wide - width(cell))
    return blank + cell if right else cell + blank


def utf8(stream: TextIO) -> None:
    """Kazakh letters also on a Windows console and in a redirected file; what cannot be shown becomes a mark."""
    if hasattr(stream, "reconfigure") and (stream.encoding or "").casefold().replace("-", "") != "utf8":
        stream.reconfigure(encoding="utf-8", errors="replace")


def streams() -> tuple[TextIO, TextIO]:
    for stream in (sys.stdout, sys.stderr):
        utf8(stream)
    return sys.stdout, sys.stderr
