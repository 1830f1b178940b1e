"""What is understood otherwise than it was written, or kept without being used: said once for each matter."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from qabilet.cycle.instrument import Form
from qabilet.errors import Caution
from qabilet.study.formats.xlsform.faults import (
    XLSFORM_102,
    XLSFORM_103,
    XLSFORM_104,
    XLSFORM_106,
    XLSFORM_108,
    XLSFORM_109,
    XLSFORM_110,
    XLSFORM_112,
    XLSFORM_113,
    XLSFORM_114,
)
from qabilet.study.formats.xlsform.headings import FIELDS, WORDS, Heading, parsed
from qabilet.study.formats.xlsform.languages import our_language
from qabilet.study.formats.xlsform.settings import ReadSettings
from qabilet.study.formats.xlsform.tables import rows_said
from qabilet.study.formats.xlsform.workbook import Book

_WORD = re.compile(r"[^\W\d_]+")


def doubts(form: Form, book: Book, settings: ReadSettings, own_sheets: Sequence[str]) -> list[Caution]:
    """Cautions about the workbook, its languages, its media, its lists."""
    meta = [one for one in form.questions() if one.kind == "meta"]
    found = [Caution(XLSFORM_103, {"types": ", ".join(dict.fromkeys(one.type for one in meta)),
                                   "rows": rows_said([one.row for one in meta])})] if meta else []
    other = [one for one in form.questions() if one.other]
    if other and (len(form.languages) > 1 or form.source_lang != "en"):
        found.append(Caution(XLSFORM_113, {"rows": rows_said([one.row for one in other])}))
    if tags := other_languages(form):
        found.append(Caution(XLSFORM_102, {"tags": ", ".join(f"«{tag}»" for tag in tags)[:300]}))
    found += _strange(form)
    found += _media(form)
    found += [Caution(XLSFORM_106, {"sheet": grid.name, "count": len(grid.formulas)}) for grid in book.sheets
              if grid.formulas and grid.name not in own_sheets]
    if book.macros:
        found.append(Caution(XLSFORM_108))
    if book.repaired:
        found.append(Caution(XLSFORM_109, {"count": book.repaired}))
    used = {question.choices for question in form.questions()}
    text = " ".join(node.type for _, node in form.walk())
    found += [Caution(XLSFORM_110, {"list": name[:80]}) for name in form.lists if name not in used and name not in text]
    found += [Caution(XLSFORM_112, {"heading": heading, "renamed": f"form_title_{lang}"})
              for heading, lang in renamed_titles(form.headings.get("settings", ())).items()]
    return found


def other_languages(form: Form) -> tuple[str, ...]:
    """The tags of languages that are none of ours, in the order of the columns."""
    tags: dict[str, None] = {}
    for sheet in ("survey", "choices"):
        for one in parsed(sheet, form.headings.get(sheet, ())):
            if one.field in WORDS and one.tag and our_language(one.tag) is None:
                tags[one.tag] = None
    return tuple(tags)


def renamed_titles(headings: Sequence[str]) -> dict[str, str]:
    """form_title::kk, at which ODK's reader stumbles, and the language under which it is written back."""
    found: dict[str, str] = {}
    for one in parsed("settings", headings):
        if one.field == "title" and one.tag and ":" in one.written and (lang := our_language(one.tag)) is not None:
            found[one.written] = lang
    return found


def _strange(form: Form) -> list[Caution]:
    """Columns with something in them that are called nearly as one of ours, or after a language: words may be lost."""
    found = []
    for sheet in ("survey", "choices"):
        doubted = [one.written for one in parsed(sheet, form.headings.get(sheet, ())) if _doubted(sheet, one)]
        rows = _rows(form, sheet) if doubted else []
        if filled := [one for one in doubted if any(cells.get(one) for cells in rows)]:
            named = ", ".join(f"«{one}»" for one in filled)[:300]
            found.append(Caution(XLSFORM_114, {"sheet": sheet, "columns": named}))
    return found


def _doubted(sheet: str, one: Heading) -> bool:
    if one.field or one.media or one.written.startswith(("#", "$", "limesurvey_")):
        return False
    first = one.stem.partition("::")[0][:60]
    return bool(difflib.get_close_matches(first, FIELDS[sheet], n=1, cutoff=0.75)) or any(
        our_language(word) is not None for word in _WORD.findall(one.written[:200]))


def _rows(form: Form, sheet: str) -> list[Mapping[str, str]]:
    return [node.cells for _, node in form.walk()] if sheet == "survey" else [
        choice.cells for one in form.lists.values() for choice in one.choices]


def _media(form: Form) -> list[Caution]:
    count, columns = 0, []
    for sheet in ("survey", "choices"):
        media = [one.written for one in parsed(sheet, form.headings.get(sheet, ())) if one.media]
        rows = _rows(form, sheet) if media else []
        for heading in media:
            if filled := sum(1 for cells in rows if cells.get(heading)):
                count += filled
                columns.append(heading)
    return [Caution(XLSFORM_104, {"count": count, "columns": ", ".join(dict.fromkeys(columns))[:200]})] if count else []
