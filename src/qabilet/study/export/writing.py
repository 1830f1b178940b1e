"""The files of one kind that a data set becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qabilet.study.export.kinds import Kind
from qabilet.study.formats import Dataset
from qabilet.study.formats.codebook.about import About
from qabilet.text import Lang


@dataclass(frozen=True, slots=True)
class Asked:
    """In which language the labels are, and whether they stand in place of codes where only one can."""

    lang: Lang
    labels: bool = False


def written_data(dataset: Dataset, kind: Kind, folder: Path, name: str, asked: Asked) -> dict[str, Path]:
    """Write the data set into `folder`; gives the files by name, the data first, then what explains it."""
    out = folder / name
    return {name: out, **_WRITERS[kind](dataset, out, asked)}


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


def _csv(dataset: Dataset, out: Path, asked: Asked) -> dict[str, Path]:
    from qabilet.study.formats.outgoing.delimited import write_csv

    write_csv(dataset, out, asked.lang, labels=asked.labels)
    return _explained(dataset, out)


def _xlsx(dataset: Dataset, out: Path, asked: Asked) -> dict[str, Path]:
    from qabilet.study.formats.outgoing.workbook import write_xlsx

    write_xlsx(dataset, out, asked.lang, labels=asked.labels)
    return {}


def _parquet(dataset: Dataset, out: Path, asked: Asked) -> dict[str, Path]:
    from qabilet.study.formats.outgoing.columns import write_parquet

    write_parquet(dataset, out, asked.lang, labels=asked.labels)
    return _explained(dataset, out)


def _explained(dataset: Dataset, out: Path) -> dict[str, Path]:
    """The codebook beside a file that cannot hold its own."""
    from qabilet.study.formats.codebook.as_json import write_codebook_json

    beside = out.with_name(f"{out.name}.codebook.json")
    beside.write_bytes(write_codebook_json(dataset))
    return {beside.name: beside}


_WRITERS: Mapping[Kind, Callable[[Dataset, Path, Asked], dict[str, Path]]] = {
    "csv": _csv, "xlsx": _xlsx, "parquet": _parquet}
