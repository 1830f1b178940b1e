"""The plan of a study: what it declares, in values, and what its folder holds of register and sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qabilet.cycle.analysis import Audience, Lattice, Rules
from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.needs.question import NeedQuestion, ScaleQuestion
from qabilet.cycle.needs.remedies import Decision
from qabilet.cycle.sample import Design, DrawnUnits, Population, Weighting


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What a study declares, in values: everything the analysis needs beside the frame."""

    dictionary: Dictionary
    audience_column: str
    audiences: Sequence[Audience]
    design: Design
    lattice: Lattice
    rules: Rules
    needs: Sequence[NeedQuestion]
    scales: Sequence[ScaleQuestion] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    populations: Mapping[str, Population] = field(default_factory=dict)
    seed: int = 20_230_901
    units: DrawnUnits = field(default_factory=DrawnUnits)
    weighting: Weighting = field(default_factory=Weighting)
