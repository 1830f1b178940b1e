"""Choices: shares where each respondent may name several options, of the respondents or of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from qabilet.stats.estimate import Basis
from qabilet.stats.mean_vector import MeanVector
from qabilet.stats.survey.estimates.amounts import survey_ratios
from qabilet.stats.survey.estimates.averages import survey_means
from qabilet.stats.survey.rows import Batch, Floats, Keys
from qabilet.stats.survey.survey import Survey
from qabilet.stats.survey.variable import Variable, columns_of, table, together


def survey_choices(survey: Survey, options: Sequence[Variable], *, of: Literal["respondents", "answers"],
                   domain: Keys | None = None, domains: int = 1, reads: Sequence[str] = (),
                   basis: Basis = "design") -> list[MeanVector]:
    """What share named each option, one MeanVector a domain, named as the options; each option is 1 named, 0 not.

    A row counts where no option is missing; one that named none counts among the respondents. Of respondents: sum w y /
    sum w, together up to the number of options; of answers: sum w y_j / sum w sum_k y_k, together 1.
    R: svymean(~o1 + o2 + ...); svyratio(~o1 + o2 + ..., ~I(o1 + o2 + ...), covmat = TRUE).
    """
    whole = together(options)
    if of == "respondents":
        return survey_means(survey, whole, domain=domain, domains=domains, reads=reads, basis=basis)

    def named(batch: Batch) -> Floats:
        return np.asarray(table(options, batch).sum(axis=1), dtype=np.float64)

    answers = Variable("answers", columns_of(options), named, float(len(options)))
    found = survey_ratios(survey, [(one, answers) for one in whole], domain=domain, domains=domains, reads=reads,
                          basis=basis)
    return [replace(one, names=tuple(option.name for option in options)) for one in found]
