"""Where a converted file may lie, and how it comes there: whole or not at all."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from qabilet.errors import refuse
from qabilet.study import settings
from qabilet.study.export.faults import EXPORT_002, EXPORT_003, EXPORT_004
from qabilet.study.faults import STUDY_004
from qabilet.study.log import DERIVED

WORK_FOLDER = "analysis/export"
NOT_FOR_RELEASE = "not-for-release"


def work_place(root: Path, out: Path, kind: str) -> str:
    """The path within the study of a file of the work view: in WORK_FOLDER, its name saying that it is not for release.

    `out` is a bare name or lies in that folder. Raises EXPORT_004 otherwise.
    """
    folder = root / WORK_FOLDER
    if out.parent != Path() and out.resolve().parent != folder.resolve():
        raise refuse(EXPORT_004, path=out, folder=folder)
    stem = out.stem if out.suffix.casefold() == f".{kind}" else out.name
    return f"{WORK_FOLDER}/{stem.removesuffix(f'-{NOT_FOR_RELEASE}')}-{NOT_FOR_RELEASE}.{kind}"


def require_free(out: Path, *, again: bool, derived: bool = False) -> None:
    """Raises EXPORT_003 where `out` lies in a study (with `derived` its folders analysis and report are allowed),
    EXPORT_002 where there is something already, unless `again` and it is a file."""
    whole = out.resolve()
    for folder in whole.parents:
        inside = whole.relative_to(folder).parts
        if (folder / settings.FILE).is_file() and not (derived and inside[0] in DERIVED and len(inside) > 1):
            raise refuse(EXPORT_003, path=out, study=folder)
    if os.path.lexists(out) and not (again and out.is_file() and not out.is_symlink()):
        raise refuse(EXPORT_002, path=out)


@contextmanager
def placed(folder: Path, files: Mapping[str, Path]) -> Iterator[None]:
    """Copy files beside where they are to lie; they replace what is there when the block has ended well.

    So what can fail (no space, no right) fails before the block, and the block may write down that it is done. Raises
    STUDY_004.
    """
    drafts = {name: folder / f".{name}.{os.getpid()}.part" for name in files}
    try:
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, source in files.items():
                for left in folder.glob(f".{glob.escape(name)}.*.part"):
                    left.unlink()  # of a process that was killed; it holds answers
                shutil.copyfile(source, drafts[name])
                with drafts[name].open("rb+") as file:
                    os.fsync(file.fileno())
        yield
        with _told(folder):
            for name, draft in reversed(drafts.items()):  # the data last, so that they never lie unexplained
                os.replace(draft, folder / name)
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or folder, why=error.strerror or error) from error
