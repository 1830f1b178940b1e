"""What each expression gives, by the shared vectors; and XPath's own part of them against libxml2."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cycle.instrument.routing.vectors import CASES, SHARED, alike, context

from qabilet.cycle.instrument import evaluate, parse, write_expression

XPATH_TOPICS = {"equality of texts and numbers", "equality with truths", "order", "and, or, not", "truth of a value",
                "arithmetic", "mod", "texts", "pieces by XPath's substring", "names and precedence",
                "sets and comparison", "texts from values", "rounding"}
ODK_ALONE = ("boolean-from", "join(", "ends-with", "if(", "/data", "current()", "../", ", 2)", "concat()", "version",
             "int(", "abs(", "round(1", "round(3", "round(5", "round(-1", "round(-35", "round(2.675", "string-length()",
             "normalize-space()", "today()", "concat('a')", "concat(${names}", "1 div 10000000", "0.1 * 0.000001")
"""Where ODK has a function of its own or a rule that leaves XPath's."""

NOT_XPATH = ("comma", "${ five }", "unknown", "${day}")
LIBXML2_LEAVES = {
    "${sum} = 1000": "it reads an exponent, which XPath's grammar of numbers has not",
    "${empty} = false()": "one empty element is a set that is not empty; in ODK an unanswered question is ''",
    "not(${empty})": "the same", "boolean(${empty})": "the same",
    "string(1 div 3)": "it shows 15 figures", "string(1000000 * 1000000)": "it shows an exponent, which XPath forbids",
    "string(100000000000 * 100000000000)": "the same",
}


def test_there_are_many_and_none_twice() -> None:
    assert len(CASES) >= 700
    assert len({expression for _, expression, _ in CASES}) > 0.98 * len(CASES)
    assert all(group["rule"] for group in SHARED["groups"])


@pytest.mark.parametrize("topic", [group["topic"] for group in SHARED["groups"]])
def test_python_gives_what_the_rules_say(topic: str) -> None:
    wrong = [(expression, expected, found) for where, expression, expected in CASES if where == topic
             and not alike(found := evaluate(expression, context()), expected)]
    assert wrong == []


def test_every_vector_is_written_back_as_the_same_tree() -> None:
    for _, expression, _ in CASES:
        tree = parse(expression).tree
        assert parse(write_expression(tree)).tree == tree, expression


def _answers(etree: Any) -> Any:
    """The answers as XML: one element a name, several for a question asked repeatedly."""
    root = etree.Element("data")
    for name, value in SHARED["context"]["values"].items():
        for one in value if isinstance(value, list) else [value]:
            etree.SubElement(root, name).text = one
    return root


def test_libxml2_agrees_on_what_is_xpath() -> None:
    """An independent XPath 1.0; left out are functions of ODK, the dot, and the near numbers, commas and dates."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    root, asked, wrong = _answers(etree), 0, []
    for topic, expression, expected in CASES:
        tree = str(parse(expression).tree)
        if topic not in XPATH_TOPICS or "['.']" in tree or any(words in expression for words in ODK_ALONE):
            continue
        if expression in LIBXML2_LEAVES or any(words in expression for words in NOT_XPATH):
            continue
        found = root.xpath(expression.replace("${", "/data/").replace("}", " "))
        if isinstance(found, list):
            found = found[0].text if found else ""
        asked += 1
        if isinstance(found, float) and isinstance(expected, float | int) and abs(found - expected) < 1e-9:
            continue
        found = str(found) if isinstance(found, str) else found
        if not alike(found, expected):
            wrong.append((expression, expected, found))
    assert asked >= 250
    assert wrong == []
