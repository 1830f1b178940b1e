"""One writer at a time: a lock the operating system takes back by itself when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qabilet.errors import refuse
from qabilet.study.faults import STUDY_003, STUDY_004

WORK = ".qabilet"
"""The folder inside a study that holds the lock and what is being saved; everything in it may be deleted at rest."""
SCRATCH = "scratch"
"""Where a step writes large files before it saves them."""
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Hold the study's lock. Raises STUDY_003 where another process has it, STUDY_004 where it cannot be made.

    The lock is the operating system's (flock, or a byte range on Windows), not the existence of the file: the file
    stays behind after a crash and locks nobody out.
    """
    path = root / WORK / "lock"
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise refuse(STUDY_004, path=path.parent, why=error.strerror or error) from error
    try:
        try:
            _seize(handle)
        except OSError as error:
            if error.errno in _BUSY:
                raise refuse(STUDY_003, path=root) from error
            raise refuse(STUDY_004, path=path, why=error.strerror or error) from error
        yield
    finally:
        os.close(handle)


def _seize(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
