"""What each function does, given the context and its arguments worked out."""

from __future__ import annotations

import math
from collections.abc import Callable

from qabilet.cycle.instrument.routing import dates, texts
from qabilet.cycle.instrument.routing.chance import seed_of, shuffled
from qabilet.cycle.instrument.routing.context import Context
from qabilet.cycle.instrument.routing.numeric import MATHEMATICS, agreed, extreme, halved_up, index, power, total
from qabilet.cycle.instrument.routing.values import LONGEST, Value, members, number, text, truth

Call = Callable[..., Value]


def _listed(values: tuple[Value, ...]) -> list[Value]:
    """The arguments, the answers of a set one by one."""
    return [one for value in values for one in (value if isinstance(value, list) else (value,))]


def _numbers(values: tuple[Value, ...]) -> list[float]:
    return [number(one) for one in _listed(values)]


def _coalesce(context: Context, first: Value, second: Value) -> Value:
    return first if text(first) != "" and first == first else second


def _once(context: Context, value: Value) -> Value:
    return context.own or text(value)


def _selected(context: Context, answer: Value, choice: Value) -> bool:
    if isinstance(answer, list):
        return any(texts.selected(one, text(choice)) for one in answer)
    return texts.selected(text(answer), text(choice))


def _checklist(context: Context, least: Value, most: Value, *factors: Value) -> bool:
    """How many hold lies between the two numbers; a negative number sets no bound."""
    count = sum(truth(one) for one in _listed(factors))
    low, high = index(number(least)), index(number(most))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _weighted(context: Context, least: Value, most: Value, *pairs: Value) -> bool:
    found = 0.0
    for factor, weight in zip(_listed(pairs[::2]), _listed(pairs[1::2]), strict=False):
        found += number(weight) if truth(factor) else 0.0
    return number(least) <= found <= number(most)


def _boolean_from(context: Context, value: Value) -> bool:
    return text(value).lower() in ("true", "1")


def choice_name(context: Context, code: str, question: str) -> str:
    """The words of a choice, as the lists of the context have them; '' for a code that is no choice."""
    for row in context.lists.get(context.chosen.get(question, ""), ()):
        if row.get("name") == code:
            return row.get("label", "")
    return ""


def _indexed(context: Context, answers: Value, repeat: Value, place: Value) -> str:
    found, at = members(answers), max(index(number(place)), 1)
    return found[at - 1] if at <= len(found) else ""


def _randomized(context: Context, answers: Value, seed: Value | None = None) -> list[str]:
    drawn = float(seed_of(f"{context.seed}/{context.at}")) if seed is None else number(seed)
    return shuffled(members(answers), drawn)


def _rounded(context: Context, value: Value, places: Value = 0.0) -> float:
    return halved_up(number(value), number(places))


def _substr(context: Context, words: Value, start: Value, end: Value | None = None) -> str:
    return texts.piece(text(words), number(start), None if end is None else number(end))


def _substring(context: Context, words: Value, start: Value, length: Value | None = None) -> str:
    return texts.substring(text(words), number(start), None if length is None else number(length))


def _position(context: Context, up: Value) -> float:
    return float(context.positions[-1]) if context.positions else 1.0


def _arc(context: Context, rise: Value, run: Value) -> float:
    found = math.atan2(number(rise), number(run))
    return agreed(found)


def _mathematics(function: Callable[[float], float]) -> Call:
    return lambda context, value: function(number(value))


CALLS: dict[str, Call] = {
    "coalesce": _coalesce, "once": _once, "selected": _selected, "is-selected": _selected,
    "checklist": _checklist, "weighted-checklist": _weighted, "boolean-from-string": _boolean_from,
    "true": lambda context: True, "false": lambda context: False,
    "not": lambda context, value: not truth(value), "boolean": lambda context, value: truth(value),
    "string": lambda context, value: text(value), "number": lambda context, value: number(value),
    "contains": lambda context, words, part: text(part) in text(words),
    "starts-with": lambda context, words, part: text(words).startswith(text(part)),
    "ends-with": lambda context, words, part: text(words).endswith(text(part)),
    "substring-before": lambda context, words, mark: texts.before(text(words), text(mark)),
    "substring-after": lambda context, words, mark: texts.after(text(words), text(mark)),
    "substr": _substr, "substring": _substring,
    "translate": lambda context, words, given, others: texts.translated(text(words), text(given), text(others)),
    "string-length": lambda context, *value: float(len(text(value[0]) if value else context.own)),
    "normalize-space": lambda context, *value: texts.spaced(text(value[0]) if value else context.own),
    "concat": lambda context, *parts: texts.joined("", (one for part in parts for one in members(part))),
    "join": lambda context, mark, *parts: texts.joined(text(mark), (one for part in parts for one in members(part))),
    "count-selected": lambda context, answer: float(len(texts.tokens(text(answer)))),
    "selected-at": lambda context, answer, place: texts.selected_at(text(answer), number(place)),
    "indexed-repeat": _indexed, "randomize": _randomized, "position": _position,
    "count": lambda context, answers: float(len(members(answers))),
    "count-non-empty": lambda context, answers: float(sum(one != "" for one in members(answers))),
    "sum": lambda context, answers: total(_numbers((answers,))),
    "min": lambda context, *values: extreme(_numbers(values), min),
    "max": lambda context, *values: extreme(_numbers(values), max),
    "round": _rounded, "pow": lambda context, base, exponent: power(number(base), number(exponent)),
    "atan2": _arc, "pi": lambda context: math.pi, "random": lambda context: context.draw(),
    **{name: _mathematics(function) for name, function in MATHEMATICS.items()},
    "today": lambda context: context.today or context.now[:10], "now": lambda context: context.now,
    "version": lambda context: context.version,
    "date": lambda context, value: dates.as_date(value), "date-time": lambda context, value: dates.as_moment(value),
    "decimal-date-time": lambda context, value: dates.moment_days(value),
    "decimal-time": lambda context, value: dates.day_fraction(value),
    "format-date": lambda context, value, form: dates.formatted(value, text(form), context.lang)[:LONGEST],
    "format-date-time": lambda context, value, form: dates.formatted(value, text(form), context.lang)[:LONGEST],
}
