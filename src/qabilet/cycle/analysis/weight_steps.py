"""The steps of weighting a study declares, made one after another: non-response, post-strata, margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.analysis.dimension import Dimension
from qabilet.cycle.analysis.weighting_faults import (
    WEIGHT_001,
    WEIGHT_002,
    WEIGHT_003,
    WEIGHT_004,
    WEIGHT_005,
    WEIGHT_006,
    WEIGHT_007,
    WEIGHT_009,
    WEIGHT_011,
    WEIGHT_014,
)
from qabilet.cycle.sample import Population, Weighting
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.stats import (
    Level,
    Margin,
    Survey,
    WeightingError,
    calibrate,
    find_cells,
    median_weight,
    post_stratify,
    rake,
    reweigh_respondents,
    trim,
)
from qabilet.text import Text

_CODES = {"nobody": WEIGHT_001, "unlisted": WEIGHT_002, "no population": WEIGHT_003, "margins disagree": WEIGHT_004,
          "not converged": WEIGHT_005, "infeasible": WEIGHT_006, "bounds": WEIGHT_006}
FILE = "study.toml"


@dataclass(slots=True)
class Steps:
    """The survey as it is weighted so far, and the doubts met on the way."""

    survey: Survey
    dimensions: Mapping[str, Dimension]
    cautions: list[Caution]

    def make(self, weighting: Weighting, register: Population) -> None:
        """Every declared step. Raises QabiletError with a WEIGHT code where one cannot be made."""
        try:
            if weighting.response:
                self._response(weighting)
            if weighting.post:
                self.survey = self.survey.after(post_stratify(self.survey, self._margin(weighting.post, register)))
            if weighting.margins:
                self._margins(weighting, register)
            if weighting.trim:
                self._trim(weighting.trim)
        except WeightingError as error:
            raise self._told(error) from error

    def _trim(self, times: float) -> None:
        if not self.survey.columns:
            return  # everybody weighs one
        try:
            self.survey = self.survey.after(trim(self.survey, upper=times * median_weight(self.survey), strict=True))
        except WeightingError as error:
            raise refuse(WEIGHT_009, file=FILE, times=f"{times:g}") from error

    def _response(self, weighting: Weighting) -> None:
        counts = self._coded(weighting.response, weighting.invited)
        for level, count in self._unknown(weighting.response).items():
            counts[level] = float(count)  # whoever gave no answer here stands for nobody else
        cells = find_cells(self.survey, weighting.response)
        if more := sum(n > counts.get(level, n) for level, n in zip(cells.levels, cells.counts, strict=True)):
            self.cautions.append(Caution(WEIGHT_014, {"columns": self._labels(weighting.response), "count": int(more)}))
        self.survey = self.survey.after(reweigh_respondents(self.survey, weighting.response, counts=counts))

    def _margins(self, weighting: Weighting, register: Population) -> None:
        margins = [self._margin(row, register) for row in weighting.margins]
        if weighting.method == "raking" and weighting.bounds is None:
            self.survey = self.survey.after(rake(self.survey, margins))
            return
        low, high = weighting.bounds or (float("-inf"), float("inf"))
        self.survey = self.survey.after(calibrate(self.survey, margins, distance=weighting.method, lower=low,
                                                  upper=high))

    def _margin(self, columns: Sequence[str], register: Population) -> Margin:
        """The register's counts by the codes of the columns. Who has no code keeps the weight they have together, and
        the register's people are scaled to what is left."""
        counts = self._coded(columns, register)
        unknown = self._unknown(columns, weights=True)
        total = sum(counts.values())
        left = total - sum(unknown.values())
        scale = left / total if total and left > 0 else 1.0
        return Margin(tuple(columns), {**{level: count * scale for level, count in counts.items()}, **unknown})

    def _coded(self, columns: Sequence[str], table: Population) -> dict[Level, float]:
        """A table of counts under the codes of its values; what the dictionary does not know is a cell of nobody."""
        found: dict[Level, float] = {}
        for values, count in table.by(columns).items():
            if "" in values:
                continue  # a level that a derived dimension leaves out
            level = tuple(float(_code(self.dimensions[name], value))
                          for name, value in zip(columns, values, strict=True))
            found[level] = found.get(level, 0.0) + count
        return found

    def _unknown(self, columns: Sequence[str], *, weights: bool = False) -> dict[Level, float]:
        """The cells of those who gave no answer to one of the columns: how many they are, or what they weigh."""
        cells = find_cells(self.survey, columns)
        figures = cells.sums if weights else cells.counts
        found = {level: float(figure) for level, figure in zip(cells.levels, figures, strict=True) if min(level) < 0}
        if found:
            count = sum(int(n) for level, n in zip(cells.levels, cells.counts, strict=True) if min(level) < 0)
            self.cautions.append(Caution(WEIGHT_011, {"columns": self._labels(columns), "count": count}))
        return found

    def _labels(self, columns: Sequence[str]) -> Text:
        """What the columns are called, for a reader of the report."""
        labels = [self.dimensions[name].label for name in columns]
        return Text(*(", ".join(words) for words in zip(*labels, strict=True)))

    def _told(self, error: WeightingError) -> QabiletError:
        columns = ", ".join(error.columns)
        code = _CODES.get(error.reason, WEIGHT_007)
        if code == WEIGHT_007:
            return refuse(code, file=FILE)
        if code == WEIGHT_005:
            return refuse(code, file=FILE, columns=columns, steps=error.steps, misfit=f"{error.misfit:.2g}")
        facts: dict[str, object] = {"columns": columns}
        if error.cells:
            facts["cells"] = "; ".join(self._cell(error.columns, level) for level in error.cells[:5])
            if code == WEIGHT_001:
                near = error.near[0] if error.near else None
                facts["near"] = "\u2014" if near is None else self._cell(error.columns, near)
        return QabiletError(Fault(code, facts, FILE))

    def _cell(self, columns: Sequence[str], level: Level) -> str:
        return " \u00d7 ".join(_value(self.dimensions[name], int(code))
                               for name, code in zip(columns, level, strict=True))


def _code(dimension: Dimension, value: str) -> int:
    return dimension.levels.index(value) if value in dimension.levels else len(dimension.levels)


def _value(dimension: Dimension, code: int) -> str:
    return dimension.levels[code] if 0 <= code < len(dimension.levels) else "?"
