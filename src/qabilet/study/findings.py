"""analysis/findings.json: every sheet that has passed the gate, with what it takes to make it again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qabilet.cycle.analysis import WEIGHT_010, Sheet, restore, write
from qabilet.cycle.needs import NEED_010
from qabilet.errors import CODES, Caution, refuse
from qabilet.study.faults import STUDY_024, STUDY_025

FORMAT = 1
SPOKEN = (NEED_010, WEIGHT_010)
"""Importing one code of a room declares all of them, so that the cautions in the findings can be said."""
FILE = "analysis/findings.json"
INPUTS = "analysis/inputs.sha256"
"""The hash of what the findings were made from. It stays in the folder, apart from the findings: from the hash of few
people's answers these can be guessed."""


@dataclass(frozen=True, slots=True)
class Findings:
    """`people` counts the respondents of each audience large enough to be told of; `answers` is the hash of invented
    answers, `inputs` that of everything the findings were made from, kept in a file of its own; `made_at` is UTC."""

    sheets: Sequence[Sheet]
    people: Mapping[str, int]
    inputs: str
    answers: str
    made_at: str
    version: str
    command: str = ""
    draft: bool = False
    synthetic: bool = False
    code: str = ""
    cautions: tuple[Caution, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.kind in kinds)


def write_findings(found: Findings) -> bytes:
    """The bytes of findings.json: the same findings give the same bytes."""
    head = {
        "format": FORMAT, "study": {"code": found.code, "synthetic": found.synthetic, "draft": found.draft,
                                    **found.facts},
        "people": dict(found.people), "hash": {"answers": found.answers},
        "made_at": found.made_at, "version": found.version, "command": found.command,
        "cautions": [{"code": one.code, "facts": {name: str(fact) for name, fact in one.facts.items()}}
                     for one in found.cautions],
    }
    # A line a sheet: easy to compare two versions, and the fast encoder cannot indent.
    sheets = ",\n".join(_line(write(sheet)) for sheet in found.sheets)
    return f'{_line(head)[:-1]}, "sheets": [\n{sheets}\n]}}\n'.encode("utf-8", "replace")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read_findings(root: Path) -> Findings:
    """The findings of the study. Raises STUDY_024 before any analysis, STUDY_025 for a file nobody here wrote."""
    path = root / FILE
    if not path.is_file():
        raise refuse(STUDY_024, path=root)
    try:
        whole = json.loads(path.read_bytes())
        if whole["format"] != FORMAT:
            raise ValueError(f"format {whole['format']}")
        study = whole["study"]
        inputs = (root / INPUTS).read_text(encoding="ascii").strip() if (root / INPUTS).is_file() else ""
        return Findings(
            [restore(sheet) for sheet in whole["sheets"]], {str(key): int(n) for key, n in whole["people"].items()},
            inputs, str(whole["hash"]["answers"]), str(whole["made_at"]), str(whole["version"]),
            str(whole["command"]), bool(study["draft"]), bool(study["synthetic"]), str(study["code"]),
            tuple(Caution(str(one["code"]), one["facts"]) for one in whole["cautions"] if one["code"] in CODES),
            {key: fact for key, fact in study.items() if key not in ("code", "draft", "synthetic")})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse(STUDY_025, file=FILE, path=root, why=str(error)[:200]) from error
