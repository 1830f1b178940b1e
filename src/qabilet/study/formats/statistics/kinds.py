"""Whether a file is one of SPSS or Stata, told by its first bytes; a name helps only where they say nothing."""

from __future__ import annotations

from qabilet.study.formats.statistics.stata_header import read_header

SPSS_MAGIC = (b"$FL2", b"$FL3")
_OTHERS = (b"PK", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"<html",
           b"<?xml")
"""Marks of other formats: a name does not make them one of ours."""


def kind_of(data: bytes, suffix: str) -> str:
    """sav (.zsav too), dta, por, or '' for a file of another kind."""
    if data[:4] in SPSS_MAGIC:
        return "sav"
    if data.startswith(b"<stata_dta>"):
        return "dta"
    if b"SPSS PORT FILE" in data[:600]:
        return "por"
    if suffix == ".dta" and read_header(data).release:
        return "dta"
    if data.startswith(_OTHERS):
        return ""
    return {".sav": "sav", ".zsav": "sav", ".dta": "dta", ".por": "por"}.get(suffix, "")
