"""What a report is made of: the study's own words and facts, and the sheets that have passed the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qabilet.cycle.analysis import Rules, Sheet
from qabilet.cycle.sample import Calibration, DesignKind
from qabilet.errors import Caution
from qabilet.text import Text


@dataclass(frozen=True, slots=True)
class ReportAudience:
    """A group of respondents as the report names it. `n` people answered, of `population` in the register."""

    value: str = ""
    role: Literal["self", "observer"] = "self"
    of: str = ""
    label: Text = field(default_factory=Text)
    n: int = 0
    population: int | None = None


@dataclass(frozen=True, slots=True)
class ReportDraw:
    """What was drawn, in all strata together: `taken` of `there` first-stage units (people, or `clusters` by their
    name), and `people` in these."""

    strata: int = 0
    there: int = 0
    taken: int = 0
    people: int = 0
    clusters: Text = field(default_factory=Text)
    two_stage: bool = False
    even: bool = True


@dataclass(frozen=True, slots=True)
class ReportWeights:
    """How answers were weighted, step by step; each step by the names of its columns. `source`: what the first weights
    come from; `column`: of weights that came with the answers."""

    source: Literal["draw", "register", "column", "none"] = "none"
    column: Text = field(default_factory=Text)
    response: Sequence[Text] = ()
    post: Sequence[Text] = ()
    margins: Sequence[Sequence[Text]] = ()
    method: Calibration = "raking"
    bounds: tuple[float, float] | None = None
    trim: float | None = None


@dataclass(frozen=True, slots=True)
class ReportInput:
    """`cells` name the strata or quota cells; `period` is the time of fieldwork; `data_hash` is the hash of the
    answers; `command` makes the report again; `draft`: nobody has corrected the dictionary yet. `remedies` (need code
    to remedy) speak where there is no sheet of decisions. `draw` is None where it is not known what was drawn."""

    title: Text
    sheets: Sequence[Sheet]
    made_on: date
    audiences: Sequence[ReportAudience] = ()
    source: Text = field(default_factory=Text)
    period: Text = field(default_factory=Text)
    synthetic: bool = False
    draft: bool = False
    design: DesignKind = "open"
    cells: Sequence[Text] = ()
    population: int | None = None
    data_hash: str = ""
    command: str = ""
    version: str = ""
    cautions: Sequence[Caution] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    draw: ReportDraw | None = None
    weights: ReportWeights = field(default_factory=ReportWeights)

    def of_kind(self, *kinds: str, audience: str | None = None) -> tuple[Sheet, ...]:
        """The sheets of those kinds, in their order; of one audience where it is named."""
        return tuple(sheet for sheet in self.sheets
                     if sheet.kind in kinds and (audience is None or sheet.audience == audience))

    def audience(self, value: str) -> ReportAudience | None:
        return next((one for one in self.audiences if one.value == value), None)

    @property
    def drawn(self) -> bool:
        """Whether known chance chose the people."""
        return self.design in ("simple", "stratified", "cluster")


@dataclass(frozen=True, slots=True)
class Origin:
    """Which findings the script beside the report was written from: the study's code, the program's version, and the
    MD5 sum of findings.json."""

    code: str
    version: str
    findings_md5: str
    stale: bool = False
    """Whether the study was changed after its findings were made."""


NEED_SHEETS = ("needs-ranking", "needs-rating", "needs-two-scale", "needs-gap")
