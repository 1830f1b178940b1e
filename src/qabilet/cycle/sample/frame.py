"""The sampling frame: the register as the draw sees it, with no name in it, sorted by the codes of its units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

Key = tuple[str, ...]
"""A stratum or cell: one level of each of its columns."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One column: its levels in sorted order, and for each unit the place of its level."""

    levels: tuple[str, ...]
    codes: Codes

    def at(self, place: int) -> str:
        return self.levels[int(self.codes[place])]


@dataclass(frozen=True, slots=True)
class Frame:
    """`units` in sorted order, all different; every column as long. `sizes`: whole numbers by column."""

    units: Sequence[str]
    columns: Mapping[str, Factor] = field(default_factory=dict)
    sizes: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.units)

    def groups(self, names: Sequence[str]) -> dict[Key, Codes]:
        """The places of each combination of levels that occurs, combinations and places in rising order."""
        return self.parted(names, None)

    def parted(self, names: Sequence[str], within: Codes | None) -> dict[Key, Codes]:
        """As `groups`, of the places in `within` (rising) alone."""
        import numpy as np

        places = np.arange(len(self.units), dtype=np.int64) if within is None else within
        if not names:
            return {(): places}
        combined = np.zeros(len(places), dtype=np.int64)
        for name in names:
            one = self.columns[name]
            combined = combined * len(one.levels) + one.codes[places]
            # Renumbered each time, so that a product of many levels never outgrows its 64 bits.
            combined = np.unique(combined, return_inverse=True)[1]
        order = np.argsort(combined, kind="stable")
        _, starts = np.unique(combined[order], return_index=True)
        parts = np.split(places[order], starts[1:])
        return {tuple(self.columns[name].at(int(part[0])) for name in names): part for part in parts if len(part)}

    def ordered(self, places: Codes, names: Sequence[str]) -> Codes:
        """The places by the levels of `names`, then by the units' codes: an implicit stratification."""
        import numpy as np

        keys = [self.columns[name].codes[places] for name in reversed(names)]
        return places[np.lexsort(keys)] if keys else places
