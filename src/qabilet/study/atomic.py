"""Saving so that a kill at any moment leaves the old study or the new one: stage, commit by one rename, then apply.

    .qabilet/next/0, 1, ...   the new contents, written and flushed first
    .qabilet/journal.json     appears by one rename: from this moment the save has happened
    then                      each staged file replaces its target; the journal goes last

What was cut short before the rename never happened; after it, the next opening of the study finishes the work
(`recover`). The reasons are in docs/decisions/0002-atomic-saving.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from qabilet.errors import Fault, refuse
from qabilet.study.faults import STUDY_004, STUDY_033, STUDY_035
from qabilet.study.lock import SCRATCH, WORK, only_writer

JOURNAL, NEXT = "journal.json", "next"
Entry = dict[str, str | None]
Content = bytes | Path | None
"""New bytes, a file to copy, or None to remove."""


def digest(path: Path) -> str | None:
    """The SHA-256 of a file, None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def replace_files(root: Path, files: Mapping[str, Content]) -> None:
    """Make all the changes or none. The caller holds the lock; paths are relative, with '/'.

    Raises STUDY_004 where something cannot be written; before the commit nothing has changed then, after it the next
    opening finishes the work.
    """
    try:
        _writable(root, files)
        _commit(root, _staged(root, files))
        _apply(root)
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or root, why=error.strerror or error) from error


def put(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder that is no study (a report's): each whole or not at all. Raises STUDY_004."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            draft = folder / f".{name}.part"
            draft.write_bytes(content)
            os.replace(draft, folder / name)
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or folder, why=error.strerror or error) from error
    return tuple(folder / name for name in files)


def unfinished(root: Path) -> bool:
    """Whether a save was committed and cut short before it was applied."""
    return (root / WORK / JOURNAL).exists()


def recover(root: Path) -> tuple[Fault, ...]:
    """Finish a save that was cut short, or clear away one that never happened.

    A fault for each file that a person changed in between: their version is kept beside it. Raises STUDY_003 while
    another process is at it, STUDY_004 where the folder cannot be written.
    """
    if not unfinished(root):
        return ()
    with only_writer(root):
        return finish(root)


def finish(root: Path) -> tuple[Fault, ...]:
    """As `recover`, for a caller who holds the lock."""
    try:
        shutil.rmtree(root / WORK / SCRATCH, ignore_errors=True)
        if not unfinished(root):
            shutil.rmtree(root / WORK / NEXT, ignore_errors=True)
            return ()
        return _apply(root)
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or root, why=error.strerror or error) from error


def _writable(root: Path, files: Mapping[str, Content]) -> None:
    """Fail before the commit, not after it, where another program holds a target open or it is write-protected."""
    for name in files:
        target = root / name
        if target.exists():
            with target.open("r+b"):
                pass


def _staged(root: Path, files: Mapping[str, Content]) -> list[Entry]:
    folder = root / WORK / NEXT
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries: list[Entry] = []
    for place, (name, content) in enumerate(files.items()):
        staged = folder / str(place)
        if isinstance(content, Path) and content.is_relative_to(root / WORK / SCRATCH):
            os.replace(content, staged)
        elif isinstance(content, Path):
            shutil.copyfile(content, staged)
        elif content is not None:
            staged.write_bytes(content)
        if content is not None:
            _flush(staged)
        entries.append({"path": name, "staged": staged.name, "was": digest(root / name), "becomes": digest(staged)})
    _flush_folder(folder)
    return entries


def _commit(root: Path, entries: list[Entry]) -> None:
    draft = root / WORK / NEXT / JOURNAL
    draft.write_text(json.dumps({"format": 1, "files": entries}), encoding="utf-8")
    _flush(draft)
    os.replace(draft, root / WORK / JOURNAL)
    _flush_folder(root / WORK)


def _apply(root: Path) -> tuple[Fault, ...]:
    """Carry out the journal. Doing it twice, or after half of it was done, ends in the same folder."""
    journal, kept, folders = root / WORK / JOURNAL, [], set()
    for entry in _entries(journal):
        name = str(entry["path"])
        target, staged = root / name, root / WORK / NEXT / str(entry["staged"])
        open_yet = entry["becomes"] is None or staged.exists()
        if open_yet and digest(target) not in (entry["was"], entry["becomes"], None):
            beside = _beside(target)
            shutil.copyfile(target, beside)
            kept.append(Fault(STUDY_033, {"path": name, "kept": beside.name}, name))
        if entry["becomes"] is None:
            target.unlink(missing_ok=True)
        elif staged.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
        folders.add(target.parent)
    for folder in folders:
        _flush_folder(folder)
    journal.unlink()
    _flush_folder(root / WORK)
    shutil.rmtree(root / WORK / NEXT, ignore_errors=True)
    return tuple(kept)


def _entries(journal: Path) -> list[Entry]:
    """Raises STUDY_035 for a journal that no program of ours wrote."""
    try:
        entries = json.loads(journal.read_bytes())["files"]
        return [{key: entry[key] for key in ("path", "staged", "was", "becomes")} for entry in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise refuse(STUDY_035, file=f"{WORK}/{JOURNAL}", why=str(error)[:200]) from error


def _beside(target: Path) -> Path:
    """A free name beside the target: 'answers.dictionary.kept-1.csv'."""
    place = 1
    while (path := target.with_name(f"{target.stem}.kept-{place}{target.suffix}")).exists():
        place += 1
    return path


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    """A rename survives a power cut once its folder is flushed; Windows has no such call and needs none."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
