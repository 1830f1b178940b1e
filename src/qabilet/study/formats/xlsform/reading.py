"""A form in a spreadsheet, read: what was understood, what is wrong with it, and what may be doubted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from qabilet.cycle.instrument import Form, Node, Section, check_routes, language
from qabilet.errors import Caution, Fault
from qabilet.study.formats.xlsform.checking import check_form
from qabilet.study.formats.xlsform.choices import ReadChoices, read_choices
from qabilet.study.formats.xlsform.doubts import doubts
from qabilet.study.formats.xlsform.faults import (
    XLSFORM_005,
    XLSFORM_006,
    XLSFORM_007,
    XLSFORM_008,
    XLSFORM_035,
    XLSFORM_101,
)
from qabilet.study.formats.xlsform.headings import SURVEY, WORDS, claims, parsed
from qabilet.study.formats.xlsform.hearing import heard
from qabilet.study.formats.xlsform.languages import our_language
from qabilet.study.formats.xlsform.limits import LINES
from qabilet.study.formats.xlsform.opening import form_bytes, opened
from qabilet.study.formats.xlsform.settings import ReadSettings, read_settings
from qabilet.study.formats.xlsform.survey import ReadSurvey, read_survey
from qabilet.study.formats.xlsform.tables import Line, Table, table_of
from qabilet.study.formats.xlsform.workbook import Book, Grid
from qabilet.text import LANGS, Lang

ASIDE = ":aside"
"""A sheet's name with this after it names its lines that are no question and no choice (a colon stands in no sheet's
name): first the line's number, then its cells."""

SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """`form` is None where there is nothing to understand; with faults it is what could be understood all the same."""

    form: Form | None
    faults: tuple[Fault, ...] = ()
    cautions: tuple[Caution, ...] = ()


def read_form(path: Path, *, shown: str = "", odk: bool = True) -> ReadForm:
    """The form in an .xlsx, .xls, .csv or .md file. Raises QabiletError where the file cannot be opened.

    Faults name the file `shown`, else by its name. With `odk` ODK's own reader is asked too (half a second to load).
    """
    return read_form_bytes(form_bytes(path, file=shown or path.name), name=path.name, shown=shown, odk=odk)


def read_form_bytes(data: bytes, *, name: str, shown: str = "", odk: bool = True) -> ReadForm:
    """As `read_form`. Raises QabiletError, and nothing else."""
    file = shown or name
    found = form_of(opened(data, file=file), stem=PurePath(name).stem, file=file)
    if found.form is None or not odk:
        return found
    faults, cautions = heard(found.form, found.faults, file)
    return ReadForm(found.form, in_order((*found.faults, *faults)), (*found.cautions, *cautions))


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By sheet (survey first) and line."""
    return tuple(sorted(faults, key=lambda one: (one.column.startswith("choices/"), one.row or 0)))


def form_of(book: Book, *, stem: str, file: str) -> ReadForm:
    """The form in the sheets of an opened workbook; `stem` is its code where it names none."""
    grids = {one.name.strip().casefold(): one for one in reversed(book.sheets)}
    if "survey" not in grids and len(book.sheets) == 1:
        grids["survey"] = book.sheets[0]
    if "survey" not in grids:
        names = ", ".join(f"«{one.name}»" for one in book.sheets)
        return ReadForm(None, (Fault(XLSFORM_005, {"sheets": names[:300] or "–"}, file),))
    tables = {name: table_of(grids[name], name, file) if name in grids else Table(name) for name in SHEETS}
    if len(tables["survey"].lines) > LINES:
        return ReadForm(None, (Fault(XLSFORM_035, {"count": len(tables["survey"].lines), "limit": LINES}, file),))
    faults = [fault for table in tables.values() for fault in table.faults]
    faults += [Fault(XLSFORM_007, {"cell": cell, "sheet": name}, file, column=cell) for name in SHEETS if name in grids
               for cell in grids[name].formulas]
    settings = read_settings(tables["settings"], stem)
    if "type" not in {one.field for one in parsed("survey", tables["survey"].headings)}:
        faults.append(Fault(XLSFORM_006, {"sheet": "survey", "heading": "type"}, file, 1))
        return ReadForm(None, tuple(faults))
    reading = _Reading(book, grids, tables, settings, file, faults)
    return reading.read()


@dataclass(slots=True)
class _Reading:
    book: Book
    grids: Mapping[str, Grid]
    tables: Mapping[str, Table]
    settings: ReadSettings
    file: str
    faults: list[Fault]
    cautions: list[Caution] = field(default_factory=list)

    def read(self) -> ReadForm:
        plain = self._plain_language()
        claimed = {name: claims(name, self.tables[name].headings, plain) for name in SHEETS}
        for name in ("survey", "choices"):
            self._twice(name, claimed[name])
        survey = read_survey(self.tables["survey"], claimed["survey"], self.file)
        choices = ReadChoices()
        if self.tables["choices"].headings:
            self._needed("choices", claimed["choices"], {"list": "list_name", "name": "name"})
            choices = read_choices(self.tables["choices"], claimed["choices"], self.file,
                                   duplicates=self.settings.duplicates)
        self._needed("survey", claimed["survey"], {"name": "name"})
        form = self._form(survey, choices, plain)
        self.faults += [*survey.faults, *choices.faults]
        self.cautions += [*survey.cautions, *choices.cautions]
        self.faults += check_form(form, claimed["survey"], self.file)
        self.faults += self._routes(form, claimed["survey"])
        self.cautions += doubts(form, self.book, self.settings, [self.grids[name].name for name in SHEETS
                                                                 if name in self.grids])
        return ReadForm(form, in_order(self.faults), tuple(self.cautions))

    def _routes(self, form: Form, claimed: Mapping[str, tuple[str, Lang | None]]) -> Iterator[Fault]:
        """What is wrong with the expressions, each at the heading that this file has for it."""
        headings: dict[str, str] = {}
        for heading, (name, _) in claimed.items():
            headings.setdefault(name, heading)
        for fault in check_routes(form, file=self.file):
            field_ = SURVEY.get(fault.column, fault.column)
            yield replace(fault, column=headings.get(field_, fault.column))

    def _form(self, survey: ReadSurvey, choices: ReadChoices, plain: Lang | None) -> Form:
        settings, nodes = self.settings, with_missing(survey.nodes, choices)
        headings = {name: table.headings for name, table in self.tables.items() if table.headings}
        if not any(one.field == "code" for one in parsed("settings", headings.get("settings", ()))):
            headings["settings"] = (*headings.get("settings", ()), "form_id")
        used = {grid.name for name, grid in self.grids.items() if name in SHEETS}
        sheets = {grid.name: grid.rows for grid in self.book.sheets if grid.name not in used}
        for name, lines in (("survey", survey.aside), ("choices", choices.aside), ("settings", settings.aside)):
            if lines:
                sheets[name + ASIDE] = _rows_aside(headings[name], lines)
        form = Form(settings.code, version=settings.version, nodes=nodes, lists=choices.lists, settings=settings.cells,
                    headings=headings, sheets=sheets)
        langs = languages_of(form)
        source = our_language(settings.default_language) or plain or self._first(langs) or self._guessed(form)
        title = settings.title(source, langs)
        return replace(form, source_lang=source, languages=langs, title=title, settings=settings.cells)

    def _first(self, langs: tuple[Lang, ...]) -> Lang | None:
        """The language whose column comes first."""
        tags = (our_language(one.tag) for one in parsed("survey", self.tables["survey"].headings) if one.field in WORDS)
        return next((lang for lang in tags if lang in langs), None)

    def _plain_language(self) -> Lang | None:
        """The language of headings that name none: the form's default language; else what the letters show."""
        if self.settings.default_language:
            return our_language(self.settings.default_language)
        bare = {name: [one.written for one in parsed(name, self.tables[name].headings)
                       if one.field == "label" and not one.tag] for name in ("survey", "choices")}
        if not any(bare.values()):
            return None
        words = " ".join(line.cells[heading] for name, headings in bare.items() for heading in headings
                         for line in self.tables[name].lines if heading in line.cells)
        if not any(letter.isalpha() for letter in words):
            return None
        lang = language(words[:200_000])
        heading = next(heading for headings in bare.values() for heading in headings)
        self.cautions.append(Caution(XLSFORM_101, {"heading": heading, "lang": lang}))
        return lang

    def _twice(self, sheet: str, claimed: Mapping[str, tuple[str, Lang | None]]) -> None:
        """Two headings of one field, which ODK refuses."""
        taken = {what: heading for heading, what in claimed.items()}
        for one in parsed(sheet, self.tables[sheet].headings):
            if one.field and one.written not in claimed:
                what = (one.field, our_language(one.tag) if one.tag else None)
                first = taken.get(what)
                if first is not None and "#" not in one.written:
                    self.faults.append(Fault(XLSFORM_008, {"first": first, "heading": one.written, "sheet": sheet},
                                             self.file, 1, one.written))

    def _needed(self, sheet: str, claimed: Mapping[str, tuple[str, Lang | None]], needed: Mapping[str, str]) -> None:
        fields = {name for name, _ in claimed.values()}
        self.faults += [Fault(XLSFORM_006, {"sheet": sheet, "heading": heading}, self.file, 1)
                        for name, heading in needed.items() if name not in fields]

    def _guessed(self, form: Form) -> Lang:
        return language(" ".join(cell for question in form.questions() for cell in question.cells.values())[:100_000])


def languages_of(form: Form) -> tuple[Lang, ...]:
    """Those of our languages in which the form has labels."""
    labels = [node.label for _, node in form.walk()]
    labels += [choice.label for one in form.lists.values() for choice in one.choices]
    return tuple(lang for lang in LANGS if any(label[lang] for label in labels))


def with_missing(nodes: Iterable[Node], choices: ReadChoices) -> tuple[Node, ...]:
    """The nodes, each question knowing what its list says of missing answers too."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Section):
            found.append(node.with_(nodes=with_missing(node.nodes, choices)))
        elif node.choices in choices.missing:
            found.append(node.with_(missing={**choices.missing[node.choices], **node.missing}))
        else:
            found.append(node)
    return tuple(found)


def _rows_aside(headings: tuple[str, ...], lines: Iterable[Line]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(line.row), *(line.cells.get(heading, "") for heading in headings)) for line in lines)
