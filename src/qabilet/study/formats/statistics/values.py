"""One variable of a foreign file: its values as cells, its labels, and which of them are no answers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qabilet.cycle.instrument import Missing, reasons_of
from qabilet.study.formats.cells import shown, tidy
from qabilet.study.formats.statistics.letters import Letters
from qabilet.study.formats.statistics.opening import Opened
from qabilet.study.formats.statistics.times import shown_by

_TAGGED = re.compile(r"\.[a-z_]\Z")
_LETTER = re.compile(r"[a-z_]\Z")
UNSAID: Missing = "refused"


@dataclass(slots=True)
class Variable:
    """`words` are its different values as cells, in the order of `Opened.places`; `counts` how often each was given.

    `labels` are by cell, in the order of the codes. `missing` is declared by the file; `guessed` holds those of them
    whose reason nobody said, `by_words` those that only their labels call no answer.
    """

    name: str
    number: bool
    label: str
    measure: str
    form: str
    words: tuple[str, ...]
    counts: dict[str, int]
    labels: dict[str, str] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    by_words: tuple[str, ...] = ()
    timed: bool = False
    odd_times: tuple[str, ...] = ()
    tidied: int = 0

    def answers(self) -> dict[str, int]:
        """How often each answer was given, the blank and what is missing left out."""
        return {cell: count for cell, count in self.counts.items() if cell and cell not in self.missing}


def variables(opened: Opened, letters: Letters) -> list[Variable]:
    """All variables in the order of the file."""
    return [_variable(opened, place, letters) for place in range(len(opened.names))]


def _variable(opened: Opened, place: int, letters: Letters) -> Variable:
    about, raw = opened.about, opened.names[place]
    kind = str(about["readstat_variable_types"].get(raw, ""))
    number = kind != "string"
    form = str(about["original_variable_types"].get(raw) or "")
    as_time = shown_by(opened.kind, form) if number else None
    odd: list[str] = []
    tidied = 0

    def cell(word: str) -> str:
        nonlocal tidied
        if not number:
            read = letters.read(word)
            clean = tidy(read)
            tidied += clean != read
            return clean
        if not word or _LETTER.match(word):
            return f".{word}" if word else ""
        if (value := _value(word)) is None:
            return tidy(letters.read(word))  # words where the file declares a number
        if as_time is not None:
            try:
                return as_time(value)
            except (OverflowError, ValueError):
                odd.append(shown(value))
        return shown(_single(value) if kind == "float" else value)

    words = tuple(map(cell, opened.words[place]))
    counts: dict[str, int] = {}
    for word, count in _counted(opened, place).items():
        counts[words[word]] = counts.get(words[word], 0) + count
    found = Variable(letters.read(raw), number, " ".join(letters.read(about["column_labels"][place] or "").split()),
                     str(about["variable_measure"].get(raw) or "unknown"), form, words, counts,
                     timed=as_time is not None, odd_times=tuple(odd), tidied=tidied)
    pairs = about["variable_value_labels"].get(raw, ())
    found.labels = {cell(str(value)): " ".join(letters.read(str(label)).split())
                    for value, label in sorted(pairs, key=_order)}
    _declare_missing(found, _declared(about, raw, words, found.labels, cell))
    return found


def _counted(opened: Opened, place: int) -> Mapping[int, int]:
    from collections import Counter

    return Counter(opened.places[place])


def _order(pair: Any) -> tuple[int, float, str]:
    """Numbers by size, the letters of Stata after them, words by themselves."""
    value = pair[0]
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))


def _single(value: float) -> float:
    """A number of four bytes by the fewest digits that tell it apart: 1.1 and not 1.10000002384186."""
    for digits in range(6, 10):
        short = float(f"{value:.{digits}g}")
        try:
            if struct.unpack("f", struct.pack("f", short))[0] == value:
                return short
        except OverflowError:
            break
    return value


def _declared(about: Mapping[str, Any], raw: str, words: Iterable[str], labels: Iterable[str],
              cell: Any) -> list[str]:
    """The cells that the file declares missing: single values, letters of Stata, and those within a range."""
    found = [cell(str(letter)) for letter in about["missing_user_values"].get(raw, ())]
    seen = dict.fromkeys([*labels, *words])
    if about["readstat_variable_types"].get(raw) != "string":
        found += [one for one in seen if _TAGGED.match(one)]
    for span in about["missing_ranges"].get(raw, ()):
        low, high = (span["lo"], span["hi"]) if isinstance(span, dict) else (span, span)
        if isinstance(low, str) or isinstance(high, str):
            found.append(cell(str(low)))
            continue
        found += [one for one in seen if (value := _value(one)) is not None and low <= value <= high]
        if low == high:
            found.append(cell(str(low)))
    return [one for one in dict.fromkeys(found) if one]


def _value(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _beside(value: float | None, others: set[float | None]) -> bool:
    return value is not None and bool({value - 1, value + 1} & others)


def _declare_missing(variable: Variable, declared: list[str]) -> None:
    """Why each is missing: by the words of its label, else it is guessed. What only its label calls no answer is taken
    for missing too, as in answers that came as words; but not where the file declares other values missing, and this
    one stands in the row of the answers: then somebody has thought of it."""
    said = reasons_of(dict.fromkeys(filter(None, variable.labels.values())))
    for cell in declared:
        variable.missing[cell] = said.get(variable.labels.get(cell, ""), UNSAID)
    variable.guessed = tuple(cell for cell in declared if variable.labels.get(cell, "") not in said)
    worded = [cell for cell, label in variable.labels.items() if label in said and cell not in variable.missing]
    plain = {_value(cell) for cell in variable.labels if cell not in variable.missing and cell not in worded}
    variable.by_words = tuple(cell for cell in worded if not (declared and _beside(_value(cell), plain)))
    variable.missing |= {cell: said[variable.labels[cell]] for cell in variable.by_words}
