"""A reviewer runs the script beside a report: R makes every table again and finds our numbers, and no others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.journey import reproducing
from tests.journey.reproducing import NOW, cells, differences, made, ran, study_of

from qabilet import workflow
from qabilet.cycle.analysis import Derived, Lattice
from qabilet.cycle.instrument import Column
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.cycle.sample import Design
from qabilet.study import read_log
from qabilet.study.settings import Settings
from qabilet.text import Text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "akims-2023"
REAL = ROOT.parent / "shared" / "data" / "sib-training-needs" / "sib_tna_supplementary_data1.xlsx"
GAP = """
[[needs]]
code = "profile"
kind = "gap"
items = "competence"
profile = "akim-rural-district"
audiences = ["akim"]
"""
REGIONS = ("Ақмола облысы", "Север | «Юг»", 'С "кавычкой" \\ чертой', "'); stop('", "Ұлытау")
POINTS = ("1", "2", "3", "4", "5")

pytestmark = [pytest.mark.oracle, pytest.mark.slow]


@pytest.fixture(autouse=True)
def r_is_here() -> None:
    if why := reproducing.why_not():
        pytest.skip(why)


def column(code: str, kind: str = "rating", group: str = "", values: tuple[str, ...] = POINTS,
           **more: object) -> Column:
    return Column(header=f"{code}?", code=code, kind=kind, group=group, values=values,  # type: ignore[arg-type]
                  missing={"": "refused"}, **({"role": "need" if group else "profile"} | more))  # type: ignore[arg-type]


def small_study(root: Path, design: Design, n: int, *, blank: float = 0.1, seed: int = 1,
                shares: tuple[float, ...] = (0.35, 0.25, 0.2, 0.15, 0.05)) -> Path:
    """People of five regions with every kind of question; a `blank` part of the answers is missing."""
    rng = np.random.default_rng(seed)
    columns = [column("region", "one", values=REGIONS, role="group"),
               column("sex", "one", values=("еркек", "әйел"), role="group"),
               column("age", "number", values=()), column("wish", "text", values=()),
               column("langs", "many", values=("kk", "ru", "en"), separator=", "),
               *(column(f"i{at}", group="importance", competence=f"c{at}", reverse=at == 2) for at in range(4)),
               *(column(f"l{at}", group="level", competence=f"c{at}") for at in range(4)),
               *(column(f"r{at}", "ranking", group="order", values=POINTS[:4]) for at in range(4)),
               *(column(f"o{at}", group="climate", role="opinion", reverse=at == 1) for at in range(3))]
    rows = []
    for _ in range(n):
        region, mood = int(rng.choice(5, p=shares)), int(rng.integers(1, 6))
        row: dict[str, object] = {
            "region": REGIONS[region], "sex": rng.choice(("еркек", "әйел")), "age": round(rng.uniform(20, 65), 2),
            "wish": "талап", "langs": ", ".join(one for one in ("kk", "ru", "en") if rng.random() < 0.5) or "kk"}
        row |= {f"i{at}": int(np.clip(rng.normal(3 + 0.3 * at + 0.2 * region, 1), 1, 5)) for at in range(4)}
        row |= {f"l{at}": rng.integers(1, 6) for at in range(4)}
        row |= {f"r{at}": place + 1 for at, place in enumerate(rng.permutation(4))}
        row |= {f"o{at}": int(np.clip(mood + rng.integers(-1, 2), 1, 5)) for at in range(3)}
        rows.append({f"{code}?": value for code, value in row.items() if rng.random() >= blank})
    return study_of(root, columns, rows, Settings(
        code="small", design=design, scales=(ScaleQuestion("climate", "climate", least_share=0.5),),
        lattice=Lattice(("region", "sex", "band"), (("region", "sex"),), (Derived("band", "age", breaks=(30, 45)),)),
        needs=(NeedQuestion("rated", "rating", items="importance", title=Text("Қажет", "Нужно", "Needed")),
               NeedQuestion("placed", "ranking", items="order", largest="low"),
               NeedQuestion("both", "two-scale", importance="importance", competence="level"))))


def test_the_example_with_its_quota_and_its_observers(tmp_path: Path) -> None:
    study = Path(shutil.copytree(EXAMPLE, tmp_path / "әкімдер 2023" / "the study"))
    with (study / "study.toml").open("a", encoding="utf-8") as file:
        file.write(GAP)
    result = made(study, tmp_path / "report to read")
    assert differences(study, result) == []
    assert len(result.numbers) > 1100
    assert {key.split("/")[0] for key, _, _ in result.numbers} == {"sample", "register", "profile", "missing", "scales",
                                                                  "scores", "needs", "text"}
    assert "The frame is the frozen one" in result.printed
    assert result.code == 0


@pytest.mark.parametrize(("name", "design"), [
    ("simple, of a known register", Design("simple", population=400)),
    ("simple, all of the register", Design("simple", population=150)),
    ("simple, of an unknown register", Design("simple")),
    ("stratified", Design("stratified", ("region",))),
    ("stratified by two columns, some strata of one", Design("stratified", ("region", "sex"))),
    ("quota by a derived dimension", Design("quota", ("region", "band"))),
    ("census", Design("census")),
    ("open", Design("open"))])
def test_each_design(name: str, design: Design, tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", design, 150)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert len(result.numbers) > 300
    told = [numbers["low"] for numbers in result.numbers.values() if numbers["low"] is not None]
    assert bool(told) == (design.kind != "census")


@pytest.mark.parametrize("n", [6, 12])
@pytest.mark.parametrize("design", [Design("quota", ("region",)), Design("simple", population=30)],
                         ids=lambda one: one.kind)
def test_a_tiny_study(n: int, design: Design, tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", design, n, blank=0.3)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []


def test_a_study_with_many_missing_answers(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("quota", ("region",)), 200, blank=0.5, seed=3)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert any(numbers["n"] < 120 for (key, _, _), numbers in result.numbers.items()
               if key.startswith("needs/") and numbers["n"] is not None)


def test_what_is_withheld_is_neither_listed_nor_made(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("quota", ("region",)), 90, shares=(0.5, 0.3, 0.14, 0.04, 0.02))
    result = made(study, tmp_path / "report")
    told = cells(study)
    withheld = {cell for cell, (_, finding) in told.items() if "withheld" in finding}
    assert withheld
    assert not withheld & result.numbers.keys()
    assert differences(study, result) == []
    silent = {(key, row) for key, row, _ in withheld} - {(key, row) for key, row, _ in result.numbers}
    for key, row in silent:  # a row of which nothing is told does not stand in the call of its table
        _, _, call = result.script.partition(f'key = "{key}"')
        rows, _, _ = call.partition("\n\n")
        assert json.dumps(row, ensure_ascii=False) not in rows


def test_the_real_survey_as_it_was_adopted(tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip("the real file lies beside the repository, not in it")
    study = tmp_path / "study"
    workflow.adopt(REAL, study, NOW)
    result = made(study, tmp_path / "report")
    assert differences(study, result) == []
    assert len(result.numbers) > 1000


def test_a_machine_without_any_language_makes_the_same_numbers(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("quota", ("region",)), 60)
    usual = made(study, tmp_path / "report")
    assert ran(study, tmp_path / "report", LC_ALL="C").numbers == usual.numbers


def test_another_frame_is_noticed_loudly(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("open"), 60)
    made(study, tmp_path / "report")
    path = study / "analysis" / "frame.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    result = ran(study, tmp_path / "report")
    assert "NOT THE FROZEN FRAME" in result.printed
    assert result.code == 2


def test_findings_made_anew_are_not_those_of_the_report(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("open"), 60)
    made(study, tmp_path / "report")
    settings = study / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('kind = "open"', 'kind = "census"'),
                        encoding="utf-8")
    workflow.analyse(study, NOW)
    assert not (study / "analysis" / "frame.csv").exists()
    workflow.frame(study, NOW)
    result = ran(study, tmp_path / "report")
    assert "not those this script was written for" in result.printed


def test_without_a_frame_the_script_says_how_to_come_by_one(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study", Design("open"), 60)
    made(study, tmp_path / "report")
    (study / "analysis" / "frame.csv").unlink()
    with pytest.raises(AssertionError, match="qabilet frame"):
        ran(study, tmp_path / "report")
    with pytest.raises(AssertionError, match="is it the folder of the study"):
        ran(tmp_path, tmp_path / "report")


def test_the_demo_writes_it_and_the_frame_is_logged(tmp_path: Path) -> None:
    root, files = workflow.demo(tmp_path, ("en",), NOW)
    assert [path.name for path in files] == ["akims-2023-en.html", "reproduce.R"]
    path, rows = workflow.frame(root, NOW)
    assert rows == 300
    assert path == root / "analysis" / "frame.csv"
    assert read_log(root)[0][-1].verb == "frame"
    assert differences(root, ran(root, tmp_path / "report")) == []
