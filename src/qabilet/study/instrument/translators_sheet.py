"""The translators' spreadsheet: a sheet for each language, a row for each text, one column to fill."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qabilet.cycle.instrument import LANGUAGE, STATUS, Form, Settled, Status, TextState, about, mark, where
from qabilet.study.formats import neutral
from qabilet.text import Lang, pattern, say


@dataclass(frozen=True, slots=True)
class Column:
    """`tagged` headings bear the language in brackets, [kk]; `open` columns are the translator's."""

    code: str
    heading: str
    width: float
    tagged: bool = False
    open: bool = False


COLUMNS = (
    Column("status", pattern("Status"), 13),
    Column("where", pattern("Where"), 24),
    Column("about", pattern("What it is"), 30),
    Column("source", pattern("Source"), 48),
    Column("was", pattern("Source when it was translated"), 34),
    Column("now", pattern("Translation now"), 44, tagged=True),
    Column("words", pattern("New translation"), 48, tagged=True, open=True),
    Column("confirmed", pattern("Translation now is right"), 16, open=True),
    Column("note", pattern("Note"), 30, open=True),
    Column("path", pattern("Path"), 26),
    Column("marks", pattern("Marks"), 10))
_FILLS: dict[Status, str] = {"missing": "FBE3E1", "stale": "FFF1CC", "current": "E6F2E6"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GUIDE = (
    pattern("What to do"),
    pattern("One sheet for each language. Write into the column «{words}»; leave it empty where the translation is "
            "right."),
    pattern("Rows with the status «{stale}»: the source changed after it was translated. Write a new translation, or "
            "put «{yes}» into the column «{confirmed}» if the old one still says the same."),
    pattern("Names in ${{…}} stand for answers: keep them letter for letter and put them where they belong in the "
            "sentence. Keep **bold** and <tags> around the same words."),
    pattern("Rows may be sorted, filtered and removed, columns added. Leave the first row and the columns «{path}» and "
            "«{marks}» as they are. No formulas."),
    pattern("Questions and remarks go into the column «{note}»."))


def translators_book(form: Form, found: Settled, langs: Sequence[Lang], lang: Lang) -> bytes:
    """The workbook for these languages; headings, statuses and explanations are in `lang`."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = ""
    _with_styles(book)
    first: Any = book.active
    _explained(first, lang)
    for target in langs:
        sheet: Any = book.create_sheet(f"{target} {LANGUAGE[target][lang]}"[:31])
        _filled(sheet, form, [one for one in found.states if one.lang == target], target, lang)
    book.active = min(1, len(book.worksheets) - 1)
    first.sheet_view.tabSelected = False
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heading(column: Column, target: Lang, lang: Lang) -> str:
    return say(lang, column.heading) + (f" [{target}]" if column.tagged else "")


def yes(lang: Lang) -> str:
    """What a translator writes to confirm."""
    return say(lang, "yes")


def _explained(sheet: Any, lang: Lang) -> None:
    from openpyxl.styles import Alignment, Font

    names = {column.code: say(lang, column.heading) for column in COLUMNS}
    outdated = STATUS["stale"]
    sheet.title = say(lang, "Instructions")[:31]
    sheet.column_dimensions["A"].width = 100
    for row, msgid in enumerate(_GUIDE, start=1):
        cell = sheet.cell(row, 1, say(lang, msgid, yes=yes(lang), stale=say(lang, outdated), **names))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
    sheet.protection.sheet = True


def _filled(sheet: Any, form: Form, states: Sequence[TextState], target: Lang, lang: Lang) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, place, heading(column, target, lang))
        cell.style = f"head-{'open' if column.open else 'shut'}"
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for row, state in enumerate(states, start=2):
        for place, (column, words) in enumerate(zip(COLUMNS, _row(state, form, lang), strict=True), start=1):
            cell = sheet.cell(row, place)
            if words := _ILLEGAL.sub("", words).strip():
                cell.value = neutral(words)
                cell.data_type = "s"
            cell.style = _style(column, state.status)
    _laid_out(sheet, len(states) + 1, lang)


def _style(column: Column, status: Status) -> str:
    """Colour says the same as the word in the column of statuses: never colour alone."""
    if column.code == "status":
        return status
    return f"new-{status}" if column.code == "words" else "open" if column.open else \
        "source" if column.code == "source" else "shut"


def _with_styles(book: Any) -> None:
    """Named styles: a cell is given one in a single step, and a house may change them in one place."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    line = Side(style="thin", color="BFBFBF")

    def named(name: str, *, fill: str = "FFFFFF", ink: str = "000000", bold: bool = False, locked: bool = True) -> None:
        book.add_named_style(NamedStyle(
            name, font=Font(name="Calibri", size=11, bold=bold, color=ink), fill=PatternFill("solid", fgColor=fill),
            border=Border(line, line, line, line), alignment=Alignment(wrap_text=True, vertical="top"),
            number_format="@", protection=Protection(locked=locked)))

    named("head-open", fill="1F5C8B", ink="FFFFFF", bold=True)
    named("head-shut", fill="44546A", ink="FFFFFF", bold=True)
    named("source")
    named("shut", ink="595959")
    named("open", locked=False)
    for status, fill in _FILLS.items():
        named(status, fill=fill, bold=status != "current")
        named(f"new-{status}", fill="FFFFFF" if status == "current" else fill, locked=False)


def _row(state: TextState, form: Form, lang: Lang) -> tuple[str, ...]:
    text, source = state.text, state.text.text[form.source_lang]
    now = text.text[state.lang]
    marks = f"{mark(source)} {mark(now) if now.strip() else '-'}"
    return (say(lang, STATUS[state.status]), where(text, lang), about(text, form, lang), source, state.was, now, "", "",
            "", text.path, marks)


def _laid_out(sheet: Any, rows: int, lang: Lang) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = {column.code: get_column_letter(place) for place, column in enumerate(COLUMNS, start=1)}
    last = letter["marks"]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(rows, 2)}"
    sheet.column_dimensions[last].hidden = True
    choice = DataValidation(type="list", formula1=f'"{yes(lang)}"', allow_blank=True)
    choice.showErrorMessage = False  # any other word is a confirmation too
    sheet.add_data_validation(choice)
    choice.add(f"{letter['confirmed']}2:{letter['confirmed']}{max(rows, 2)}")
    # Against a slip of the hand, without a password: filtering, widths and own columns stay free.
    sheet.protection.sheet = True
    for free in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows", "insertColumns", "deleteRows"):
        setattr(sheet.protection, free, False)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
