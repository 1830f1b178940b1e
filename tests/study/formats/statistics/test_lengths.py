"""Words that do not fit are cut between letters, the cut is told, and the whole wording stands in the notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.errors import QabiletError
from qabilet.study.formats import Dataset, Value, Variable, write_dta, write_sav
from qabilet.study.formats.statistics.lengths import in_lines, on_one_line, within_bytes, within_letters
from qabilet.text import Text

LONG = "Өңірлік деңгейдегі стратегиялық жоспарлау және бюджет қаражатын басқару негіздері " * 5


def long_labels() -> Dataset:
    words = Text(kk=LONG.strip())
    values = (Value(1, words), Value(2, Text(kk="Иә")))
    return Dataset("x", words, (Variable("q", "code", words, values=values), Variable("t", "text", Text(kk="Пікір"))),
                   [np.array([1.0, 2.0]), np.array(["ұ" * 20_000, "қысқа"], dtype=object)], 2)


@given(st.text(), st.integers(3, 300))
def test_a_cut_keeps_whole_letters_within_its_bytes(words: str, most: int) -> None:
    words = on_one_line(words)
    cut = within_bytes(words, most)
    assert len(cut.encode()) <= most
    assert cut == words or words.startswith(cut.removesuffix("…").rstrip())
    assert len(within_letters(words, most)) <= most


@given(st.text(), st.integers(8, 80))
def test_lines_hold_every_word_within_their_bytes(words: str, most: int) -> None:
    lines = in_lines(words, most)
    assert all(len(line.encode()) <= most for line in lines)
    assert "".join("".join(lines).split()) == "".join(on_one_line(words).split())


def test_a_letter_with_its_accent_is_never_parted() -> None:
    assert within_letters("аи\u0306б", 3) == "а…"


def test_labels_are_cut_for_spss_by_bytes_and_stand_whole_in_the_notes(tmp_path: Path) -> None:
    losses = write_sav(long_labels(), "kk", to=tmp_path / "a.sav")
    assert [loss.code for loss in losses] == ["STATFILE_121", "STATFILE_122", "STATFILE_123"]
    assert "256" in losses[0].says("kk")
    data, about = pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict")
    label, value = about.column_labels[0], about.variable_value_labels["q"][1.0]
    assert len(label.encode()) <= 256
    assert len(value.encode()) <= 120
    assert label.endswith("…")
    assert LONG.startswith(label[:-1])
    assert LONG.startswith(value[:-1])
    assert "".join(about.notes).replace(" ", "").count(LONG.replace(" ", "")) == 2
    assert data["t"][0] == "ұ" * 16_382 + "…", "16 382 letters of two bytes and the ellipsis of three are 32 767"


def test_labels_are_cut_for_stata_by_letters_and_stand_whole_in_the_notes(tmp_path: Path) -> None:
    losses = write_dta(long_labels(), "kk", to=tmp_path / "a.dta")
    assert [loss.code for loss in losses] == ["STATFILE_121"]
    data, about = pyreadstat.read_dta(tmp_path / "a.dta", output_format="dict")
    assert len(about.column_labels[0]) == 80
    assert about.variable_value_labels["q"][1] == LONG.strip()
    assert about.notes == [f"q: {LONG.strip()}"]
    assert data["t"][0] == "ұ" * 20_000


@pytest.mark.parametrize("name", ["a.sav", "a.dta"])
def test_words_missing_in_a_language_are_told_and_not_left_blank(tmp_path: Path, name: str) -> None:
    write = write_dta if name == "a.dta" else write_sav
    losses = write(replace(long_labels(), title=Text()), "ru", to=tmp_path / name)
    assert "STATFILE_124" in [loss.code for loss in losses]


@pytest.mark.parametrize("name", ["a.sav", "a.dta"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    write = write_dta if name == "a.dta" else write_sav
    with pytest.raises(QabiletError) as caught:
        write(long_labels(), "kk", to=tmp_path / "nowhere" / name)
    assert caught.value.code == "STATFILE_006"
    (tmp_path / name).mkdir()
    with pytest.raises(QabiletError) as caught:
        write(long_labels(), "kk", to=tmp_path / name)
    assert caught.value.code == "STATFILE_006"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert not list((tmp_path / name).iterdir())


@pytest.mark.parametrize("name", ["a.sav", "a.zsav", "a.dta"])
def test_a_data_set_without_rows_is_a_file_without_rows(tmp_path: Path, name: str) -> None:
    empty = replace(long_labels(), columns=[np.array([]), np.array([], dtype=object)], rows=0)
    write = write_dta if name == "a.dta" else write_sav
    write(empty, "kk", to=tmp_path / name)
    read = pyreadstat.read_dta if name == "a.dta" else pyreadstat.read_sav
    assert read(tmp_path / name, output_format="dict")[1].column_names == ["q", "t"]


def test_items_of_a_grid_bear_the_whole_question_where_all_of_them_fit(tmp_path: Path) -> None:
    def grid(*questions: str) -> Dataset:
        made = tuple(Variable(f"q{place}", "number", Text(kk=f"Тармақ {place}"), Text(kk=words), group="q")
                     for place, words in enumerate(questions))
        return Dataset("x", Text(), made, [np.array([1.0])] * len(made), 1)

    def labels(*questions: str) -> list[str]:
        write_sav(grid(*questions), "kk", to=tmp_path / "a.sav")
        return list(pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict")[1].column_labels)

    assert labels("Қажет пе? — Заң", "Қажет пе? — Қаржы") == ["Қажет пе? — Заң", "Қажет пе? — Қаржы"]
    assert labels("Қажет пе? — Заң", LONG) == ["Тармақ 0", "Тармақ 1"]
