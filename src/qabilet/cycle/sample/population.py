"""The population: how many people the register holds in each cell, so that the sample can be set against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Population:
    """The register of one audience, counted: `counts` by the levels of `dimensions`, in that order. Public figures."""

    dimensions: tuple[str, ...] = ()
    counts: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def by(self, dimensions: Sequence[str]) -> dict[tuple[str, ...], int]:
        """The counts by some of the dimensions, summed over the others. Raises KeyError for one it does not hold."""
        places = [self.dimensions.index(name) for name in dimensions if name in self.dimensions]
        if len(places) != len(dimensions):
            raise KeyError(next(name for name in dimensions if name not in self.dimensions))
        found: Counter[tuple[str, ...]] = Counter()
        for cell, count in self.counts.items():
            found[tuple(cell[place] for place in places)] += count
        return dict(found)

    @classmethod
    def of(cls, dimensions: Sequence[str], people: Iterable[Sequence[str]]) -> Population:
        """Count a register person by person."""
        return cls(tuple(dimensions), Counter(tuple(person) for person in people))

    def derived(self, name: str, source: str, levels: Mapping[str, str]) -> Population:
        """With a further dimension made of another one's levels; people of a level that has no place in it have ''.

        Unchanged where the source is not there, or the name is already.
        """
        if source not in self.dimensions or name in self.dimensions:
            return self
        place = self.dimensions.index(source)
        counts: Counter[tuple[str, ...]] = Counter()
        for cell, count in self.counts.items():
            counts[*cell, levels.get(cell[place], "")] += count
        return Population((*self.dimensions, name), counts)
