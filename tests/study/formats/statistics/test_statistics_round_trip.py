"""What is written for SPSS and Stata is read back equal, cell by cell, with labels, missing values, names and dates."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from tests.study.formats.statistics.data_sets import data_sets, everything

from qabilet.study.formats import Dataset, Value, Variable, read_answers, write_dta, write_sav
from qabilet.study.formats.statistics.spss_dictionary import read_dictionary_of
from qabilet.study.formats.statistics.stata_storage import REASONS
from qabilet.text import LANGS, Lang, Text

FILES = ("a.sav", "a.zsav", "a.dta")


def written(dataset: Dataset, lang: Lang, path: Path) -> list[str]:
    if path.suffix == ".dta":
        return [loss.code for loss in write_dta(dataset, lang, to=path)]
    return [loss.code for loss in write_sav(dataset, lang, to=path, compress=path.suffix == ".zsav")]


def read(path: Path) -> tuple[Any, Any]:
    reader = pyreadstat.read_dta if path.suffix == ".dta" else pyreadstat.read_sav
    return reader(path, user_missing=True, output_format="dict")


def cell(value: Any, stata: bool) -> Any:
    """A value of the data set as the reader gives it back."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else value.astype(object)
    if isinstance(value, str):
        return value
    if np.isnan(value):
        return None
    return chr(ord("a") - 1 + REASONS[int(value)]) if stata and value in REASONS else value


def shown(words: Text, lang: Lang) -> str:
    return words[lang] or next(filter(None, words), "")


def assert_equal(dataset: Dataset, lang: Lang, path: Path) -> None:
    stata = path.suffix == ".dta"
    data, about = read(path)
    assert list(data) == [variable.name for variable in dataset.variables]
    for variable, column in zip(dataset.variables, dataset.columns, strict=True):
        found = list(data[variable.name])
        assert found == [cell(value, stata) for value in column]
        labels = {(chr(ord("a") - 1 + REASONS[value.code]) if stata and value.missing else value.code): words
                  for value in variable.values if (words := shown(value.label, lang))}
        assert about.variable_value_labels.get(variable.name, {}) == labels
        assert (about.column_names_to_labels[variable.name] or "") == shown(variable.label, lang)
        gone = {value.code for value in variable.values if value.missing}
        if not stata:
            spans = about.missing_ranges.get(variable.name, [])
            assert {code for code in range(-9, -5) for span in spans if span["lo"] <= code <= span["hi"]} >= gone


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", FILES)
def test_everything_comes_back_equal(tmp_path: Path, name: str, lang: Lang) -> None:
    dataset = everything()
    assert written(dataset, lang, tmp_path / name) == []
    assert_equal(dataset, lang, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing is left beside the file"


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dataset=data_sets())
def test_any_data_set_comes_back_equal(tmp_path: Path, name: str, dataset: Dataset) -> None:
    for lang in LANGS:
        written(dataset, lang, tmp_path / name)
        assert_equal(dataset, lang, tmp_path / name)


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_can_be_adopted_with_its_labels(tmp_path: Path, name: str) -> None:
    written(everything(), "kk", tmp_path / name)
    answers = read_answers(tmp_path / name)
    told = answers.told
    assert told["law"].kind == "rating"
    assert told["law"].labels["3"].kk == "Өте қажет"
    assert set(told["law"].missing.values()) == {"not asked", "not relevant", "refused", "cannot judge"}
    assert answers.column("answered") == ("2023-05-31", "", "1960-01-01", "1899-12-31")
    assert answers.column("wish") == tuple(everything().columns[6])
    if name != "a.dta":
        assert answers.headers == ("law", "topic", "age", "weight", "answered", "wish", "essay")
        assert answers.column("topic") == ("topic_1", "0", "-6", "topic_1 | topic_2")
        assert (told["topic"].kind, told["topic"].question) == ("many", "Қандай тақырыптар қажет?")


@pytest.mark.parametrize("name", ["a.sav", "a.zsav"])
def test_questions_of_many_choices_are_sets_in_spss(tmp_path: Path, name: str) -> None:
    written(everything(), "ru", tmp_path / name)
    _, about = read(tmp_path / name)
    assert about.mr_sets == {"topic": {"type": "D", "is_dichotomy": True, "counted_value": 1,
                                       "label": "Какие темы нужны?", "variable_list": ["topic_1", "topic_2"]}}


def test_measures_formats_and_notes_stand_in_the_file_of_spss(tmp_path: Path) -> None:
    written(everything(), "ru", tmp_path / "a.sav")
    _, about = read(tmp_path / "a.sav")
    assert about.variable_measure["law"] == "ordinal"
    assert about.variable_measure["topic_1"] == "nominal"
    assert about.variable_measure["age"] == "scale"
    assert about.original_variable_types["weight"] == "F12.4"
    assert about.original_variable_types["answered"] == "EDATE10"
    assert about.file_label == "Опрос акимов"
    assert about.notes == ["Люди вымышлены."]
    assert read_dictionary_of((tmp_path / "a.sav").read_bytes()).weight == b"", "nobody's counts are weighed unasked"


def test_stata_gets_small_numbers_as_bytes_and_the_other_languages_beside(tmp_path: Path) -> None:
    written(everything(), "kk", tmp_path / "a.dta")
    _, about = read(tmp_path / "a.dta")
    assert about.readstat_variable_types["law"] == "int8"
    assert about.original_variable_types["answered"].startswith("%td")
    assert about.notes == ["Адамдар ойдан шығарылған."]
    data = (tmp_path / "a.dta").read_bytes()
    assert b"<release>118</release>" in data, "Stata 14 and all later ones open it, whatever their edition"
    for words in (b"_lang_list", b"_lang_c", b"_lang_v_ru", b"_lang_l_ru", "Не нужно".encode()):
        assert words in data
    written(everything(), "kk", tmp_path / "b.dta")
    assert (tmp_path / "b.dta").read_bytes() == data, "the same data give the same bytes"


def test_the_map_of_a_stata_file_leads_to_its_parts(tmp_path: Path) -> None:
    written(everything(), "ru", tmp_path / "a.dta")
    data = (tmp_path / "a.dta").read_bytes()
    start = data.index(b"<map>") + 5
    places = struct.unpack_from("<14Q", data, start)
    parts = (b"<stata_dta>", b"<map>", b"<variable_types>", b"<varnames>", b"<sortlist>", b"<formats>",
             b"<value_label_names>", b"<variable_labels>", b"<characteristics>", b"<data>", b"<strls>",
             b"<value_labels>", b"</stata_dta>")
    assert all(data.startswith(part, place) for part, place in zip(parts, places, strict=False))
    assert places[-1] == len(data)


def test_pieces_of_long_words_are_not_counted_as_variables(tmp_path: Path) -> None:
    names = [f"essay_number_{place}" for place in range(40)]
    columns = [np.array(["ұ" * 16_000], dtype=object) for _ in names]
    write_sav(Dataset("x", Text(), tuple(Variable(name, "text", Text()) for name in names), columns, 1), "kk",
              to=tmp_path / "a.sav")
    assert len(read_dictionary_of((tmp_path / "a.sav").read_bytes()).names) == 40
    given = read_answers(tmp_path / "a.sav")
    assert given.headers == tuple(names)
    assert set(given.columns) == {("ұ" * 16_000,)}


def test_no_two_sets_of_labels_in_stata_have_one_name(tmp_path: Path) -> None:
    both = (Value(1, Text("Иә", "Да")), Value(2, Text("Жоқ", "Нет")))
    names = ["law", "law_ru", "a" * 32, "a" * 31 + "b"]
    variables = tuple(Variable(name, "code", Text("Сұрақ", "Вопрос"), values=both) for name in names)
    write_dta(Dataset("x", Text(), variables, [np.array([1.0])] * 4, 1), "kk", to=tmp_path / "a.dta")
    data = (tmp_path / "a.dta").read_bytes()
    sets = [piece[4:133].rstrip(b"\0") for piece in data.split(b"<lbl>")[1:]]
    assert len(set(sets)) == len(sets) == 8
    assert all(len(name) <= 32 for name in sets)
