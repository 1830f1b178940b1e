"""Running the command line inside the test's own process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qabilet.cli import main
from qabilet.study import example_folder


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("QABILET_LANG", "en")

    def ran(*arguments: object) -> Ran:
        code = main([str(one) for one in arguments])
        seen = capsys.readouterr()
        return Ran(code, seen.out, seen.err)

    return ran


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example study, analysed once for all tests that only look at it."""
    root = tmp_path_factory.mktemp("analysed") / "akims-2023"
    shutil.copytree(example_folder(), root, ignore=shutil.ignore_patterns("analysis"))
    assert main(["analyse", str(root), "--json"]) == 0
    return root
