"""`qabilet compose`: drafts of the form and the guide in the study's folder, and nothing of a person's work lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.cycle.instrument import Form, Question
from qabilet.errors import QabiletError
from qabilet.study import FORM_FILE, GUIDE_FILE, Wanted
from qabilet.study.drafts import is_draft
from qabilet.study.formats import read_form
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), "researcher", "1")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    root = tmp_path / "akims"
    workflow.new(root, NOW, like="local-government", lang="ru")
    return root


def opened(root: Path, path: str = FORM_FILE) -> Form:
    found = read_form(root / path, odk=False)
    assert found.faults == ()
    assert found.form is not None
    return found.form


def scales(form: Form) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in form.questions():
        if one.scale:
            found[one.scale] = found.get(one.scale, 0) + 1
    return found


def test_a_new_study_begins_with_drafts_of_both(study: Path) -> None:
    assert scales(opened(study)) == {"ranking": 5, "importance": 5, "competence": 5}
    assert is_draft(study, FORM_FILE)
    assert is_draft(study, GUIDE_FILE)
    assert len(opened(study, GUIDE_FILE).sections()) == 8


def test_the_form_asks_whom_the_study_means_to_ask(study: Path) -> None:
    form = opened(study)
    assert [one.code for one in form.choices(form.question("respondent"))] == ["akim", "deputy"]
    routes = {path[-1].code: path[-1].relevance for path, node in form.walk() if path and isinstance(node, Question)}
    assert routes["importance"] == routes["competence"] == "${respondent} = 'akim'"
    assert routes["knowledge"] == ""


def test_what_is_asked_for_is_composed(study: Path) -> None:
    found = workflow.compose(study, Wanted(group="skills", scales=("need",), perspectives=("self", "head")), NOW)
    assert scales(opened(study)) == {"need": 10}
    assert found.framework == "local-government-2023"
    assert opened(study).question("rater").required == "yes"


def test_the_same_order_gives_the_same_bytes(study: Path) -> None:
    before = (study / FORM_FILE).read_bytes()
    workflow.compose(study, Wanted(), NOW)
    assert (study / FORM_FILE).read_bytes() == before


def test_an_edited_form_is_kept_and_only_again_makes_a_new_one(study: Path) -> None:
    (study / FORM_FILE).write_bytes(b"edited by hand")
    with pytest.raises(QabiletError) as caught:
        workflow.compose(study, Wanted(), NOW)
    assert caught.value.code == "FORM_057"
    assert (study / FORM_FILE).read_bytes() == b"edited by hand"
    found = workflow.compose(study, Wanted(), NOW, again=True)
    assert found.kept == "instrument/form.previous.xlsx"
    assert (study / found.kept).read_bytes() == b"edited by hand"
    assert scales(opened(study))["ranking"] == 5


def test_the_guide_names_the_competences_of_the_group(study: Path) -> None:
    workflow.compose(study, Wanted(group="interview", guide=True), NOW)
    guide = opened(study, GUIDE_FILE)
    assert "Управление бюджетом; Правовое регулирование" in guide.question("missing").guidance.ru
    assert guide.question("courses").perspectives == ("self",)


def test_a_study_without_a_framework_needs_one_named_and_keeps_a_copy(tmp_path: Path) -> None:
    root = tmp_path / "bare"
    workflow.new(root, NOW)
    with pytest.raises(QabiletError) as caught:
        workflow.compose(root, Wanted(), NOW)
    assert caught.value.code == "FORM_054"
    workflow.compose(root, Wanted(framework="kz-unified-2019"), NOW)
    assert (root / "framework" / "framework.toml").is_file()
    assert scales(opened(root)) == {"importance": 13, "competence": 13}
    workflow.compose(root, Wanted(competences=("leadership",)), NOW)
    assert scales(opened(root)) == {"importance": 1, "competence": 1}


@pytest.mark.parametrize(("wanted", "code"), [
    (Wanted(competences=("finance",)), "FORM_050"), (Wanted(group="skill"), "FORM_051"),
    (Wanted(scales=("weights",)), "FORM_052"), (Wanted(perspectives=("boss",)), "FORM_053"),
    (Wanted(framework="oecd"), "FRAME_011")])
def test_a_wrong_word_is_answered_with_the_closest(study: Path, wanted: Wanted, code: str) -> None:
    before = (study / FORM_FILE).read_bytes()
    with pytest.raises(QabiletError) as caught:
        workflow.compose(study, wanted, NOW)
    assert caught.value.code == code
    assert caught.value.faults[0].facts["known"]
    assert (study / FORM_FILE).read_bytes() == before


def test_every_shipped_framework_composes_into_a_form_the_usual_converter_takes(tmp_path: Path) -> None:
    from pyxform.xls2xform import convert

    for framework in ("leadership-innovation", "oecd-2019", "local-government-2023"):
        root = tmp_path / framework
        workflow.new(root, NOW)
        scale = ("agreement", "need") if framework == "leadership-innovation" else ("importance", "competence")
        workflow.compose(root, Wanted(framework, perspectives=("self", "head", "peer", "report", "observer"),
                                      scales=scale), NOW)
        assert convert(str(root / FORM_FILE)).warnings == []


def test_the_guide_speaks_of_the_setting_of_the_framework(study: Path, tmp_path: Path) -> None:
    service = tmp_path / "service"
    workflow.new(service, NOW)
    workflow.compose(service, Wanted(framework="leadership-innovation", guide=True), NOW)
    codes = [one.code for one in opened(service, GUIDE_FILE).questions()]
    assert {"values", "delegation", "innovation"} <= set(codes)
    assert not {"budget", "elections"} & set(codes)
    assert len(set(codes)) == len(codes)
    assert {"budget", "elections"} <= {one.code for one in opened(study, GUIDE_FILE).questions()}


def test_a_sheet_beside_the_form_says_what_its_columns_mean(study: Path) -> None:
    """In three languages, and ODK's own reader passes over it without a word."""
    import openpyxl

    from qabilet.study.instrument.wording import HELP

    for path in (FORM_FILE, GUIDE_FILE):
        book = openpyxl.load_workbook(study / path)
        assert book.sheetnames[-1] == HELP
        help_sheet = book[HELP]
        assert [cell.value for cell in help_sheet[1]][2:] == ["Қазақша", "Русский", "English"]
        told = {name for row in help_sheet.iter_rows(min_row=2, max_col=2, values_only=True) if row[1]
                for name in row[1].replace("::…", "").split(", ")}
        assert {"type", "name", "label", "relevant", "competence", "missing"} <= told
        found = read_form(study / path)
        assert (found.faults, [one.code for one in found.cautions]) == ((), [])
