"""The gate of microdata: a data set of single people's answers made fit for release, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qabilet.errors import Caution, refuse
from qabilet.study import log
from qabilet.study.export.breakdowns import broken_down_by, report_levels, weight_classes
from qabilet.study.export.coarser import Coarse, coarser
from qabilet.study.export.gate_faults import (
    MICRO_001,
    MICRO_002,
    MICRO_003,
    MICRO_004,
    MICRO_005,
    MICRO_006,
    MICRO_007,
    MICRO_008,
    MICRO_009,
    MICRO_010,
    MICRO_011,
    MICRO_012,
)
from qabilet.study.folder import Study
from qabilet.study.formats import MISSING_CODES, WITHHELD, Dataset, Value, Variable
from qabilet.text import LANGS, Text, pattern, say

if TYPE_CHECKING:
    import numpy as np

VERB = "convert --release"
MOST_WITHHELD = 1 / 3
"""With more of the traits' cells withheld, what is left is not worth its risk."""
MOST_LEFT_OUT = 1 / 3
"""With more of the records left out, the others no longer speak for the study."""
_WITHHELD = pattern("withheld to protect respondents")
_ANSWERS = ("rating", "ranking")
_NOT_PUT = (MISSING_CODES["not asked"], MISSING_CODES["not relevant"])
_UNKNOWN = -99


@dataclass(frozen=True, slots=True)
class Release:
    """The data set, what its reader must know, and the key by which the same release is known again."""

    dataset: Dataset
    cautions: tuple[Caution, ...]
    key: str

    @property
    def verb(self) -> str:
        """What LOG.csv says of it."""
        return f"{VERB} {self.key}"


def released(dataset: Dataset, opened: Study, by: str) -> Release:
    """The data set with its traits coarser and, where people could be found, withheld; sorted by its values, for the
    order of the rows would tell who answered when.

    Of the columns in [microdata] traits and keep, and of all ratings and rankings; free text and dates never, weights
    neither, but `dataset` must have them where the study is weighted: a weight tells the stratum as a dimension of the
    report does. Records that the report's own groups give away are left out. Raises MICRO_001 to MICRO_005, MICRO_010
    and MICRO_012.
    """
    permit, rules = opened.settings.microdata, opened.settings.rules
    if by not in permit.allow:
        raise refuse(MICRO_001, by=by)
    if dataset.rows < max(rules.few, rules.text):
        raise refuse(MICRO_002, rows=dataset.rows, least=max(rules.few, rules.text))
    if opened.drawing.weighted and (opened.drawing.design.clusters or weight_classes(dataset) is None):
        raise refuse(MICRO_012)
    by_report, rated = broken_down_by(opened), _rated(opened)
    named = tuple(dict.fromkeys((*by_report[:bool(opened.settings.audience_column)], *permit.traits,
                                 *(code for code in by_report if code in rated))))
    wanted = (*named, *permit.keep, *rated)
    taken = {one.column: at for at, one in enumerate(dataset.variables) if one.column in named}
    traits = [coarser(dataset.variables[taken[code]], dataset.columns[taken[code]], rules.cell) for code in named
              if code in taken]
    answers = [coarser(one, column, rules.cell) for one, column in zip(dataset.variables, dataset.columns, strict=True)
               if one.column in wanted and one.column not in named]
    told, asked = _asked([one for one in answers if not one.rare], dataset.rows, rules.cell)
    if not told:
        raise refuse(MICRO_005)
    whole = [at for at, one in enumerate(traits) if one.variable.column in by_report]
    kept, known = _kept(dataset, [traits[at] for at in whole], told, asked, opened)
    rest = [_of(one, kept) for at, one in enumerate(traits) if at not in whole]
    shown, told = [_of(traits[at], kept) for at in whole], [_of(one, kept) for one in told]
    protected, withheld = _protected(rest, told, known[kept], opened)
    in_order = sorted((*shown, *protected), key=lambda one: named.index(one.variable.column))
    out = _sorted(replace(dataset, rows=int(kept.sum())), opened, (*in_order, *told))
    key = _key(out)
    _same_as_before(opened, key)
    present = {one.name for one in out.variables}
    absent = _named(opened, [one for one in dataset.variables if one.name not in present and not one.weight])
    cautions = (*_fewer(kept), *withheld, *_changed((*traits, *told)), *_absent(absent),
                *([Caution(MICRO_009)] if opened.drawing.weighted else []))
    notes = tuple(Text(*(one.says(lang) for lang in LANGS)) for one in cautions)
    return Release(replace(out, notes=(*dataset.notes, *notes)), cautions, key)


def _rated(opened: Study) -> tuple[str, ...]:
    return tuple(one.code for one in opened.dictionary.kept() if one.kind in _ANSWERS) if opened.dictionary else ()


def _asked(answers: list[Coarse], rows: int, least: int) -> tuple[list[Coarse], np.ndarray]:
    """The answers whose being asked for tells nobody apart, and the groups of people who were asked the same: a
    question put to newcomers only tells who is one, whatever trait is withheld."""
    import numpy as np

    while answers:
        asked = np.stack([~np.isin(one.column, _NOT_PUT) for one in answers], axis=1)
        _, groups, sizes = np.unique(asked, axis=0, return_inverse=True, return_counts=True)
        if sizes.min() >= least:
            return answers, groups.reshape(rows)
        put = asked.sum(axis=0)
        routed = [at for at, count in enumerate(put) if 0 < count < rows]
        drop = min(routed, key=lambda at: min(put[at], rows - put[at]))
        answers = [one for at, one in enumerate(answers) if at != drop]
    return [], np.zeros(rows, dtype=np.int64)


def _kept(dataset: Dataset, whole: Sequence[Coarse], answers: Sequence[Coarse], asked: np.ndarray,
          opened: Study) -> tuple[np.ndarray, np.ndarray]:
    """The records that the report's own groups do not give away, and the groups by which a reader can tell records
    apart whatever is withheld. Raises MICRO_010 where too few would stay."""
    import numpy as np

    from qabilet.cycle.analysis import kept_records

    rules = opened.settings.rules
    weights = weight_classes(dataset)
    groups = np.column_stack([report_levels(dataset, opened), *(_levels(one) for one in whole),
                              *([] if weights is None else [weights])])
    kept = kept_records(groups, _given(answers), least=rules.cell, remainder=rules.remainder, known=asked)
    if not kept.any() or (~kept).mean() > MOST_LEFT_OUT:
        raise refuse(MICRO_010, records=int((~kept).sum()), rows=len(kept))
    return kept, np.unique(np.column_stack([asked, groups]), axis=0, return_inverse=True)[1].reshape(len(kept))


def _levels(one: Coarse) -> np.ndarray:
    import numpy as np

    levels: np.ndarray = np.nan_to_num(one.column, nan=_UNKNOWN).astype(np.int64)
    return levels


def _given(answers: Sequence[Coarse]) -> np.ndarray:
    import numpy as np

    return np.stack([np.where(one.column < 0, np.nan, one.column) for one in answers], axis=1)


def _of(one: Coarse, kept: np.ndarray) -> Coarse:
    return replace(one, column=one.column[kept])


def _fewer(kept: np.ndarray) -> list[Caution]:
    return [Caution(MICRO_011, {"records": int((~kept).sum()), "rows": len(kept)})] if not kept.all() else []


def _protected(traits: Sequence[Coarse], answers: Sequence[Coarse], asked: np.ndarray,
               opened: Study) -> tuple[list[Coarse], list[Caution]]:
    """The traits with what would tell a person apart withheld. Raises MICRO_003 where that is too much."""
    import numpy as np

    from qabilet.cycle.analysis import shown_traits

    if not traits:
        return [], []
    rows, rules = len(asked), opened.settings.rules
    levels = np.stack([_levels(one) for one in traits], axis=1)
    shown = shown_traits(levels, _given(answers), least=rules.cell, remainder=rules.remainder, known=asked)
    hidden = np.arange(len(traits))[None, :] >= shown[:, None]
    names = _listed([one.variable.label for one in traits])
    if hidden.mean() > MOST_WITHHELD:
        raise refuse(MICRO_003, share=round(100 * float(hidden.mean())), traits=names)
    out = [replace(one, column=np.where(hidden[:, at], float(WITHHELD), one.column),
                   variable=_with_reason(one.variable) if hidden[:, at].any() else one.variable)
           for at, one in enumerate(traits)]
    told = Caution(MICRO_006, {"cells": int(hidden.sum()), "traits": names, "records": int(hidden.any(axis=1).sum()),
                               "rows": rows})
    return out, [told] if hidden.any() else []


def _with_reason(variable: Variable) -> Variable:
    reason = Value(WITHHELD, Text(*(say(lang, _WITHHELD) for lang in LANGS)), "withheld")
    return replace(variable, values=(*variable.values, reason))


def _sorted(dataset: Dataset, opened: Study, parts: Sequence[Coarse]) -> Dataset:
    import numpy as np

    order = np.lexsort([one.column for one in reversed(parts)])
    return replace(dataset, variables=tuple(one.variable for one in parts),
                   columns=tuple(one.column[order] for one in parts))


def _key(dataset: Dataset) -> str:
    """Of the released values themselves, which their readers have anyway; words may change."""
    whole = hashlib.sha256()
    for variable, column in zip(dataset.variables, dataset.columns, strict=True):
        whole.update(f"{variable.name}\0{variable.kind}\0".encode())
        whole.update(_bytes(column))
    return whole.hexdigest()[:16]


def _bytes(column: np.ndarray) -> bytes:
    return column.astype("<f8").tobytes()


def _same_as_before(opened: Study, key: str) -> None:
    for line in log.read_log(opened.root)[0]:
        if line.verb.startswith(f"{VERB} ") and line.verb != f"{VERB} {key}":
            raise refuse(MICRO_004, file=log.FILE, on=line.when[:10])


def _changed(parts: Sequence[Coarse]) -> list[Caution]:
    names = [one.variable.label for one in parts if one.changed]
    return [Caution(MICRO_008, {"columns": _listed(names)})] if names else []


def _named(opened: Study, variables: Sequence[Variable]) -> list[Text]:
    """What the questions are called, each once: a question of many choices has a variable for every option."""
    names = {column.code: column.name() for column in opened.dictionary or ()}
    return list(dict.fromkeys(names.get(one.column, one.label) for one in variables))


def _absent(names: Sequence[Text]) -> list[Caution]:
    return [Caution(MICRO_007, {"columns": _listed(names)})] if names else []


def _listed(names: Sequence[Text]) -> Text:
    return Text(*(", ".join(f"«{one.shown(lang)}»" for one in names) for lang in LANGS))
