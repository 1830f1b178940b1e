"""Answers out of LimeSurvey: the same people, whatever was chosen in its export dialogue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.corpus.exports import ITEMS, NEEDS, POSTS, TOPICS, as_csv, people
from tests.corpus.limesurvey import export, lsa, lsr, lss, vv
from tests.study.formats.test_odk import codes, drafted, read, taken

from qabilet.study.formats import read_form, write_form
from qabilet.study.formats.form_files import read_form_file, terms_of
from qabilet.study.formats.origins import Terms

FILES = {
    "codes": (as_csv(export()), "a.csv"), "codes with words": (as_csv(export("codetext"), ";"), "a.csv"),
    "names of expressions": (as_csv(export("em")), "a.csv"), "words": (as_csv(export("full", "words")), "a.csv"),
    "words in Kazakh": (as_csv(export("full", "words", "kk")), "a.csv"),
    "codes, answers in words": (as_csv(export("code", "words")), "a.csv"),
    "data entry": (vv(), "vvexport_123456.csv"), "responses": (lsr(), "survey_123456_responses.lsr"),
    "archive": (lsa(), "survey_archive_123456.lsa"),
}


@pytest.fixture(params=[3, 6], ids=["LimeSurvey 3", "LimeSurvey 6"])
def survey(tmp_path: Path, request: pytest.FixtureRequest) -> Terms:
    path = tmp_path / "survey.lss"
    path.write_bytes(lss(request.param))
    return terms_of(path, "ru")


@pytest.mark.parametrize("name", FILES)
def test_every_export_of_the_same_people_reads_the_same(tmp_path: Path, survey: Terms, name: str) -> None:
    content, file = FILES[name]
    answers = taken(tmp_path, content, survey, file)
    asked = people()
    assert answers.rows == len(asked), "the one who never submitted is left out"
    assert read(answers, "post") == [[POSTS[one.post].en] for one in asked]
    assert read(answers, "age") == [float(one.age) for one in asked]
    assert read(answers, "topics") == [[label.en for key, label in TOPICS.items() if key in one.topics]
                                       for one in asked]
    assert read(answers, "topics_other")[2:4] == ["not asked", []]
    for place, key in enumerate(ITEMS, start=1):
        assert read(answers, f"need_sq00{place}") == [
            "cannot judge" if one.needs[key] == "99" else [NEEDS[one.needs[key]].en] for one in asked]
        assert read(answers, f"order_r{place}") == [[str(one.order.index(key) + 1)] for one in asked]
    column = drafted(answers).column("need_sq001")
    assert (column.kind, column.group, column.question) == ("rating", "need", "Насколько Вам нужно обучение?")
    assert "LOSS_050" in codes(answers)


def test_fields_named_anew_in_version_7_are_the_same_answers(tmp_path: Path) -> None:
    (tmp_path / "survey.lss").write_bytes(lss(6))
    survey = terms_of(tmp_path / "survey.lss", "ru")
    new, old = (taken(tmp_path, lsr(version), survey, "survey_1_responses.lsr") for version in (7, 6))
    assert (new.headers, new.columns) == (old.headers, old.columns)


def test_whoever_never_submitted_can_be_kept(tmp_path: Path, survey: Terms) -> None:
    answers = taken(tmp_path, as_csv(export()), replace(survey, unfinished=True))
    assert answers.rows == len(people()) + 1
    assert "LOSS_050" not in codes(answers)


def test_the_language_of_each_answer_is_kept_and_its_sender_is_not(tmp_path: Path) -> None:
    answers = taken(tmp_path, as_csv(export("codetext"), ";"), Terms())
    assert drafted(answers).column("language").values == ("kk", "ru")
    assert not [header for header in answers.headers if header.startswith(("id", "ipaddr", "seed", "submitdate"))]
    assert "10.0.0.7" not in {cell for column in answers.columns for cell in column}


def test_boxes_are_folded_without_any_survey(tmp_path: Path) -> None:
    answers = taken(tmp_path, as_csv(export("codetext")), Terms())
    column = drafted(answers).column("topics")
    assert column.kind == "many"
    assert "Право, законы" in column.values
    assert "LOSS_043" in codes(answers)


def test_the_structure_is_the_same_form_in_both_layouts(tmp_path: Path) -> None:
    forms = []
    for version in (3, 6):
        (tmp_path / "survey.lss").write_bytes(lss(version))
        forms.append(read_form_file(tmp_path / "survey.lss"))
    assert forms[0].form == forms[1].form
    form = forms[0].form
    assert form is not None
    assert form.languages == ("kk", "ru", "en")
    assert form.question("post").label.ru == "Ваша должность", "tags, entities and scripts are gone"
    assert form.question("why").cells["limesurvey_relevance"] == '((post.NAOK == "A1"))'
    assert {caution.code for caution in forms[0].cautions} == {"LIME_102", "LIME_103"}


def test_a_single_question_and_a_group_are_small_surveys(tmp_path: Path) -> None:
    for kind in ("Question", "Group"):
        (tmp_path / "one.lsq").write_bytes(lss(6).replace(b">Survey<", f">{kind}<".encode()))
        form = read_form_file(tmp_path / "one.lsq").form
        assert form is not None
        assert form.question("age").label.kk == "Жасыңыз"


TYPES = [*"L!OYG5INDSTUX|*MPRFABCEH1KQ:;?"]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_question_becomes_questions_that_odk_reads(tmp_path: Path, kind: str) -> None:
    made = (lss(6).replace(b"<type><![CDATA[L]]>", f"<type><![CDATA[{kind}]]>".encode())
            .replace(b"<other><![CDATA[N]]>", b"<other><![CDATA[Y]]>"))
    if kind == "1":
        second = "<row><aid>90</aid><qid>10</qid><code>B1</code><sortorder>9</sortorder><scale_id>1</scale_id></row>"
        made = made.replace(b"</rows>\n </answers>", f"{second}</rows>\n </answers>".encode())
    parts = "".join(f"<row><qid>9{scale}{place}</qid><parent_qid>10</parent_qid><sid>123456</sid><gid>1</gid>"
                    f"<type>T</type><title>{'SX'[scale]}{place}</title><question_order>{place}</question_order>"
                    f"<scale_id>{scale}</scale_id></row>" for scale in (0, 1) for place in (1, 2))
    made = made.replace(b"</rows>\n </subquestions>", f"{parts}</rows>\n </subquestions>".encode())
    (tmp_path / "survey.lss").write_bytes(made)
    read = read_form_file(tmp_path / "survey.lss")
    assert read.form is not None
    (tmp_path / "form.xlsx").write_bytes(write_form(read.form))
    again = read_form(tmp_path / "form.xlsx")
    assert [fault for fault in again.faults if fault.code != "XLSFORM_010"] == [], "only uploads cannot be asked"
    assert again.form is not None
    assert [one.code for one in again.form.questions()] == [one.code for one in read.form.questions()]
    assert ("LIME_106" in {caution.code for caution in read.cautions}) == (kind == "?")


def test_an_archive_is_a_survey_for_other_files_of_it(tmp_path: Path) -> None:
    (tmp_path / "archive.lsa").write_bytes(lsa())
    answers = taken(tmp_path, lsr(), terms_of(tmp_path / "archive.lsa", "kk"), "survey_123456_responses.lsr")
    assert answers.rows == len(people())
    assert drafted(answers).column("need_sq001").question == "Мынаны оқып-үйрену қаншалықты қажет?"


@pytest.mark.parametrize("headings", ["code", "full"])
def test_rankings_are_found_without_any_survey(tmp_path: Path, headings: str) -> None:
    answers = taken(tmp_path, as_csv(export(headings, "words")), Terms())
    ranked = [column for column in drafted(answers) if column.kind == "ranking"]
    assert sorted(column.item for column in ranked) == sorted(label.ru for label in ITEMS.values())
    law = next(column for column in ranked if column.item == ITEMS["law"].ru)
    assert answers.column(law.header) == tuple(str(one.order.index("law") + 1) for one in people())
    assert "LOSS_044" in codes(answers)
    assert len([column for column in drafted(answers) if column.kind == "rating"]) >= 3, "a grid is no ranking"
