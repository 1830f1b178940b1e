"""The small scripts that phones are sent are the ones their readable sources make."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.pack_routing import FOLDER, packed

SOURCES = sorted(FOLDER.glob("*.src.js"))


@pytest.mark.parametrize("source", SOURCES, ids=[source.name for source in SOURCES])
def test_the_small_script_is_fresh(source: Path) -> None:
    """Where it is not: python scripts/pack_routing.py."""
    small = source.with_name(source.name.replace(".src.js", ".js"))
    assert small.read_text(encoding="utf-8") == packed(source.read_text(encoding="utf-8"))


def test_names_become_short_and_words_stay() -> None:
    assert packed('const total = [1, 2]; // a note\nlet other = total.length ? "total" : {total: 3};') == (
        'const a=[1,2];let b=a.length?"total":{total:3};\n')
