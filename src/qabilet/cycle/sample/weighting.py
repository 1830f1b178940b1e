"""How the answers are to be weighted: what a study declares in [weights]."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qabilet.cycle.sample.population import Population

Calibration = Literal["raking", "linear", "logit"]
CALIBRATIONS: tuple[Calibration, ...] = ("raking", "linear", "logit")


@dataclass(frozen=True, slots=True)
class Weighting:
    """The steps, in this order, each where it is declared; codes are of dictionary columns or derived dimensions.

    response: the cells within which those who answered stand for those who were asked (`invited` counts these);
    post: the cells whose sizes in the register the weights are to hit; margins: the same for several breakdowns at
    once, by `method`, its g-weights within `bounds` where given; trim: no weight above so many times the median.
    """

    response: tuple[str, ...] = ()
    counted_in: str = ""
    """The file that counts whom the response cells stand for; '' for what was drawn."""
    invited: Population = field(default_factory=Population)
    post: tuple[str, ...] = ()
    margins: tuple[tuple[str, ...], ...] = ()
    method: Calibration = "raking"
    bounds: tuple[float, float] | None = None
    trim: float | None = None

    @property
    def any(self) -> bool:
        return bool(self.response or self.post or self.margins or self.trim)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the steps need, each once."""
        return tuple(dict.fromkeys((*self.response, *self.post, *(name for row in self.margins for name in row))))

    @property
    def fixed(self) -> frozenset[str]:
        """The columns by which the last step makes the weights add up to the register's people."""
        if self.trim:
            return frozenset()
        return frozenset(name for row in self.margins for name in row) if self.margins else frozenset(self.post)
