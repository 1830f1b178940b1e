"""What was drawn, counted: the strata, and in each the first units, with how many there are and how many were taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of sample/units.csv: a stratum of people, or a drawn cluster.

    strata_units of the stratum's register, strata_drawn of them taken: people, or clusters where these were drawn
    first; then `units` people are in this cluster and `drawn` of them were taken. `even` says that every unit of the
    stratum had the same chance. `weight`: of a person, 1 / the chance of being in the sample.
    """

    strata_units: float
    strata_drawn: float
    weight: float
    units: float | None = None
    drawn: float | None = None
    even: bool = True


@dataclass(frozen=True, slots=True)
class DrawnUnits:
    """`units` by the values of the strata columns and, where clusters were drawn, of the cluster column after them."""

    columns: tuple[str, ...] = ()
    units: Mapping[tuple[str, ...], Unit] = field(default_factory=dict)

    @property
    def even(self) -> bool:
        """Whether within each stratum every first-stage unit had the same chance, so that the draw was finite and
        without replacement in a way that can be reckoned with."""
        return all(unit.even for unit in self.units.values())

    @property
    def clustered(self) -> bool:
        return any(unit.units is not None for unit in self.units.values())

    @property
    def two_stage(self) -> bool:
        """Whether people were drawn within the clusters, not all of them taken."""
        return any(unit.units is not None and unit.drawn is not None and unit.drawn < unit.units
                   for unit in self.units.values())
