"""Who answers a question, as a value that can be said in words: what was chosen, written or left empty before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Chose:
    """In `question` the choice `choice` was marked, or was `not_`."""

    question: str
    choice: str
    not_: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """The answer to `question` compares with `value` so."""

    question: str
    comparison: Comparison
    value: str


@dataclass(frozen=True, slots=True)
class Answered:
    question: str
    not_: bool = False


@dataclass(frozen=True, slots=True)
class All:
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    of: tuple[Condition, ...]


Condition = Chose | Wrote | Answered | All | Any

_OPPOSITE: dict[Comparison, Comparison] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def opposite(one: Condition) -> Condition:
    """The condition that holds where `one` does not; 'not' stays with what was chosen, never before brackets."""
    if isinstance(one, Chose):
        return Chose(one.question, one.choice, not one.not_)
    if isinstance(one, Answered):
        return Answered(one.question, not one.not_)
    if isinstance(one, Wrote):
        return Wrote(one.question, _OPPOSITE[one.comparison], one.value)
    turned = tuple(opposite(part) for part in one.of)
    return Any(turned) if isinstance(one, All) else All(turned)


def leaves(one: Condition) -> Iterator[Chose | Wrote | Answered]:
    if isinstance(one, All | Any):
        for part in one.of:
            yield from leaves(part)
    else:
        yield one


def holds(one: Condition, question: str, choice: str, skipped: Collection[str] = ()) -> bool | None:
    """Whether it holds when only `choice` is marked in `question` and nothing is answered in those `skipped`; None
    where it hangs on another answer."""
    if isinstance(one, All | Any):
        parts = [holds(part, question, choice, skipped) for part in one.of]
        stop = isinstance(one, Any)
        if stop in parts:
            return stop
        return None if None in parts else not stop
    if one.question in skipped:
        if isinstance(one, Wrote):  # a blank is neither below 3 nor not below 3: only what is equal is sure
            return {"=": False, "!=": True}.get(one.comparison)
        return one.not_
    if one.question != question or isinstance(one, Wrote):
        return None
    return (isinstance(one, Answered) or one.choice == choice) != one.not_
