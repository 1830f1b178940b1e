"""The columns of a data set as words: codes as numerals, or as their labels in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.text import Lang

if TYPE_CHECKING:
    import numpy as np


def column_words(variable: Variable, column: np.ndarray, lang: Lang, *, labels: bool,
                 comma: bool = False) -> np.ndarray:
    """(n,) object of str: '' where nothing is known; a code without a label stays a numeral. Numbers with
    their decimals, with a `comma` where it is wanted; days as ISO dates; with `labels` the words of codes, and of
    reasons for missing answers, in `lang`."""
    import numpy as np

    if variable.kind == "text":
        return column
    if variable.kind == "date":
        days = np.datetime_as_string(column, unit="D").astype(object)
        days[np.isnat(column)] = ""
        return days
    found, places = np.unique(column, return_inverse=True)
    words = [_word(variable, float(value), lang, labels) for value in found]
    if comma:
        words = [word.replace(".", ",") if _is_number(variable, float(value)) else word
                 for word, value in zip(words, found, strict=True)]
    return np.array([*words, ""], dtype=object)[places.reshape(-1)]


def header(dataset: Dataset) -> list[str]:
    """The names of the variables, in order."""
    return [variable.name for variable in dataset.variables]


def _word(variable: Variable, value: float, lang: Lang, labels: bool) -> str:
    if value != value:
        return ""
    if labels and (words := next((one.label.shown(lang) for one in variable.values if one.code == value), "")):
        return words
    if value.is_integer():
        return f"{value:.0f}"
    exact = round(value, variable.decimals) == value
    return f"{value:.{variable.decimals}f}" if exact else f"{value:.15g}"


def _is_number(variable: Variable, value: float) -> bool:
    """Whether a value is no code: it has no label."""
    return all(one.code != value for one in variable.values)
