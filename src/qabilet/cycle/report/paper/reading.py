"""From a relevance expression to a condition that words can say."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.instrument import Question
from qabilet.cycle.report.paper.conditions import Condition


def condition(expression: str, questions: Mapping[str, Question]) -> Condition | None:
    """None where it is not one of the simple cases."""
    return None
