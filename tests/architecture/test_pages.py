"""What is written down is current: messages in three languages, pages made from the code, every verb explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qabilet.cli.verbs import VERBS
from qabilet.errors import Exit

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, f"scripts/{name}.py", "--check"], cwd=ROOT, capture_output=True, text=True,
                          check=False)


def test_every_message_and_every_error_is_said_in_kazakh_russian_and_english() -> None:
    result = script("messages")
    assert result.returncode == 0, result.stdout[-3000:]


def test_the_pages_made_from_the_code_are_current() -> None:
    result = script("pages")
    assert result.returncode == 0, result.stdout


def test_every_exit_code_is_documented() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    assert all(f"| {int(code)} | {code.name} |" in page for code in Exit)


def test_every_verb_and_option_is_documented() -> None:
    readme, page = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/commands.md"))
    for verb in VERBS:
        assert f"qabilet {verb.name}" in readme, verb.name
        assert all(option.name in page for option in verb.options), verb.name
