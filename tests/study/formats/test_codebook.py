"""The codebook in its four forms: complete, in three languages, harmless, without an answer or a count."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from tests.study.export.made import datasets
from tests.study.formats.ddi_schemas import OFFICIAL, ddi_schemas

from qabilet import workflow
from qabilet.study import Asked, described, open_study
from qabilet.study.export.notes import about
from qabilet.study.formats import Dataset, Value, Variable
from qabilet.study.formats.codebook.about import About
from qabilet.study.formats.codebook.as_json import write_codebook_json
from qabilet.study.formats.codebook.book import composed
from qabilet.study.formats.codebook.ddi import SPACE, write_ddi
from qabilet.study.formats.codebook.page import write_codebook_page
from qabilet.study.formats.codebook.word import write_codebook_word
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import LANGS, Lang, Text

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
patient = settings(deadline=None, max_examples=60)


@pytest.fixture(scope="module", params=["akims-2023", "akims-two-stage-2024"])
def example(request: pytest.FixtureRequest) -> tuple[Dataset, About]:
    opened = open_study(EXAMPLES / request.param)
    return described(opened), about(opened, "1.2")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return ddi_schemas()[0]


def ddi_of(dataset: Dataset, told: About | None = None) -> Any:
    return etree.fromstring(write_ddi(dataset, told or About()))


def found(root: Any, path: str) -> list[Any]:
    return list(root.findall(path, {"d": SPACE}))


def test_ddi_of_the_examples_is_valid(example: tuple[Dataset, About], schema: etree.XMLSchema) -> None:
    document = ddi_of(*example)
    assert schema.validate(document), schema.error_log


@pytest.mark.skipif(not OFFICIAL, reason="QABILET_DDI_SCHEMA names no copy of the official codebook.xsd 2.5")
def test_ddi_of_the_examples_is_valid_by_the_official_schema(example: tuple[Dataset, About]) -> None:
    official = ddi_schemas()[1]
    assert official.validate(ddi_of(*example)), official.error_log


def test_ddi_of_a_release_is_valid(tmp_path: Path) -> None:
    study = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study"))
    page = study / "study.toml"
    told = re.sub(r"(?m)^dimensions = .*$", 'dimensions = ["region"]', page.read_text(encoding="utf-8"))
    permit = '\n[microdata]\nallow = ["archive"]\ntraits = ["region"]\n'
    page.write_text(re.sub(r"(?m)^tables = .*$", "", told) + permit, encoding="utf-8")
    now = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "archive", "test")
    workflow.convert(study, tmp_path / "a.csv", now, Asked("en"))
    document = etree.parse(tmp_path / "a.csv.ddi.xml")
    for schema in ddi_schemas():
        assert schema.validate(document), schema.error_log


@patient
@given(dataset=datasets(most_rows=1), words=st.builds(Text, *[st.text(max_size=8)] * 3))
def test_ddi_of_any_data_set_is_valid_and_holds_its_words(dataset: Dataset, words: Text) -> None:
    dataset = replace(dataset, variables=(*dataset.variables, Variable("weight", "number", words, weight=True)))
    document = ddi_of(dataset, About(words, words, words, ("2024-03",), "law-2024", {"law": words}, "1"))
    for schema in ddi_schemas():
        assert schema.validate(document), schema.error_log
    labels = [one.text or "" for one in found(document, ".//d:dataDscr/d:var/d:labl")]
    for variable in dataset.variables:
        assert {allowed(words) for words in variable.label if words} <= set(labels)


def test_no_id_of_ddi_stands_twice_and_every_reference_leads_to_one(example: tuple[Dataset, About]) -> None:
    """lxml holds no reference against the IDs that there are."""
    document = ddi_of(*example)
    known = [one.get("ID") for one in document.iter() if one.get("ID")]
    assert len(known) == len(set(known))
    led = {one for element in document.iter() for name in ("files", "var") for one in element.get(name, "").split()}
    assert led
    assert led <= set(known)


def test_the_schema_would_find_a_fault(example: tuple[Dataset, About], schema: etree.XMLSchema) -> None:
    document = ddi_of(*example)
    variable = found(document, ".//d:var")[0]
    variable.insert(0, variable[-1])
    assert not schema.validate(document)


def test_ddi_tells_every_label_and_code_in_each_language(example: tuple[Dataset, About]) -> None:
    dataset, told = example
    document = ddi_of(dataset, told)
    known = {one.get("name"): one for one in found(document, ".//d:var")}
    assert list(known) == [one.name for one in dataset.variables]
    for variable in dataset.variables:
        categories = {int(one.findtext("d:catValu", "", {"d": SPACE})): one
                      for one in found(known[variable.name], "d:catgry")}
        assert list(categories) == [value.code for value in variable.values]
        for value in variable.values:
            assert (categories[value.code].get("missing") == "Y") == (value.missing is not None)
            said = {one.get(LANG): one.text for one in found(categories[value.code], "d:labl")}
            assert said == ({None: value.label.kk} if len(set(value.label)) == 1 else
                            {lang: value.label[lang] for lang in LANGS if value.label[lang]})


def test_ddi_groups_grids_and_questions_of_many_choices(example: tuple[Dataset, About]) -> None:
    document = ddi_of(*example)
    groups = {one.get("name"): (one.get("type"), one.get("var").split()) for one in found(document, ".//d:varGrp")}
    assert groups["channels"] == ("multipleResp", [f"V-channels_{place}" for place in range(1, 8)])
    assert groups["importance"][0] == "grid"
    grids = {one.group for one in example[0].variables if one.group}
    assert set(groups) == grids | {one.set for one in example[0].variables if one.set}


def test_ddi_tells_when_of_whom_and_how_it_was_asked_and_which_program_wrote_it(example: tuple[Dataset, About]) -> None:
    document = ddi_of(*example)
    dates = [(one.get("event"), one.get("date")) for one in found(document, ".//d:collDate")]
    assert [event for event, _ in dates] == ["start", "end"]
    assert all(re.fullmatch(r"\d{4}-\d{2}", date) for _, date in dates)
    assert found(document, ".//d:sampProc")
    assert {one.get("version") for one in found(document, ".//d:software")} == {"1.2"}


def test_a_competence_is_a_concept_of_its_framework() -> None:
    variable = Variable("v", "number", Text.same("v"), competence="law")
    told = About(framework="kz-2019", competences={"law": Text(ru="Право", en="Law")})
    concepts = found(ddi_of(Dataset("s", Text(), (variable,), (), 0), told), ".//d:concept")
    assert [(one.get(LANG), one.text, one.get("vocab")) for one in concepts] == \
           [("ru", "Право (law)", "kz-2019"), ("en", "Law (law)", "kz-2019")]


def test_signs_that_no_xml_may_hold_become_blanks() -> None:
    variable = Variable("v", "code", Text(ru="a\x00b\x1fc\ufffed\ud800"), values=(Value(1, Text(ru="\x0b")),))
    document = ddi_of(Dataset("s", Text(ru="\x08"), (variable,), (), 0))
    assert found(document, ".//d:var/d:labl")[0].text == "a b c d "


def numbers(words: str) -> list[str]:
    return re.findall(r"\d+", words)


def test_no_codebook_changes_with_the_answers(example: tuple[Dataset, About], tmp_path: Path) -> None:
    """What is made without a row cannot tell of one: all four forms are made of the description alone."""
    dataset, told = example
    assert (dataset.rows, tuple(dataset.columns)) == (0, ())
    assert "300" not in numbers(write_ddi(dataset, told).decode())
    assert "caseQnty" not in write_ddi(dataset, told).decode()
    assert "catStat" not in write_ddi(dataset, told).decode()


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_tells_every_variable_code_and_label(example: tuple[Dataset, About], lang: Lang) -> None:
    page = html.fromstring(write_codebook_page(example[0], lang).decode())
    assert page.get("lang") == lang
    words = " ".join(page.text_content().split())
    for variable in example[0].variables:
        assert variable.name in words
        for value in variable.values:
            assert " ".join(value.label[lang].split()) in words
    places = {one.get("id") for one in page.iter() if one.get("id")}
    linked = [one.get("href")[1:] for one in page.iter("a")]
    assert set(linked) <= places
    assert len(linked) == len(composed(example[0], lang).entries) + 1
    assert not list(page.iter("script"))
    assert not [one for one in page.iter() if str(one.get("src") or one.get("href") or "").startswith("http")]


@patient
@given(dataset=datasets(most_rows=0), lang=st.sampled_from(LANGS))
def test_no_word_of_a_study_becomes_markup_of_the_page(dataset: Dataset, lang: Lang) -> None:
    plain = html.fromstring(write_codebook_page(dataset, lang).decode())
    assert not list(plain.iter("script", "img", "iframe", "b"))
    assert len(list(plain.iter("article"))) == len(composed(dataset, lang).entries)


@pytest.mark.parametrize("lang", LANGS)
def test_the_word_document_has_real_headings_and_heads_that_repeat(example: tuple[Dataset, About],
                                                                   lang: Lang) -> None:
    document = Document(io.BytesIO(write_codebook_word(example[0], lang)))
    entries = composed(example[0], lang).entries
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == [entry.title.strip() for entry in entries] or len(headings) == len(entries)
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    told = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {one.name for one in example[0].variables} <= told
    assert 'w:instr="PAGE"' in document.sections[0].footer._element.xml
    assert document.core_properties.language == {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}[lang]


@patient
@given(dataset=datasets(most_rows=0), lang=st.sampled_from(LANGS))
def test_any_words_go_into_word(dataset: Dataset, lang: Lang) -> None:
    assert Document(io.BytesIO(write_codebook_word(dataset, lang))).tables


@patient
@given(dataset=datasets(most_rows=0))
def test_the_json_holds_all_of_it(dataset: Dataset) -> None:
    whole = json.loads(write_codebook_json(dataset))
    assert (whole["format"], whole["version"], whole["code"]) == ("qabilet-codebook", 1, dataset.code)
    assert [Text.read(one) for one in whole["notes"]] == list(dataset.notes)
    again = [Variable(**{**one, "label": Text.read(one["label"]), "question": Text.read(one["question"]),
                         "values": tuple(Value(value["code"], Text.read(value["label"]), value["missing"])
                                         for value in one["values"])}) for one in whole["variables"]]
    assert tuple(again) == dataset.variables


def test_items_of_a_grid_stand_in_one_entry_under_their_question(example: tuple[Dataset, About]) -> None:
    book = composed(example[0], "en")
    grid = next(entry for entry in book.entries if "importance_finance" in [item.name for item in entry.items])
    assert len(grid.items) == len([one for one in example[0].variables if one.group == "importance"])
    assert "Финансовая" not in grid.title
    assert grid.question_lang == ("en" if example[0].code == "akims-2023" else "ru")  # the other has no form
    assert sum(len(entry.items) for entry in book.entries) == len(example[0].variables) == book.variables
