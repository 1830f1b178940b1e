"""The published versions of a form, frozen: what was asked can be looked up, and that nobody changed it since.

    instrument/versions/versions.csv     a line for each: which form, its number, the day, languages, hashes
    instrument/versions/1/form.json      the form, canonical; form.xlsx beside it is the workbook byte for byte
    instrument/versions/guide-1/         the same for the interview guide
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from qabilet.cycle.instrument import FORM_013, FORM_014, FORM_015, FORM_016, FORM_017, FORM_020, Form, form_from_json
from qabilet.errors import Fault, QabiletError, refuse
from qabilet.study.atomic import digest
from qabilet.study.instrument.files import FOLDER, Which
from qabilet.study.tables_csv import read_table, write_rows
from qabilet.text import LANGS, Lang

VERSIONS = f"{FOLDER}/versions"
LIST = f"{VERSIONS}/versions.csv"
HEAD = ("form", "version", "published", "languages", "number", "content", "json", "workbook")
_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Version:
    """One published version. `number` is the one the author gave in the sheet settings, `content` the hash of what the
    form says and does, `json` and `workbook` the SHA-256 of the frozen files."""

    which: Which
    version: int
    published: str
    languages: tuple[Lang, ...]
    number: str
    content: str
    json: str
    workbook: str

    @property
    def folder(self) -> str:
        return f"{VERSIONS}/{'' if self.which == 'form' else 'guide-'}{self.version}"

    @property
    def files(self) -> Mapping[str, str]:
        """The frozen files and their hashes."""
        return {f"{self.folder}/{self.which}.json": self.json, f"{self.folder}/{self.which}.xlsx": self.workbook}


def read_versions(root: Path) -> tuple[tuple[Version, ...], tuple[Fault, ...]]:
    """The list as it stands, without a look at the frozen files; in the order of publication."""
    if not (root / LIST).is_file():
        return (), ()
    rows, faults = read_table((root / LIST).read_bytes(), LIST, HEAD)
    found: list[Version] = []
    wrong = list(faults)
    for line, row in rows:
        langs = tuple(cast(Lang, lang) for lang in row["languages"].split())
        well = row["form"] in ("form", "guide") and re.fullmatch(r"[1-9][0-9]{0,5}", row["version"]) \
            and all(lang in LANGS for lang in langs) and all(_SUM.fullmatch(row[name]) for name in HEAD[-3:])
        if not well or any((one.which, str(one.version)) == (row["form"], row["version"]) for one in found):
            wrong.append(Fault(FORM_015, {"found": "; ".join(list(row.values())[:5])[:200]}, LIST, line))
            continue
        found.append(Version(cast(Which, row["form"]), int(row["version"]), row["published"], langs, row["number"],
                             row["content"], row["json"], row["workbook"]))
    return tuple(found), tuple(wrong)


def write_versions(versions: Sequence[Version]) -> bytes:
    return write_rows([HEAD, *((one.which, str(one.version), one.published, " ".join(one.languages), one.number,
                                one.content, one.json, one.workbook) for one in versions)])


def version_faults(root: Path) -> tuple[Fault, ...]:
    """Every frozen file that was changed or removed, and every folder that the list does not know."""
    versions, faults = read_versions(root)
    found = list(faults)
    for one in versions:
        for name, known in one.files.items():
            now = digest(root / name)
            if now != known:
                found.append(Fault(FORM_014 if now is None else FORM_013, {"version": one.version, "path": name}, name))
    folders = {one.folder for one in versions}
    if not faults and (root / VERSIONS).is_dir():
        found += [Fault(FORM_020, {"code": path.name}, f"{VERSIONS}/{path.name}")
                  for path in sorted((root / VERSIONS).iterdir()) if path.is_dir() and not path.name.startswith(".")
                  and f"{VERSIONS}/{path.name}" not in folders]
    return tuple(found)


def version(root: Path, number: int | None = None, which: Which = "form") -> Version:
    """That version, or the newest. Raises FORM_016 where none was published, FORM_017 for an unknown number, and the
    faults of the list."""
    versions, faults = read_versions(root)
    if faults:
        raise QabiletError(*faults)
    own = [one for one in versions if one.which == which]
    if not own:
        raise refuse(FORM_016, path=root)
    if number is None:
        return max(own, key=lambda one: one.version)
    for one in own:
        if one.version == number:
            return one
    raise refuse(FORM_017, file=LIST, version=number, known=", ".join(str(one.version) for one in own))


def frozen_form(root: Path, number: int | None = None, which: Which = "form") -> Form:
    """The form as it was published: that version, or the newest. What people are asked is this, never the draft.

    Raises as `version`, FORM_013 or FORM_014 where a frozen file was changed or removed.
    """
    one = version(root, number, which)
    wrong = [fault for fault in version_faults(root) if fault.file in one.files]
    if wrong:
        raise QabiletError(*wrong)
    name = f"{one.folder}/{one.which}.json"
    return form_from_json((root / name).read_bytes(), file=name)
