"""Saving a step: the files it wrote and its line in LOG.csv, all or nothing, one step at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qabilet.errors import QabiletError, refuse
from qabilet.study import log, settings
from qabilet.study.atomic import Content, finish, replace_files, unfinished
from qabilet.study.faults import STUDY_001, STUDY_004, STUDY_038
from qabilet.study.lock import SCRATCH, WORK, only_writer


@dataclass(frozen=True, slots=True)
class Step:
    """One step while it holds the study's lock. `hash_in` is the hash of the inputs it began with."""

    root: Path
    verb: str
    by: str
    now: datetime
    version: str
    hash_in: str

    def scratch(self, name: str) -> Path:
        """Where the step may write a large file before it is saved; inside the study, where the engine may read."""
        folder = self.root / WORK / SCRATCH
        folder.mkdir(exist_ok=True)
        return folder / name

    def save(self, files: Mapping[str, Content], elsewhere: Mapping[str, Path] | None = None) -> None:
        """All the files and the line in LOG.csv, or none. Raises STUDY_004 where the folder cannot be written.

        `elsewhere`: files that the step puts outside the study, of which the line tells the hash only.
        """
        line = log.appended(self.root, now=self.now, by=self.by, verb=self.verb, version=self.version,
                            hash_in=self.hash_in, hash_out=log.written_hash({**files, **(elsewhere or {})}))
        replace_files(self.root, {**files, log.FILE: line})


@contextmanager
def step(root: Path, *, verb: str, by: str, now: datetime, version: str, begin: bool = False) -> Iterator[Step]:
    """Hold the study for one step; with `begin` the folder is made where there is none.

    Raises STUDY_003 while another process holds it, STUDY_022 where `by` is no role, STUDY_038 for a folder whose name
    is not UTF-8 (pyarrow opens no such path).
    """
    log.role(by)
    try:
        str(root.resolve()).encode()
    except UnicodeEncodeError:
        raise refuse(STUDY_038, path=ascii(str(root))) from None
    if not begin and not (root / settings.FILE).is_file() and not unfinished(root):
        raise refuse(STUDY_001, path=root)
    if begin:
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refuse(STUDY_004, path=root, why=error.strerror or error) from error
    with only_writer(root):
        if kept := finish(root):
            raise QabiletError(*kept)
        yield Step(root, verb, by, now, version, log.inputs_hash(root))


def save(root: Path, files: Mapping[str, Content], *, verb: str, by: str, now: datetime, version: str) -> None:
    """One step that only saves: new bytes, files to copy, None to remove, by relative path."""
    with step(root, verb=verb, by=by, now=now, version=version) as held:
        held.save(files)
