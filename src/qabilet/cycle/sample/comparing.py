"""How many people it takes to tell two groups apart, in a share or in a mean; and the power of a given number."""

from __future__ import annotations

import math
from typing import Literal

from qabilet.cycle.sample.faults import SAMPLE_009
from qabilet.cycle.sample.size import Aim, Conditions, Size, below, ceiling, people_given, within
from qabilet.errors import refuse
from qabilet.stats import normal_quantile, student_quantile


def difference_size(first: float, second: float, conditions: Conditions, *, ratio: float = 1.0,
                    n: int | None = None) -> Size:
    """For telling two shares apart with the given power, two-sided; `ratio` = n of the second group / n of the first.

    Fleiss, Levin & Paik 2003, chapter 4, without the correction for continuity; at ratio 1 equal to R:
    power.prop.test (strict = FALSE). With `n`, people in both groups, the power they give. No finite population.
    """
    conditions.check()
    within("share", first, 0, 1, 0.4)
    within("share", second, 0, 1, 0.5)
    within("ratio", ratio, 0, math.inf, 1)
    if first == second:
        raise refuse(SAMPLE_009)
    z = normal_quantile(0.5 + conditions.level / 2)
    pooled = (first + ratio * second) / (1 + ratio)
    under = math.sqrt((1 + 1 / ratio) * pooled * (1 - pooled))
    over = math.sqrt(first * (1 - first) + second * (1 - second) / ratio)
    known = {"first": first, "second": second, "ratio": ratio}
    if n is not None:
        each = people_given(n, None, 4) / (1 + ratio) / conditions.effect
        power = below((math.sqrt(each) * abs(first - second) - z * under) / over)
        return _compared("difference", n / (1 + ratio), ratio, conditions, "power", power, known)
    each = ((z * under + normal_quantile(conditions.power) * over) / (first - second)) ** 2 * conditions.effect
    return _compared("difference", each, ratio, conditions, "n", conditions.power, known)


def mean_difference_size(difference: float, sd: float, conditions: Conditions, *, ratio: float = 1.0,
                         n: int | None = None) -> Size:
    """For telling two means apart that differ by `difference`, by the t test with equal spread, two-sided.

    Exact by the noncentral t (R: power.t.test, strict = FALSE, at ratio 1). With `n`, people in both groups, the power.
    """
    from qabilet.stats import noncentral_student

    conditions.check()
    within("difference", abs(difference), 0, math.inf, 0.3)
    within("sd", sd, 0, math.inf, 1.1)
    within("ratio", ratio, 0, math.inf, 1)
    known = {"difference": difference, "sd": sd, "ratio": ratio}
    delta, alpha = abs(difference) / sd, 1 - conditions.level

    def power(each: float) -> float:
        df = each * (1 + ratio) - 2
        noncentrality = delta * math.sqrt(each * ratio / (1 + ratio))
        if noncentrality > 37:
            return 1.0
        return noncentral_student(student_quantile(1 - alpha / 2, df), df, noncentrality)[1]

    if n is not None:
        each = people_given(n, None, 4) / (1 + ratio)
        return _compared("difference-mean", each, ratio, conditions, "power",
                         power(max(each / conditions.effect, 2.001 / (1 + ratio))), known)
    low, high = 2.001 / (1 + ratio), 4.0
    while power(high) < conditions.power:
        low, high = high, high * 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if power(middle) < conditions.power else (low, middle)
    return _compared("difference-mean", high * conditions.effect, ratio, conditions, "n", conditions.power, known)


def _compared(aim: Aim, each: float, ratio: float, conditions: Conditions, asked: Literal["n", "power"],
              power: float, facts: dict[str, float]) -> Size:
    if asked == "power":
        both = round(each * (1 + ratio))
        groups = (round(each), both - round(each))
    else:
        groups = (max(ceiling(each), 2), max(ceiling(each * ratio), 2))
    return Size(aim, sum(groups), sum(ceiling(one / conditions.response) for one in groups), math.nan, power, groups,
                asked, facts | {"exact": each}, conditions)
