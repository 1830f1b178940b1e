"""Measure what a person waits for, as ratios within one run, and write docs/performance.md.

    python scripts/bench.py            measure, print, write the page; exit 1 where a bound is broken
    python scripts/bench.py --quick    fewer rounds, no page

A ratio against the bare imports on the same machine in the same minute says more than seconds: it holds on a slow
laptop too.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = "import numpy, pyarrow, duckdb, narwhals"
CACHED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept from the first round on, as on every ordinary machine."""
ANALYSE_BOUND, HELP_BOUND = 2.2, 0.25


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=CACHED)
    return time.perf_counter() - began


def measured(rounds: int) -> dict[str, float]:
    """The median wall time of each command, the commands taking turns so that a busy moment hits all of them."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "akims-2023"
        shutil.copytree(ROOT / "examples" / "akims-2023", study)
        commands = {
            "bare interpreter": [sys.executable, "-c", ""],
            "qabilet --help": [sys.executable, "-m", "qabilet", "--help"],
            IMPORTS: [sys.executable, "-c", IMPORTS],
            "qabilet check": [sys.executable, "-m", "qabilet", "check", str(study)],
            "qabilet analyse": [sys.executable, "-m", "qabilet", "analyse", str(study)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for place, (name, command) in enumerate(commands.items()):
                took = seconds(command)
                if turn:  # the first turn warms the caches
                    times[name].append(took)
                print(f"\r{turn * len(commands) + place + 1}/{(rounds + 1) * len(commands)} {name:<60}", end="",
                      file=sys.stderr, flush=True)
        print("\r" + " " * 80 + "\r", end="", file=sys.stderr)
        return {name: statistics.median(found) for name, found in times.items()}


def page(times: dict[str, float], ratio: float, rounds: int) -> str:
    rows = "\n".join(f"| `{name}` | {took:.3f} s |" for name, took in times.items())
    machine = f"{platform.machine()}, Python {platform.python_version()}, {platform.system()}"
    return f"""# Performance

Made by `make bench` (scripts/bench.py): the median of {rounds} rounds of whole processes, taking turns, on {machine}.

| what | wall time |
|---|---|
{rows}

`analyse` of the example against the bare imports: **{ratio:.2f}** (at most {ANALYSE_BOUND}).
`--help`: **{times["qabilet --help"]:.3f} s** (at most {HELP_BOUND}).
"""


def main(quick: bool) -> int:
    rounds = 3 if quick else 11
    times = measured(rounds)
    ratio = times["qabilet analyse"] / times[IMPORTS]
    text = page(times, ratio, rounds)
    print(text)
    if not quick:
        (ROOT / "docs" / "performance.md").write_text(text, encoding="utf-8")
    return 0 if ratio <= ANALYSE_BOUND and times["qabilet --help"] <= HELP_BOUND else 1


if __name__ == "__main__":
    sys.exit(main("--quick" in sys.argv[1:]))
