"""A study begun from an export and its form: nothing left to guess, titles in three languages, the gate still holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.corpus.exports import ASK_NEEDS, as_csv, as_xlsx, kobo, microsoft
from tests.corpus.limesurvey import export, lsa, lss

from qabilet import study, workflow
from qabilet.errors import QabiletError
from qabilet.workflow import Occasion

WHEN = Occasion(datetime(2026, 11, 22, tzinfo=UTC), version="1")


def adopted(tmp_path: Path, content: bytes, name: str, form: bytes | None = None, **more: object) -> Path:
    (tmp_path / name).write_bytes(content)
    path = tmp_path / "survey.lss" if form is not None else None
    if path is not None and form is not None:
        path.write_bytes(form)
    workflow.adopt(tmp_path / name, tmp_path / "study", WHEN, form=path, lang="ru", **more)  # type: ignore[arg-type]
    return tmp_path / "study"


@pytest.mark.parametrize(("content", "name", "form"), [
    (as_csv(export("full", "words", "kk")), "a.csv", lss(3)), (lsa(), "a.lsa", None)], ids=["words", "archive"])
def test_a_survey_of_limesurvey_is_analysed_as_it_comes(tmp_path: Path, content: bytes, name: str,
                                                        form: bytes | None) -> None:
    root = adopted(tmp_path, content, name, form)
    assert workflow.check(root) == ()
    opened = study.open_study(root)
    assert opened.dictionary is not None
    assert all(column.confidence == "sure" for column in opened.dictionary.group("need"))
    assert {need.code: need.title for need in opened.settings.needs}["need"] == ASK_NEEDS
    found = workflow.analyse(root, WHEN)
    assert found.of_kind("needs-rating")


def test_what_the_program_writes_itself_never_gets_into_the_folder(tmp_path: Path) -> None:
    root = adopted(tmp_path, lsa(), "a.lsa")
    for file in root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"10.0.0.7" not in content, file
            assert b"1980-01-01 00" not in content, file


def test_the_form_in_the_study_is_used_without_being_named(tmp_path: Path) -> None:
    from tests.corpus.exports import form as asked

    from qabilet.study.formats import write_form

    root = tmp_path / "study"
    workflow.new(root, WHEN)
    (root / study.FORM_FILE).parent.mkdir(exist_ok=True)
    (root / study.FORM_FILE).write_bytes(write_form(asked()))
    root = adopted(tmp_path, as_csv(kobo("kk"), ";"), "kobo.csv")
    needs = {need.code: need.title for need in study.open_study(root).settings.needs}
    assert needs == {"needs": ASK_NEEDS}


def test_a_form_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as error:
        adopted(tmp_path, as_csv(export()), "a.csv", lss(6)[:900])
    assert error.value.code == "LIME_001"
    assert not (tmp_path / "study").exists()


def test_names_of_microsoft_forms_stay_outside(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "forms.xlsx", {"Sheet1": microsoft("kk")})
    found = workflow.adopt(path, tmp_path / "study", WHEN, lang="kk")
    assert found.personal == ("Электрондық пошта", "Аты")
    assert workflow.check(tmp_path / "study") == ()
    for file in (tmp_path / "study").rglob("*"):
        if file.is_file():
            assert "Сериков".encode() not in file.read_bytes()
