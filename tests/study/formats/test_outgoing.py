"""Tables for programs without labels: read back by other readers, equal cell by cell, and harmless."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyarrow import parquet
from tests.study.export.made import datasets

from qabilet.errors import QabiletError
from qabilet.study import dataset_of, open_study
from qabilet.study.formats import Dataset, Variable, restored
from qabilet.study.formats.outgoing import workbook
from qabilet.study.formats.outgoing.columns import write_parquet
from qabilet.study.formats.outgoing.delimited import write_csv
from qabilet.study.formats.outgoing.workbook import write_xlsx
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import LANGS, Lang, Text

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=["akims-2023", "akims-two-stage-2024"])
def example(request: pytest.FixtureRequest) -> Dataset:
    return dataset_of(open_study(EXAMPLES / request.param))


def label(variable: Variable, value: float, lang: Lang) -> str | None:
    return next((one.label.shown(lang) for one in variable.values if one.code == value), None)


def cells_of_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def expected(variable: Variable, value: object, lang: Lang, labels: bool) -> object:
    """What a person should find in a cell: a number, a day, words or nothing."""
    if variable.kind == "date":
        return None if np.isnat(value) else value.item()  # type: ignore[call-overload, attr-defined]
    if isinstance(value, str):
        return value or None
    assert isinstance(value, float)
    if math.isnan(value):
        return None
    told = label(variable, value, lang) if labels else None
    if told == "" and variable.kind != "number":
        return f"{value:.0f}"  # a code without a word in any language is better than nothing
    return told or value


def check_csv(dataset: Dataset, path: Path, lang: Lang, labels: bool) -> None:
    write_csv(dataset, path, lang, labels=labels)
    head, *rows = cells_of_csv(path)
    assert head == [one.name for one in dataset.variables]
    assert len(rows) == dataset.rows
    for at, row in enumerate(rows):
        for variable, column, cell in zip(dataset.variables, dataset.columns, row, strict=True):
            wanted = expected(variable, column[at], lang, labels)
            found = restored(cell)
            if isinstance(wanted, float):
                assert float(found.replace(",", "." if lang != "en" else ",")) == pytest.approx(wanted, abs=1e-9)
            elif isinstance(wanted, dt.date):
                assert found == wanted.isoformat()
            else:
                assert found == (wanted or "")


@patient
@given(dataset=datasets(), lang=st.sampled_from(LANGS), labels=st.booleans())
def test_any_data_set_comes_back_from_csv(dataset: Dataset, lang: Lang, labels: bool,
                                          tmp_path_factory: pytest.TempPathFactory) -> None:
    check_csv(dataset, tmp_path_factory.mktemp("csv") / "a.csv", lang, labels)


@pytest.mark.parametrize("labels", [True, False])
def test_the_examples_come_back_from_csv(example: Dataset, labels: bool, tmp_path: Path) -> None:
    check_csv(example, tmp_path / "a.csv", "kk", labels)


@patient
@given(dataset=datasets(), labels=st.booleans())
def test_no_cell_of_csv_is_a_formula(dataset: Dataset, labels: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(dataset, path, "ru", labels=labels)
    for row in cells_of_csv(path)[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or cell[1:].replace(",", "").isdecimal()


def check_xlsx(dataset: Dataset, path: Path, lang: Lang, labels: bool) -> None:
    write_xlsx(dataset, path, lang, labels=labels)
    book = load_workbook(path, data_only=False)
    sheet = book.worksheets[0]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=len(dataset.variables))]
    assert head == [one.name for one in dataset.variables]
    blank = [[None] * len(head)] * (dataset.rows - len(rows))  # nothing is known of the last people: no cell, no row
    rows += blank
    assert sheet.freeze_panes == "A2"
    for at, row in enumerate(rows):
        for variable, column, found in zip(dataset.variables, dataset.columns, row, strict=True):
            wanted = expected(variable, column[at], lang, labels)
            if isinstance(wanted, str):
                # A line break of old Macs is a line break; a workbook cannot hold control signs or empty words.
                held = allowed(wanted)
                assert restored(str(found or "")).replace("\r", "\n") == held or not held
            elif isinstance(wanted, dt.date):
                day = found.date() if isinstance(found, dt.datetime) else found
                assert day == wanted or (wanted.year < 1901 and found == wanted.isoformat())
            else:
                assert found == wanted
    assert all(cell.data_type != "f" for one in book for row in one.iter_rows() for cell in row)


@patient
@given(dataset=datasets(), lang=st.sampled_from(LANGS), labels=st.booleans())
def test_any_data_set_comes_back_from_a_workbook(dataset: Dataset, lang: Lang, labels: bool,
                                                 tmp_path_factory: pytest.TempPathFactory) -> None:
    check_xlsx(dataset, tmp_path_factory.mktemp("xlsx") / "a.xlsx", lang, labels)


@pytest.mark.parametrize("labels", [True, False])
def test_the_examples_come_back_from_a_workbook(example: Dataset, labels: bool, tmp_path: Path) -> None:
    check_xlsx(example, tmp_path / "a.xlsx", "ru", labels)


def test_the_workbook_explains_every_code_beside_the_data(example: Dataset, tmp_path: Path) -> None:
    write_xlsx(example, tmp_path / "a.xlsx", "ru", labels=False)
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Данные", "Кодовая книга", "Примечания"]
    told = {(row[0].value, row[4].value): row[5].value for row in book["Кодовая книга"].iter_rows(min_row=2)}
    for variable in example.variables:
        for value in variable.values:
            assert told[variable.name, value.code] == value.label.ru
    notes = [row[0].value for row in book["Примечания"].iter_rows(min_row=2)]
    assert [note.ru for note in example.notes] == notes[-len(example.notes):]


def test_more_rows_than_excel_opens_are_refused_before_anything_is_written(tmp_path: Path,
                                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    dataset = Dataset("a", Text(), (Variable("v", "number", Text()),), (np.zeros(3),), 3)
    with pytest.raises(QabiletError, match="EXPORT_020"):
        write_xlsx(dataset, tmp_path / "a.xlsx", "en", labels=False)
    assert list(tmp_path.iterdir()) == []


def check_parquet(dataset: Dataset, path: Path, lang: Lang, labels: bool) -> None:
    write_parquet(dataset, path, lang, labels=labels)
    table = parquet.read_table(path)
    assert (table.column_names, table.num_rows) == ([one.name for one in dataset.variables], dataset.rows)
    for variable, column, found in zip(dataset.variables, dataset.columns, table.columns, strict=True):
        worded = labels and variable.kind in ("code", "flag")
        wanted = [expected(variable, value, lang, worded) or (0.0 if value == 0.0 else None)
                  if variable.kind != "date" else expected(variable, value, lang, False) for value in column]
        assert found.to_pylist() == [None if one == "" else one for one in wanted]


@patient
@given(dataset=datasets(), lang=st.sampled_from(LANGS), labels=st.booleans())
def test_any_data_set_comes_back_from_parquet(dataset: Dataset, lang: Lang, labels: bool,
                                              tmp_path_factory: pytest.TempPathFactory) -> None:
    check_parquet(dataset, tmp_path_factory.mktemp("parquet") / "a.parquet", lang, labels)


def test_the_examples_come_back_from_parquet_typed_and_labelled(example: Dataset, tmp_path: Path) -> None:
    check_parquet(example, tmp_path / "a.parquet", "kk", False)
    schema = parquet.read_schema(tmp_path / "a.parquet")
    types = {"code": {"int32"}, "flag": {"int32"}, "number": {"int32", "double"}, "date": {"date32[day]"},
             "text": {"string"}}
    for variable in example.variables:
        field = schema.field(variable.name)
        assert str(field.type) in types[variable.kind]
        told = json.loads(field.metadata[b"qabilet"])
        assert told["label"] == variable.label.write()
        assert [value["code"] for value in told["values"]] == [value.code for value in variable.values]
    assert json.loads(schema.metadata[b"qabilet"])["title"] == example.title.write()


def test_the_same_answers_make_the_same_bytes(example: Dataset, tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        write_parquet(example, tmp_path / name, "ru", labels=False)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_workbook_bears_the_title_of_the_study(example: Dataset, tmp_path: Path) -> None:
    write_xlsx(example, tmp_path / "a.xlsx", "ru", labels=False)
    known = load_workbook(tmp_path / "a.xlsx").properties
    assert (known.title, known.creator) == (example.title.ru, "Qabilet")


def test_a_whole_file_is_one_csv_though_it_is_written_in_batches(tmp_path: Path) -> None:
    rows = 40_000
    dataset = Dataset("a", Text(), (Variable("n", "number", Text()),), (np.arange(rows, dtype=np.float64),), rows)
    write_csv(dataset, tmp_path / "a.csv", "en", labels=False)
    text = io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))
    assert [int(row[0]) for row in list(csv.reader(text, delimiter=";"))[1:]] == list(range(rows))
