"""The ledger of translations beside the form, instrument/translations.csv: kept by the program, read by nobody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from qabilet.cycle.instrument import FORM_012, Confirmed, Ledger
from qabilet.errors import Fault, QabiletError
from qabilet.study.instrument.files import FOLDER, Which
from qabilet.study.tables_csv import read_table, write_rows
from qabilet.text import LANGS, Lang

HEAD = ("path", "lang", "of", "source", "words", "on", "said")
_MARK = re.compile(r"m[0-9a-f]{15}")


def ledger_name(which: Which) -> str:
    return f"{FOLDER}/{'translations' if which == 'form' else 'guide-translations'}.csv"


def read_ledger(root: Path, which: Which) -> Ledger:
    """Empty where there is none yet. Raises FORM_012 with every line that cannot be read."""
    name = ledger_name(which)
    if not (root / name).is_file():
        return {}
    rows, faults = read_table((root / name).read_bytes(), name, HEAD)
    wrong = list(faults)
    found: dict[tuple[str, Lang], Confirmed] = {}
    for line, row in rows:
        one = Confirmed(row["path"], cast(Lang, row["lang"]), cast(Lang, row["of"]), row["source"], row["words"],
                        row["said"], row["on"])
        well = one.lang in LANGS and one.of in LANGS and _MARK.fullmatch(one.source) and _MARK.fullmatch(one.words)
        if not well or (one.path, one.lang) in found:
            wrong.append(Fault(FORM_012, {"found": "; ".join(list(row.values())[:5])[:200]}, name, line))
        found[one.path, one.lang] = one
    if wrong:
        raise QabiletError(*wrong)
    return found


def ledger_faults(root: Path) -> tuple[Fault, ...]:
    """What is wrong with the ledgers of a study."""
    found: list[Fault] = []
    kinds: tuple[Which, ...] = ("form", "guide")
    for kind in kinds:
        try:
            read_ledger(root, kind)
        except QabiletError as error:
            found += error.faults
    return tuple(found)


def write_ledger(ledger: Ledger) -> bytes:
    """By path and language, so that the same ledger gives the same bytes."""
    lines = [(one.path, one.lang, one.of, one.source, one.words, one.on, one.said)
             for one in sorted(ledger.values(), key=lambda one: (one.path, one.lang))]
    return write_rows([HEAD, *lines])
