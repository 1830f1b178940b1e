"""Take the pictures of docs/paper.md: the example study's sheets, printed as a person prints them.

    python scripts/paper_pictures.py          needs pdftoppm (on Debian the package `poppler-utils`)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from qabilet import workflow
from qabilet.study import PrintOrder

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"paper-questionnaire-kk": ("akims-2023-kk.pdf", 1), "paper-tables-kk": ("akims-2023-kk.pdf", 3),
            "paper-guide-ru": ("akims-2023-guide-ru.pdf", 2), "paper-codes-en": ("akims-2023-codes-en.pdf", 1)}
"""Each picture: the file and the page it is of."""
DOTS_AN_INCH = 75


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        occasion = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "")
        workflow.print_form(ROOT / "examples/akims-2023", Path(folder), PrintOrder(kinds=("pdf",)), occasion)
        for name, (file, page) in PICTURES.items():
            asked = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_AN_INCH), "-f", str(page), "-l", str(page)]
            subprocess.run([*asked, str(Path(folder) / file), str(ROOT / "docs" / name)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
