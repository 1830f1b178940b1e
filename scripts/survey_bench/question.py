"""The question every contestant answers: means of ten items in seventeen domains of a stratified sample of clusters."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ITEMS = tuple(f"y{number}" for number in range(1, 11))
POINTS = 5
DOMAINS = 17
WITH_MISSING = {"y2": 0.04, "y5": 0.07, "y8": 0.12}
"""The items that some people left out, and the share of people who did."""
SEED = 20_261_122
FRAME, NULLS, FACTS = "frame.parquet", "nulls.parquet", "facts.json"
"""The answers as Qabilet keeps them (codes from 0, negative: why missing); as Polars likes them; how many of what."""
CROSSING, NESTED = "post", "region"
"""A domain whose members are spread over all clusters (the kind of a person's post), and one that strata lie in."""
EACH, COMPLETE = "each", "complete"
"""An item's mean over those who answered it; or all means over those who answered every item, as one svyby call has."""


class Watch:
    """Seconds of the stages of one process, and the answer it prints at the end."""

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self.stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.stages[stage] = now - self._since
        self._since = now

    def tell(self, means: Sequence[Sequence[float]], errors: Sequence[Sequence[float]]) -> None:
        """Print (domains, items) means and standard errors; every digit of them."""
        json.dump({"stages": self.stages, "means": [[float(one) for one in row] for row in means],
                   "errors": [[float(one) for one in row] for row in errors]}, sys.stdout)


def facts(folder: Path) -> dict[str, int]:
    """How many rows, units, strata there are."""
    found: dict[str, int] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return found
