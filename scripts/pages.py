"""Write the pages that are made from the code: docs/errors.md (every code) and docs/commands.md (every verb).

    python scripts/pages.py           write the pages
    python scripts/pages.py --check   exit 1 where a page is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path

from qabilet.cli.help import verb_page
from qabilet.cli.verbs import VERBS
from qabilet.errors import CODES, Code
from qabilet.text import LANGS, Lang, say

ROOT = Path(__file__).resolve().parent.parent
NAMES: dict[Lang, str] = {"kk": "Қазақша", "ru": "По-русски", "en": "English"}
MADE = "Made by `scripts/pages.py`; do not edit."


def errors() -> Iterator[str]:
    """Every code: what it says and how it is mended; every module that declares codes is imported first."""
    for path in sorted((ROOT / "src" / "qabilet").rglob("*faults.py")):
        import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    yield from ("# Errors and cautions", "")
    yield f"{MADE} The exit codes are explained in [exit-codes.md](exit-codes.md)."
    ordered = sorted(CODES.values(), key=lambda one: one.name)
    for room, codes in groupby(ordered, lambda one: one.name.rpartition("_")[0]):
        yield from ("", f"## {room}")
        for code in codes:
            yield from _entry(code)


def _entry(code: Code) -> Iterator[str]:
    yield from ("", f"### {code.name}", "", f"Exit code {int(code.exit)}.", "")
    for lang in LANGS:
        yield f"- **{NAMES[lang]}.** {say(lang, code.says)} *{say(lang, code.mend)}*"


def commands() -> Iterator[str]:
    """Every verb as its --help says it, in the three languages."""
    yield from ("# Commands", "", f"{MADE} `qabilet STEP --help` shows the same.")
    for verb in VERBS:
        yield from ("", f"## qabilet {verb.name}")
        for lang in LANGS:
            yield from ("", f"**{NAMES[lang]}**", "", "```", verb_page(verb, lang), "```")


PAGES = {"errors.md": errors, "commands.md": commands}


def main(check: bool) -> int:
    stale = []
    for name, rows in PAGES.items():
        path, text = ROOT / "docs" / name, "\n".join(rows()) + "\n"
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    print(f"Stale, run scripts/pages.py: {', '.join(stale)}" if stale else "The pages are current.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
