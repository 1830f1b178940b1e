"""The translators' spreadsheet goes out and comes back, however it was treated."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cycle.instrument.form.small_forms import replaced, survey, with_choices
from tests.study.instrument.form_studies import LATER, NOW, cells, form_of, put, returned, with_form

from qabilet import workflow
from qabilet.cycle.instrument import Choice, changed
from qabilet.errors import QabiletError
from qabilet.study import read_log
from qabilet.study.instrument.composing import FORM_FILE
from qabilet.study.instrument.returned_sheet import read_returned
from qabilet.study.instrument.translating import require_free_sheet
from qabilet.text import LANGS, Lang, Text

LABEL = survey().question("age").label
SOURCE_CHANGED = replaced(survey(), "age", label=replace(LABEL, ru="Сколько Вам лет сейчас?"))


def book(root: Path, lang: Lang = "en") -> bytes:
    return workflow.translate(root, NOW, ("kk",)).book(lang)


def column(rows: list[list[str]], code: str) -> int:
    headings = {"words": "New translation [kk]", "confirmed": "Translation now is right", "path": "Path",
                "status": "Status", "source": "Source", "note": "Note", "marks": "Marks",
                "was": "Source when it was translated", "now": "Translation now [kk]"}
    return rows[0].index(headings[code])


def filled(root: Path, tmp_path: Path, path: str, **given: str) -> Path:
    """The spreadsheet with cells of one row filled."""
    rows = cells(book(root))
    row = next(one for one in rows if one[column(rows, "path")] == path)
    for code, words in given.items():
        row[column(rows, code)] = words
    return returned(tmp_path, {"kk": rows})


def test_the_first_look_records_every_translation_and_the_second_nothing(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    first = workflow.translate(root, NOW)
    assert len(first.settled.first) == 26
    again = workflow.translate(root, LATER)
    assert (again.settled.first, again.files) == ((), {})
    assert [line.verb for line in read_log(root)[0]] == ["new", "translate"]


def test_a_changed_source_is_outdated_until_it_is_translated_or_confirmed(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.translate(root, NOW)
    put(root, SOURCE_CHANGED)
    found = workflow.translate(root, LATER)
    assert [one.text.path for one in found.settled.of("kk", "stale")] == ["question/age/label"]
    rows = cells(book(root))
    row = next(one for one in rows if one[column(rows, "status")] == "outdated")
    assert row[column(rows, "was")] == "Сколько Вам полных лет?"
    back = filled(root, tmp_path, "question/age/label", confirmed="да")
    found = workflow.translate(root, LATER, sheet=back)
    assert found.taken is not None
    assert found.taken.confirmed == 1
    assert not found.settled.of("kk", "stale")
    assert found.settled.of("en", "stale")


def test_only_the_words_change_and_the_rest_of_the_form_stays_as_it_was(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    before = form_of(root)
    workflow.translate(root, LATER, sheet=filled(root, tmp_path, "choice/sex/f/label", words="Қыз"))
    changes = changed(before, form_of(root)).changes
    assert [(one.what, one.code, one.lang, one.after) for one in changes] == [("choice-wording", "sex", "kk", "Қыз")]
    assert [line.verb for line in read_log(root)[0]][-1] == "translate --in"


def test_a_sheet_that_was_sorted_shortened_and_widened_is_read(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    rows = cells(book(root))
    words = column(rows, "words")
    for row in rows[1:]:
        if row[column(rows, "path")] == "section/know/label":
            row[words] = "  Білім, ${age} жас шамасы \n\n"
    head, *rest = [["", *row, "мой столбец"] for row in rows]
    shuffled = [head, *sorted(rest[3:], key=lambda row: row[3], reverse=True), [""] * len(head), []]
    back = returned(tmp_path, {"Қазақша": [["Аудармашыға"], *shuffled]})
    found = workflow.translate(root, LATER, sheet=back)
    assert found.taken is not None
    assert (found.taken.translated, found.taken.cautions) == (1, ())
    assert form_of(root).sections()[0].label.kk == "Білім, ${age} жас шамасы"


@pytest.mark.parametrize("lang", LANGS)
def test_headings_in_any_language_are_understood(tmp_path: Path, lang: Lang) -> None:
    root = with_form(tmp_path)
    data = openpyxl.load_workbook(io.BytesIO(book(root, lang)))
    page = data.worksheets[1]
    place = [str(cell.value) for cell in page[1]]
    words = next(at for at, name in enumerate(place, start=1) if page.cell(2, at).protection.locked is False)
    page.cell(2, words, "Жаңа атауы")
    data.save(tmp_path / "back.xlsx")
    workflow.translate(root, LATER, sheet=tmp_path / "back.xlsx")
    assert form_of(root).title.kk == "Жаңа атауы"


def test_words_that_look_like_formulas_go_out_harmless_and_come_back_as_they_were(tmp_path: Path) -> None:
    form = with_choices(survey(), "sex", Choice("f", Text("=1+1", "-да", "@x")), Choice("m", Text("+7", "'=", "a")))
    root = with_form(tmp_path, form)
    data = openpyxl.load_workbook(io.BytesIO(book(root)))
    assert not [cell.coordinate for page in data for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    back = filled(root, tmp_path, "choice/sex/m/label", words="'=SUM(A1)")
    workflow.translate(root, LATER, sheet=back)
    assert form_of(root).lists["sex"].choice("m").label.kk == "=SUM(A1)"


def test_words_written_over_the_current_translation_are_not_lost_in_silence(tmp_path: Path) -> None:
    root = with_form(tmp_path, replaced(survey(), "age", label=replace(LABEL, kk="")))
    rows = cells(book(root))
    for row in rows[1:4]:
        row[column(rows, "now")] = "Үстінен жазылған ${age}"
    found = workflow.translate(root, LATER, sheet=returned(tmp_path, {"kk": rows}))
    assert found.taken is not None
    assert [one.code for one in found.taken.cautions] == ["FORM_043"] * 3
    assert found.taken.translated == 0


def test_a_formula_in_a_column_that_is_read_is_refused_and_one_in_an_own_column_is_not(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    data = openpyxl.load_workbook(io.BytesIO(book(root)))
    page = data.worksheets[1]
    page["Z2"] = "=LEN(D2)"
    data.save(tmp_path / "own.xlsx")
    workflow.translate(root, LATER, sheet=tmp_path / "own.xlsx")
    page.cell(2, column(cells(book(root)), "words") + 1, "=D2")
    data.save(tmp_path / "back.xlsx")
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, LATER, sheet=tmp_path / "back.xlsx")
    assert refused.value.code == "ANSWERS_010"


def test_everything_wrong_with_a_sheet_is_told_at_once_and_nothing_is_saved(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    rows = cells(book(root))
    words, path = column(rows, "words"), column(rows, "path")
    rows[1][path], rows[1][words] = "question/none/label", "x"
    rows[5][words] = "Жас жоқ"
    before = {one: one.read_bytes() for one in root.rglob("*") if one.is_file()}
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, LATER, sheet=returned(tmp_path, {"kk": rows}))
    assert [(fault.code, fault.row, fault.column) for fault in refused.value.faults] \
        == [("FORM_008", 2, "kk"), ("FORM_002", 6, "kk")]
    assert {one: one.read_bytes() for one in root.rglob("*") if one.is_file()} == before


def test_a_spreadsheet_of_another_kind_is_refused_by_name_of_what_it_lacks(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, LATER, sheet=returned(tmp_path, {"a": [["x", "y"], ["1", "2"]]}))
    assert refused.value.code == "FORM_010"
    with pytest.raises(QabiletError):
        workflow.translate(root, LATER, sheet=tmp_path / "no.xlsx")
    (tmp_path / "half.xlsx").write_bytes(book(root)[:3000])
    with pytest.raises(QabiletError):
        workflow.translate(root, LATER, sheet=tmp_path / "half.xlsx")


def test_the_spreadsheet_can_be_read_and_is_safe_from_a_slip(tmp_path: Path) -> None:
    root = with_form(tmp_path, SOURCE_CHANGED.with_(lists=survey().lists))
    page = openpyxl.load_workbook(io.BytesIO(book(root, "kk"))).worksheets[1]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:K14"
    assert page.protection.sheet
    assert page.protection.autoFilter is False
    open_columns = [at for at in range(1, 12) if page.cell(2, at).protection.locked is False]
    assert len(open_columns) == 3
    assert all(page.cell(3, at).alignment.wrap_text for at in range(1, 12))
    assert page.title == "kk қазақша"
    assert page.column_dimensions["K"].hidden


def test_its_own_language_is_not_translated_into(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, NOW, ("ru",))
    assert refused.value.code == "FORM_011"


def test_languages_the_study_does_not_declare_are_not_asked_for(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    text = (root / "study.toml").read_text(encoding="utf-8")
    (root / "study.toml").write_text(text.replace("[study]\n", '[study]\nlanguages = ["kk", "ru"]\n', 1),
                                     encoding="utf-8")
    assert workflow.translate(root, NOW).langs == ("kk",)


def test_a_ledger_that_cannot_be_read_is_refused_with_its_lines(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.translate(root, NOW)
    ledger = root / "instrument" / "translations.csv"
    lines = ledger.read_text(encoding="utf-8-sig").splitlines()
    ledger.write_text("\n".join([lines[0], lines[1], "a;de;ru;1;2;;", lines[1], *lines[2:]]), encoding="utf-8")
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, NOW)
    assert [(fault.code, fault.row) for fault in refused.value.faults] == [("FORM_012", 3), ("FORM_012", 4)]


def test_the_guide_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    root = with_form(tmp_path, guide=True)
    workflow.translate(root, NOW, guide=True)
    assert (root / "instrument" / "guide-translations.csv").is_file()
    with pytest.raises(QabiletError) as refused:
        workflow.translate(root, NOW)
    assert refused.value.code == "FORM_007"


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-16")])
def test_a_sheet_that_was_saved_as_text_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    root = with_form(tmp_path)
    rows = cells(book(root))
    rows[1][column(rows, "words")] = "Жаңа; аты, \"үш\" сөз"
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    (tmp_path / "back.csv").write_bytes(out.getvalue().encode(encoding))
    workflow.translate(root, LATER, sheet=tmp_path / "back.csv")
    assert form_of(root).title.kk == "Жаңа; аты, \"үш\" сөз"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_refused_with_a_code_and_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    root = with_form(tmp_path)
    whole = bytearray(SHEETS.setdefault("kk", book(root)))
    for _ in range(data.draw(st.integers(1, 30))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(whole)))
    with suppress(QabiletError):
        read_returned(bytes(whole[:end]), file="back.xlsx")


SHEETS: dict[str, bytes] = {}


def test_a_spreadsheet_for_translators_never_takes_the_place_of_the_form(tmp_path: Path) -> None:
    """With --again it did, and the questionnaire was gone."""
    root = with_form(tmp_path)
    link = tmp_path / "link.xlsx"
    link.symlink_to(root / FORM_FILE)
    (root / "sample").mkdir(exist_ok=True)
    (root / "sample" / "register.xlsx").write_bytes(b"PK")
    for place in (root / FORM_FILE, link, root / "sample" / "register.xlsx"):
        with pytest.raises(QabiletError) as refused:
            require_free_sheet(place, again=True)
        assert refused.value.code == "STUDY_053"
    for place in (tmp_path / "kk.xlsx", root / "instrument" / "kk.xlsx", root / "kk.xlsx"):
        place.write_bytes(b"PK")
        require_free_sheet(place, again=True)
