"""Write docs/errors.md: every code, what it says and how it is mended, in English, Russian and Kazakh.

    python scripts/errors.py           write the page
    python scripts/errors.py --check   exit 1 where the page is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

from qabilet.errors import CODES, Code
from qabilet.text import LANGS, Lang, say

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "errors.md"
NAMES: dict[Lang, str] = {"kk": "Қазақша", "ru": "По-русски", "en": "English"}


def page() -> str:
    """The whole page; every module that declares codes is imported first."""
    for path in sorted((ROOT / "src" / "qabilet").rglob("faults.py")):
        import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    return "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    yield "# Errors and cautions"
    yield ""
    yield "Made by `scripts/errors.py`; do not edit. The exit codes are explained in [exit-codes.md](exit-codes.md)."
    ordered = sorted(CODES.values(), key=lambda one: one.name)
    for room, codes in groupby(ordered, lambda one: one.name.rpartition("_")[0]):
        yield from ("", f"## {room}")
        for code in codes:
            yield from _entry(code)


def _entry(code: Code) -> Iterator[str]:
    yield from ("", f"### {code.name}", "", f"Exit code {int(code.exit)}.", "")
    for lang in LANGS:
        yield f"- **{NAMES[lang]}.** {say(lang, code.says)} *{say(lang, code.mend)}*"


def main(check: bool) -> int:
    if check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("docs/errors.md is current." if current else "docs/errors.md is stale: run scripts/errors.py")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
