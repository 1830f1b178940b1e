"""The race: every contestant answers the same question as a process of its own, in turns; their answers must agree."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from survey_bench.question import COMPLETE, CROSSING, EACH, NESTED

HERE = Path(__file__).resolve().parent
SVY = "svy==0.35.0"
SAME = 1e-8
"""How far, relative to it, a mean or a standard error may be from R's."""
STREAM, ENGINE, R, PACKAGE, SCAN = "Qabilet", "DuckDB", "R survey", "svy", "reading alone"
MB = 1024.0 if sys.platform != "darwin" else 1024.0**2
"""What the system counts peak memory in, a megabyte."""


@dataclass(frozen=True, slots=True)
class Size:
    """So many rows in so many units, and how often each contestant runs; R may take less patience."""

    rows: int
    units: int
    turns: int
    turns_of_r: int = 1


SIZES = (Size(10_000, 600, 5, 5), Size(100_000, 6_000, 5, 3), Size(1_000_000, 60_000, 5), Size(10_000_000, 60_000, 3))
MOST_FOR_TEN_CALLS = 1_000_000
"""R answers item by item up to here: minutes."""
QUICK = (Size(2_000, 120, 1),)


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: `estimating` is its own count of what comes after starting and reading; `failed` says why
    there is no answer."""

    rows: int
    contestant: str
    domain: str
    answers: str
    wall: float = math.nan
    cpu: float = math.nan
    peak: float = math.nan
    estimating: float = math.nan
    failed: str = ""
    stages: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Race:
    """All runs, the largest relative difference of each contestant's answers from R's by size, and why some are out."""

    runs: list[Run] = field(default_factory=list)
    differences: dict[str, float] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def middle(self, rows: int, contestant: str, domain: str, answers: str) -> Run | None:
        """The run of middle wall time; None where no run of this kind came to an answer."""
        of_kind = sorted((one for one in self.runs if not one.failed and (one.rows, one.contestant, one.domain,
                          one.answers) == (rows, contestant, domain, answers)), key=lambda one: one.wall)
        return of_kind[(len(of_kind) - 1) // 2] if of_kind else None

    def failure(self, rows: int, contestant: str, domain: str) -> str:
        return next((one.failed for one in self.runs if one.failed and
                     (one.rows, one.contestant, one.domain) == (rows, contestant, domain)), "")

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Race:
        held = json.loads(path.read_text(encoding="utf-8"))
        return cls([Run(**one) for one in held["runs"]], held["differences"], held["absent"])


def hold(sizes: Sequence[Size], *, limit: float, with_svy: bool) -> Race:
    """Make the samples and let everybody run. Raises ValueError where answers differ by more than SAME."""
    race = Race()
    with tempfile.TemporaryDirectory() as place:
        contestants = _contestants(Path(place), race.absent, with_svy)
        for size in sizes:
            folder = Path(place) / str(size.rows)
            folder.mkdir()
            _say(f"{size.rows:,} rows: making them")
            subprocess.run([sys.executable, "-m", "survey_bench.made_data", str(folder), str(size.rows),
                            str(size.units)], check=True, env=_environment())
            _of_size(race, size, folder, contestants, limit)
            shutil.rmtree(folder)
    return race


Contestants = dict[str, list[str]]


def _contestants(place: Path, absent: dict[str, str], with_svy: bool) -> Contestants:
    """The command of each contestant that can run here."""
    ours = {SCAN: "scan", STREAM: "by_stream", ENGINE: "by_engine"}
    found = {name: [sys.executable, "-m", f"survey_bench.{module}"] for name, module in ours.items()}
    rscript = shutil.which("Rscript")
    if rscript and not subprocess.run([rscript, "-e", "library(survey)"], capture_output=True, check=False).returncode:
        found[R] = [rscript, str(HERE / "by_survey.R")]
    else:
        absent[R] = "there is no R with `survey` here"
    python = _python_with_svy(place / "venv") if with_svy else None
    if python is not None:
        found[PACKAGE] = [str(python), "-m", "survey_bench.by_svy"]
    else:
        absent[PACKAGE] = "could not be installed here" if with_svy else "was not asked for"
    return found


def _python_with_svy(folder: Path) -> Path | None:
    """A Python of a throwaway environment that has svy; None where it cannot be had, as without a network."""
    _say(f"installing {SVY} into a throwaway environment")
    python = folder / "bin" / "python"
    for command in ([sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "-q", SVY]):
        try:
            done = subprocess.run(command, capture_output=True, timeout=600, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        if done.returncode:
            return None
    return python


def _of_size(race: Race, size: Size, folder: Path, contestants: Contestants, limit: float) -> None:
    """All runs of one size: the contestants take turns, so that a busy moment of the machine hits all of them."""
    for domain in (CROSSING, NESTED):
        answered: dict[tuple[str, str], Any] = {}
        plan = [(SCAN, EACH), (STREAM, EACH), (ENGINE, EACH), (PACKAGE, EACH), (STREAM, COMPLETE), (R, COMPLETE)]
        if size.rows <= MOST_FOR_TEN_CALLS:
            plan.append((R, EACH))
        for turn in range(size.turns):
            for name, answers in plan:
                slow = answers == EACH and size.rows > SIZES[0].rows
                if name not in contestants or (name == R and turn >= (1 if slow else size.turns_of_r)):
                    continue
                if race.failure(size.rows, name, domain):
                    continue
                _say(f"{size.rows:,} rows, turn {turn + 1} of {size.turns}: {domain}, {answers}, {name}")
                run, answer = measured([*contestants[name], str(folder), domain, answers],
                                       Run(size.rows, name, domain, answers), limit)
                race.runs.append(run)
                if not run.failed:
                    answered[name, answers] = answer
        _compare(race, size.rows, domain, answered)


def _compare(race: Race, rows: int, domain: str, answered: dict[tuple[str, str], Any]) -> None:
    """Hold the answers of one kind together: against R's where there are any, else against Qabilet's."""
    for answers in (EACH, COMPLETE):
        oracle = R if (R, answers) in answered else STREAM
        for (name, kind), answer in answered.items():
            if kind != answers or name in (oracle, SCAN) or (oracle, answers) not in answered:
                continue
            apart = max(_apart(answer[key], answered[oracle, answers][key]) for key in ("means", "errors"))
            race.differences[f"{rows}, {domain}, {answers}: {name} from {oracle}"] = apart
            if not apart <= SAME:
                raise ValueError(f"{rows:,} rows by {domain}, {answers}: {name} differs from {oracle} by {apart:.1e}")


def _apart(mine: Iterable[Sequence[float]], other: Iterable[Sequence[float]]) -> float:
    """The largest relative difference; NaN where the shapes differ or a number is missing."""
    pairs = [(a, b) for row, known in zip(mine, other, strict=True) for a, b in zip(row, known, strict=True)]
    found = [abs(a / b - 1) for a, b in pairs]
    return math.nan if not found or any(math.isnan(one) for one in found) else max(found)


def measured(command: list[str], run: Run, limit: float) -> tuple[Run, Any]:
    """Run a process to its end: wall and processor seconds, peak memory in MB, and the answer it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=_environment(), preexec_fn=_bounded)
        late = threading.Timer(limit, process.kill)
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        in_time = late.is_alive()
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            why = _reason(err.read().decode(errors="replace")) if in_time else f"not done in {limit / 60:.0f} minutes"
            return _with(run, wall=wall, failed=why), None
        answer = json.load(out)
    stages = answer["stages"]
    estimating = sum(taken for stage, taken in stages.items() if stage not in ("starting", "reading"))
    return _with(run, wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / MB, estimating=estimating,
                 stages=stages), answer


def _reason(told: str) -> str:
    """The line of what a process said as it died that tells why."""
    lines = [line.strip().replace("|", "/") for line in told.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("Error")), lines[-1] if lines else "died")


def _with(run: Run, **found: Any) -> Run:
    return Run(**{**asdict(run), **found})


def _environment() -> dict[str, str]:
    """Compiled modules are kept, as on every ordinary machine; the scripts of the race are found."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, [kept.get("PYTHONPATH")])])}


def _bounded() -> None:
    """No process may take so much memory that the machine stops: it is told no, and says so."""
    import resource

    have = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    resource.setrlimit(resource.RLIMIT_AS, (int(have * 0.7), resource.RLIM_INFINITY))


def _say(words: str) -> None:
    print(f"\r{words:<100}", end="\n" if not sys.stderr.isatty() else "", file=sys.stderr, flush=True)

