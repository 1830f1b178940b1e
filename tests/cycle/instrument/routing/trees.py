"""Expressions and answers drawn at random, for what must hold of all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from qabilet.cycle.instrument import parse

NAMES = ["a", "b", "c", "own-name", "имя", "set", "none"]
ANSWER = st.one_of(
    st.sampled_from(["", "yes", "no", "a b c", "0", "1", "-2.5", "2,5", " 7 ", "1e5", "NaN", "2024-02-29", "2024-02-30",
                     "2024-03-01T10:20:30.500+05:00", "12:30", "Қазақ", "😀", "true", "false", "00",
                     "99999999999999999999"]),
    st.integers(-10**6, 10**6).map(str), st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
WORD = st.one_of(ANSWER, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="'"), max_size=8))
NUMBERS = st.one_of(st.integers(0, 400), st.integers(0, 10**14), st.floats(0, 1e15, allow_nan=False).filter(
    lambda value: not value.is_integer()), st.sampled_from([0.1, 0.5, 1e-7, 2.5, 1.005]))
PATTERNS = ["a*", "(a|b)+c?", "[0-9]{1,3}", ".+", "[^a]?", "\\p{L}*", "^$", "(a+)+b", "\\d+([.,]\\d+)?", "(|a){3}",
            "a^b|$"]
_ONE = ["not", "boolean", "boolean-from-string", "string", "number", "int", "floor", "ceiling", "abs", "sqrt", "exp",
        "log", "log10", "exp10", "sin", "cos", "tan", "asin", "acos", "atan", "round", "once", "count-selected",
        "string-length",
        "normalize-space", "date", "date-time", "decimal-date-time", "decimal-time", "min", "max", "concat"]
_TWO = ["coalesce", "selected", "contains", "starts-with", "ends-with", "substring-before", "substring-after",
        "selected-at",
        "substr", "substring", "pow", "atan2", "round", "join", "checklist", "weighted-checklist", "format-date", "max",
        "min"]
_THREE = ["if", "translate", "substr", "substring", "concat", "join", "checklist", "min"]


def _called(name: str, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(*parts).map(lambda found: ["call", name, *found])


SETS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(NAMES).map(lambda name: ["ref", name]),
    st.sampled_from([["item", "towns", None, "size"],
                     ["item", "towns", ["=", ["col", "region"], ["ref", "a"]], "name"]]))
LEAVES: st.SearchStrategy[Any] = st.one_of(
    NUMBERS.map(lambda value: ["n", value]),
    WORD.filter(lambda words: "'" not in words).map(lambda words: ["s", words]),
    SETS, st.just(["."]), st.sampled_from(["region", "size", "missing"]).map(lambda name: ["col", name]),
    st.sampled_from(["true", "false", "pi", "random", "today", "now", "version"]).map(lambda name: ["call", name]),
    st.sampled_from(["sum", "count", "count-non-empty", "randomize"]).flatmap(lambda name: _called(name, SETS)),
    st.just(["call", "position", ["up", 1]]))


def _flat(kind: str, parts: list[Any]) -> list[Any]:
    """As the parser does it: the first part of a chain of the same kind is no chain of its own."""
    first, *others = parts
    return [*first, *others] if first[0] == kind and kind in ("or", "and", "+", "-", "*") else [kind, *parts]


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    chains = st.tuples(st.sampled_from(["or", "and", "+", "-", "*"]), st.lists(inner, min_size=2, max_size=4))
    pairs = st.tuples(st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "div", "mod"]),
                      st.lists(inner, min_size=2, max_size=2))
    return st.one_of(
        st.one_of(chains, pairs).map(lambda one: _flat(*one)), inner.map(lambda one: ["neg", one]),
        st.sampled_from(_ONE).flatmap(lambda name: _called(name, inner)),
        st.sampled_from(_TWO).flatmap(lambda name: _called(name, inner, inner)),
        st.sampled_from(_THREE).flatmap(lambda name: _called(name, inner, inner, inner)),
        st.tuples(inner, st.sampled_from(PATTERNS)).map(
            lambda one: ["regex", one[0], one[1], parse(f"regex(., '{one[1]}')").tree[3]]),
        _called("jr:choice-name", inner, st.sampled_from([["ref", "a"], ["ref", "b"]])),
        _called("indexed-repeat", st.just(["every", "a"]), st.just(["every", "set"]), inner))


TREES: st.SearchStrategy[Any] = st.recursive(LEAVES, _grown, max_leaves=12)
CONTEXTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({
    "values": st.fixed_dictionaries(dict.fromkeys(NAMES[:5], ANSWER) | {"set": st.lists(ANSWER, max_size=4)}),
    "own": ANSWER, "every": st.fixed_dictionaries({"a": st.lists(ANSWER, max_size=3)}),
    "positions": st.lists(st.integers(1, 9), max_size=2), "seed": ANSWER, "at": ANSWER,
    "today": st.sampled_from(["", "2024-03-10"]), "now": st.sampled_from(["", "2024-03-10T18:30:00.000+05:00"]),
    "version": st.just("7"), "item": st.just({"region": "north", "size": "7"}), "chosen": st.just({"a": "towns"}),
    "lists": st.just({"towns": [{"name": "yes", "label": "Иә", "region": "north", "size": "10"},
                                {"name": "no", "label": "Жоқ", "region": "south", "size": ""}]}),
})
