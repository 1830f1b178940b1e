"""The plan shown in docs/sampling.md is one that can be read as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from qabilet.study.sampling import read_plan

PAGE = Path(__file__).resolve().parents[3] / "docs" / "sampling.md"


def test_the_plan_of_the_guide_is_without_fault() -> None:
    block = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    given, faults = read_plan(block[1].encode())
    assert faults == ()
    assert given.plan.strata == ("region",)
    assert given.plan.balance == ("region", "office")
    assert given.source.headers == {"region": "Облыс"}
    assert given.aim is not None
    assert given.aim.conditions.response == 0.7
