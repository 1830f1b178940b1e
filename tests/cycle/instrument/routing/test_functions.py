"""Which functions there are, how many arguments each takes, and that the documentation says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabilet.cycle.instrument import Context, evaluate, parse
from qabilet.cycle.instrument.routing.calls import CALLS
from qabilet.cycle.instrument.routing.functions import FUNCTIONS, REFUSED
from qabilet.errors import QabiletError
from qabilet.text import LANGS

DOCUMENTED = (Path(__file__).parents[4] / "docs" / "routing.md").read_text(encoding="utf-8")
SET = "${a}"


def written(name: str, count: int) -> str:
    """A call with so many arguments, each of a kind the function takes."""
    arguments = [SET] * count
    if name == "position":
        arguments = [".."] * count
    if name == "jr:choice-name" and count > 1:
        arguments[1] = "'${a}'"
    if name == "regex" and count > 1:
        arguments[1] = "'a*'"
    return f"{name}({', '.join(arguments)})"


@pytest.mark.parametrize("name", sorted({*FUNCTIONS, *REFUSED}))
def test_every_function_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCUMENTED


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_takes_what_it_says_and_no_more(name: str) -> None:
    function = FUNCTIONS[name]
    for count in range(8):
        if function.takes(count):
            value = evaluate(written(name, count), Context(values={"a": "5"}))
            kinds = {"text": str, "number": float, "truth": bool, "set": list, "any": (str, float, bool, list)}
            assert isinstance(value, kinds[function.gives])  # type: ignore[arg-type]
        else:
            with pytest.raises(QabiletError) as error:
                parse(written(name, count))
            assert error.value.code == "ROUTE_012"


@pytest.mark.parametrize("name", sorted(set(REFUSED) - {"current", "instance"}))
def test_what_is_refused_says_why(name: str) -> None:
    with pytest.raises(QabiletError) as error:
        parse(f"{name}(1)")
    assert error.value.code == "ROUTE_011"
    assert all(REFUSED[name][lang] in error.value.faults[0].says(lang) for lang in LANGS)


def test_no_function_is_worked_out_that_cannot_be_written() -> None:
    assert set(CALLS) <= set(FUNCTIONS)
    assert set(FUNCTIONS) - set(CALLS) == {"if", "regex", "jr:choice-name"}
