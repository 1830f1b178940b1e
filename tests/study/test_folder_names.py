"""A folder whose name is not UTF-8 is refused by name before anything is written into it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qabilet.errors import QabiletError
from qabilet.study import step


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems have no such names")
def test_a_folder_name_in_an_old_encoding_is_refused(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    folder = Path(os.fsdecode(bytes(tmp_path) + b"/\xe0\xea\xe8\xec"))
    with (pytest.raises(QabiletError) as caught,
          step(folder, verb="adopt", by="researcher", now=datetime(2026, 1, 1, tzinfo=UTC), version="1", begin=True)):
        pass
    assert caught.value.code == "STUDY_038"
    assert not folder.exists()
