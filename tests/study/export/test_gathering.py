"""A study as a data set: read as the analysis reads it, as people answered it, with nothing personal."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.study.export.made import study_of

from qabilet import workflow
from qabilet.cycle.analysis import Lattice, recodes
from qabilet.cycle.instrument import Column, reasons_of
from qabilet.errors import QabiletError
from qabilet.study import Study, dataset_of, described, open_study
from qabilet.study.export.variables import WHY
from qabilet.study.formats import MISSING_CODES, Dataset
from qabilet.tables import recode
from qabilet.text import LANGS, Lang, Text, say

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NOW = workflow.Occasion(datetime(2026, 11, 22, tzinfo=UTC), "researcher", "test")
CODE_OF = {-1: -6.0, -2: -7.0, -3: -8.0, -4: -9.0}
"""What the analysis writes for a missing answer, and what the data set does."""


def named(dataset: Dataset, name: str) -> np.ndarray:
    return dataset.columns[[one.name for one in dataset.variables].index(name)]


def one(root: Path, column: Column, cells: list[str]) -> Dataset:
    return dataset_of(open_study(study_of(root, [column], {column.header: cells})))


@pytest.mark.parametrize("example", ["akims-2023", "akims-two-stage-2024"])
def test_every_cell_of_the_examples_is_what_the_analysis_read(example: str, tmp_path: Path) -> None:
    opened = open_study(EXAMPLES / example)
    assert opened.dictionary is not None
    dataset = dataset_of(opened)
    frame = recode(opened.answers, recodes(opened.dictionary, Lattice()), tmp_path / "frame.parquet")
    assert dataset.rows == frame.rows
    seen = 0
    for batch in frame.batches(list(frame.levels)):
        for column in opened.dictionary.kept():
            if column.kind in ("one", "rating", "ranking"):
                code = batch[column.code].astype(float)
                right = (len(column.values) - code) if column.reverse else code + 1
                wanted = np.where(code < 0, [CODE_OF.get(int(value), 0) for value in code], right)
                np.testing.assert_array_equal(named(dataset, column.code), wanted)
                seen += 1
            if column.kind == "number":
                why = batch[f"{column.code}?"]
                wanted = np.where(why < 0, [CODE_OF.get(int(value), 0) for value in why], batch[column.code])
                np.testing.assert_array_equal(named(dataset, column.code), wanted)
                seen += 1
            for place in range(1, len(column.values) + 1 if column.kind == "many" else 1):
                flag = batch[f"{column.code}.{place}"].astype(float)
                wanted = np.where(flag < 0, [CODE_OF.get(int(value), 0) for value in flag], flag)
                np.testing.assert_array_equal(named(dataset, f"{column.code}_{place}"), wanted)
                seen += 1
    texts = sum(column.kind == "text" for column in opened.dictionary.kept())
    assert seen + texts == len(dataset.variables)


@pytest.mark.parametrize("example", ["akims-2023", "akims-two-stage-2024"])
def test_a_codebook_has_the_same_variables_and_not_one_row(example: str) -> None:
    opened = open_study(EXAMPLES / example)
    whole, book = dataset_of(opened), described(opened)
    assert [(one.name, one.label, one.values, one.kind) for one in book.variables] == \
           [(one.name, one.label, one.values, one.kind) for one in whole.variables]
    assert (book.rows, tuple(book.columns)) == (0, ())


def test_a_codebook_is_made_without_opening_the_answers(tmp_path: Path) -> None:
    root = study_of(tmp_path / "s", [Column("Пол", "sex", "one", values=("м", "ж"))], {"Пол": ["м"]})
    (root / "fieldwork" / "answers.parquet").write_bytes(b"no parquet at all")
    assert [value.label.ru for value in described(open_study(root)).variables[0].values][:2] == ["м", "ж"]


def test_a_rating_stands_as_it_was_given_though_the_analysis_turns_it_round(tmp_path: Path) -> None:
    column = Column("q", "hard", "rating", values=("no", "rather", "yes"), reverse=True)
    dataset = one(tmp_path / "s", column, ["no", "yes", "rather"])
    assert named(dataset, "hard").tolist() == [1, 3, 2]
    assert any("hard" in note.en and "turns round" in note.en for note in dataset.notes)


def test_a_scale_from_nought_says_that_its_codes_are_no_numerals(tmp_path: Path) -> None:
    column = Column("q", "nps", "rating", values=tuple(map(str, range(11))))
    dataset = one(tmp_path / "s", column, ["0", "10"])
    assert named(dataset, "nps").tolist() == [1, 11]
    assert any("nps" in note.en and "differ" in note.en for note in dataset.notes)


def test_nothing_personal_no_key_and_nothing_left_out_by_hand_is_in_it(tmp_path: Path) -> None:
    columns = [Column("ФИО", "fio", "personal", keep=False), Column("ID", "id", "id"),
               Column("Одно", "same", "constant"),
               Column("Дата", "when", "date", keep=False), Column("q", "q", "one", values=("a",))]
    answers = {one.header: ["a"] for one in columns}
    dataset = dataset_of(open_study(study_of(tmp_path / "s", columns, answers)))
    assert [one.name for one in dataset.variables] == ["q"]
    assert any(note.en.endswith("declared so: 4.") for note in dataset.notes)


def test_each_reason_for_a_missing_answer_has_its_code_and_its_words(tmp_path: Path) -> None:
    column = Column("q", "q", "one", values=("a",), missing={"": "refused", "n/a": "not relevant", "?": "cannot judge"})
    dataset = one(tmp_path / "s", column, ["a", "", "n/a", "?"])
    assert named(dataset, "q").tolist() == [1, MISSING_CODES["refused"], MISSING_CODES["not relevant"],
                                            MISSING_CODES["cannot judge"]]
    reasons = [value for value in dataset.variables[0].values if value.missing]
    assert [value.missing for value in reasons] == ["not asked", "not relevant", "refused", "cannot judge"]
    assert all(value.label[lang] for value in reasons for lang in LANGS)


def test_a_number_that_is_itself_a_code_of_missing_costs_the_reasons_and_is_told(tmp_path: Path) -> None:
    column = Column("t", "cold", "number", missing={"": "refused"})
    dataset = one(tmp_path / "s", column, ["-7", "3,5", ""])
    np.testing.assert_array_equal(named(dataset, "cold"), [-7, 3.5, np.nan])
    assert dataset.variables[0].values == ()
    assert dataset.variables[0].decimals == 1
    assert any("-7" in note.en and "«cold»" in note.en for note in dataset.notes)


def test_days_are_read_however_they_are_written(tmp_path: Path) -> None:
    column = Column("d", "d", "date")
    dataset = one(tmp_path / "s", column, ["2024-03-01", "01.03.2024", "1/3/2024 10:15", "2024.3.1", ""])
    assert dataset.variables[0].kind == "date"
    assert dataset.columns[0][:4].tolist() == [np.datetime64("2024-03-01").item()] * 4
    assert np.isnat(dataset.columns[0][4])


def test_a_column_of_dates_with_a_word_in_it_stays_words_and_says_so(tmp_path: Path) -> None:
    dataset = one(tmp_path / "s", Column("d", "d", "date"), ["2024-03-01", "31.02.2024", "весной", ""])
    assert (dataset.variables[0].kind, dataset.columns[0].tolist()) == \
           ("text", ["2024-03-01", "31.02.2024", "весной", ""])
    assert any("2" in note.en and "no dates" in note.en for note in dataset.notes)


def test_a_header_that_begins_another_is_not_taken_for_it(tmp_path: Path) -> None:
    columns = [Column("1", "a", "text"), Column("1.Имя", "b", "personal", keep=False),
               Column("1.Пол", "c", "text")]
    answers = {"1": ["x"], "1.Имя": ["Асель"], "1.Пол": ["y"]}
    dataset = dataset_of(open_study(study_of(tmp_path / "s", columns, answers)))
    assert [column.tolist() for column in dataset.columns] == [["x"], ["y"]]


def test_options_and_columns_of_the_same_name_stay_two(tmp_path: Path) -> None:
    columns = [Column("m", "topics", "many", values=("a", "b"), separator=";"),
               Column("t", "topics_1", "one", values=("x",))]
    dataset = dataset_of(open_study(study_of(tmp_path / "s", columns, {"m": ["b"], "t": ["x"]})))
    names = [variable.name for variable in dataset.variables]
    assert len({name.lower() for name in names}) == 3
    assert [column.tolist() for column in dataset.columns] == [[0], [1], [1]]
    assert [variable.set for variable in dataset.variables] == ["topics", "topics", ""]


def test_values_in_no_list_are_refused_all_at_once_with_their_lines(tmp_path: Path) -> None:
    columns = [Column("a", "a", "one", values=("x",)), Column("b", "b", "number"),
               Column("c", "c", "one", values=("x",))]
    root = study_of(tmp_path / "s", columns, {"a": ["x", "y", "y"], "b": ["1", "many", "2"], "c": ["x"] * 3})
    with pytest.raises(QabiletError) as refused:
        dataset_of(open_study(root))
    assert [(fault.code, fault.row, fault.facts["value"], fault.facts["count"]) for fault in refused.value.faults] == \
           [("EXPORT_009", 2, "y", 2), ("EXPORT_009", 3, "many", 1)]


def test_a_study_without_answers_and_one_without_columns_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "study.toml").write_text("format = 1\n")
    with pytest.raises(QabiletError, match="STUDY_019"):
        dataset_of(open_study(empty))
    bare = study_of(tmp_path / "bare", [Column("q", "q", "one", values=("a",), keep=False)], {"q": ["a"]})
    with pytest.raises(QabiletError, match="EXPORT_010"):
        described(open_study(bare))


def test_answers_of_nobody_are_an_empty_data_set(tmp_path: Path) -> None:
    dataset = one(tmp_path / "s", Column("q", "q", "number"), [])
    assert (dataset.rows, len(dataset.columns[0])) == (0, 0)


def test_damaged_answers_are_a_coded_fault(tmp_path: Path) -> None:
    root = study_of(tmp_path / "s", [Column("q", "q", "text")], {"q": ["a"]})
    (root / "fieldwork" / "answers.parquet").write_bytes(b"PAR1" + b"\0" * 40)
    opened: Study = open_study(root)
    with pytest.raises(QabiletError, match="STUDY_034"):
        dataset_of(opened)


def test_answers_damaged_in_the_middle_are_a_coded_fault_too(tmp_path: Path) -> None:
    root = study_of(tmp_path / "s", [Column("q", "q", "text")], {"q": [f"слово {place}" for place in range(500)]})
    path = root / "fieldwork" / "answers.parquet"
    content = bytearray(path.read_bytes())
    content[4:400] = bytes(396)
    path.write_bytes(content)
    with pytest.raises(QabiletError, match="STUDY_034"):
        dataset_of(open_study(root))


def test_the_wording_stands_in_the_language_it_was_asked_in(tmp_path: Path) -> None:
    column = Column("h", "q", "text", question="Сіз қай өңірде жұмыс істейсіз?", label=Text(kk="Өңір"))
    dataset = one(tmp_path / "s", column, ["x"])
    assert dataset.variables[0].question == Text(kk="Сіз қай өңірде жұмыс істейсіз?")


def test_a_study_with_a_form_words_its_questions_in_three_languages() -> None:
    dataset = described(open_study(EXAMPLES / "akims-2023"))
    wording = {one.name: one.question for one in dataset.variables}
    assert all(not one.gaps() for one in wording.values())
    assert wording["age"].en.startswith("Your age")
    assert wording["importance_finance"].en.startswith("How important")
    assert wording["importance_finance"].en.endswith("\u2014 Financial literacy")
    assert any("form.xlsx" in note.en for note in dataset.notes)


def test_a_published_version_is_told_by_its_number(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study"))
    workflow.publish(root, NOW)
    (root / "instrument" / "form.xlsx").unlink()
    dataset = described(open_study(root))
    assert any("version 1 of the form, published on 2026-11-22" in note.en for note in dataset.notes)
    assert not dataset.variables[0].question.gaps()


def test_a_form_that_cannot_be_read_keeps_nobody_from_his_answers(tmp_path: Path) -> None:
    root = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study"))
    (root / "instrument" / "form.xlsx").write_bytes(b"PK\x03\x04 half a file")
    dataset = dataset_of(open_study(root))
    assert dataset.rows == 300
    assert dataset.variables[0].question == Text(ru="Язык заполнения анкеты")


@pytest.mark.parametrize("lang", LANGS)
def test_reasons_for_no_answer_are_known_again_by_the_words_they_are_written_with(lang: Lang) -> None:
    words = {say(lang, words): reason for reason, words in WHY.items()}
    assert reasons_of(words) == words
