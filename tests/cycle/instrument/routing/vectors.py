"""The shared vectors, and how a value of either evaluator is compared with what is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qabilet.cycle.instrument import Context

REFERENCE = Path(__file__).parents[3] / "reference" / "routing.json"
SHARED: dict[str, Any] = json.loads(REFERENCE.read_text(encoding="utf-8"))
CASES: list[tuple[str, str, Any]] = [
    (group["topic"], expression, value) for group in SHARED["groups"] for expression, value in group["cases"]]


def context(**changes: Any) -> Context:
    """The answers of the vectors; the names of months are of the browser alone, which gets no tables of its own."""
    given = {name: value for name, value in SHARED["context"].items() if name != "names"}
    return Context(**{**given, **changes})


def alike(found: Any, expected: Any) -> bool:
    """The same kind and the same value; NaN is alike to itself."""
    if isinstance(expected, int) and not isinstance(expected, bool):
        expected = float(expected)
    if isinstance(found, int) and not isinstance(found, bool):
        found = float(found)
    if type(found) is not type(expected):
        return False
    return found == expected or (found != found and expected != expected)
