"""The files of one kind that a data set becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qabilet.errors import Caution
from qabilet.study.export.kinds import Kind
from qabilet.study.formats import Dataset
from qabilet.study.formats.codebook.about import About
from qabilet.text import Lang

Losses = tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """In which language the labels are, and whether they stand in place of codes where only one can."""

    lang: Lang
    labels: bool = False


def written_data(dataset: Dataset, kind: Kind, folder: Path, name: str,
                 asked: Asked) -> tuple[dict[str, Path], Losses]:
    """Write the data set into `folder`; gives the files by name, the data first, then what explains it, and what the
    kind of file could not hold."""
    from qabilet.study.formats.codebook.as_json import write_codebook_json

    out = folder / name
    losses = _WRITERS[kind](dataset, out, asked)
    if kind not in _EXPLAINED:
        return {name: out}, losses
    beside = out.with_name(f"{name}.codebook.json")
    beside.write_bytes(write_codebook_json(dataset))
    return {name: out, beside.name: beside}, losses


def written_codebook(dataset: Dataset, kind: Kind, asked: Asked, about: About) -> bytes:
    """The codebook of the data set: variables, questions, codes and labels; no answer and no count."""
    if kind == "html":
        from qabilet.study.formats.codebook.page import write_codebook_page

        return write_codebook_page(dataset, asked.lang)
    if kind == "docx":
        from qabilet.study.formats.codebook.word import write_codebook_word

        return write_codebook_word(dataset, asked.lang)
    if kind == "xml":
        from qabilet.study.formats.codebook.ddi import write_ddi

        return write_ddi(dataset, about)
    from qabilet.study.formats.codebook.as_json import write_codebook_json

    return write_codebook_json(dataset)


def written_beside(dataset: Dataset, folder: Path, name: str, asked: Asked, about: About) -> dict[str, Path]:
    """What goes with a release: its own codebook as a page and as DDI, for that of the study tells of other columns and
    of finer codes."""
    kinds: dict[str, Kind] = {f"{name}.codebook.html": "html", f"{name}.ddi.xml": "xml"}
    for beside, kind in kinds.items():
        (folder / beside).write_bytes(written_codebook(dataset, kind, asked, about))
    return {beside: folder / beside for beside in kinds}


def _csv(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.outgoing.delimited import write_csv

    write_csv(dataset, out, asked.lang, labels=asked.labels)
    return ()


def _xlsx(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.outgoing.workbook import write_xlsx

    write_xlsx(dataset, out, asked.lang, labels=asked.labels)
    return ()


def _parquet(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.outgoing.columns import write_parquet

    write_parquet(dataset, out, asked.lang, labels=asked.labels)
    return ()


def _sav(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.statistics.spss_writing import write_sav

    return write_sav(dataset, asked.lang, to=out)


def _zsav(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.statistics.spss_writing import write_sav

    return write_sav(dataset, asked.lang, to=out, compress=True)


def _dta(dataset: Dataset, out: Path, asked: Asked) -> Losses:
    from qabilet.study.formats.statistics.stata_writing import write_dta

    return write_dta(dataset, asked.lang, to=out)


_EXPLAINED = ("csv", "parquet")
"""These have a codebook beside them, for they do not hold their own."""
_WRITERS: Mapping[Kind, Callable[[Dataset, Path, Asked], Losses]] = {
    "csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "sav": _sav, "zsav": _zsav, "dta": _dta}
