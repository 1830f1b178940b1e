"""A form is frozen when it is published: without a gap, once, and for good."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.cycle.instrument.form.small_forms import AGREE, replaced, survey, with_choices
from tests.study.instrument.form_studies import LATER, NOW, form_of, put, with_form
from tests.study.killing import killed_at, snapshot

from qabilet import workflow
from qabilet.cycle.instrument import Choice, Form, Question, form_json
from qabilet.errors import QabiletError
from qabilet.study import check, frozen_form, read_log, read_versions, version_faults
from qabilet.study.atomic import recover
from qabilet.text import LANGS, Text

LABEL = survey().question("age").label
OTHER = replaced(survey(), "age", label=Text("Жасыңыз қаншада?", "Ваш возраст", "Your age"))


def codes(root: Path, *, guide: bool = False) -> list[str]:
    with pytest.raises(QabiletError) as refused:
        workflow.publish(root, LATER, guide=guide)
    return [fault.code for fault in refused.value.faults]


def test_a_version_is_the_form_exactly_and_the_workbook_byte_for_byte(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workbook = (root / "instrument" / "form.xlsx").read_bytes()
    found = workflow.publish(root, NOW)
    folder = root / "instrument" / "versions" / "1"
    assert (found.version.version, found.same) == (1, False)
    assert (folder / "form.xlsx").read_bytes() == workbook
    assert (folder / "form.json").read_bytes() == form_json(form_of(root))
    assert frozen_form(root) == form_of(root)
    (one,), faults = read_versions(root)
    assert not faults
    assert one.workbook == hashlib.sha256(workbook).hexdigest()
    assert [line.verb for line in read_log(root)[0]] == ["new", "publish"]
    assert check(root) == ()


def test_publishing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    before = snapshot(root)
    found = workflow.publish(root, LATER)
    assert (found.same, found.version.version, found.files) == (True, 1, {})
    assert snapshot(root) == before


def test_a_spoilt_or_lost_ledger_makes_no_second_version_of_the_same_form(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    (root / "instrument" / "translations.csv").unlink()
    assert workflow.publish(root, LATER).same
    assert [line.verb for line in read_log(root)[0]] == ["new", "publish"]


def test_another_form_is_the_next_version_and_the_first_stays(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    first = snapshot(root)["instrument/versions/1/form.json"]
    put(root, OTHER)
    found = workflow.publish(root, LATER)
    assert found.version.version == 2
    assert found.since is not None
    assert [item.verdict for item in found.since.items] == ["care", "same", "same", "same"]
    assert snapshot(root)["instrument/versions/1/form.json"] == first
    assert frozen_form(root, 1).question("age").label == LABEL
    assert frozen_form(root).question("age").label.en == "Your age"


def test_every_gap_is_told_at_once_and_nothing_is_frozen(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.translate(root, NOW)
    form = replaced(survey(), "age", label=replace(LABEL, ru="Ваш возраст"))
    put(root, replaced(form, "law", label=Text(ru="Я хорошо знаю законы", en="I know the laws well")))
    with pytest.raises(QabiletError) as refused:
        workflow.publish(root, LATER)
    told = [(fault.code, fault.facts["path"], fault.column[-2:], fault.row) for fault in refused.value.faults
            if fault.code.startswith("FORM_")]
    assert told == [("FORM_004", "question/law/label", "kk", 5), ("FORM_005", "question/age/label", "kk", 2),
                    ("FORM_005", "question/age/label", "en", 2)]
    assert not (root / "instrument" / "versions").exists()


def test_many_gaps_are_named_to_a_number_and_counted_beyond(tmp_path: Path) -> None:
    questions = tuple(Question(f"q{number}", "text", "text", Text(ru=f"Вопрос {number}")) for number in range(30))
    root = with_form(tmp_path, Form("f", source_lang="ru", languages=("ru",), nodes=questions))
    found = [code for code in codes(root) if code.startswith("FORM_")]
    assert found.count("FORM_004") == 40
    assert found.count("FORM_006") == 2


def test_a_study_may_ask_in_fewer_languages(tmp_path: Path) -> None:
    form = replaced(survey(), "age", label=Text(kk=LABEL.kk, ru=LABEL.ru))
    root = with_form(tmp_path, form)
    assert "FORM_004" in codes(root)
    text = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(text.replace("[study]\n", '[study]\nlanguages = ["ru", "kk"]\n', 1),
                                     encoding="utf-8")
    assert workflow.publish(root, NOW).version.languages == ("kk", "ru")


def test_asking_in_one_more_language_is_another_version(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    toml = root / "study.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[study]\n", '[study]\nlanguages = ["kk", "ru"]\n', 1), encoding="utf-8")
    workflow.publish(root, NOW)
    toml.write_text(text, encoding="utf-8")
    found = workflow.publish(root, LATER)
    assert (found.version.version, found.version.languages) == (2, LANGS)


def test_the_forms_own_language_must_be_whole_though_the_study_does_not_ask_in_it(tmp_path: Path) -> None:
    form = replaced(survey(), "age", label=Text(kk=LABEL.kk, en=LABEL.en))
    root = with_form(tmp_path, form)
    text = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(text.replace("[study]\n", '[study]\nlanguages = ["kk"]\n', 1), encoding="utf-8")
    assert "FORM_004" in codes(root)


def test_a_lost_placeholder_stops_publication(tmp_path: Path) -> None:
    root = with_form(tmp_path, replaced(survey(), "know", label=Text("Білім", "Знания в ${age} лет", "At ${age}")))
    assert "FORM_002" in codes(root)


def test_a_fault_of_the_spreadsheet_stops_publication(tmp_path: Path) -> None:
    root = with_form(tmp_path, replaced(survey(), "age", relevance="${nobody} > 1"))
    assert codes(root)


def test_a_form_that_asks_nothing_is_not_published(tmp_path: Path) -> None:
    note = Question("hello", "note", "note", Text("Сәлем", "Привет", "Hello"))
    root = with_form(tmp_path, Form("f", source_lang="ru", languages=("kk", "ru", "en"), nodes=(note,)))
    assert "FORM_018" in codes(root)


def test_a_frozen_file_that_was_changed_or_removed_is_found_by_check_and_by_publish(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    folder = root / "instrument" / "versions" / "1"
    (folder / "form.json").write_bytes((folder / "form.json").read_bytes() + b" ")
    (folder / "form.xlsx").unlink()
    (root / "instrument" / "versions" / "9").mkdir()
    told = {"FORM_013", "FORM_014", "FORM_020"}
    assert {fault.code for fault in check(root)} == told
    assert set(codes(root)) == told
    with pytest.raises(QabiletError):
        frozen_form(root)


def test_a_spoilt_list_of_versions_is_told_line_by_line(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    path = root / "instrument" / "versions" / "versions.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([lines[0], lines[1], lines[1], "form;x;;;;;;"]), encoding="utf-8")
    assert [(fault.code, fault.row) for fault in version_faults(root)] == [("FORM_015", 3), ("FORM_015", 4)]


def test_the_guide_has_versions_of_its_own(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    put(root, OTHER, guide=True)
    workflow.publish(root, NOW)
    assert workflow.publish(root, NOW, guide=True).version.folder == "instrument/versions/guide-1"
    assert frozen_form(root, which="guide").question("age").label.en == "Your age"
    assert frozen_form(root).question("age").label.en == LABEL.en
    assert version_faults(root) == ()


def test_the_authors_number_used_twice_is_doubted(tmp_path: Path) -> None:
    root = with_form(tmp_path, survey().with_(version="2026030101"))
    workflow.publish(root, NOW)
    put(root, OTHER.with_(version="2026030101"))
    assert "FORM_040" in [one.code for one in workflow.publish(root, LATER).cautions]


def answers(root: Path, numbers: list[str]) -> None:
    (root / "fieldwork").mkdir(exist_ok=True)
    parquet.write_table(pa.table({"age": ["30"] * len(numbers), "__version__": numbers}),
                        root / "fieldwork" / "answers.parquet")


def test_publishing_says_which_versions_the_answers_at_hand_were_given_to(tmp_path: Path) -> None:
    root = with_form(tmp_path, survey().with_(version="v1"))
    workflow.publish(root, NOW)
    answers(root, ["v1", "v1", "other"])
    found = workflow.publish(root, LATER)
    assert found.answered is not None
    assert dict(found.answered.versions) == {"1": 2, "«other»": 1}
    more = Choice("5", Text("Басқа", "Иначе", "Otherwise"))
    put(root, with_choices(survey(), "agree", *AGREE.choices, more).with_(version="v2"))
    found = workflow.publish(root, LATER)
    assert [(one.code, one.facts["count"]) for one in found.cautions if one.code == "FORM_041"] == [("FORM_041", 2)]


def test_without_a_column_the_log_says_which_version_was_the_newest(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    source = tmp_path / "answers.csv"
    source.write_text("age;sex\n30;f\n40;m\n50;f\n", encoding="utf-8")
    workflow.adopt(source, root, LATER)
    put(root, OTHER)
    found = workflow.publish(root, LATER)
    assert found.answered is not None
    assert (dict(found.answered.versions), found.answered.by) == ({"1": 0}, "log")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_killed_publication_is_whole_or_never_happened(tmp_path: Path) -> None:
    for line in range(0, 120, 7):
        root = with_form(tmp_path / str(line))
        before = snapshot(root)
        killed = killed_at(line, lambda root=root: workflow.publish(root, NOW))  # type: ignore[misc]
        recover(root)
        after = snapshot(root)
        if after != before:
            assert frozen_form(root) == form_of(root)
            assert [one.verb for one in read_log(root)[0]] == ["new", "publish"]
        assert version_faults(root) == ()
        assert killed or after != before
