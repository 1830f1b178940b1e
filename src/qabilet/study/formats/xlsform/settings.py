"""The sheet settings: the form's code, title, version and default language; every other setting stays a cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabilet.study.formats.xlsform.headings import parsed
from qabilet.study.formats.xlsform.languages import our_language
from qabilet.study.formats.xlsform.own import yes
from qabilet.study.formats.xlsform.tables import Line, Table
from qabilet.text import Lang, Text


@dataclass(slots=True)
class ReadSettings:
    """`plain_title` is in the language of the form; `titles` are those that name theirs, `columns`
    their headings. `code` is '' where the file's
    own name is the code."""

    code: str = ""
    plain_title: str = ""
    plain_column: str = ""
    titles: dict[Lang, str] = field(default_factory=dict)
    columns: dict[Lang, str] = field(default_factory=dict)
    version: str = ""
    default_language: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    aside: list[Line] = field(default_factory=list)

    @property
    def duplicates(self) -> bool:
        return yes(self.cells.get("allow_choice_duplicates", "")) is True

    def title(self, source: Lang, langs: tuple[Lang, ...]) -> Text:
        """`source` is the form's own language; a second title in it stays a cell. So does the title in the default
        language of a form that is not one of ours, where the form has labels in some of ours (`langs`)."""
        titles = dict(self.titles)
        if self.plain_title and langs and self.default_language and our_language(self.default_language) is None:
            self.cells[self.plain_column] = self.plain_title
        elif self.plain_title:
            if source in titles:
                self.cells[self.columns[source]] = titles[source]
            titles[source] = self.plain_title
        return Text(**titles)


def read_settings(table: Table, stem: str) -> ReadSettings:
    """The first line under the headings, as ODK reads it; lines below are kept."""
    found = ReadSettings()
    found.aside = [line for line in table.lines if line.row != 2]
    cells = next((line.cells for line in table.lines if line.row == 2), {})
    taken: set[str] = set()
    for one in sorted(parsed("settings", table.headings), key=lambda one: one.written != "form_id"):
        cell = cells.get(one.written, "")
        if not cell:
            continue
        lang = our_language(one.tag) if one.tag else None
        if one.field == "title" and lang is not None and lang not in found.titles:
            found.titles[lang], found.columns[lang] = cell, one.written
        elif one.field == "title" and not one.tag and "title" not in taken:
            found.plain_title, found.plain_column = cell, one.written
            taken.add("title")
        elif one.field in ("code", "version") and one.field not in taken:
            setattr(found, one.field, cell)
            taken.add(one.field)
        else:
            found.cells[one.written] = cell
            if one.field == "default_language":
                found.default_language = cell
    found.code = found.code or stem
    return found
