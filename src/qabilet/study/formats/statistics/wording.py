"""The words of a data set as one foreign file takes them: in its language, within its bounds, every cut told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from qabilet.errors import Caution
from qabilet.study.formats.dataset import Dataset, Variable
from qabilet.study.formats.statistics.faults import STATFILE_121, STATFILE_122, STATFILE_124
from qabilet.study.formats.statistics.lengths import on_one_line
from qabilet.study.formats.statistics.saying import in_three
from qabilet.text import LANGS, Lang, Text

Cut = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """`label` and `value` are the most of a variable's and a value's label, counted and cut as `cut` does; `unit` says
    so in words."""

    program: str
    cut: Cut
    label: int
    value: int
    unit: str


@dataclass(slots=True)
class Worded:
    """`labels` by place of the variable ('' for none), `values` by place and code. `whole` are the wordings that were
    cut, each with what it belongs to: they go into the notes of the file."""

    labels: list[str] = field(default_factory=list)
    values: list[dict[int, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    losses: list[Caution] = field(default_factory=list)


def worded(dataset: Dataset, lang: Lang, bounds: Bounds) -> Worded:
    """Labels in `lang`; where there are none, in another language: half a label is better than a bare code."""
    out = Worded()
    foreign = 0
    asked = _whole_groups(dataset, lang, bounds)
    for variable in dataset.variables:
        label, own = _shown(variable, lang, asked)
        foreign += not own
        out.labels.append(_label(out, variable, label, bounds))
        values = {}
        for value in variable.values:
            words, _ = in_language(value.label, lang)
            if words:
                values[value.code] = _value(out, variable, value.code, words, bounds)
        out.values.append(values)
    if foreign:
        out.losses.append(Caution(STATFILE_124, {"count": foreign}))
    return out


def _whole_groups(dataset: Dataset, lang: Lang, bounds: Bounds) -> set[str]:
    """The grids all of whose items fit with the whole question."""
    fits: dict[str, bool] = {}
    for variable in dataset.variables:
        question = on_one_line(variable.question[lang])
        fit = bool(question) and bounds.cut(question, bounds.label) == question
        fits[variable.group] = fits.get(variable.group, bool(variable.group)) and fit
    return {group for group, fit in fits.items() if fit}


def _shown(variable: Variable, lang: Lang, asked: set[str]) -> tuple[str, bool]:
    """The label, and whether it is in that language. An item of a grid is alone only half understood, for the same
    items may stand in two grids: it bears the whole question where that fits."""
    if variable.group in asked:
        return on_one_line(variable.question[lang]), True
    return in_language(variable.label if any(variable.label) else variable.question, lang)


def in_language(words: Text, lang: Lang) -> tuple[str, bool]:
    """The words on one line, and whether they are in that language."""
    found = words[lang] or next((words[other] for other in LANGS if words[other]), "")
    return on_one_line(found), bool(words[lang])


def _label(out: Worded, variable: Variable, label: str, bounds: Bounds) -> str:
    cut = bounds.cut(label, bounds.label)
    if cut != label:
        out.whole.append(f"{variable.name}: {label}")
        out.losses.append(Caution(STATFILE_121, {"name": variable.name, "program": bounds.program,
                                                 "most": in_three(bounds.unit, most=bounds.label)}))
    return cut


def _value(out: Worded, variable: Variable, code: int, label: str, bounds: Bounds) -> str:
    cut = bounds.cut(label, bounds.value)
    if cut != label:
        out.whole.append(f"{variable.name}, {code}: {label}")
        out.losses.append(Caution(STATFILE_122, {"name": variable.name, "value": code, "program": bounds.program,
                                                 "most": in_three(bounds.unit, most=bounds.value)}))
    return cut
