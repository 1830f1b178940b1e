"""A form as the rows of its sheets: what was read stands where it stood, what is new gets a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qabilet.cycle.instrument import Form
from qabilet.study.formats.layout import letters
from qabilet.study.formats.xlsform.doubts import renamed_titles
from qabilet.study.formats.xlsform.headings import OWN, WORDS, claims, parsed
from qabilet.study.formats.xlsform.languages import TAGS, our_language
from qabilet.study.formats.xlsform.limits import ROWS_SKIPPED
from qabilet.study.formats.xlsform.tables import shown_heading
from qabilet.study.formats.xlsform.written_rows import Key, Row, choice_rows, survey_rows
from qabilet.text import Lang

Rows = list[list[str]]

_NAMES = {"guidance": "guidance_hint", "constraint_says": "constraint_message", "required_says": "required_message",
          "relevance": "relevant", "list": "list_name"}
_ORDER = ("type", "list", "name", "label", "hint", "guidance", "required", "required_says", "relevance", "constraint",
          "constraint_says", "calculation", "choice_filter", "default", "read_only", "appearance", "parameters",
          "repeat_count", *OWN)


def sheets_of(form: Form) -> dict[str, Rows]:
    """Every sheet of the workbook by name: survey, choices, settings, then the others as they were."""
    found = {"survey": _sheet(form, "survey", survey_rows(form))}
    choices = choice_rows(form)
    if choices or "choices" in form.headings:
        found["choices"] = _sheet(form, "choices", choices)
    settings = _settings(form)
    if settings:
        found["settings"] = settings
    for name, rows in form.sheets.items():
        if ":" not in name:
            found[name] = [list(row) for row in rows]
    return found


def plain_language(form: Form) -> Lang | None:
    """The language of headings that name none: as it was when the form was read."""
    given = next((form.settings[one.written] for one in parsed("settings", tuple(form.settings))
                  if one.field == "default_language"), "")
    return our_language(given) if given else form.source_lang


def _sheet(form: Form, sheet: str, rows: Iterable[Row]) -> Rows:
    rows = list(rows)
    headings = list(form.headings.get(sheet, ()))
    claimed = claims(sheet, headings, plain_language(form))
    _add_columns(form, sheet, headings, claimed, rows)
    aside = {int(row[0]): list(row[1:]) for row in form.sheets.get(f"{sheet}:aside", ()) if row[0].isdigit()}
    lines: Rows = [[shown_heading(one, place) for place, one in enumerate(headings)]]
    # Columns may have been added between those that the lines kept aside were read under.
    before = form.headings.get(sheet, ())
    for row in rows:
        _gap(lines, row.at, aside, before, headings)
        lines.append([row.fields.get(claimed[one], "") or row.cells.get(one, "") if one in claimed
                      else row.cells.get(one, "") for one in headings])
    for at in sorted(aside):
        lines += [[] for _ in range(min(at - len(lines) - 1, ROWS_SKIPPED))]
        lines.append(_moved(aside[at], before, headings))
    return lines


def _gap(lines: Rows, at: int, aside: dict[int, list[str]], before: Sequence[str], headings: Sequence[str]) -> None:
    """Blank lines and lines kept aside, up to the one before `at`: ODK names some questions after their line."""
    last = len(lines)
    for number in sorted(one for one in aside if one < at):
        lines += [[] for _ in range(min(number - len(lines) - 1, ROWS_SKIPPED))]
        lines.append(_moved(aside.pop(number), before, headings))
    if at and at - last <= ROWS_SKIPPED + len(lines) - last:
        lines += [[] for _ in range(at - len(lines) - 1)]


def _moved(cells: Sequence[str], before: Sequence[str], headings: Sequence[str]) -> list[str]:
    known = dict(zip(before, cells, strict=False))
    return [known.get(one, "") for one in headings]


def _add_columns(form: Form, sheet: str, headings: list[str], claimed: dict[str, Key], rows: Sequence[Row]) -> None:
    """A column for every field and every cell that has none yet, after those it belongs to."""
    used: dict[Key, None] = {}
    for row in rows:
        used |= dict.fromkeys(key for key, cell in row.fields.items() if cell)
    if sheet == "survey" or rows:
        used |= dict.fromkeys([("type" if sheet == "survey" else "list", None), ("name", None)])
    missing = [key for key in used if key not in claimed.values()]
    for key in sorted(missing, key=lambda one: (_ORDER.index(one[0]), _langs(form, one[1]))):
        heading = _heading(form, key)
        if heading in headings:
            heading = f"{heading}#{letters(len(headings))}"
        headings.insert(_place(headings, claimed, key[0]), heading)
        claimed[heading] = key
    for row in rows:
        headings += [one for one in row.cells if one not in headings and row.cells[one]]


def _place(headings: Sequence[str], claimed: dict[str, Key], field: str) -> int:
    """After the last column of the field, else of the fields before it."""
    before = _ORDER[:_ORDER.index(field) + 1]
    places = [place for place, one in enumerate(headings) if claimed.get(one, ("", None))[0] in before]
    return places[-1] + 1 if places else len(headings) if headings and field in OWN else 0


def _langs(form: Form, lang: Lang | None) -> int:
    order = (form.source_lang, *(one for one in TAGS if one != form.source_lang))
    return order.index(lang) if lang is not None else 0


def _heading(form: Form, key: Key) -> str:
    name, lang = key
    written = _NAMES.get(name, name)
    return written if lang is None else f"{written}::{tag_of(form, lang)}"


def tag_of(form: Form, lang: Lang) -> str:
    """The tag the form itself uses for the language, else ours."""
    for sheet in ("survey", "choices"):
        for one in parsed(sheet, form.headings.get(sheet, ())):
            if one.field in WORDS and one.tag and our_language(one.tag) == lang:
                return one.tag
    given = form.settings.get("default_language", "")
    return given if given and our_language(given) == lang else TAGS[lang]


def _settings(form: Form) -> Rows:
    """The sheet settings: the code always, so that the form is called the same whatever the file is called."""
    headings = list(form.headings.get("settings", ()))
    renamed = renamed_titles(headings)
    cells: dict[str, str] = dict(form.settings)
    understood = parsed("settings", headings)

    def put(field: str, usual: str, value: str, tag: str = "") -> None:
        known = [one.written for one in understood if one.field == field and one.written not in cells
                 and (our_language(one.tag) == tag if tag else not one.tag)]
        if known:
            cells[sorted(known, key=lambda one: one != "form_id")[0]] = value
        elif value:
            cells[usual] = value

    put("code", "form_id", form.code)
    put("version", "version", form.version)
    # The title in the form's own language is ODK's title, unless the file has it in a column with its language alone.
    own = any(one.field == "title" and our_language(one.tag) == form.source_lang for one in understood) and not any(
        one.field == "title" and not one.tag for one in understood)
    # ODK's title is in the form's default language, even where that is none of ours.
    foreign = any(one.field == "title" and not one.tag and one.written in form.settings for one in understood)
    for lang in sorted(TAGS, key=lambda one: _langs(form, one)):
        plain = lang == form.source_lang and not own and not foreign
        put("title", "form_title" if plain else f"form_title_{lang}", form.title[lang], "" if plain else lang)
    if _needs_default(form):
        cells["default_language"] = tag_of(form, form.source_lang)
    headings += [one for one in cells if one not in headings and cells[one]]
    if not any(cells.values()) and not headings:
        return []
    top = [f"form_title_{renamed[one]}" if one in renamed else shown_heading(one, place)
           for place, one in enumerate(headings)]
    lines = [top, [cells.get(one, "") for one in headings]]
    lines += [list(row[1:]) for row in form.sheets.get("settings:aside", ())]
    return lines


def _needs_default(form: Form) -> bool:
    """Whether ODK has to be told the language of the form: it has several, or is not from a file."""
    if form.settings.get("default_language"):
        return False
    read = [one for sheet in ("survey", "choices") for one in parsed(sheet, form.headings.get(sheet, ()))
            if one.field == "label"]
    known = {our_language(one.tag) for one in read if one.tag}
    added = [lang for lang in form.languages if lang not in known and (lang != form.source_lang or not read)]
    return bool(form.languages) and bool(added)

