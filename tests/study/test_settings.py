"""study.toml: what it says becomes values, and whatever is wrong in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabilet.cycle.analysis import Audience, Derived, Lattice, Rules
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.cycle.sample import Design, Weighting
from qabilet.errors import Exit
from qabilet.study import Settings, read_settings, templates, write_settings
from qabilet.text import LANGS, Lang, Text

EXAMPLE = Path(__file__).parents[2] / "examples" / "akims-2023" / "study.toml"


def told(text: str) -> list[tuple[str, int | None]]:
    """The codes and lines of the faults in a study.toml."""
    return [(fault.code, fault.row) for fault in read_settings(text.encode())[1]]


def test_an_empty_file_has_a_default_for_everything() -> None:
    assert read_settings(b"") == (Settings(), ())


def test_the_example_says_who_was_asked_and_what_is_a_need() -> None:
    settings, faults = read_settings(EXAMPLE.read_bytes())
    assert faults == ()
    assert settings.design == Design("quota", ("region",), 2345, "sample/population.csv")
    assert [(one.value, one.role, one.of) for one in settings.audiences] == [("akim", "self", ""),
                                                                            ("deputy", "observer", "akim")]
    assert [(need.code, need.kind, need.assumed) for need in settings.needs] == [("knowledge", "ranking", True),
                                                                               ("module", "two-scale", False)]
    assert settings.lattice.tables == (("region", "office"),)


@pytest.mark.parametrize(("text", "code", "row"), [
    ('[study]\ntitel = "x"\n', "STUDY_007", 2),
    ('[study]\n\nperiod = ["2023-13"]\n', "STUDY_008", 3),
    ('[study]\nperiod = ["2023-09", "2023-08"]\n', "STUDY_008", 2),
    ('[study]\nsynthetic = "yes"\n', "STUDY_008", 2),
    ('[study]\ncode = "a b"\n', "STUDY_015", 2),
    ('[study]\ntitle = { de = "Titel" }\n', "STUDY_007", 2),
    ('[design]\nkind = "qouta"\n', "STUDY_009", 2),
    ('[design]\ncells = "region"\n', "STUDY_008", 2),
    ('[design]\npopulation = 0\n', "STUDY_008", 2),
    ('[gate]\ntext = 20\ncell = 3\n', "STUDY_010", 3),
    ('[groups]\ndimensions = ["a", "b", "a"]\n', "STUDY_013", 2),
    ('[[groups.derived]]\ncode = "x"\nsource = "y"\n', "STUDY_030", 1),
    ('[[groups.derived]]\ncode = "x"\nsource = "y"\nbreaks = [5, 3]\n', "STUDY_008", 4),
    ('[[needs]]\ncode = "k"\nkind = "rating"\n', "STUDY_031", 1),
    ('[[needs]]\nkind = "rating"\nitems = "k"\n', "STUDY_014", 1),
    ('[[needs]]\ncode = "k"\nitems = "i"\n\n[[needs]]\ncode = "k"\nitems = "i"\n', "STUDY_013", 5),
    ('[[audience.group]]\nvalue = "d"\nrole = "observer"\nof = "akim"\n', "STUDY_016", 4),
    ('needs = 3\n', "STUDY_008", 1),
    ('[weights]\nbounds = [1.2, 3]\n', "STUDY_008", 2),
    ('[weights]\nmethod = "ipf"\n', "STUDY_009", 2),
    ('[weights]\ntrim = 0.5\n', "STUDY_008", 2),
    ('[[scales]]\ncode = "c"\nitems = "c"\nleast_share = 1.5\n', "STUDY_008", 4),
    ('[[scales]]\ncode = "c"\nitems = "c"\nleast_share = 0\n', "STUDY_008", 4),
    ('[[scales]]\ncode = "c"\nitems = "c"\nleast_items = 0\n', "STUDY_008", 4),
    ('[[scales]]\ncode = "c"\nitems = "c"\nleast_items = 3\nleast_share = 0.5\n', "STUDY_008", 5),
    ('[weights]\nmargins = ["region"]\n', "STUDY_008", 2),
    ('format = 2\n', "STUDY_026", 1),
    ('[study\n', "STUDY_006", 1),
    ('[study]\ntitle = «x»\n', "STUDY_006", 2),
])
def test_what_is_wrong_is_told_with_its_line(text: str, code: str, row: int) -> None:
    assert (code, row) in told(text)


@pytest.mark.parametrize(("given", "wanted"), [
    ("", LANGS), ('languages = ["ru", "kk"]', ("kk", "ru")), ("languages = []", LANGS),
    ('languages = ["en"]', ("en",))])
def test_a_study_may_ask_in_fewer_languages(given: str, wanted: tuple[Lang, ...]) -> None:
    settings, faults = read_settings(f"[study]\n{given}\n".encode())
    assert (settings.languages, faults) == (wanted, ())
    for lang in LANGS:
        assert read_settings(write_settings(settings, lang))[0].languages == wanted


def test_a_language_we_do_not_speak_is_told_with_its_line() -> None:
    assert told('[study]\n\nlanguages = ["kk", "de"]\n') == [("STUDY_009", 3)]


def test_every_fault_is_told_at_once() -> None:
    text = '[study]\ntitel = "x"\n[design]\nkind = "qouta"\n[gate]\ncell = 1\n'
    assert [code for code, _ in told(text)] == ["STUDY_007", "STUDY_009", "STUDY_010"]


def test_a_misspelt_word_is_answered_with_the_closest_known_one() -> None:
    _, (fault,) = read_settings(b'[design]\nkind = "qouta"\n')
    assert str(fault.facts["known"]).startswith("quota")
    assert "quota" in fault.mend("kk")


def test_a_lowered_rule_of_the_gate_is_refused_and_the_least_rule_holds() -> None:
    settings, (fault,) = read_settings(b"[gate]\ncell = 3\n")
    assert settings.rules == Rules()
    from qabilet.errors import CODES

    assert CODES[fault.code].exit == Exit.REFUSED


def test_a_raised_rule_of_the_gate_holds() -> None:
    assert read_settings(b"[gate]\ncell = 10\n")[0].rules == Rules(cell=10)


def test_a_file_saved_by_notepad_is_read() -> None:
    assert read_settings("\ufeff[study]\r\ncode = \"x\"\r\n".encode())[0].code == "x"


def test_a_file_in_an_old_encoding_is_told() -> None:
    _, (fault,) = read_settings('[study]\ntitle = "Қазақ"\n'.encode("utf-16"))
    assert fault.code == "STUDY_005"


def test_a_key_inside_a_long_string_is_not_taken_for_a_setting() -> None:
    text = '[study]\nnote = """\nkind = "x"\n"""\n[design]\nkind = "y"\n'
    assert ("STUDY_009", 6) in told(text)


@pytest.mark.parametrize("lang", LANGS)
def test_a_template_is_without_fault_and_survives_its_remarks(lang: Lang) -> None:
    from qabilet.study.shipped import data_folder

    assert "local-government" in templates()
    for name in templates():
        settings, faults = read_settings((data_folder() / "templates" / name / "study.toml").read_bytes())
        assert faults == ()
        assert read_settings(write_settings(settings, lang)) == (settings, ())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
texts = st.builds(Text, words, words, words)
codes = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
several = st.lists(codes, unique=True, max_size=3).map(tuple)
derived = st.one_of(
    st.builds(Derived, codes, codes, texts, breaks=st.just((30.0, 45.5)),
              labels=st.dictionaries(words, texts, max_size=2)),
    st.builds(Derived, codes, codes, texts, levels=st.dictionaries(words, words, min_size=1, max_size=3)))
needs = st.builds(NeedQuestion, codes, st.just("rating"), items=codes, largest=st.sampled_from(("high", "low")),
                  least_n=st.integers(2, 40), assumed=st.booleans(), title=texts, audiences=several)


@given(st.builds(
    Settings, code=codes, title=texts, source=texts, note=texts, synthetic=st.booleans(),
    period=st.sampled_from([(), ("2026-01",), ("2026-01", "2026-02-03")]), audience_column=words,
    audiences=st.lists(st.builds(Audience, words, st.just("self"), label=texts,
                                 population=st.none() | st.integers(1, 9)), max_size=2, unique_by=lambda one: one.value
                       ).map(tuple),
    design=st.builds(Design, st.sampled_from(("census", "quota")), several, st.none() | st.integers(1, 10**6), words),
    lattice=st.builds(Lattice, several, st.lists(several.filter(bool), max_size=2).map(tuple),
                      st.lists(derived, max_size=2, unique_by=lambda one: one.code).map(tuple)),
    rules=st.builds(Rules, st.integers(5, 9), st.integers(5, 9), st.integers(10, 20), st.integers(1, 40),
                    st.booleans()),
    needs=st.lists(needs, max_size=2, unique_by=lambda one: one.code).map(tuple),
    scales=st.lists(st.builds(ScaleQuestion, codes, codes, texts, st.none() | st.integers(1, 9))
                    | st.builds(ScaleQuestion, codes, codes, texts, least_share=st.floats(0.01, 1)), max_size=2,
                    unique_by=lambda one: one.code).map(tuple)),
    st.sampled_from(LANGS))
def test_settings_survive_being_written_and_read(settings: Settings, lang: Lang) -> None:
    assert read_settings(write_settings(settings, lang)) == (settings, ())


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    settings, faults = read_settings(data)
    assert isinstance(settings, Settings)
    assert all(fault.says("ru") and fault.mend("kk") for fault in faults)


LINES = ('[study]', '[[needs]]', 'code = "a"', 'kind = "gap"', 'items = ["x"]', '[gate]', 'cell = 1',
         '[[groups.derived]]', 'levels = { a = "b" }', 'title = 3', '"""', '[audience]', 'group = 1',
         'breaks = ["a"]', 'labels = { a = 1 }')


@given(st.lists(st.sampled_from(LINES), max_size=10))
def test_no_mixture_of_settings_makes_it_stumble(lines: list[str]) -> None:
    for fault in read_settings("\n".join(lines).encode())[1]:
        assert fault.says("kk")
        assert fault.row is None or 1 <= fault.row <= len(lines) + 1


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 6000])
def test_what_the_parser_itself_cannot_bear_is_told(text: str) -> None:
    assert [code for code, _ in told(text)] == ["STUDY_006"]


@pytest.mark.parametrize("edges", ["[inf]", "[-inf, 1]", "[nan]"])
def test_a_number_is_not_cut_at_infinity(edges: str) -> None:
    assert ("STUDY_008", 4) in told(f'[[groups.derived]]\ncode = "band"\nsource = "age"\nbreaks = {edges}')


def test_weights_are_read_as_they_are_written() -> None:
    weighting = Weighting(("region", "office"), "sample/invited.csv", post=("region",),
                          margins=(("region",), ("gender", "age")), method="logit", bounds=(0.3, 3.0), trim=5.0)
    design = Design("cluster", ("region",), 2345, "sample/population.csv", "district", "sample/units.csv", "w")
    settings = Settings(weighting=weighting, design=design)
    for lang in LANGS:
        assert read_settings(write_settings(settings, lang)) == (settings, ())
