"""Measure what a person waits for, as ratios within one run, and write docs/performance.md.

    python scripts/bench.py            measure, print, write the page; exit 1 where a bound is broken
    python scripts/bench.py startup    that part only; likewise `survey`, `files`
    python scripts/bench.py --quick    few rounds of small things, no page; also `startup --quick`, `survey --quick`
    python scripts/bench.py survey --stored    make the page again from what was last measured
    python scripts/bench.py survey --patience=300    let nobody take more than so many seconds (else 900)

A ratio against the bare imports on the same machine in the same minute says more than seconds: it holds on a slow
laptop too. The bound is on wall time, which is what a person waits for; processor time stands beside it.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
PAGE, CHART, STORED = ROOT / "docs/performance.md", ROOT / "docs/performance-survey.svg", ROOT / ".make/survey.json"
PARTS = ("startup", "survey", "files")
IMPORTS = "import numpy, pyarrow, duckdb, narwhals"
CACHED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept from the first round on, as on every ordinary machine."""
ANALYSE_BOUND, HELP_BOUND = 2.2, 0.25
PATIENCE = 900.0
"""Seconds that a contestant of the survey race may take."""


Times = tuple[float, float]
"""Wall and processor seconds of a whole process; without the `resource` module the wall time twice."""


def seconds(command: list[str]) -> Times:
    before, began = spent(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=CACHED)
    wall = time.perf_counter() - began
    return wall, (spent() - before) or wall


def spent() -> float:
    """Processor seconds of all finished children so far; 0 where the system does not tell."""
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def measured(rounds: int) -> dict[str, Times]:
    """The median times of each command, the commands taking turns so that a busy moment hits all of them."""
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
        times: dict[str, list[Times]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for place, (name, command) in enumerate(commands.items()):
                took = seconds(command)
                if turn:  # the first turn warms the caches
                    times[name].append(took)
                print(f"\r{turn * len(commands) + place + 1}/{(rounds + 1) * len(commands)} {name:<60}", end="",
                      file=sys.stderr, flush=True)
        print("\r" + " " * 80 + "\r", end="", file=sys.stderr)
        return {name: (statistics.median(wall for wall, _ in found), statistics.median(cpu for _, cpu in found))
                for name, found in times.items()}


def startup_part(times: dict[str, Times], rounds: int) -> str:
    rows = "\n".join(f"| `{name}` | {wall:.3f} s | {cpu:.3f} s |" for name, (wall, cpu) in times.items())
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    (wall, cpu), (bare_wall, bare_cpu) = times["qabilet analyse"], times[IMPORTS]
    return f"""## Starting, and analysing the example

The median of {rounds} rounds of whole processes, taking turns, on {machine}.

| what | wall time | processor time |
|---|---|---|
{rows}

`analyse` of the example against the bare imports: **{wall / bare_wall:.2f}** times the wall time (at most
{ANALYSE_BOUND}), and {cpu / bare_cpu:.2f} times the processor time: the bare imports start threads on every core,
`analyse` works on one.
`--help`: **{times["qabilet --help"][0]:.3f} s** (at most {HELP_BOUND})."""


def startup(quick: bool) -> tuple[str, bool]:
    """The part of the page, and whether the bounds hold."""
    rounds = 3 if quick else 11
    times = measured(rounds)
    ratio = times["qabilet analyse"][0] / times[IMPORTS][0]
    return startup_part(times, rounds), ratio <= ANALYSE_BOUND and times["qabilet --help"][0] <= HELP_BOUND


def survey(quick: bool, stored: bool, patience: float) -> tuple[str, bool]:
    """The part of the page, and whether the bounds hold; draws the chart beside it."""
    from survey_bench import chart, page, race

    if stored:
        found = race.Race.load(STORED)
    else:
        found = race.hold(race.QUICK if quick else race.SIZES, limit=patience, with_svy=not quick)
        if not quick:
            found.save(STORED)
    svg = chart.drawn(found)
    if not quick:
        CHART.write_text(svg, encoding="utf-8")
    faults = page.broken(found)
    print("".join(f"{fault}\n" for fault in faults), end="", file=sys.stderr)
    return page.part(found, chart.described(found)), not faults


def files(quick: bool) -> tuple[str, bool]:
    """The part of the page on files of answers, and whether the bounds hold."""
    import files_bench

    return files_bench.part(quick)


def written(page: str, parts: dict[str, str]) -> str:
    """The page with these parts anew and the others as they were."""
    held = {name: text.strip() for name, text in
            re.findall(r"<!-- (\w+) -->\n(.*?)\n<!-- end -->", page, flags=re.DOTALL)} | parts
    body = "\n\n".join(f"<!-- {name} -->\n{held[name].strip()}\n<!-- end -->" for name in PARTS if name in held)
    return f"# Performance\n\nMade by `make bench` (scripts/bench.py).\n\n{body}\n"


def main(words: list[str]) -> int:
    quick, stored = "--quick" in words, "--stored" in words
    patience = next((float(word.partition("=")[2]) for word in words if word.startswith("--patience=")), PATIENCE)
    parts, kept = {}, True
    for name in [word for word in words if word in PARTS] or PARTS:
        if name != "startup" and resource is None:
            print(f"{name}: this part needs Linux or macOS: it tells the memory of every process.", file=sys.stderr)
            continue
        text, holds = startup(quick) if name == "startup" else files(quick) if name == "files" else \
            survey(quick, stored, patience)
        print(f"{text}\n", flush=True)
        parts[name], kept = text, kept and holds
    if not quick:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "", parts), encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
