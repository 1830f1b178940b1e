"""The files of one kind that a data set becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qabilet.study.export.kinds import Kind
from qabilet.study.formats import Dataset
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


def written_codebook(dataset: Dataset, kind: Kind, asked: Asked) -> bytes:
    """The codebook of the data set: variables, questions, codes and labels; no answer and no count."""
    raise NotImplementedError


def _csv(dataset: Dataset, out: Path, asked: Asked) -> dict[str, Path]:
    from qabilet.study.formats.outgoing.delimited import write_csv

    write_csv(dataset, out, asked.lang, labels=asked.labels)
    return {}


_WRITERS: Mapping[Kind, Callable[[Dataset, Path, Asked], dict[str, Path]]] = {"csv": _csv}
