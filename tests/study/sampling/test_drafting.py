"""A drafted plan: it can be drawn from as it is, it names no person, and what a person wrote is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.study.sampling.studies import NOW, people, study, table

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study.sampling import read_plan
from qabilet.text import LANGS, Lang


def bare(folder: Path, head: str = "id;name;region;district;sex", rows: list[tuple[str, ...]] | None = None) -> Path:
    root = study(folder, "", rows or people({"Абай": 400, "Ұлытау": 300, "Шымкент": 300}), head=head)
    (root / "sample/design.toml").unlink()
    return root


@pytest.mark.parametrize("lang", LANGS)
def test_the_draft_is_without_fault_and_can_be_drawn_from_as_it_is(tmp_path: Path, lang: Lang) -> None:
    root = bare(tmp_path)
    found = workflow.plan(root, tmp_path / "register.csv", NOW, lang=lang)
    assert (found.unit, found.rows) == ("id", 1000)
    assert read_plan((root / "sample/design.toml").read_bytes())[1] == ()
    drawn = workflow.draw(root, NOW)
    assert drawn.size is not None
    assert {row["region"] for row in table(root, "units.csv")} == {"Абай", "Ұлытау", "Шымкент"}
    assert "Иванов" not in (root / "sample/design.toml").read_text(encoding="utf-8")


def test_headers_in_cyrillic_get_codes_and_the_plan_says_which(tmp_path: Path) -> None:
    root = bare(tmp_path, "Код;ФИО;Облыс;Аудан;Жынысы")
    workflow.plan(root, tmp_path / "register.csv", NOW)
    text = (root / "sample/design.toml").read_text(encoding="utf-8")
    assert 'unit = "Код"' in text
    assert 'oblys = "Облыс"' in text
    assert '# cluster = "audan"' in text
    workflow.draw(root, NOW)
    assert "oblys" in table(root, "drawn.csv")[0]


def test_a_title_above_the_header_is_not_taken_for_it(tmp_path: Path) -> None:
    root = bare(tmp_path)
    register = tmp_path / "register.csv"
    register.write_text(f"Тізілім, 2026 жылғы 1 наурыз;;;;\n;;;;\n{register.read_text(encoding='utf-8')}",
                        encoding="utf-8")
    found = workflow.plan(root, register, NOW)
    assert (found.unit, found.rows, found.strata[:1]) == ("id", 1000, ("region",))
    assert workflow.draw(root, NOW).size is not None


def test_the_two_stage_lines_of_the_draft_work_when_their_marks_are_removed(tmp_path: Path) -> None:
    root = bare(tmp_path)
    workflow.plan(root, tmp_path / "register.csv", NOW)
    path = root / "sample/design.toml"
    text = path.read_text(encoding="utf-8").replace('kind = "stratified"', 'kind = "cluster"').replace("margin = 0.05",
                                                                                                      "margin = 0.15")
    for key in ("cluster =", "per_cluster =", "method =", "icc =", "cluster_size ="):
        text = text.replace(f"# {key}", key)
    path.write_text(text, encoding="utf-8")
    found = workflow.draw(root, NOW)
    assert found.sample is not None
    assert found.sample.clustered
    assert found.size is not None
    assert found.size.conditions.effect == pytest.approx(1.45)


def test_a_plan_that_is_there_stays(tmp_path: Path) -> None:
    root = bare(tmp_path)
    workflow.plan(root, tmp_path / "register.csv", NOW)
    with pytest.raises(QabiletError) as error:
        workflow.plan(root, tmp_path / "register.csv", NOW)
    assert error.value.code == "DRAW_022"


def test_a_register_of_names_alone_is_numbered_by_its_rows(tmp_path: Path) -> None:
    root = bare(tmp_path, "ФИО;Облыс", [(f"Иванов Иван {place}", "Абай") for place in range(30)])
    assert workflow.plan(root, tmp_path / "register.csv", NOW).unit == ""
    path = root / "sample/design.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("margin = 0.05", "margin = 0.2"), encoding="utf-8")
    workflow.draw(root, NOW)
    assert all(row["unit"].isdecimal() for row in table(root, "drawn.csv"))
