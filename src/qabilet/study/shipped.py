"""What ships with the program: templates and the example study."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from qabilet.errors import refuse
from qabilet.study.faults import STUDY_004

DEMO = "akims-2023"


def data_folder() -> Path:
    """The program's data: frameworks, regions, templates."""
    return Path(str(resources.files("qabilet"))) / "data"


def example_folder(name: str = DEMO) -> Path:
    """The example study: inside the installed program, or beside it in a checkout of the source."""
    inside = data_folder() / "examples" / name
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "examples" / name


def copy_example(root: Path) -> None:
    """The example study without what is derived from it. Raises STUDY_004 where it cannot be written."""
    try:
        shutil.copytree(example_folder(), root, ignore=shutil.ignore_patterns(".*", "analysis", "report"))
    except OSError as error:
        raise refuse(STUDY_004, path=error.filename or root, why=error.strerror or error) from error


def templates() -> tuple[str, ...]:
    """The names that `new --like` knows."""
    return tuple(sorted(path.parent.name for path in (data_folder() / "templates").glob("*/study.toml")))
