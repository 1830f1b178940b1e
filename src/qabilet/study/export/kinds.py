"""The kinds of files a study is converted to, by the end of their names."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from qabilet.errors import refuse
from qabilet.study.export.faults import EXPORT_001

Kind = Literal["csv", "xlsx", "parquet", "sav", "zsav", "dta", "xml", "html", "docx", "json"]
DATA: tuple[Kind, ...] = ("csv", "xlsx", "parquet", "sav", "zsav", "dta")
"""These hold what single people answered."""
CODEBOOKS: tuple[Kind, ...] = ("xml", "html", "docx", "json")
"""These hold no answers and no counts, and so need no permission: DDI-Codebook, page, Word, JSON."""
WORDED: tuple[Kind, ...] = ("csv", "xlsx", "parquet")
"""These have codes or labels; the others of DATA keep both."""


def kind_of(out: Path, wanted: str = "") -> Kind:
    """The kind that `wanted` says, else that the name ends in. Raises EXPORT_001 for any other."""
    kind = (wanted or out.suffix).casefold().removeprefix(".")
    if kind not in (*DATA, *CODEBOOKS):
        raise refuse(EXPORT_001, suffix=kind or out.name, known=", ".join((*DATA, *CODEBOOKS)))
    return kind
