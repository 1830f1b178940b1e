"""One audience under one design: what every part of the analysis needs to know about the people it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qabilet.cycle.analysis.audience import Audience
from qabilet.cycle.analysis.dimension import Dimension
from qabilet.cycle.analysis.finding import Raw, RawSheet
from qabilet.cycle.analysis.rules import Rules
from qabilet.cycle.instrument import Column, Dictionary
from qabilet.cycle.sample import Design
from qabilet.errors import Caution
from qabilet.stats import Basis, Estimate
from qabilet.tables import SLOTS, Sums, Wanted, Where
from qabilet.text import Text

if TYPE_CHECKING:
    from qabilet.stats import Survey


@dataclass(frozen=True, slots=True)
class Scope:
    """The respondents of one audience (`where`), the design they came by, and the dimensions they may be told by."""

    audience: Audience
    where: Where
    dictionary: Dictionary
    dimensions: Mapping[str, Dimension]
    design: Design
    rules: Rules
    seed: int
    public: frozenset[str] = frozenset()
    """Dimensions of the declared lattice: their levels are cells that the gate protects jointly."""
    survey: Survey | None = None
    """The weighted sample, where the design has weights; None where everybody counts the same."""

    @property
    def basis(self) -> Basis:
        """What intervals rest on: chance where it drew the people, a model where it did not, nothing for a census."""
        if self.design.kind == "census":
            return "none"
        return "design" if self.design.drawn else "model"

    @property
    def strata(self) -> tuple[str, ...]:
        """The columns whose combinations are the strata or quota cells."""
        if self.design.kind not in ("stratified", "quota"):
            return ()
        return tuple(cell for cell in self.design.cells if cell in self.dimensions)

    @property
    def population(self) -> int | None:
        """The size of the register this audience came from."""
        return self.audience.population if self.audience.population is not None else self.design.population

    @property
    def populations(self) -> tuple[int, ...] | None:
        return (self.population,) if self.design.kind == "simple" and self.population else None

    def key(self, *parts: str) -> str:
        """A sheet's key: 'needs/akim/knowledge'; one audience without a name leaves its part out."""
        return "/".join(part for part in (parts[0], self.audience.value, *parts[1:]) if part)

    def columns(self, *roles: str) -> tuple[Column, ...]:
        return tuple(column for column in self.dictionary.kept() if column.role in roles)


class Part(Protocol):
    """A part of the analysis says what it wants counted, and later makes its sheets from the sums of the one pass."""

    def wants(self, wanted: Wanted) -> None: ...

    def sheets(self, sums: Sums) -> list[RawSheet]: ...


def raw(estimate: Estimate, cautions: tuple[Caution, ...] = ()) -> Raw:
    """An estimate on its way to the gate; NaN becomes 'no value'."""
    value = None if estimate.value != estimate.value else float(estimate.value)
    return Raw(value, estimate.n, "value", estimate.low, estimate.high, estimate.level, estimate.basis,
               estimate.count, cautions)


def people(count: int) -> Raw:
    """A number of people on its way to the gate."""
    return Raw(float(count), count, "count", count=count)


def valid(counts: object) -> list[int]:
    """The counts of the levels proper, without the slots of missing answers."""
    return [int(count) for count in counts[SLOTS:]]  # type: ignore[index]


def text_facts(name: str, text: Text) -> dict[str, str]:
    """A Text among the facts of a sheet: name_kk, name_ru, name_en."""
    return {f"{name}_{lang}": words for lang, words in text.write().items()}
