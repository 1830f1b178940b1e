"""The script beside the report, read as text: what it lists, what it must never hold, and that nothing breaks out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.cycle.story import item

from qabilet.cycle.analysis import Audience, Finding, Lattice, Row, Rules, Sheet
from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.needs import NeedQuestion, StudyPlan
from qabilet.cycle.report import Origin, write_script
from qabilet.cycle.report.reproduce import r_text
from qabilet.cycle.sample import Design
from qabilet.text import Text

ORIGIN = Origin("study", "0.1.0", "d41d8cd98f00b204e9800998ecf8427e")
REGION = ("Абай", 'a"b\\c', "'); stop('x", "line\nbreak #", "\u202eback")
HIDDEN = Finding(withheld="small")


def told(value: float, n: int) -> Finding:
    return Finding(value, n, value - 0.1, value + 0.1, basis="model")


def plan(design: Design | None = None, **more: object) -> StudyPlan:
    columns = (Column("r", "region", "one", values=REGION, role="group"), item("law", "grid"), item("money", "grid"))
    return StudyPlan(Dictionary(columns), "", (), design or Design("quota", ("region",)), Lattice(("region",)), Rules(),
                     (NeedQuestion("q", "rating", items="grid"),), **more)  # type: ignore[arg-type]


def sheet(kind: str, rows: list[Row], key: str = "profile/region", **facts: object) -> Sheet:
    return Sheet(key, kind, Text.same("Region"), tuple(rows[0].cells), rows, "release", "quota", facts)  # type: ignore[arg-type]


def one_choice() -> Sheet:
    cells = [{"count": told(31.4159, 31), "share": told(0.271828, 31)}, {"count": HIDDEN, "share": HIDDEN},
             {"count": HIDDEN, "share": told(0.577215, 40)}, {"count": told(8, 8), "share": told(0.08, 8)},
             {"count": told(9, 9), "share": told(0.09, 9)}]
    return sheet("profile-one", [Row(code, Text.same(code), row) for code, row in zip(REGION, cells, strict=True)],
                 question="region")


def calls(script: str) -> str:
    return script.partition("# ---- 6.")[2].partition("# ---- 7.")[0]


def test_only_told_cells_are_listed_and_a_silent_row_is_not_named() -> None:
    listed = calls(write_script(plan(), [one_choice()], ORIGIN))
    assert 'told = c("count share", "share", "count share", "count share")' in listed
    assert 'level = c(0, 2, 3, 4)' in listed
    assert r'"a\"b\\c"' not in listed


def test_none_of_the_numbers_of_the_findings_is_in_it() -> None:
    script = write_script(plan(), [one_choice()], ORIGIN)
    for number in ("31.4159", "0.271828", "271828", "0.577215", "0.371828", "= 31", " 40"):
        assert number not in calls(script)


def test_a_sheet_of_which_nothing_is_told_leaves_no_trace() -> None:
    rows = [Row(code, Text.same(code), {"count": HIDDEN, "share": HIDDEN}) for code in REGION]
    script = write_script(plan(), [sheet("profile-one", rows, question="region")], ORIGIN)
    assert "one_choice(key" not in script
    assert "Абай" not in script


def test_an_audience_of_which_nothing_is_told_is_not_named() -> None:
    spoken = StudyPlan(Dictionary((Column("w", "who", "one", values=("akim", "secret")),
                                   Column("r", "region", "one", values=REGION))), "who",
                       (Audience("akim"), Audience("secret", "observer", "akim")), Design(), Lattice(), Rules(), ())
    found = Sheet("profile/akim/region", "profile-one", Text.same("Region"), ("count", "share"),
                  one_choice().rows, "release", "open", {"question": "region"}, (), "akim")
    script = write_script(spoken, [found], ORIGIN)
    assert 'audience = "akim"' in script
    assert "secret" not in script


def test_the_register_is_named_only_where_the_errors_need_it() -> None:
    assert "2345" not in write_script(plan(Design("quota", ("region",), 2345)), [one_choice()], ORIGIN)
    assert "population = 2345" in write_script(plan(Design("simple", population=2345)), [one_choice()], ORIGIN)


def test_public_figures_and_places_are_left_out() -> None:
    rows = [Row("Абай", Text.same("Абай"), {"sample": told(12, 12), "register": Finding(100.0, 0)})]
    listed = calls(write_script(plan(), [sheet("register", rows, "register/region", dims="region")], ORIGIN))
    assert 'told = "sample"' in listed
    ranked = [Row("law", Text.same("law"), {"mean": told(3.3, 50), "rank": told(1, 50)})]
    listed = calls(write_script(plan(), [sheet("needs-rating", ranked, "needs/q", question="q")], ORIGIN))
    assert 'told = "mean"' in listed
    assert "rank" not in listed


def test_words_of_the_study_stay_inside_their_quotes() -> None:
    """With every string taken out, no word of the study is left, and no line of theirs becomes a line of ours."""
    listed = calls(write_script(plan(), [one_choice()], ORIGIN))
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', "", listed)
    assert "stop(" in listed
    assert "stop(" not in bare
    assert "line" not in bare
    assert "#" not in bare.replace("# ---- 6.", "")
    assert "\u202e" not in listed


@pytest.mark.parametrize(("words", "source"), [
    ("plain", '"plain"'), ('a"b', r'"a\"b"'), ("a\\", r'"a\\"'), ("a\nb\tc", r'"a\nb\tc"'), ("nul\0l", '"null"'),
    ("\x1b[31m", r'"\U{1b}[31m"'), ("қ №1 \u00a0", '"қ №1 \u00a0"'), ("\u2028", r'"\U{2028}"'),
    ("\udce9", r'"\ufffd"')])
def test_a_string_of_r(words: str, source: str) -> None:
    assert r_text.text(words) == source


def test_numbers_keep_every_digit_and_what_is_no_number_is_na() -> None:
    values = (1, 2.0, 0.1 + 0.2, float("nan"), float("inf"), None, True)
    assert [r_text.value(one) for one in values] == ["1", "2", "0.30000000000000004", "NA", "NA", "NA", "TRUE"]


def test_long_vectors_break_their_lines() -> None:
    source = r_text.vector([f"a word of some length {at}" for at in range(40)], 4)
    assert all(len(line) <= r_text.WIDTH for line in source.splitlines())
    assert source.count("a word") == 40


def test_a_dictionary_changed_since_takes_its_table_out_and_the_script_says_so() -> None:
    changed = StudyPlan(Dictionary((Column("r", "region", "one", values=("other",)),)), "", (), Design(), Lattice(),
                        Rules(), ())
    script = write_script(changed, [one_choice()], Origin("study", "0.1.0", "0" * 32, stale=True))
    assert "one_choice(key" not in script
    assert "stale = TRUE" in script


def test_the_functions_at_its_head_are_fixed_and_readable() -> None:
    heads = {write_script(each, [one_choice()], ORIGIN).partition("# ---- 5.")[0] for each in designs()}
    assert len(heads) == 1
    assert all(len(line) <= 120 for line in next(iter(heads)).splitlines())


def designs() -> Iterator[StudyPlan]:
    for design in (Design("quota", ("region",)), Design("census"), Design("simple", population=99)):
        yield plan(design)
