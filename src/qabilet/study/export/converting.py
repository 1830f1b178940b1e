"""Converting a study: the work view within it, a release outside, or a codebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qabilet.errors import Caution
from qabilet.study.atomic import put
from qabilet.study.export.gate import released
from qabilet.study.export.gathering import dataset_of, described
from qabilet.study.export.kinds import Kind
from qabilet.study.export.notes import NOT_FOR_RELEASE_NOTE, about, titled_not_for_release
from qabilet.study.export.places import NOT_FOR_RELEASE, WORK_FOLDER, placed, require_free, work_place
from qabilet.study.export.variables import said
from qabilet.study.export.weights import with_weights
from qabilet.study.export.writing import Asked, written_beside, written_codebook, written_data
from qabilet.study.folder import open_study
from qabilet.study.saving import Step


@dataclass(frozen=True, slots=True)
class Converted:
    """The files, the data before what explains them; how many people and variables; what to know of them."""

    files: tuple[Path, ...]
    variables: int
    rows: int = 0
    cautions: tuple[Caution, ...] = ()


def codebook(root: Path, out: Path, kind: Kind, asked: Asked, *, again: bool = False,
             version: str = "") -> Converted:
    """The codebook of the study's answers, written to `out`; it holds no answer and no count.

    Raises EXPORT_002 and EXPORT_003 for a place where it may not lie.
    """
    require_free(out, again=again, derived=True)
    opened = open_study(root)
    dataset = described(opened)
    files = put(out.parent, {out.name: written_codebook(dataset, kind, asked, about(opened, version))})
    return Converted(files, len(dataset.variables), cautions=opened.cautions)


def work_view(held: Step, out: Path, kind: Kind, asked: Asked) -> Converted:
    """The answers with nothing withheld, into analysis/export of the study, marked as not for release and logged.

    A file of the same name there is written anew. Raises EXPORT_004 for a place outside of that folder.
    """
    place = work_place(held.root, out, kind)
    opened = open_study(held.root)
    dataset, doubts = with_weights(dataset_of(opened), opened, held.scratch("frame.parquet"))
    dataset = replace(dataset, code=f"{dataset.code}-{NOT_FOR_RELEASE}", title=titled_not_for_release(dataset.title),
                      notes=(said(NOT_FOR_RELEASE_NOTE), *dataset.notes))
    files, losses = written_data(dataset, kind, held.scratch(""), Path(place).name, asked)
    held.save({f"{WORK_FOLDER}/{name}": path for name, path in files.items()})
    return Converted(tuple(held.root / WORK_FOLDER / name for name in files), len(dataset.variables), dataset.rows,
                     (*opened.cautions, *doubts, *losses))


def release(held: Step, out: Path, kind: Kind, asked: Asked, *, again: bool = False) -> Converted:
    """What the gate lets out of the answers with its own codebook, written outside the study; the log says so before it
    lies there.

    Raises EXPORT_002 and EXPORT_003 for a place where it may not lie, and what the gate refuses (MICRO_...).
    """
    require_free(out, again=again)
    opened = open_study(held.root)
    # Without the notes that tell of single answers (a number that is the code of a missing one): they pass no gate.
    whole, _ = with_weights(dataset_of(opened), opened, held.scratch("frame.parquet"))
    told = released(replace(whole, notes=described(opened).notes), opened, held.by)
    files, losses = written_data(told.dataset, kind, held.scratch(""), out.name, asked)
    files |= written_beside(told.dataset, held.scratch(""), out.name, asked, about(opened, held.version))
    for name in files:
        require_free(out.with_name(name), again=again)
    with placed(out.parent, files):
        replace(held, verb=told.verb).save({}, elsewhere=files)
    return Converted(tuple(out.with_name(name) for name in files), len(told.dataset.variables), told.dataset.rows,
                     (*opened.cautions, *told.cautions, *losses))
