"""The words forms are composed of, as they ship with the program: data/items."""

from __future__ import annotations

from functools import cache

from qabilet.cycle.instrument import Asked, Choice, ChoiceList, Part, Statement, Wording
from qabilet.errors import QabiletError
from qabilet.study.frameworks import shipped_framework
from qabilet.study.shipped import data_folder
from qabilet.study.tables_csv import read_table
from qabilet.text import LANGS, Text

USUAL = "local-government-2023"
"""The framework whose scales serve where one has none of its own."""

HELP, HELP_HEAD = "Нұсқау · Памятка · Help", ("", "", "Қазақша", "Русский", "English")


@cache
def wording() -> Wording:
    """Everything a form is worded with, in three languages."""
    lists: dict[str, list[Choice]] = {}
    for row in _rows("choices.csv"):
        lists.setdefault(row["list"], []).append(
            Choice(row["code"], _words(row), cells={"missing": row["missing"]} if row["missing"] else {}))
    return Wording(
        phrases={row["code"]: _words(row) for row in _rows("phrases.csv")},
        stems={(row["scale"], row["perspective"]): _words(row) for row in _rows("stems.csv")},
        raters={row["perspective"]: _words(row) for row in _rows("raters.csv")},
        profile=tuple(Asked(row["code"], row["list"], row["self"] == "yes", _words(row))
                      for row in _rows("profile.csv")),
        lists={code: ChoiceList(code, tuple(choices)) for code, choices in lists.items()},
        statements=tuple(Statement(row["competence"], row["item"], row["about"], row["reverse"] == "yes", _words(row))
                         for row in _rows("statements.csv")),
        scales={one.code: one for one in shipped_framework(USUAL).scales})


@cache
def guide_parts() -> tuple[Part, ...]:
    """The lines of the interview guide, in order."""
    return tuple(Part(row["code"], row["section"], row["kind"], _words(row), _words(row, "probes_"),
                      tuple(row["groups"].split()), row["setting"]) for row in _rows("guide.csv"))


@cache
def help_sheet() -> tuple[tuple[str, ...], ...]:
    """What the columns of a form mean, for whoever edits it in a spreadsheet: a sheet that no reader of forms reads."""
    return (HELP_HEAD, *((row["sheet"], row["column"], *_words(row)) for row in _rows("help.csv")))


def _rows(name: str) -> list[dict[str, str]]:
    rows, faults = read_table((data_folder() / "items" / name).read_bytes(), f"items/{name}", LANGS)
    if faults:
        raise QabiletError(*faults)
    return [row for _, row in rows]


def _words(row: dict[str, str], prefix: str = "") -> Text:
    return Text(*(row[f"{prefix}{lang}"].replace("\\n", "\n") for lang in LANGS))
