"""`qabilet draw`: the tables it writes, the same bytes for the same register, plan and seed, and no name in them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest
from tests.study.sampling.studies import NOW, REGIONS, STRATIFIED, people, study, table

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import read_log

TWO_STAGE = """
[design]
kind = "cluster"
strata = ["region"]
cluster = "district"
clusters = 8
per_cluster = 4
method = "pps"
reserves = 0.5
seed = 5
"""


STORED = {"one": "0ef642f6a905d9f0", "two": "f8baf71e976bdfdc"}


def made(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "sample").iterdir())
            if path.is_file() and path.name != "design.toml"}


def test_a_stratified_draw_writes_people_strata_balance_and_record(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    found = workflow.draw(root, NOW)
    assert set(made(root)) == {"drawn.csv", "units.csv", "balance.csv", "draw.json"}
    units = table(root, "units.csv")
    assert {row["region"]: (row["strata_units"], row["strata_drawn"]) for row in units} == {
        "Абай": ("40", "6"), "Ұлытау": ("25", "4"), "Алматы қаласы": ("60", "8"), "Шымкент": ("3", "2")}
    drawn = table(root, "drawn.csv")
    assert [row["role"] for row in drawn].count("main") == 20
    assert [row["role"] for row in drawn].count("reserve") == 3 + 2 + 4 + 1
    assert sum(float(row["weight"]) for row in drawn if row["role"] == "main") == pytest.approx(128)
    assert all(row["weight"] == row["probability"] == "" for row in drawn if row["role"] == "reserve")
    assert {row["column"] for row in table(root, "balance.csv")} == {"region", "district", "sex"}
    assert found.population == sum(REGIONS.values())
    assert [line.verb for line in read_log(root)[0]] == ["new", "draw"]


def test_no_name_of_the_register_enters_the_folder(tmp_path: Path) -> None:
    root = study(tmp_path, TWO_STAGE)
    workflow.draw(root, NOW)
    whole = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file()).decode("utf-8", "ignore")
    assert "Иванов" not in whole


def test_a_two_stage_draw_tells_the_analysis_both_stages(tmp_path: Path) -> None:
    root = study(tmp_path, TWO_STAGE)
    workflow.draw(root, NOW)
    units = table(root, "units.csv")
    assert list(units[0]) == ["region", "district", "strata_units", "strata_drawn", "units", "drawn", "probability",
                              "weight"]
    assert len(units) == 8
    for row in units:
        people_there, drawn = float(row["units"]), float(row["drawn"])
        assert float(row["weight"]) == pytest.approx(people_there / drawn / float(row["probability"]))
    first = table(root, "drawn.csv")[0]
    assert first["cluster"] == first["district"]


def test_the_order_of_the_registers_rows_and_its_format_change_nothing(tmp_path: Path) -> None:
    one = study(tmp_path / "one", STRATIFIED)
    other = study(tmp_path / "other", STRATIFIED, people()[::-1])
    book = study(tmp_path / "book", STRATIFIED, register='file = "../register.xlsx"\nunit = "id"')
    sheet = openpyxl.Workbook()
    sheet.active.append(["Тізілім"])
    for row in [("id", "name", "region", "district", "sex"), *people()]:
        sheet.active.append([f" {cell} " for cell in row])
    sheet.save(tmp_path / "book/register.xlsx")
    for root in (one, other, book):
        workflow.draw(root, NOW)
    without_hash = [{name: content for name, content in made(root).items() if name != "draw.json"}
                    for root in (one, other, book)]
    assert without_hash[0] == without_hash[1] == without_hash[2]


def test_these_bytes_were_drawn_once_and_must_be_drawn_for_ever(tmp_path: Path) -> None:
    """The stored hash of a draw: neither Python's nor NumPy's version may change it."""
    for name, plan in (("one", STRATIFIED), ("two", TWO_STAGE)):
        root = study(tmp_path / name, plan)
        workflow.draw(root, NOW)
        drawn = [(row["unit"], row["role"], row["order"]) for row in table(root, "drawn.csv")]
        assert hashlib.sha256(repr(drawn).encode()).hexdigest()[:16] == STORED[name]


def test_drawing_again_is_refused_and_with_again_the_same_draw_changes_nothing(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    before = made(root)
    with pytest.raises(QabiletError) as error:
        workflow.draw(root, NOW)
    assert error.value.code == "DRAW_010"
    assert error.value.faults[0].facts["when"] == "2026-03-01"
    assert workflow.draw(root, NOW, again=True).same
    assert made(root) == before
    assert len(read_log(root)[0]) == 2


def test_a_second_draw_is_told_and_the_first_is_kept_beside(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    before = made(root)
    plan = root / "sample/design.toml"
    for number, seed in enumerate(("20260302", "20260303"), start=1):
        plan.write_text(plan.read_text(encoding="utf-8").replace("20260301", seed).replace("20260302", seed),
                        encoding="utf-8")
        found = workflow.draw(root, NOW, again=True)
        assert found.kept == f"sample/previous-{number}"
    kept = {path.name: path.read_bytes() for path in (root / "sample/previous-1").iterdir()}
    assert kept == before
    assert made(root)["drawn.csv"] != before["drawn.csv"]
    assert read_log(root)[0][-1].verb == "draw --again"


def test_a_register_that_changed_since_is_told(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    with (tmp_path / "register.csv").open("a", encoding="utf-8") as file:
        file.write("A-9999;Петров Пётр;Абай;Абай, аудан 1;е\n")
    assert "DRAW_105" in [one.code for one in workflow.draw(root, NOW, again=True).cautions]


def test_the_record_is_enough_to_know_the_draw_again(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    record = json.loads((root / "sample/draw.json").read_text(encoding="utf-8"))
    assert record["seed"] == 20260301
    assert record["units"] == 128
    assert record["register_sha256"] == hashlib.sha256((tmp_path / "register.csv").read_bytes()).hexdigest()
    for name, digest in record["files"].items():
        assert hashlib.sha256((root / name).read_bytes()).hexdigest() == digest


def test_a_quota_has_targets_and_nobody_drawn(tmp_path: Path) -> None:
    root = study(tmp_path, '[design]\nkind = "quota"\nstrata = ["region", "sex"]\nn = 30\n')
    found = workflow.draw(root, NOW)
    assert set(made(root)) == {"quota.csv", "balance.csv", "draw.json"}
    rows = table(root, "quota.csv")
    assert sum(int(row["target"]) for row in rows) == 30
    assert sum(int(row["register"]) for row in rows) == 128
    assert {row["reached"] for row in rows} == {""}
    assert found.sample is None


def test_quotas_by_margins_hit_every_margin(tmp_path: Path) -> None:
    root = study(tmp_path, '[design]\nkind = "quota"\nn = 30\n[quota]\nmargins = [["region"], ["sex"]]\n')
    workflow.draw(root, NOW)
    rows = table(root, "quota.csv")
    assert sum(int(row["target"]) for row in rows if row["region"]) == 30
    assert sum(int(row["target"]) for row in rows if row["sex"]) == 30


def test_a_design_that_turns_into_a_quota_leaves_no_drawn_people_behind(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    plan = root / "sample/design.toml"
    plan.write_text('[register]\nfile = "../register.csv"\n[design]\nkind = "quota"\nstrata = ["sex"]\nn = 9\n',
                    encoding="utf-8")
    workflow.draw(root, NOW, again=True)
    assert not (root / "sample/drawn.csv").exists()
    assert (root / "sample/previous-1/drawn.csv").exists()


def test_counts_in_place_of_a_register_give_numbers_in_the_lists_kept_elsewhere(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED + '[allocation]\nrule = "neyman"\n', register='counts = "sample/counts.csv"')
    (root / "sample/counts.csv").write_text("region;count;sd\nАбай;40;1\nҰлытау;25;4\nШымкент;1;9\n", encoding="utf-8")
    found = workflow.draw(root, NOW)
    units = {row["region"]: row["strata_drawn"] for row in table(root, "units.csv")}
    assert units == {"Абай": "5", "Ұлытау": "14", "Шымкент": "1"}
    assert all(row["unit"].split("#")[0] == row["region"] for row in table(root, "drawn.csv"))
    assert "DRAW_103" in [one.code for one in found.cautions]


def test_a_size_in_place_of_n_draws_as_many_as_must_be_invited(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED.replace("n = 20\n", "") + "[size]\nshare = 0.5\nmargin = 0.1\nresponse = 0.8\n")
    sized = workflow.size(root)
    assert sized.size is not None
    assert sized.size.n == 56  # 96.04 / (1 + 95.04 / 128) = 55.1
    assert sum(one.drawn for one in sized.strata) == 70
    found = workflow.draw(root, NOW)
    assert found.sample is not None
    assert len(found.sample.main) == 70


def test_a_size_for_each_stratum_gives_each_the_margin_asked_for(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED.replace("n = 20\n", "") + "[size]\nshare = 0.5\nmargin = 0.15\n"
                                                                "each_stratum = true\n")
    sized = workflow.size(root)
    assert sized.size is not None
    assert {one.stratum[0]: one.drawn for one in sized.strata} == {
        "Абай": 21, "Алматы қаласы": 26, "Ұлытау": 17, "Шымкент": 3}  # 42.7 / (1 + 41.7 / N), rounded up
    assert sized.size.n == sum(one.drawn for one in sized.strata) == 67
    assert all(one.margin <= 0.15 for one in sized.strata)
    found = workflow.draw(root, NOW)
    assert found.sample is not None
    assert len(found.sample.main) == 67


def test_columns_to_keep_stand_beside_the_units_and_follow_replacements(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED + 'keep = ["sex"]\n')
    workflow.draw(root, NOW)
    sexes = {row[0]: row[4] for row in people()}
    assert all(row["sex"] == sexes[row["unit"]] for row in table(root, "drawn.csv"))
    workflow.replace(root, table(root, "drawn.csv")[0]["unit"], "ауысты", NOW)
    assert all(row["sex"] == sexes[row["unit"]] for row in table(root, "drawn.csv"))


def test_elements_by_size_carry_their_own_weights_and_no_table_of_strata(tmp_path: Path) -> None:
    rows = [(f"B{place:03d}", str(1 + place % 9)) for place in range(60)]
    root = study(tmp_path, '[design]\nkind = "simple"\nn = 12\nmethod = "sampford"\nsize = "staff"\nseed = 3\n', rows,
                 head="id;staff")
    found = workflow.draw(root, NOW)
    assert "DRAW_104" in [one.code for one in found.cautions]
    assert not (root / "sample/units.csv").exists()
    drawn = table(root, "drawn.csv")
    sizes = dict(rows)
    total = sum(int(size) for _, size in rows)
    for row in drawn:
        assert float(row["probability"]) == pytest.approx(12 * int(sizes[row["unit"]]) / total)
