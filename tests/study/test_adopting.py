"""Adopting: answers without personal data, drafts that analyse as they are, nobody's work overwritten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import check, open_study
from qabilet.study.material import report_input
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, tzinfo=UTC), version="0.1")
DICTIONARY = "fieldwork/answers.dictionary.csv"
FIVE = ("Совсем не нужно", "Скорее не нужно", "Нужно", "Очень нужно", "Крайне нужно")


def export(path: Path, people: int = 60, extra: str = "") -> Path:
    """The export of a small form: region, sex, three needs on one scale, a phone."""
    stem = "Потребность в обучении"
    rows = [f"Область;Пол;{stem} [Право];{stem} [Бюджет];{stem} [Цифра];Телефон{extra}"]
    rows += [";".join((("Абай", "Алматы", "Жетісу")[i % 3], ("ж", "м")[i % 2], FIVE[i % 5], FIVE[(i * 2) % 5],
                       FIVE[i % 3], f"+7701{i:07d}")) + (";x" if extra else "") for i in range(people)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def adopted(tmp_path: Path) -> Path:
    workflow.adopt(export(tmp_path / "form.csv"), tmp_path / "study", NOW, lang="ru")
    return tmp_path / "study"


def test_a_draft_is_in_order_says_that_it_is_one_and_analyses(adopted: Path) -> None:
    assert check(adopted) == ()
    assert open_study(adopted).draft
    found = workflow.analyse(adopted, NOW)
    assert [sheet.kind for sheet in found.sheets if sheet.kind.startswith("needs-rating")] == ["needs-rating"]
    assert "STUDY_028" in [caution.code for caution in found.cautions]


def test_personal_columns_never_enter_the_folder(adopted: Path) -> None:
    assert "Телефон" not in parquet.read_schema(adopted / "fieldwork/answers.parquet").names
    for path in adopted.rglob("*"):
        if path.is_file():
            assert b"+7701" not in path.read_bytes()


def test_an_edited_dictionary_is_kept_when_more_answers_come(adopted: Path, tmp_path: Path) -> None:
    path = adopted / DICTIONARY
    path.write_text(path.read_text(encoding="utf-8") + "\r\n", encoding="utf-8")
    edited = path.read_bytes()
    found = workflow.adopt(export(tmp_path / "more.csv", 90), adopted, NOW)
    assert (found.rows, DICTIONARY in found.kept) == (90, True)
    assert path.read_bytes() == edited
    assert not open_study(adopted).draft


def test_an_edited_dictionary_that_does_not_fit_is_not_overwritten_without_again(adopted: Path, tmp_path: Path) -> None:
    path = adopted / DICTIONARY
    edited = path.read_bytes() + b"\r\n"
    path.write_bytes(edited)
    other = export(tmp_path / "other.csv", extra=";Новый вопрос")
    before = (adopted / "fieldwork/answers.parquet").read_bytes()
    with pytest.raises(QabiletError) as error:
        workflow.adopt(other, adopted, NOW)
    assert error.value.code == "STUDY_023"
    assert path.read_bytes() == edited
    assert (adopted / "fieldwork/answers.parquet").read_bytes() == before
    workflow.adopt(other, adopted, NOW, again=True)
    assert (adopted / "fieldwork/answers.dictionary.previous.csv").read_bytes() == edited
    assert open_study(adopted).draft


def test_an_edited_study_toml_is_kept(adopted: Path, tmp_path: Path) -> None:
    path = adopted / "study.toml"
    text = path.read_text(encoding="utf-8").replace('kind = "open"', 'kind = "census"')
    path.write_text(text, encoding="utf-8")
    found = workflow.adopt(export(tmp_path / "more.csv", 90), adopted, NOW)
    assert "study.toml" in found.kept
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_read_leaves_the_study_as_it_was(adopted: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in adopted.rglob("*") if path.is_file()}
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(QabiletError):
        workflow.adopt(tmp_path / "broken.xlsx", adopted, NOW)
    assert {path: path.read_bytes() for path in adopted.rglob("*") if path.is_file()} == before


def test_a_file_that_cannot_be_read_begins_no_study(tmp_path: Path) -> None:
    with pytest.raises(QabiletError):
        workflow.adopt(tmp_path / "absent.csv", tmp_path / "study", NOW)
    assert not (tmp_path / "study").exists()


def test_answers_come_into_a_study_begun_from_a_template(tmp_path: Path) -> None:
    root = tmp_path / "study"
    workflow.new(root, NOW, like="local-government", lang="kk")
    workflow.adopt(export(tmp_path / "form.csv"), root, NOW, lang="kk")
    assert check(root) == ()
    assert workflow.analyse(root, NOW).people == {"": 60}


def two_scales(path: Path, rows: list[str]) -> Path:
    stems = ("Насколько важны эти темы для Вашей работы?", "Как Вы оцениваете свой уровень по этим темам?")
    items = ("Право", "Бюджет", "Цифра", "Медиация", "Приём граждан")
    head = ";".join(("Отметка времени", *(f"{stem} [{item}]" for stem in stems for item in items), "Пожелания"))
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def sent(person: int) -> str:
    marks = ";".join(str(1 + (person * (place + 3) + person // 7) % 5) for place in range(10))
    return f"02.03.2026 09:{person % 60:02d}:00;{marks};Пожелание {person}"


def test_answers_that_come_into_a_blank_study_draft_its_needs(tmp_path: Path) -> None:
    workflow.new(tmp_path / "study", NOW, lang="ru")
    workflow.adopt(export(tmp_path / "form.csv"), tmp_path / "study", NOW, lang="ru")
    settings = open_study(tmp_path / "study").settings
    assert [need.kind for need in settings.needs] == ["rating"]
    assert settings.lattice.dimensions


def test_importance_and_level_of_the_same_items_are_drafted_as_one_question_of_needs(tmp_path: Path) -> None:
    form = two_scales(tmp_path / "form.csv", [sent(person) for person in range(40)])
    workflow.adopt(form, tmp_path / "study", NOW, lang="ru")
    (need,) = open_study(tmp_path / "study").settings.needs
    assert (need.kind, need.assumed) == ("two-scale", True)
    found = workflow.analyse(tmp_path / "study", NOW)
    assert "needs-two-scale" in [sheet.kind for sheet in found.sheets]


def test_forms_sent_twice_and_forms_sent_empty_are_told_and_left_in(tmp_path: Path) -> None:
    again = sent(3).replace("09:03", "09:04")
    empty = "02.03.2026 10:00:00" + ";" * 11
    form = two_scales(tmp_path / "form.csv", [*(sent(person) for person in range(40)), again, empty, empty])
    found = workflow.adopt(form, tmp_path / "study", NOW, lang="ru")
    told = {one.code: one.facts for one in found.losses}
    assert found.rows == 43
    assert (told["LOSS_012"]["count"], told["LOSS_013"]["count"]) == (1, 2)


def test_short_forms_answered_alike_are_not_called_repeats(tmp_path: Path) -> None:
    found = workflow.adopt(export(tmp_path / "form.csv"), tmp_path / "study", NOW)
    assert "LOSS_012" not in [one.code for one in found.losses]


def test_a_dictionary_saved_as_plain_csv_is_not_in_order(adopted: Path) -> None:
    path = adopted / DICTIONARY
    path.write_bytes(path.read_bytes().replace("Қажет".encode(), "?ажет".encode()))
    assert "DICTIONARY_108" in [fault.code for fault in check(adopted)]


def test_the_register_may_name_places_in_another_language_than_the_answers(adopted: Path) -> None:
    (adopted / "sample").mkdir()
    (adopted / "sample/population.csv").write_text(
        "id;oblast\n" + "".join(f"{i};{('Abai Region', 'Алматы қаласы', 'Жетісу')[i % 3]}\n" for i in range(90)),
        encoding="utf-8")
    settings = adopted / "study.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("# register =", "register ="), encoding="utf-8")
    assert check(adopted) == ()
    found = workflow.analyse(adopted, NOW)
    assert [one.population for one in report_input(open_study(adopted), found, date(2026, 3, 1)).audiences] == [90]
