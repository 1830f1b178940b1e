"""How the sample was drawn, in the columns that say so: stages, strata, units, sizes, weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Lonely = Literal["adjust", "average", "remove", "certainty", "fail"]
"""What a stratum with one sampled unit adds to a variance: the square of its distance from the grand mean ('adjust');
the average of the other strata ('average'); nothing ('remove', 'certainty'); an error ('fail'). R: options
(survey.lonely.psu = )."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing. `unit`: the column of the units' codes, '' where each row is a unit (the last stage only);
    `strata`: the column of the strata within which they were drawn, '' for none; `size`: the column that holds how many
    units each stratum (in a second stage: each first-stage unit's stratum) has in the population, '' where drawing was
    with replacement or the population is endless. Codes of units need be unique within their stratum only."""

    unit: str = ""
    strata: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class SampleDesign:
    """R: svydesign(id = ~unit1 + unit2, strata = ~strata1, fpc = ~size1 + size2, weights = ~weight, nest = TRUE).

    `weight`: the column of the weights, '' for one each; a weight of zero leaves the row out of everything but the
    design. `domain_lonely`: treat a stratum in which only one unit has members of a domain as lonely (R:
    options(survey.adjust.domain.lonely)). One or two stages.
    """

    stages: tuple[Stage, ...] = (Stage(),)
    weight: str = ""
    lonely: Lonely = "adjust"
    domain_lonely: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.stages) <= 2:
            raise ValueError("a design has one stage or two")
        if len(self.stages) == 2 and not self.stages[0].unit:
            raise ValueError("where the first stage draws rows there is nothing left to draw in a second")

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the design is told by, each once."""
        named = [name for stage in self.stages for name in (stage.strata, stage.unit, stage.size)]
        return tuple(dict.fromkeys(name for name in (*named, self.weight) if name))
