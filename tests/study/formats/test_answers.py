"""Answers are read as a person saw them, from any usual file, and every loss is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.corpus.dirty import google_ru, microsoft_kk, mixed_scripts

from qabilet.errors import QabiletError
from qabilet.study.formats import RawAnswers, read_answers

HEAD, ROWS = ("Сұрақ", "Жасы"), [("Иә, келісемін", "44"), ("Жоқ", "")]


def book(path: Path, *rows: tuple[object, ...], merge: tuple[str, ...] = (), title: str = "Sheet1") -> Path:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for cells in merge:
        made.active.merge_cells(cells)
    made.save(path)
    return path


def text(path: Path, data: bytes | str) -> RawAnswers:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_answers(path)


def codes(answers: RawAnswers) -> list[str]:
    return [caution.code for caution in answers.losses]


def test_cells_of_a_workbook_look_as_they_looked(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("a", "b", "c", "d", "e"),
                (1.0, 0.1 + 0.2, dt.datetime.fromisoformat("2026-03-01"),
                 dt.datetime.fromisoformat("2026-03-01T09:05"), True),
                (77011234567, -2.5, dt.time(9, 30), None, "  да\xa0 нет "))
    answers = read_answers(path)
    assert [column[0] for column in answers.columns] == ["1", "0.3", "2026-03-01", "2026-03-01 09:05:00", "TRUE"]
    assert [column[1] for column in answers.columns] == ["77011234567", "-2.5", "09:30:00", "", "да нет"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048", "ptcp154"])
def test_any_delimiter_and_encoding_give_the_same(tmp_path: Path, delimiter: str, encoding: str) -> None:
    sheet = mixed_scripts()
    answers = text(tmp_path / "a.csv", sheet.csv(delimiter, encoding))
    assert answers.headers == tuple(sheet.headers)
    assert [row[3] for row in sheet.rows] == list(answers.column("Білім деңгейі"))
    assert ("LOSS_005" in codes(answers)) == (encoding in ("kz1048", "ptcp154"))


def test_russian_answers_in_the_old_encoding_of_windows(tmp_path: Path) -> None:
    answers = text(tmp_path / "a.csv", "Пол;Ответ\nжен;«Да» — нет №5\nмуж;Ещё\n".encode("cp1251"))
    assert answers.column("Ответ") == ("«Да» — нет №5", "Ещё")


def test_a_comma_inside_quotation_marks_is_no_delimiter(tmp_path: Path) -> None:
    answers = text(tmp_path / "a.csv", 'Q,W\n"Budget, planning",1\n"Law ""new""",2\n')
    assert answers.column("Q") == ("Budget, planning", 'Law "new"')


def test_excel_may_declare_its_delimiter(tmp_path: Path) -> None:
    assert text(tmp_path / "a.csv", "sep=;\r\na;b\r\n1;2,5\r\n").columns == (("1",), ("2,5",))


def test_the_header_is_found_under_titles_and_margins_are_dropped(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Отчёт за март", None, None, None), (None,), HEAD, *ROWS, (None, None, None, " "))
    answers = read_answers(path)
    assert answers.headers == HEAD
    assert answers.rows == 2
    assert answers.source["header_row"] == "3"
    assert {"LOSS_002", "LOSS_003"} <= set(codes(answers))


def test_a_grid_stem_merged_over_its_items_is_joined_with_each(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Жасы", "Оқыту қажеттілігі", None, None, "Пікір"),
                (None, "Право", "Бюджет", "Этика", None),
                ("44", "5", "4", "3", "жоқ"), ("30", "1", "2", "3", ""),
                merge=("A1:A2", "B1:D1", "E1:E2"))
    answers = read_answers(path)
    assert answers.headers == ("Жасы", "Оқыту қажеттілігі [Право]", "Оқыту қажеттілігі [Бюджет]",
                               "Оқыту қажеттілігі [Этика]", "Пікір")
    assert answers.rows == 2
    assert "LOSS_009" in codes(answers)


def test_two_row_headers_are_found_in_a_text_file_too(tmp_path: Path) -> None:
    answers = text(tmp_path / "a.csv", "Возраст;Нужно ли обучение;;;Отзыв\n;Право;Бюджет;Этика;\n"
                   "44;5;4;3;да\n30;1;2;3;\n")
    assert answers.headers[1:4] == tuple(f"Нужно ли обучение [{item}]" for item in ("Право", "Бюджет", "Этика"))
    assert answers.columns[0] == ("44", "30")


def test_the_sheet_with_most_answers_is_taken_and_another_can_be_named(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["readme"])
    made.create_sheet("Ответы").append(["a", "b"])
    for row in range(3):
        made["Ответы"].append([row, row])
    made.save(tmp_path / "a.xlsx")
    answers = read_answers(tmp_path / "a.xlsx")
    assert answers.source["sheet"] == "Ответы"
    assert "LOSS_001" in codes(answers)
    with pytest.raises(QabiletError) as caught:
        read_answers(tmp_path / "a.xlsx", sheet="None such")
    assert caught.value.code == "ANSWERS_011"
    assert "«Ответы»" in str(caught.value.faults[0].facts["sheets"])


def test_lost_letters_spreadsheet_errors_and_short_rows_are_told(tmp_path: Path) -> None:
    answers = text(tmp_path / "a.csv", "Жауап;Балл;Ескерту\nМа?сат бар;5;\nбар;#Н/Д\nжоқ;4;x\n")
    assert {"LOSS_006", "LOSS_007", "LOSS_010"} <= set(codes(answers))
    assert answers.column("Балл") == ("5", "", "4")


def test_a_question_mark_at_the_end_is_no_lost_letter(tmp_path: Path) -> None:
    assert codes(text(tmp_path / "a.csv", "Сіз келісесіз бе?;Неге?\nиә;білмеймін?\nжоқ;?\n")) == []


def test_a_column_without_a_header_gets_the_name_of_its_place(tmp_path: Path) -> None:
    answers = read_answers(book(tmp_path / "a.xlsx", ("a", None, "c"), (1, 2, 3), (4, 5, 6)))
    assert answers.headers == ("a", "(B)", "c")
    assert "LOSS_008" in codes(answers)


def test_parquet_columns_of_any_plain_type_become_words(tmp_path: Path) -> None:
    table = pa.table({"n": [1, None], "f": [1.5, 2.0], "d": [dt.date(2026, 1, 2), None], "w": ["қ", None],
                      "c": pa.array(["x", "y"]).dictionary_encode(),
                      "t": [dt.datetime.fromisoformat("2026-01-02T03:04:05"), None]})
    parquet.write_table(table, tmp_path / "a.parquet")
    assert read_answers(tmp_path / "a.parquet").columns == (
        ("1", ""), ("1.5", "2"), ("2026-01-02", ""), ("қ", ""), ("x", "y"), ("2026-01-02 03:04:05", ""))


@pytest.mark.parametrize("sheet", [google_ru(), microsoft_kk()], ids=["google", "microsoft"])
def test_a_workbook_and_a_text_file_of_the_same_answers_are_the_same(tmp_path: Path, sheet: object) -> None:
    one = read_answers(sheet.xlsx(tmp_path / "a.xlsx"))  # type: ignore[attr-defined]
    other = text(tmp_path / "a.csv", sheet.csv())  # type: ignore[attr-defined]
    assert (one.headers, one.columns) == (other.headers, other.columns)


def test_the_source_is_told(tmp_path: Path) -> None:
    source = text(tmp_path / "ответы.csv", "a;b\n1;2\n").source
    assert source["file"] == "ответы.csv"
    assert source["delimiter"] == ";"
    assert len(source["sha256"]) == 64
