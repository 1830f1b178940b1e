"""What weights look like after each step of weighting: their spread, and what it costs in precision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qabilet.stats.survey.adjustment import Adjustment
from qabilet.stats.survey.exact import sums_by
from qabilet.stats.survey.rows import Batch, Floats
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.weights.calibration import Calibrated
from qabilet.stats.survey.weights.post_strata import PostStrata
from qabilet.stats.survey.weights.radix import order_statistics, quantile_ranks
from qabilet.stats.survey.weights.raking import Raked
from qabilet.stats.survey.weights.trimming import Trimmed

Kind = Literal["design", "cells", "raked", "calibrated", "trimmed", "other"]


@dataclass(frozen=True, slots=True)
class WeightStep:
    """The n weights that are not zero after a step. `cv` is their standard deviation (divisor n) over their mean;
    `design_effect` = 1 + cv^2 = n sum w^2 / (sum w)^2 and `effective` = n / design_effect (Kish 1965, section 11.7;
    1992) hold for answers unrelated to the weights. Quartiles as R's quantile(type = 7). `least_g` and `greatest_g`:
    the new weight over the old, None for the design. `trimmed`: the share cut at a bound. `steps` and `misfit`: how
    raking and calibration converged."""

    kind: Kind
    n: int
    total: float
    least: float
    lower_quartile: float
    median: float
    upper_quartile: float
    greatest: float
    cv: float
    design_effect: float
    effective: float
    least_g: float | None = None
    greatest_g: float | None = None
    trimmed: float | None = None
    steps: int | None = None
    misfit: float | None = None


def describe_weights(survey: Survey) -> tuple[WeightStep, ...]:
    """The design's weights and those after each step. All NaN where no row has a weight. Cost: seven passes a step."""
    stages = [Survey(survey.rows, survey.layout, survey.steps[:count]) for count in range(len(survey.steps) + 1)]
    return tuple(_described(now, before) for now, before in zip(stages, [None, *stages], strict=False))


def median_weight(survey: Survey) -> float:
    """The median of the weights that are not zero, NaN without any; for bounds such as five times the median."""
    return _described(survey, None).median


def _described(now: Survey, before: Survey | None) -> WeightStep:
    columns = now.columns
    if not columns:  # nothing is read: every row weighs one
        return _alike(now.rows.count)

    def weights(batch: Batch) -> Floats:
        weight = now.weight(batch)
        return np.asarray(weight[weight != 0], dtype=np.float64)

    def counted(batch: Batch) -> tuple[None, Floats]:
        weight = weights(batch)
        return None, np.column_stack([np.ones(len(weight)), weight])

    count, total = (float(one) for one in sums_by(now.rows, columns, counted, 1, 2)[0])
    n, mean = round(count), total / count if count else float("nan")
    squares = float(sums_by(now.rows, columns, lambda batch: (None, (weights(batch) - mean)[:, None] ** 2), 1, 1)[0, 0])
    least, greatest = _g_range(now, before)
    step = now.steps[-1] if before is not None else None
    trimmed = step.share if isinstance(step, Trimmed) else None
    made, misfit = _convergence(step)
    nan = float("nan")
    minimum, lower, median, upper, maximum = _five(now, weights, n) if n else (nan,) * 5
    cv = float(np.sqrt(squares / n)) / abs(mean) if total else nan
    effect = 1 + cv * cv
    return WeightStep(_kind(step), n, total, minimum, lower, median, upper, maximum, cv, effect, n / effect,
                      least, greatest, trimmed, made, misfit)


def _alike(n: int) -> WeightStep:
    """n rows of the weight one."""
    one = 1.0 if n else float("nan")
    return WeightStep("design", n, float(n), one, one, one, one, one, one - 1, one, n * one)


def _five(now: Survey, weights: Callable[[Batch], Floats], n: int) -> tuple[float, ...]:
    """The least, the quartiles and the greatest."""
    low, high, apart = quantile_ranks(n, (0, 0.25, 0.5, 0.75, 1))
    found = order_statistics(now.rows, now.columns, weights, [*low, *high])
    return tuple(float(one + (other - one) * gap) for one, other, gap in zip(found[:5], found[5:], apart, strict=True))


def _g_range(now: Survey, before: Survey | None) -> tuple[float | None, float | None]:
    if before is None:
        return None, None
    old = before

    def ends(batch: Batch) -> tuple[float, float]:
        drawn, final = old.weight(batch), now.weight(batch)
        g = final[drawn != 0] / drawn[drawn != 0]
        return float(g.min(initial=np.inf)), float(g.max(initial=-np.inf))

    found = list(now.rows.map(now.columns, ends))
    least, greatest = min(one for one, _ in found), max(one for _, one in found)
    return (least, greatest) if least <= greatest else (None, None)


def _kind(step: Adjustment | None) -> Kind:
    if step is None:
        return "design"
    kinds: tuple[tuple[type, Kind], ...] = (
        (PostStrata, "cells"), (Raked, "raked"), (Calibrated, "calibrated"), (Trimmed, "trimmed"))
    return next((kind for known, kind in kinds if isinstance(step, known)), "other")


def _convergence(step: Adjustment | None) -> tuple[int | None, float | None]:
    if isinstance(step, Raked):
        return step.sweeps, step.misfit
    if isinstance(step, Calibrated):
        return step.made, step.misfit
    if isinstance(step, Trimmed):
        return len(step.added), None
    return None, None
