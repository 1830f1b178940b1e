"""Responses exported by LimeSurvey, with codes or words in headings and answers; files for data entry (VV)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qabilet.cycle.instrument import Form, Question, Told, placed
from qabilet.study.formats.boxes import chosen
from qabilet.study.formats.export_losses import LOSS_040, LOSS_043, LOSS_044, LOSS_050, LOSS_053
from qabilet.study.formats.exported import Cells, Export
from qabilet.study.formats.folding import NONE_CHOSEN, SEPARATOR, folded
from qabilet.study.formats.limesurvey.fixed import TYPE

ORIGIN = "limesurvey"
_SUBMITTED = ("submitdate", "date submitted", "дата отправки", "жіберілген күні", "жіберу күні")
_LANGUAGE = ("startlanguage", "start language", "начальный язык", "язык начала", "бастапқы тіл", "бастау тілі")
_WRITTEN = frozenset({
    *_SUBMITTED, "id", "response id", "id ответа", "номер ответа", "жауап id", "жауап идентификаторы", "lastpage",
    "last page", "последняя страница", "соңғы бет", "seed", "начальное значение", "startdate", "date started",
    "дата начала", "басталған күні", "datestamp", "date last action", "дата последнего действия",
    "соңғы әрекет күні", "ipaddr", "ip address", "ip-адрес", "refurl", "referrer url", "url источника ссылки",
    "token", "access code", "код доступа", "ключ доступа", "токен", "firstname", "first name", "lastname", "last name",
    "email", "email address", "emailstatus", "email status", "validfrom", "validuntil", "usesleft", "completed",
    "participant_id", "sent", "remindersent", "remindercount", "interviewtime", "total time", "общее время",
    "quota_exit"})
_TIMING = re.compile(r"(?:group|question) ?time|время (?:группы|вопроса)|attribute_\d+\Z", re.IGNORECASE)
_SIGNS = frozenset({"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"})
_TEXTS = frozenset({"response id", "date submitted", "last page", "start language", "seed", "date started",
                    "date last action", "id ответа", "дата отправки", "последняя страница", "начальный язык",
                    "начальное значение"})
_NOT_SHOWN = "{question_not_shown}"
_MARKS = {"{quote}": '"', "{tab}": " ", "{cr}": "\n", "{newline}": "\n", "{lbrace}": "{", _NOT_SHOWN: ""}
_PLACED = re.compile(r"(.*[^\s\[])\s*\[[^\[\]\d]*\d{1,2}\](?:\. .*)?", re.DOTALL)
LEAST_PLACES, LEAST_RANKED, MOST_RANKED = 3, 5, 40
_SCALE = re.compile(r"\[[^\[\]\d]+(\d)\]\Z")
_ANONYMOUS = "1980-01-01"


def origin(headers: Sequence[str]) -> str:
    """limesurvey, where at least three of the columns that it writes itself stand there."""
    bare = {_bare(header) for header in headers}
    return ORIGIN if len(bare & _SIGNS) >= 3 or len(bare & _TEXTS) >= 3 else ""


def _bare(header: str) -> str:
    """«id. Response ID» is id."""
    low = header.strip().casefold()
    code, sign, _ = low.partition(". ")
    return code if sign and " " not in code else low


def for_data_entry(grid: list[list[str]]) -> list[list[str]]:
    """A VV file without its row of descriptions, its marks put back; any other table as it is."""
    if len(grid) < 2 or not {"submitdate", "startlanguage"} <= set(grid[1]) or "submitdate" in grid[0]:
        return grid
    sign = re.compile("|".join(map(re.escape, _MARKS)))
    return [grid[1], *([sign.sub(lambda mark: _MARKS[mark[0]], cell) if "{" in cell else cell for cell in row]
                       for row in grid[2:])]


def take_over(export: Export, form: Form | None, *, unfinished: bool = False) -> None:
    """Keep what was submitted, leave out what LimeSurvey writes itself, put rankings and boxes together."""
    _finished(export, unfinished)
    # LimeSurvey 7 writes «Q1[_Cother]».
    export.rename({header: re.sub(r"\[_C(other|comment|filecount)\]", r"[\1]", header) for header in export.headers
                   if "[_C" in header})
    if form is not None:
        _codes(export, form)
    asked = placed(form, export.headers) if form is not None else {}
    for header in export.headers:
        if _bare(header) in _LANGUAGE and header not in asked:
            export.told[header] = Told("LimeSurvey", "one", header, code="language", role="profile",
                                       values=tuple(sorted(filter(None, set(export.columns[header])))))
    if gone := export.drop(header for header in export.headers if header not in asked
                           and (_bare(header) in _WRITTEN or _TIMING.match(_bare(header)))):
        export.lost(LOSS_040, gone, origin="LimeSurvey")
    if form is not None:
        _typed(export, form)
        _ranked(export, form)
        return
    if boxed := _fold_unknown(export):
        export.lost(LOSS_043, boxed)
    if ranked := _rank_unknown(export):
        export.lost(LOSS_044, ranked)


def _finished(export: Export, unfinished: bool) -> None:
    """Leave out who never pressed «Submit»: they have no date of submission."""
    header = next((header for header in export.headers if _bare(header) in _SUBMITTED), "")
    if not header:
        return
    dates, rows = export.columns[header], export.rows
    if any(dates) and {date[:10] for date in dates if date} == {_ANONYMOUS}:
        export.lost(LOSS_053)
    if not unfinished and any(dates) and (gone := export.keep_rows(lambda place: bool(dates[place]))):
        export.lost(LOSS_050, dropped=gone, rows=rows)


def _codes(export: Export, form: Form) -> None:
    """Headings of two scales side by side, and of arrays of boxes, by the codes that their questions have in the form:
    LimeSurvey counts scales from 1 in headings, and from 0 in codes."""
    names: dict[str, str] = {}
    for path, node in form.walk():
        if not isinstance(node, Question):
            continue
        stem, _, scale = node.code.rpartition("_")
        if len(path) > 1 and path[-1].code == f"{path[-2].code}_scale{scale}":
            item = stem[len(path[-2].code) + 1:]
            names[f"{path[-2].code}[{item}][{int(scale) + 1}]".casefold()] = node.code
        elif node.kind == "many" and path and node.cells.get(TYPE) == ":":
            row = node.code[len(path[-1].code) + 1:]
            for choice in form.choices(node):
                names[f"{path[-1].code}[{row}_{choice.code}]".casefold()] = f"{node.code}/{choice.code}"
                names[f"{node.code}_{choice.code}".casefold()] = f"{node.code}/{choice.code}"
    renamed = {}
    for header in export.headers:
        code = _SCALE.sub(r"[\1]", header.partition(". ")[0]).casefold()
        if code in names:
            renamed[header] = names[code]
    export.rename(renamed)


def _typed(export: Export, form: Form) -> None:
    """The box of «other» holds the words typed into it: a tick for the question, and a column of words of its own."""
    found = placed(form, export.headers)
    for question in form.questions():
        if question.kind != "many" or "other" not in {choice.code for choice in form.choices(question)}:
            continue
        box = next((header for header, place in found.items()
                    if place.question is question and place.choice == "other"), "")
        typed = next((header for header, place in found.items()
                      if place.question.code == f"{question.code}_other"), "")
        if (header := box or typed) and not (box and typed):
            cells = export.columns[header]
            export.put(header, {f"{question.code}/other": tuple("Y" if chosen(cell) else "" for cell in cells),
                                f"{question.code}_other": cells})


def _ranked(export: Export, form: Form) -> None:
    """A column for each place of a ranking, with the item that stands on it, becomes one cell in order."""
    for question in form.questions():
        if question.kind != "rank":
            continue
        words = [re.escape(word) for word in (question.code, *question.label) if word]
        sign = re.compile(rf"(?:{'|'.join(words)})\s*(?:\[[^\[\]\d]*\d+\]|_\d+)(?:\. .*)?", re.DOTALL)
        # In the order of the columns: their numbers are places, and since LimeSurvey 7 numbers of answers.
        places = [header for header in export.headers if sign.fullmatch(header)]
        if not places:
            continue
        rows = zip(*(export.columns[header] for header in places), strict=True)
        export.columns[places[0]] = tuple(SEPARATOR.join(filter(None, row)) for row in rows)
        export.drop(places[1:])
        export.rename({places[0]: question.code})


def _fold_unknown(export: Export) -> list[str]:
    """Boxes that no form tells of: neighbours «Q1[SQ001]» that hold Y or nothing."""
    stems: dict[str, dict[str, str]] = {}
    for header in export.headers:
        stem, sign, rest = header.partition("[")
        choice = rest.partition("]")[0]
        ticks = {"", "Y"} >= set(export.columns[header])
        if sign and (ticks or choice == "other") and "comment" not in choice:
            stems.setdefault(stem, {})[choice] = header
    out = []
    for stem, boxes in stems.items():
        ticked = [header for choice, header in boxes.items() if choice != "other"]
        every = [header for header in export.headers if header.startswith(f"{stem}[") and "comment]" not in header]
        if len(ticked) < 2 or len(every) > len(boxes) or not any(any(export.columns[one]) for one in ticked):
            continue
        columns = {_item(choice, header): export.columns[header] for choice, header in boxes.items()}
        cells: Cells = folded(columns, chosen)
        first = ticked[0]
        typed = {header: export.columns[header] for choice, header in boxes.items()
                 if choice == "other" and any(export.columns[header])}
        export.columns[first] = tuple(cell or NONE_CHOSEN for cell in cells)
        export.drop(header for header in boxes.values() if header != first)
        export.put(first, {stem.strip(): export.columns[first], **typed})
        out.append(stem.strip())
    return out


def _rank_unknown(export: Export) -> list[str]:
    """Rankings that no form tells of: neighbours «Q1[1]», «Q1[2]» with items of one list, none twice a person."""
    stems: dict[str, list[str]] = {}
    for header in export.headers:
        if (found := _PLACED.fullmatch(header)) is not None:
            stems.setdefault(found[1].strip(), []).append(header)
    out = []
    for stem, headers in stems.items():
        rows = [tuple(filter(None, row)) for row in zip(*(export.columns[one] for one in headers), strict=True)]
        items = sorted({cell for row in rows for cell in row})
        given = [row for row in rows if len(row) > 1]
        if len(headers) < LEAST_PLACES or len(given) < LEAST_RANKED or not len(headers) <= len(items) <= MOST_RANKED \
                or any(len(set(row)) < len(row) for row in given) or len(set(given)) < 2:
            continue
        made = {item: tuple(str(row.index(item) + 1) if item in row else "" for row in rows) for item in items}
        export.drop(headers[1:])
        export.put(headers[0], {f"{stem} [{item}]": cells for item, cells in made.items()})
        out.append(stem)
    return out


def _item(choice: str, header: str) -> str:
    """The words of a choice where the heading has them: «Q1[SQ001]. Question [Words]»."""
    words = re.search(r"\. .*\[([^\[\]]+)\]\s*\Z", header, re.DOTALL)
    return words[1] if words else choice
