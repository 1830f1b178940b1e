"""A foreign file put in its place, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from qabilet.errors import refuse
from qabilet.study.formats.statistics.faults import STATFILE_006


def saved(to: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a file beside `to`, then put it there. Raises STATFILE_006 where that fails."""
    import pyreadstat

    try:
        with tempfile.TemporaryDirectory(prefix=".qabilet-", dir=to.parent) as folder:
            path = Path(folder) / f"file{to.suffix}"
            make(path)
            os.replace(path, to)
    except OSError as error:
        raise refuse(STATFILE_006, file=to.name, why=error.strerror or str(error)) from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, MemoryError, OverflowError) as error:
        raise refuse(STATFILE_006, file=to.name, why=str(error)[:160] or type(error).__name__) from None
