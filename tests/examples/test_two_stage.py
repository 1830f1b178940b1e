"""The two-stage example: made by its generator, and its weights mend a bias that is known, for the truth is known."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from example_answers import EXAMPLES, Answers

from qabilet import workflow
from qabilet.cycle.analysis import Finding, Sheet
from qabilet.study import read_findings
from qabilet.study.formats import read_dictionary

STUDY = EXAMPLES / "akims-two-stage-2024"
OCCASION = workflow.Occasion(datetime(2026, 5, 4, 9, 0, tzinfo=UTC), "tester", "0")
NEEDS = ("finance", "communication", "legal", "digital", "mediation", "budget", "procurement")


def made(folder: Path) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(EXAMPLES / "generate_two_stage.py"), "--to", str(folder)], check=True,
                   capture_output=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="module")
def answers() -> Answers:
    dictionary, cautions = read_dictionary((STUDY / "fieldwork" / "answers.dictionary.csv").read_bytes())
    assert not cautions
    table = pq.read_table(STUDY / "fieldwork" / "answers.parquet")
    return Answers(dictionary, table.to_pydict(), range(table.num_rows))


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    root = tmp_path_factory.mktemp("example") / STUDY.name
    shutil.copytree(STUDY, root)
    assert workflow.check(root) == ()
    workflow.analyse(root, OCCASION)
    return {sheet.key: sheet for sheet in read_findings(root).sheets}


@pytest.fixture(scope="module")
def truth() -> dict[tuple[str, str], float]:
    """What everybody in the register would have answered."""
    return {(row["column"], row["value"]): float(row["true"]) for row in rows("two-stage-truth.csv")}


def rows(name: str) -> list[dict[str, str]]:
    words = (EXAMPLES / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(words), delimiter=";"))


def mean(points: list[int]) -> float:
    return sum(points) / len(points)


def cell(sheets: dict[str, Sheet], key: str, row: str, column: str) -> Finding:
    return {one.code: one for one in sheets[key].rows}[row].cells[column]


def test_the_same_seeds_give_the_same_bytes_and_these_are_the_shipped_ones(fresh: dict[str, bytes],
                                                                           tmp_path: Path) -> None:
    assert made(tmp_path) == fresh
    for name, content in fresh.items():
        if name.endswith(".parquet"):
            assert pq.read_table(EXAMPLES / name).equals(pq.read_table(pa.BufferReader(content)))
        else:
            assert (EXAMPLES / name).read_bytes() == content, name


def test_the_sample_is_what_the_program_draws(tmp_path: Path) -> None:
    root = tmp_path / STUDY.name
    shutil.copytree(STUDY, root)
    found = workflow.draw(root, OCCASION, again=True)
    assert found.same
    assert found.sample is not None
    assert len(found.sample.main) == len(rows(f"{STUDY.name}/sample/drawn.csv"))


def test_2345_akims_of_the_17_regions_that_have_them_stand_in_the_register() -> None:
    register = rows(f"{STUDY.name}/sample/population.csv")
    assert len(register) == 2345
    assert len({row["region"] for row in register}) == 17
    assert len({row["id"] for row in register}) == 2345


def test_newcomers_answered_less_and_weigh_what_they_are(sheets: dict[str, Sheet]) -> None:
    newcomers = {name: cell(sheets, "register/first_elected", "да", name).value or 0.0
                 for name in ("sample_share", "weighted_share", "register_share")}
    assert newcomers["register_share"] - newcomers["sample_share"] > 0.15
    assert newcomers["weighted_share"] == pytest.approx(newcomers["register_share"], abs=0.03)


@pytest.mark.parametrize("margin", ["region", "office", "gender"])
def test_the_weights_agree_with_the_register(margin: str, sheets: dict[str, Sheet]) -> None:
    told = 0
    for row in sheets[f"register/{margin}"].rows:
        weighted, register = row.cells["weighted_share"].value, row.cells["register_share"].value
        if weighted is not None and row.cells["sample"].value:
            told += 1
            assert weighted == pytest.approx(register, abs=6e-4)  # released with three decimals
    assert told >= 2


def test_the_weights_mend_the_order_of_the_needs(answers: Answers, sheets: dict[str, Sheet],
                                                 truth: dict[tuple[str, str], float]) -> None:
    plain = {name: mean(answers.points(f"need_{name}")) for name in NEEDS}
    weighted = {name: cell(sheets, "needs/need", f"need_{name}", "mean").value or 0.0 for name in NEEDS}
    real = {name: truth[f"need_{name}", ""] for name in NEEDS}
    assert max(plain, key=plain.__getitem__) == "finance"
    assert max(weighted, key=weighted.__getitem__) == max(real, key=real.__getitem__) == "legal"
    assert sum(abs(weighted[name] - real[name]) for name in NEEDS) < 0.65 * sum(
        abs(plain[name] - real[name]) for name in NEEDS)


def test_the_intervals_hold_the_truth(answers: Answers, sheets: dict[str, Sheet],
                                      truth: dict[tuple[str, str], float]) -> None:
    found = {f"need_{name}": cell(sheets, "needs/need", f"need_{name}", "mean") for name in NEEDS}
    found["seniority"] = cell(sheets, "profile/seniority", "all", "mean")
    for code, one in found.items():
        assert one.basis == "design"
        assert one.low is not None
        assert one.high is not None
        assert one.low <= truth[code, ""] <= one.high, code
    years = [one.number for one in answers.readings("seniority") if one.number is not None]
    assert abs(sum(years) / len(years) - truth["seniority", ""]) > 1.5  # unweighted far out, weighted within


def test_the_weights_are_told_step_by_step(sheets: dict[str, Sheet]) -> None:
    assert [row.code for row in sheets["weights"].rows] == ["1-design", "2-cells", "3-raked"]
    last = sheets["weights"].rows[-1].cells
    assert 1 < (last["deff"].value or 0) < 2
    assert (last["effective"].value or 0) < (last["n"].value or 0)
    assert last["least"].withheld
    assert last["greatest"].withheld


def test_the_readme_tells_the_same_figures(answers: Answers, sheets: dict[str, Sheet],
                                           truth: dict[tuple[str, str], float]) -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    years = [one.number for one in answers.readings("seniority") if one.number is not None]
    told = [("Seniority as akim, years", sum(years) / len(years), cell(sheets, "profile/seniority", "all", "mean"),
             truth["seniority", ""])]
    told += [(next(row.label.en for row in sheets["needs/need"].rows if row.code == f"need_{name}"),
              mean(answers.points(f"need_{name}")), cell(sheets, "needs/need", f"need_{name}", "mean"),
              truth[f"need_{name}", ""]) for name in NEEDS]
    for label, plain, weighted, real in told:
        line = (f"| {label} | {plain:.2f} | {weighted.value:.2f} | {weighted.low:.2f} to {weighted.high:.2f} "
                f"| {real:.2f} |")
        assert line in readme, line
