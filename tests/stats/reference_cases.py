"""Cases made with R, by the name of their file and the call that made them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "reference"


def cases(name: str) -> dict[str, dict[str, Any]]:
    """call -> the case, from tests/reference/<name>.json."""
    stored = json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))
    return {case["call"]: case for case in stored["cases"]}


def far(got: float, want: float | None) -> float:
    """The relative distance (absolute below 1e-290, where R's own answer is a denormal or zero)."""
    if want is None:
        return 0.0 if got != got or abs(got) == float("inf") else float("inf")
    return abs(got - want) / abs(want) if abs(want) > 1e-290 else (0.0 if abs(got) < 1e-289 else float("inf"))
