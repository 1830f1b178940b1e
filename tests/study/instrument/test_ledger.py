"""The ledger and the spreadsheet keep what any form can hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from tests.cycle.instrument.form.small_forms import forms, survey

from qabilet.cycle.instrument import Form, mark, settled, taken_in, texts
from qabilet.study.instrument.ledger import HEAD, ledger_name, read_ledger, write_ledger
from qabilet.study.instrument.returned_sheet import read_returned
from qabilet.study.instrument.translators_sheet import translators_book
from qabilet.text import LANGS


@settings(deadline=None)
@given(forms)
def test_a_ledger_is_read_as_it_was_written_and_keeps_every_state(form: Form) -> None:
    ledger = settled(form, {}, "2026-03-01").ledger
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ledger_name("form")
        path.parent.mkdir()
        path.write_bytes(write_ledger(ledger))
        read = read_ledger(Path(folder), "form")
    plain = {key: (one.of, one.source, one.words, one.on) for key, one in ledger.items()}
    assert {key: (one.of, one.source, one.words, one.on) for key, one in read.items()} == plain
    assert settled(form, read, "2026-04-01").first == ()


def test_a_ledger_has_no_cell_that_a_spreadsheet_would_change() -> None:
    ledger = settled(survey(), {}, "2026-03-01").ledger
    lines = write_ledger(ledger).decode("utf-8-sig").splitlines()
    assert lines[0].split(";") == list(HEAD)
    assert all(line.split(";")[3].startswith("m") and line.split(";")[4].startswith("m") for line in lines[1:])


@settings(deadline=None, max_examples=40, phases=(Phase.explicit, Phase.generate))
@given(forms)
def test_a_spreadsheet_sent_back_untouched_changes_nothing(form: Form) -> None:
    found = settled(form, {}, "2026-03-01")
    langs = tuple(lang for lang in LANGS if lang != form.source_lang)
    rows = read_returned(translators_book(form, found, langs, "kk"), file="back.xlsx") if texts(form) else ()
    assert len(rows) == 2 * len(texts(form))
    taken = taken_in(form, found.ledger, rows, "2026-04-01")
    assert (taken.form, taken.faults, taken.cautions, taken.translated, taken.confirmed) == (form, (), (), 0, 0)
    sources = {one.path: one.text[form.source_lang] for one in texts(form)}
    assert all(row.source_mark == mark(sources[row.path]) for row in rows)
