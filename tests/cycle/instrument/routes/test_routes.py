"""The expressions of a form checked together: each fault with its line, its column and what was probably meant."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cycle.instrument.routes.routed_form import FULL, ask, form
from tests.effort import effort

from qabilet.cycle.instrument import Node, Section, check_routes
from qabilet.errors import Fault
from qabilet.text import LANGS, Text


def faults(*nodes: Node) -> list[tuple[str, int | None, str]]:
    found = check_routes(form(*nodes), file="f.xlsx")
    for fault in found:
        assert fault.file == "f.xlsx"
        for lang in LANGS:
            assert "{given}" not in fault.says(lang)
            assert fault.mend(lang)
    return [(fault.code, fault.row, fault.column) for fault in found]


def fact(node: Node, *others: Node) -> Fault:
    found = check_routes(form(node, *others))
    assert len(found) == 1
    return found[0]


A = ask("a", "integer", 2)
HEAD = ask("head", "one", 3, choices="yes_no")


def test_a_form_in_order_has_no_faults() -> None:
    assert check_routes(FULL) == ()


@pytest.mark.parametrize(("facet", "column"), [
    ("relevance", "relevant"), ("required", "required"), ("constraint", "constraint"), ("calculation", "calculation"),
    ("choice_filter", "choice_filter"), ("default", "default"), ("read_only", "read_only")])
def test_every_cell_is_read_and_named_by_its_heading(facet: str, column: str) -> None:
    given: dict[str, Any] = {facet: "${b} = 1"}
    assert faults(A, ask("q", row=7, **given)) == [("ROUTE_016", 7, column)]
    given = {facet: "today(1)"}
    assert faults(A, ask("q", row=7, **given)) == [("ROUTE_012", 7, column)]


def test_sections_are_read_too() -> None:
    assert faults(Section("s", "repeat", relevance="${x}", repeat_count="${y}", row=4)) == [
        ("ROUTE_016", 4, "relevant"), ("ROUTE_016", 4, "repeat_count")]


@pytest.mark.parametrize("words", ["yes", "no", "TRUE", "true()", "", " Yes "])
def test_yes_and_no_are_no_expressions(words: str) -> None:
    assert faults(ask("q", required=words, read_only=words)) == []


@pytest.mark.parametrize("words", ["no (none)", "2020-01-01", "a - b", "5", "Nur-Sultan (Astana)", "if only"])
def test_a_default_is_an_expression_only_where_it_asks_or_calls(words: str) -> None:
    assert faults(ask("q", default=words)) == []


def test_a_name_misspelt_is_told_the_one_meant() -> None:
    assert fact(ask("income", row=2), ask("q", relevance="${incme} > 5")).facts["near"] == "income"
    assert fact(ask("Income", row=2), ask("q", relevance="${income} > 5")).facts["near"] == "Income"


def test_the_dot_is_for_constraint_and_calculation() -> None:
    assert faults(ask("q", row=2, constraint=". > 5", calculation="once(.)")) == []
    assert faults(ask("q", row=2, relevance=". > 5")) == [("ROUTE_017", 2, "relevant")]


def test_an_unknown_column_of_a_filter_is_a_fault() -> None:
    good = ask("q", "one", 5, choices="towns", choice_filter="region = ${head} and name != 'x'")
    assert faults(HEAD, good) == []
    fault = fact(HEAD, ask("q", "one", 5, choices="towns", choice_filter="regoin = ${head}"))
    assert (fault.code, fault.facts["list"], fault.facts["near"]) == ("ROUTE_031", "towns", "region")
    assert faults(ask("q", "one", 5, choices="elsewhere", choice_filter="anything = 1")) == []
    assert faults(ask("q", row=5, relevance="region = 1")) == [("ROUTE_015", 5, "relevant")]


def test_looking_up_a_list_or_column_that_is_not_there() -> None:
    assert faults(ask("q", row=5, calculation="instance('towns')/root/item[name = 'ast']/label")) == []
    assert faults(ask("q", row=5, calculation="instance('twns')/root/item/label")) == [("ROUTE_037", 5, "calculation")]
    assert faults(ask("q", row=5, calculation="instance('towns')/root/item[size = 1]/label")) == [
        ("ROUTE_031", 5, "calculation")]


@pytest.mark.parametrize("condition", ["${head} = 'Yes'", "'ja' = ${head}", "${head} != 'y'", "selected(${head}, 'y')",
                                       "${head} = 1", "not(selected(${head}, 'y'))"])
def test_comparing_with_what_is_no_choice(condition: str) -> None:
    assert faults(HEAD, ask("q", row=5, relevance=condition)) == [("ROUTE_032", 5, "relevant")]


@pytest.mark.parametrize("condition", ["${head} = 'yes'", "${head} = ''", "selected(${head}, 'no')", "${a} = 'x'",
                                       "${skills} = 'law money'", "selected(${skills}, 'other')",
                                       "${skills} = ${head}"])
def test_comparing_with_a_choice_is_right(condition: str) -> None:
    skills = ask("skills", "many", 4, choices="skills", other=True)
    assert faults(A, HEAD, skills, ask("q", row=5, relevance=condition)) == []


def test_a_circle_is_named_whole() -> None:
    one, two = ask("x", row=2, calculation="${y} + 1"), ask("y", row=3, calculation="${z}")
    fault = fact(one, two, ask("z", row=4, relevance="${x} = 1"))
    assert (fault.code, fault.row, fault.column) == ("ROUTE_030", 2, "calculation")
    assert fault.facts["circle"] == "x → y → z → x"
    assert fact(ask("x", row=2, relevance="${x} = 1")).facts["circle"] == "x → x"
    inside = Section("s", row=2, relevance="${q} = 1", nodes=(ask("q", row=3),))
    assert fact(inside).facts["circle"] == "s → q → s"


def test_answers_of_a_repeat_are_gathered_outside_it() -> None:
    child = Section("child", "repeat", row=2, nodes=(
        ask("age", "integer", 3), ask("adult", row=4, relevance="${age} > 17"),
        Section("toy", "repeat", row=5, nodes=(ask("name", row=6, relevance="${age} < 9"),))))
    assert faults(child, ask("q", row=9, calculation="sum(${age}) + count(${child}) + max(${age} | ${age})")) == []
    assert faults(child, ask("q", row=9, calculation="indexed-repeat(${age}, ${child}, 1)")) == []
    assert faults(child, ask("q", row=9, relevance="${age} > 17")) == [("ROUTE_033", 9, "relevant")]
    assert faults(child, ask("q", row=9, relevance="sum(${age} + 1) > 17")) == [("ROUTE_013", 9, "relevant")]
    assert faults(child, ask("q", row=9, relevance="${child} = 1")) == [("ROUTE_034", 9, "relevant")]


def test_a_section_has_no_answer() -> None:
    assert faults(Section("s", row=2), ask("q", row=3, relevance="${s} = 1")) == [("ROUTE_034", 3, "relevant")]
    assert faults(Section("s", row=2), ask("q", row=3, relevance="count(${s}) = 1")) == [("ROUTE_034", 3, "relevant")]


def test_position_leads_to_the_repeat_around() -> None:
    def repeat(calculation: str) -> Section:
        return Section("r", "repeat", row=2, nodes=(Section("g", row=3, nodes=(
            ask("q", row=4, calculation=calculation),)), ask("p", row=5, calculation="position(..)")))
    assert faults(repeat("position(../..)")) == []
    assert faults(repeat("position(..)")) == [("ROUTE_036", 4, "calculation")]
    assert faults(ask("q", row=4, calculation="position(..)")) == [("ROUTE_036", 4, "calculation")]


def test_a_name_that_stands_twice_is_told_once() -> None:
    section = Section("s", row=3, nodes=(ask("q", row=4),))
    assert faults(ask("q", row=2), section, ask("r", row=5, relevance="${q} = 1")) == [("ROUTE_035", 4, "name")]


def test_answers_called_up_in_words_must_be_of_questions() -> None:
    good = ask("q", row=5, label=Text(ru="Вам ${a} лет, ${ a }?"), hint=Text(en="$5 {a} ${}"))
    assert faults(A, good) == []
    assert faults(A, ask("q", row=5, label=Text(kk="${b}", ru="${b}"))) == [("ROUTE_016", 5, "label")]


def test_a_spreadsheets_true_is_told_how_it_is_written_here() -> None:
    assert fact(ask("q", row=5, relevance="TRUE")).facts["plain"] == "true()"


def test_names_in_quotes_are_only_text() -> None:
    assert faults(A, ask("q", row=5, calculation="concat('${a}', '!')")) == [("ROUTE_018", 5, "calculation")]


def test_slow_and_doubtful_patterns_are_found_before_anybody_answers() -> None:
    for pattern in ("(a)\\1", "(?=a)b", "a*+", "[a", "a**", "(?i)a", "\\bword\\b", "[[:alpha:]]", "(((a{99}){99}){99})",
                    "\\p{Greek}", "a{2,1}", "(", ")", "*"):
        found = faults(ask("q", row=5, constraint=f"regex(., '{pattern}')"))
        assert len(found) == 1, pattern
        assert found[0][0] in ("ROUTE_021", "ROUTE_022", "ROUTE_023"), pattern
    assert faults(ask("q", row=5, constraint="regex(., '(a+)+$')")) == []


def test_a_form_in_which_everything_is_wrong_is_checked_at_once() -> None:
    """What it costs grows with the form, not with its square."""
    def unknown(size: int) -> int:
        wrong = form(*(ask(f"question_{at}", row=at + 2, relevance=f"${{qestion_{at}_x}} = 1") for at in range(size)))
        found: list[object] = []
        cost = effort(lambda: found.extend(check_routes(wrong)))
        assert len(found) == size
        return cost

    def round_and_round(size: int) -> int:
        circles = form(*(ask(f"q{at}", row=at + 2, relevance=" or ".join(
            f"${{q{(at + step * 37 + 1) % size}}} = '1'" for step in range(10))) for at in range(size)))
        found: list[Fault] = []
        cost = effort(lambda: found.extend(check_routes(circles)))
        assert {fault.code for fault in found} == {"ROUTE_030"}
        return cost

    assert unknown(1_000) < 3 * unknown(500)
    assert round_and_round(1_000) < 3 * round_and_round(500)
