"""The parser: precedence and words as in XPath 1.0, names as XLSForm writes them, and a fault for everything else."""

from __future__ import annotations

import pytest

from qabilet.cycle.instrument import parse
from qabilet.errors import QabiletError
from qabilet.text import LANGS


def fault(source: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(QabiletError) as error:
        parse(source)
    assert len(error.value.faults) == 1
    for lang in LANGS:
        assert error.value.faults[0].says(lang)
        assert error.value.faults[0].mend(lang)
    return error.value.code, dict(error.value.faults[0].facts)


@pytest.mark.parametrize(("source", "tree"), [
    ("1 + 2 * 3", ["+", ["n", 1], ["*", ["n", 2], ["n", 3]]]),
    ("(1 + 2) * 3", ["*", ["+", ["n", 1], ["n", 2]], ["n", 3]]),
    ("1 - 2 - 3", ["-", ["n", 1], ["n", 2], ["n", 3]]),
    ("1 - (2 - 3)", ["-", ["n", 1], ["-", ["n", 2], ["n", 3]]]),
    ("8 div 4 div 2", ["div", ["div", ["n", 8], ["n", 4]], ["n", 2]]),
    ("1 < 2 = 2 > 1", ["=", ["<", ["n", 1], ["n", 2]], [">", ["n", 2], ["n", 1]]]),
    ("${a} or ${b} and ${c}", ["or", ["ref", "a"], ["and", ["ref", "b"], ["ref", "c"]]]),
    ("${a} or ${b} or ${c}", ["or", ["ref", "a"], ["ref", "b"], ["ref", "c"]]),
    ("- 2 mod 3", ["mod", ["neg", ["n", 2]], ["n", 3]]),
    ("--2", ["neg", ["neg", ["n", 2]]]),
    ("-${a}|${b}", ["neg", ["|", ["ref", "a"], ["ref", "b"]]]),
    ("${a}-${b}", ["-", ["ref", "a"], ["ref", "b"]]),
    ("a-b", ["col", "a-b"]),
    ("a -b", ["-", ["col", "a"], ["col", "b"]]),
    ("${a}*2", ["*", ["ref", "a"], ["n", 2]]),
    ("div div mod", ["div", ["col", "div"], ["col", "mod"]]),
    (". >= .5", [">=", ["."], ["n", 0.5]]),
    ("${ имя }", ["ref", "имя"]),
    ("../name = 1.", ["=", ["ref", "name"], ["n", 1]]),
    ("../../group/name", ["ref", "name"]),
    ("/data/group/name", ["ref", "name"]),
    ("current()/../name", ["ref", "name"]),
    ("current()/.", ["."]),
    ("position(..)", ["call", "position", ["up", 1]]),
    ("position(../..)", ["call", "position", ["up", 2]]),
    ("jr:choice-name(${a}, '${b}')", ["call", "jr:choice-name", ["ref", "a"], ["ref", "b"]]),
    ("indexed-repeat(${a}, ${r}, 2)", ["call", "indexed-repeat", ["every", "a"], ["every", "r"], ["n", 2]]),
    ("instance('towns')/root/item[region = ${r}]/label",
     ["item", "towns", ["=", ["col", "region"], ["ref", "r"]], "label"]),
    ("count(instance('towns')/root/item)", ["call", "count", ["item", "towns", None, ""]]),
    ("\"it's\" = 'a \"b\"'", ["=", ["s", "it's"], ["s", 'a "b"']]),
])
def test_trees(source: str, tree: list[object]) -> None:
    assert parse(source).tree == tree


def test_an_expression_knows_what_it_asks() -> None:
    found = parse("if(${a} = ../b, ., region)")
    assert (found.names, found.columns, found.own) == (frozenset({"a", "b"}), frozenset({"region"}), True)


@pytest.mark.parametrize(("source", "code"), [
    ("", "ROUTE_002"), ("  ", "ROUTE_002"), ("1 +", "ROUTE_002"), ("${a} =", "ROUTE_002"),
    ("1 2", "ROUTE_001"), ("= 1", "ROUTE_001"), ("f(,)", "ROUTE_010"), ("if(,1,2)", "ROUTE_001"), ("1)", "ROUTE_001"),
    ("${a b}", "ROUTE_001"), ("${}", "ROUTE_001"), ("${a", "ROUTE_001"), ("$a", "ROUTE_001"), ("1\x002", "ROUTE_001"),
    ("\ud800", "ROUTE_001"), ("9" * 400, "ROUTE_001"), ("5mod2", "ROUTE_001"), ("1 # 2", "ROUTE_001"),
    ("'open", "ROUTE_003"), ("\"open'", "ROUTE_003"), ("${a} = ‘yes’", "ROUTE_004"), ("${a} = “yes”", "ROUTE_004"),
    ("${a} ≥ 1", "ROUTE_004"), ("5 – 2", "ROUTE_004"), ("${a}\u00a0= 1", "ROUTE_005"), ("\ufeff1", "ROUTE_005"),
    ("${a} == 1", "ROUTE_006"), ("${a} <> 1", "ROUTE_006"), ("${a} && 1", "ROUTE_006"), ("1 AND ${b}", "ROUTE_006"),
    ("(1", "ROUTE_007"), ("if(1, 2, 3", "ROUTE_007"), ("(" * 200 + "1" + ")" * 200, "ROUTE_008"),
    ("-" * 10_000 + "1", "ROUTE_008"), ("1" + " = 1" * 200, "ROUTE_008"), ("a" * 40_000, "ROUTE_009"),
    ("Selected(${a}, 'x')", "ROUTE_010"), ("selectd(${a}, 'x')", "ROUTE_010"),
    ("pulldata('a','b','c','d')", "ROUTE_011"),
    ("uuid()", "ROUTE_011"), ("if(1, 2)", "ROUTE_012"), ("today(1)", "ROUTE_012"), ("count(1)", "ROUTE_013"),
    ("sum(1 + 2)", "ROUTE_013"), ("jr:choice-name('a', 'b')", "ROUTE_013"),
    ("//name", "ROUTE_014"), ("/data", "ROUTE_014"),
    ("${r}[1]", "ROUTE_014"), ("/data/r[1]/name", "ROUTE_014"), ("child::a", "ROUTE_014"), ("@id", "ROUTE_014"),
    ("a/b", "ROUTE_014"), ("${last-saved#x}", "ROUTE_019"), ("regex(., ${a})", "ROUTE_020"),
])
def test_what_cannot_be_read_is_one_fault(source: str, code: str) -> None:
    assert fault(source)[0] == code


def test_a_misspelt_function_is_told_the_right_one() -> None:
    assert fault("Selected(${a}, 'x')")[1]["near"] == "selected"
    assert fault("strlen(${a})")[1]["given"] == "strlen"


def test_a_fault_says_where_it_is() -> None:
    assert fault("${a} = 1 and = 2")[1] == {"position": 14, "snippet": "= 2"}
