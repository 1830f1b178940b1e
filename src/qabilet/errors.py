"""Every error: a code, its facts, a message in three languages that says how to mend it, an exit code.

    QabiletError            anything we refuse, with its code; the doors print it without a traceback
    Fault                   the same as a value, so that `check` can give all of them at once
    Caution                 a doubt that travels on the number it belongs to

A room declares its codes beside its code (`study/faults.py`, `tables/faults.py`, ...) with `declare`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from qabilet.text import Lang, Text, pattern, say


class Exit(IntEnum):
    """What the process says to the shell; documented in docs/exit-codes.md."""

    OK = 0
    FAULTS = 1
    USAGE = 2
    INPUT = 3
    STUDY = 4
    REFUSED = 5
    INTERNAL = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means: the sentence, how to mend it, how the shell and the web are told."""

    name: str
    says: str
    mend: str
    exit: Exit = Exit.INPUT
    http: int = 422


CODES: dict[str, Code] = {}


def declare(name: str, says: str, mend: str, *, exit: Exit = Exit.INPUT, http: int = 422) -> str:
    """Declare an error or caution code once; `says` and `mend` are sentence patterns with {facts}."""
    if name in CODES and CODES[name].says != says:
        raise ValueError(f"the code {name} is declared twice")
    CODES[name] = Code(name, says, mend, exit, http)
    return name


# What the system says when a file will not open: people read it, so it is said in their language.
_SYSTEM = frozenset({
    pattern("Permission denied"), pattern("Operation not permitted"), pattern("Read-only file system"),
    pattern("No such file or directory"), pattern("Is a directory"), pattern("Not a directory"),
    pattern("File exists"), pattern("File name too long"), pattern("No space left on device"),
    pattern("Disk quota exceeded"), pattern("Device or resource busy"), pattern("Input/output error"),
    pattern("File is not a zip file"),
})


def _said(lang: Lang, facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as they are said in `lang`: a Text and the system's own words in that language, the rest as it is."""
    return {name: fact.shown(lang) if isinstance(fact, Text) else
            say(lang, fact) if isinstance(fact, str) and fact in _SYSTEM else fact for name, fact in facts.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, and where: `file`, `row` (1 is the first line) and `column` as a person counts them."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    row: int | None = None
    column: str = ""

    def says(self, lang: Lang) -> str:
        return say(lang, CODES[self.code].says, **_said(lang, self.facts))

    def mend(self, lang: Lang) -> str:
        return say(lang, CODES[self.code].mend, **_said(lang, self.facts))

    def where(self) -> str:
        """`file:row:column`, leaving out what is not known."""
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part not in ("", None))

    def write(self) -> dict[str, object]:
        return {"code": self.code, "file": self.file, "row": self.row, "column": self.column,
                "facts": {name: str(value) for name, value in self.facts.items()}}


@dataclass(frozen=True, slots=True)
class Caution:
    """A doubt about a number, said where the number is shown."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def says(self, lang: Lang) -> str:
        return say(lang, CODES[self.code].says, **_said(lang, self.facts))


class QabiletError(Exception):
    """What we refuse to do: one or more faults. Nothing has been changed when it is raised."""

    def __init__(self, *faults: Fault) -> None:
        if not faults:
            raise ValueError("an error needs at least one fault")
        self.faults: Sequence[Fault] = faults
        super().__init__("; ".join(f"{fault.code} {fault.where()} {dict(fault.facts)}" for fault in faults))

    @property
    def code(self) -> str:
        return self.faults[0].code

    @property
    def exit(self) -> Exit:
        return CODES[self.code].exit

    @property
    def http_status(self) -> int:
        return CODES[self.code].http


def refuse(code: str, *, file: str = "", row: int | None = None, column: str = "", **facts: object) -> QabiletError:
    """The error for one fault: `raise refuse(STUDY_001, file="study.toml")`."""
    return QabiletError(Fault(code, facts, file, row, column))
