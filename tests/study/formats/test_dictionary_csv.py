"""The dictionary goes out to Excel and comes back as it was, whatever Excel does to it on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpus.dirty import google_ru, microsoft_kk

from qabilet.cycle.instrument import KINDS, MISSING, Column, Dictionary
from qabilet.errors import QabiletError
from qabilet.study.formats import neutral, read_dictionary, restored, write_dictionary
from qabilet.text import Text

WORDS = st.text(st.sampled_from("aяқӘ |\\=;,'\"-+@1[]«»\n"), max_size=12).map(str.strip)
SOME = WORDS.filter(bool)
TEXT = st.builds(Text, WORDS, WORDS, WORDS)


@st.composite
def columns(draw: st.DrawFn) -> Column:
    values = tuple(draw(st.lists(SOME, max_size=4, unique=True)))
    labelled = draw(st.lists(st.sampled_from(values), unique=True)) if values else []
    return Column(
        header=draw(SOME), code=draw(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)),
        kind=draw(st.sampled_from(KINDS)), question=draw(WORDS), item=draw(WORDS), values=values,
        labels={value: text for value in labelled if any(text := draw(TEXT))}, reverse=draw(st.booleans()),
        missing=draw(st.dictionaries(WORDS, st.sampled_from(MISSING), max_size=3)),
        merge=draw(st.dictionaries(SOME, SOME, max_size=3)), separator=draw(st.sampled_from(["", ";", ",", "|"])),
        competence=draw(st.from_regex(r"[a-z]{0,5}", fullmatch=True)), keep=draw(st.booleans()), label=draw(TEXT),
        confidence=draw(st.sampled_from(["sure", "likely", "guess"])), reason=draw(WORDS))


@settings(max_examples=300, deadline=None)
@given(st.lists(columns(), min_size=1, max_size=4))
def test_what_is_written_is_read_back_exactly(some: list[Column]) -> None:
    dictionary = Dictionary(tuple(some))
    assert read_dictionary(write_dictionary(dictionary))[0] == dictionary


@given(st.text(st.sampled_from("=+-@\t\r'aқ1 "), max_size=8))
def test_no_cell_goes_out_as_a_formula_and_every_cell_comes_back(cell: str) -> None:
    number = re.fullmatch(r"-[0-9]+", cell)
    assert number or not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restored(neutral(cell)) == cell


def test_a_number_below_zero_stays_a_number() -> None:
    assert [neutral(cell) for cell in ("-0.352", "-12", "-1,5", "-1-1", "-x", "- 1")] == [
        "-0.352", "-12", "-1,5", "'-1-1", "'-x", "'- 1"]


DRAFTED = microsoft_kk().drafted("kk")


def resaved(delimiter: str, encoding: str, sheet: Dictionary = DRAFTED) -> bytes:
    """As another program would save it: its delimiter, its encoding, its line ends, no mark, apostrophes kept."""
    import csv
    import io

    rows = list(csv.reader(io.StringIO(write_dictionary(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


@pytest.mark.parametrize(("delimiter", "encoding"),
                         [(",", "utf-8"), ("\t", "utf-16"), (";", "kz1048"), (",", "utf-8-sig")])
def test_other_delimiters_and_encodings_are_read(delimiter: str, encoding: str) -> None:
    assert read_dictionary(resaved(delimiter, encoding))[0] == DRAFTED


def test_kazakh_letters_lost_in_the_old_encoding_are_not_taken_silently() -> None:
    russian = google_ru().drafted("ru")
    assert read_dictionary(resaved(";", "cp1251", russian))[0] == russian
    try:
        _, cautions = read_dictionary(resaved(";", "cp1251"))
    except QabiletError as error:
        assert error.code == "DICTIONARY_108"  # noqa: PT017
    else:
        assert [caution.code for caution in cautions if caution.code == "DICTIONARY_108"]


def table(*rows: str) -> bytes:
    return "\r\n".join(rows).encode("utf-8-sig")


def test_columns_may_stand_in_any_order_and_only_three_are_needed() -> None:
    dictionary, _ = read_dictionary(table("Kind;Code;Header;keep", "  ONE ;sex;Пол;нет"))
    assert dictionary.columns[0] == Column(header="Пол", code="sex", kind="one", keep=False)


@pytest.mark.parametrize(("word", "kept"), [("TRUE", True), ("ИСТИНА", True), ("да", True), ("иә", True), ("1", True),
                                            ("FALSE", False), ("ЛОЖЬ", False), ("Жоқ", False), ("0", False),
                                            ("", True)])
def test_yes_and_no_in_any_language(word: str, kept: bool) -> None:
    dictionary, _ = read_dictionary(table("code;header;kind;keep", f"a;A;text;{word}"))
    assert dictionary.columns[0].keep is kept


def test_pairs_and_reasons_are_read_as_people_write_them() -> None:
    dictionary, _ = read_dictionary(table("code;header;kind;values;missing;merge",
                                          "a;A;one;x|y | z;Blank = Not asked| 99=refused ;ex=x|why=y"))
    column = dictionary.columns[0]
    assert column.values == ("x", "y", "z")
    assert column.missing == {"": "not asked", "99": "refused"}
    assert column.merge == {"ex": "x", "why": "y"}


def test_all_faults_come_at_once_with_their_places() -> None:
    with pytest.raises(QabiletError) as caught:
        read_dictionary(table("code;header;kind;keep;missing;merge;values;labels_ru", "a;A;grid;perhaps;;;;",
                              "b;B;one;;9=because;x to y;p|q;only one"), file="d.csv")
    assert [(fault.code, fault.row, fault.column) for fault in caught.value.faults] == [
        ("DICTIONARY_103", 2, "kind"), ("DICTIONARY_105", 2, "keep"), ("DICTIONARY_107", 3, "labels_ru"),
        ("DICTIONARY_104", 3, "missing"), ("DICTIONARY_106", 3, "merge")]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "DICTIONARY_109"), (table("code;header;kind"), "DICTIONARY_109"),
    (table("code;header", "a;A"), "DICTIONARY_102"),
    (b"\x00\x01", "ANSWERS_016"), (table("code;header;kind", 'a;"A;one'), "ANSWERS_019")])
def test_what_is_no_dictionary_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(QabiletError) as caught:
        read_dictionary(data)
    assert caught.value.code == code
