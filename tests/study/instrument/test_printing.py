"""A study's questionnaire and guide on paper: what is printed, under which names, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from tests.cycle.report.paper.forms import everything, guide
from tests.study.instrument.form_studies import NOW, put, with_form

from qabilet import workflow
from qabilet.cycle.instrument import Form, Node, Question, Section
from qabilet.errors import CODES, Exit, QabiletError
from qabilet.study import FORM_FILE, GUIDE_FILE, PrintOrder, printed
from qabilet.study.formats import write_form
from qabilet.text import Text

TODAY = date(2026, 11, 22)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name, form in ((FORM_FILE, everything()), (GUIDE_FILE, guide())):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(write_form(form))
    return tmp_path


def test_a_study_is_printed_whole_in_the_languages_of_its_forms(study: Path) -> None:
    done = printed(study, PrintOrder(kinds=("docx",)), TODAY)
    assert sorted(done.files) == sorted(f"{name}-{lang}.docx" for lang in ("kk", "ru", "en")
                                        for name in ("akims", "akims-codes", "akims-guide"))
    assert done.cautions == []
    assert printed(study, PrintOrder(kinds=("docx",)), TODAY).files == done.files


def test_one_language_one_kind_the_guide_alone(study: Path) -> None:
    assert list(printed(study, PrintOrder(("kk",), ("pdf",), guide=True), TODAY).files) == ["akims-guide-kk.pdf"]
    assert list(printed(study / FORM_FILE, PrintOrder(("ru",), ("pdf",), codes=False), TODAY).files) == ["akims-ru.pdf"]


def test_a_rater_has_a_sheet_of_their_own(study: Path) -> None:
    done = printed(study / GUIDE_FILE, PrintOrder(("ru",), ("docx",), guide=True, perspective="observer"), TODAY)
    assert list(done.files) == ["akims-guide-observer-ru.docx"]


def test_gaps_in_both_forms_are_told_at_once_with_their_places(study: Path) -> None:
    for name, form in ((FORM_FILE, everything()), (GUIDE_FILE, guide())):
        (study / name).write_bytes(write_form(form.with_(nodes=(
            *form.nodes, Question("extra", "text", "text", Text(ru="Ещё вопрос"))))))
    with pytest.raises(QabiletError) as refused:
        printed(study, PrintOrder(), TODAY)
    assert {(one.code, one.file, one.column) for one in refused.value.faults} == {
        ("PAPER_001", name, f"label ({lang})") for name in (FORM_FILE, GUIDE_FILE) for lang in ("kk", "en")}
    assert all(one.row for one in refused.value.faults)
    assert len(printed(study, PrintOrder(draft=True, kinds=("docx",)), TODAY).files) == 9
    assert len(printed(study, PrintOrder(langs=("ru",), kinds=("docx",)), TODAY).files) == 3


def test_a_code_that_is_a_path_stays_in_the_folder(tmp_path: Path) -> None:
    bad = Form("../../etc/x", Text.same("T"), languages=("en",), source_lang="en",
               nodes=(Question("a", "text", "text", Text(en="A")),))
    (tmp_path / "f.xlsx").write_bytes(write_form(bad))
    order = PrintOrder(("en",), ("docx",), draft=True)
    names = list(printed(tmp_path / "f.xlsx", order, TODAY).files)
    assert names
    assert not any("/" in name or name.startswith(".") for name in names)


def test_a_folder_without_forms_and_a_file_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as refused:
        printed(tmp_path, PrintOrder(), TODAY)
    assert refused.value.code == "PRINT_001"
    (tmp_path / "x.xlsx").write_bytes(b"PK nothing")
    for place in (tmp_path / "x.xlsx", tmp_path / "nowhere.xlsx"):
        with pytest.raises(QabiletError):
            printed(place, PrintOrder(), TODAY)


def test_a_template_that_is_none_is_refused(study: Path) -> None:
    with pytest.raises(QabiletError) as refused:
        printed(study, PrintOrder(("ru",), ("docx",), template=study / FORM_FILE), TODAY)
    assert refused.value.code == "PAPER_003"
    with pytest.raises(QabiletError):
        printed(study, PrintOrder(("ru",), ("docx",), template=study / "nowhere.docx"), TODAY)


def test_letters_the_fonts_lack_are_a_caution(tmp_path: Path) -> None:
    form = Form("f", Text.same("T"), languages=("en",), source_lang="en",
                nodes=(Question("a", "text", "text", Text(en="Smile 😀")),))
    (tmp_path / "f.xlsx").write_bytes(write_form(form))
    done = printed(tmp_path / "f.xlsx", PrintOrder(("en",), ("pdf",), codes=False), TODAY)
    assert [(one.code, one.facts["signs"]) for one in done.cautions] == [("PAPER_002", "😀")]


def test_refusals_end_with_the_right_exit() -> None:
    assert CODES["PAPER_001"].exit == Exit.FAULTS
    assert CODES["PAPER_004"].exit == CODES["PRINT_002"].exit == Exit.USAGE


SHARED = Path(__file__).parents[4] / "shared" / "data" / "xlsform"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of foreign forms is not beside the repository")
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("*.xls*")) if SHARED.is_dir() else [])
def test_a_draft_of_any_foreign_form_is_printed(name: str) -> None:
    done = printed(SHARED / name, PrintOrder(draft=True, kinds=("docx",), codes=False), TODAY)
    assert all(content.startswith(b"PK") for content in done.files.values())
    assert done.files


def askable() -> Form:
    """The form without what cannot be asked here."""
    def kept(node: Node) -> Node:
        if isinstance(node, Section):
            return node.with_(nodes=tuple(kept(one) for one in node.nodes
                                          if isinstance(one, Section) or one.kind != "foreign"))
        return node

    form = everything()
    return form.with_(nodes=tuple(kept(node) for node in form.nodes))


def with_label(form: Form, **words: str) -> Form:
    """The form with other words for the question of the age."""
    def changed(node: Node) -> Node:
        if isinstance(node, Section):
            return node.with_(nodes=tuple(changed(one) for one in node.nodes))
        return node.with_(label=replace(node.label, **words)) if node.code == "q_age" else node

    return form.with_(nodes=tuple(changed(node) for node in form.nodes))


def test_a_form_changed_since_it_was_published_says_so(tmp_path: Path) -> None:
    root = with_form(tmp_path, askable())
    workflow.publish(root, NOW)
    order = PrintOrder(("ru",), ("docx",), codes=False)
    assert printed(root, order, TODAY).cautions == []
    put(root, with_label(askable(), kk="Жасыңыз", ru="Возраст", en="Age"))
    assert [(one.code, one.facts["version"]) for one in printed(root, order, TODAY).cautions] == [("PRINT_003", 1)]


def test_a_published_form_without_a_number_bears_that_of_its_version(tmp_path: Path) -> None:
    root = with_form(tmp_path, askable().with_(version=""))
    workflow.publish(root, NOW)
    content = printed(root, PrintOrder(("en",), ("docx",), codes=False), TODAY).files["akims-en.docx"]
    assert "version 1" in Document(BytesIO(content)).sections[0].footer.paragraphs[0].text


def test_an_outdated_translation_is_refused_and_printed_in_a_draft(tmp_path: Path) -> None:
    root = with_form(tmp_path, askable())
    workflow.publish(root, NOW)
    put(root, with_label(askable(), kk="Жасыңызды көрсетіңіз"))
    with pytest.raises(QabiletError) as refused:
        printed(root, PrintOrder(kinds=("docx",)), TODAY)
    assert {(one.code, one.column) for one in refused.value.faults} == {
        ("FORM_005", "survey/label::ru"), ("FORM_005", "survey/label::en")}
    assert "akims-kk.docx" in printed(root, PrintOrder(("kk",), ("docx",)), TODAY).files
    draft = printed(root, PrintOrder(("ru",), ("docx",), draft=True), TODAY)
    assert {one.code for one in draft.cautions} == {"FORM_005", "PRINT_003"}


def test_a_guide_and_a_questionnaire_of_one_code_are_two_files(tmp_path: Path) -> None:
    root = with_form(tmp_path, askable())
    put(root, guide().with_(code="akims"), guide=True)
    assert list(printed(root, PrintOrder(("ru",), ("docx",), codes=False), TODAY).files) == [
        "akims-ru.docx", "akims-guide-ru.docx"]
