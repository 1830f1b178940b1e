"""A questionnaire from its framework to a published version, through a translator's hands, to the next round's."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from tests.cli.conftest import Run, run
from tests.cycle.instrument.form.small_forms import replaced

from qabilet.cycle.instrument import Form, Question
from qabilet.errors import Exit
from qabilet.study import frozen_form, open_form
from qabilet.study.formats import write_form
from qabilet.text import Text

__all__ = ["run"]


def first_rating(form: Form) -> Question:
    return next(question for question in form.questions() if question.competence)


def test_a_composed_questionnaire_is_published_changed_translated_and_compared(run: Run, tmp_path: Path) -> None:
    root, sheet = tmp_path / "akims", tmp_path / "kk.xlsx"
    assert run("new", root, "--like", "local-government").code == Exit.OK
    assert run("compose", root).code == Exit.OK
    assert run("publish", root, "--json").document["result"]["languages"] == ["kk", "ru", "en"]

    # A colleague rewords one item in Russian, the language it was written in: two translations are outdated.
    form = open_form(root).form
    item = first_rating(form)
    label = Text(item.label.kk, f"{item.label.ru} сегодня", item.label.en)
    (root / "instrument" / "form.xlsx").write_bytes(write_form(replaced(form, item.code, label=label)))
    refused = run("publish", root, "--json").document
    assert [fault["code"] for fault in refused["faults"]] == ["FORM_005", "FORM_005"]

    # The Kazakh translator writes new words, the English one confirms the old ones.
    run("translate", root, "--out", sheet, "--lang", "kk,en")
    book = openpyxl.load_workbook(io.BytesIO(sheet.read_bytes()))
    kk, en = book.worksheets[1:]
    outdated = [row for row in range(2, kk.max_row + 1) if kk.cell(row, 1).value == "outdated"]
    assert len(outdated) == 1
    kk.cell(outdated[0], 7, f"{item.label.kk} бүгін")
    en.cell(outdated[0], 8, "yes")
    book.save(sheet)
    taken = run("translate", root, "--in", sheet, "--json").document["result"]["taken"]
    assert (taken["translated"], taken["confirmed"]) == (1, 1)

    # The next version says what may still be compared with the first.
    second = run("publish", root, "--json").document["result"]
    assert second["version"] == 2
    verdicts = {one["new"]: one["verdict"] for one in second["since"]["items"]}
    assert verdicts.pop(item.code) == "care"
    assert set(verdicts.values()) == {"same"}
    assert frozen_form(root, 1).question(item.code).label == item.label
    assert frozen_form(root).question(item.code).label.kk == f"{item.label.kk} бүгін"
    assert run("check", root).code == Exit.OK
