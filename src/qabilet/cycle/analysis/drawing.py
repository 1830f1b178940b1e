"""How the people of one audience came into the sample: what the weights, if there are any, are made from."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from qabilet.cycle.sample import Design, DrawnUnits, Population, Unit, Weighting


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the people of one audience came into the sample, as declared: `population` counts its register, `size` is
    how many people that is, where only this is known."""

    design: Design
    units: DrawnUnits = field(default_factory=DrawnUnits)
    weighting: Weighting = field(default_factory=Weighting)
    population: Population = field(default_factory=Population)
    size: int | None = None

    @property
    def weighted(self) -> bool:
        """Whether people may count differently, or come in clusters: otherwise the strata's moments say it all."""
        design = self.design
        return bool(design.weight or self.units.units or design.clusters or self.weighting.any
                    or (design.kind == "stratified" and self._register_counts_the_strata))

    @property
    def _register_counts_the_strata(self) -> bool:
        return bool(self.design.cells) and all(cell in self.population.dimensions for cell in self.design.cells)

    @property
    def steps(self) -> Weighting:
        """The declared steps as they are made. Where a register alone weighs the strata and non-response is weighed
        too, the register comes last: weighing those who answered up to it first would make up for the silent twice."""
        steps = self.weighting
        if steps.response and self._weighed_by_register and not (steps.post or steps.margins):
            return replace(steps, post=self.design.cells)
        return steps

    @property
    def _weighed_by_register(self) -> bool:
        design = self.design
        return (design.kind == "stratified" and not self.units.units and not design.weight
                and self._register_counts_the_strata)

    @property
    def strata(self) -> frozenset[tuple[str, ...]]:
        """The strata that were drawn from, as far as they are known; none where there are no strata."""
        cells = len(self.design.cells)
        if not cells or not self.design.drawn:
            return frozenset()
        if self.units.units:
            return frozenset(values[:cells] for values in self.units.units)
        if self._register_counts_the_strata:
            return frozenset(cell for cell, there in self.population.by(self.design.cells).items() if there)
        return frozenset()

    def unit_columns(self, known: Container[str]) -> tuple[str, ...]:
        """The columns by which the figures of the units are looked up, of those `known`: the strata, and the clusters
        where these differ."""
        strata = tuple(cell for cell in self.design.cells if cell in known)
        return (*strata, self.design.clusters) if self.units.clustered else strata

    @property
    def fixed(self) -> frozenset[str]:
        """The columns by which weighted people are the register's, whoever answered."""
        if self.steps.any:
            return self.steps.fixed
        return frozenset(self.design.cells) if self._weighed_by_register else frozenset()

    def figures(self, counts: Mapping[tuple[str, ...], int]) -> Mapping[tuple[str, ...], Unit] | None:
        """What is known of each stratum (and cluster), by their values; None where every row weighs one.

        counts: the respondents of each stratum, for the weights that a register alone gives.
        """
        if self.units.units:
            return self.units.units
        if self.design.kind == "stratified" and self._register_counts_the_strata:
            there = self.population.by(self.design.cells)
            return {cell: Unit(max(there[cell], n), n, 1.0 if self.weighting.response else max(there[cell], n) / n)
                    for cell, n in counts.items() if n and there.get(cell)}
        if self.design.kind == "simple" and self.size and (n := sum(counts.values())):
            asked = max(self.weighting.invited.total, n) if self.weighting.response else n
            return {cell: Unit(max(self.size, n), n, max(self.size, n) / asked) for cell in counts}
        return None
