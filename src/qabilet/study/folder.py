"""The Study folder: where everything lies, and opening it strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qabilet.cycle.analysis import Drawing
from qabilet.cycle.instrument import Dictionary, check_dictionary
from qabilet.cycle.needs import Decision
from qabilet.cycle.sample import Population
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study import decisions, log, settings
from qabilet.study.atomic import recover
from qabilet.study.checking import references
from qabilet.study.drafts import is_draft
from qabilet.study.faults import STUDY_001, STUDY_018, STUDY_019, STUDY_020, STUDY_028, STUDY_037
from qabilet.study.sampled import Sampled, read_sampled
from qabilet.study.settings import Settings
from qabilet.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from qabilet.cycle.needs import StudyPlan

ANSWERS, DICTIONARY = "fieldwork/answers.parquet", "fieldwork/answers.dictionary.csv"
FRAMEWORK = "framework"
FRAME, FINDINGS = "analysis/frame.parquet", "analysis/findings.json"
WORK_VIEW = "analysis/work.json"
"""The same tables with nothing withheld: for the researcher, never for release."""


@dataclass(frozen=True, slots=True)
class Study:
    """One folder of open formats, read and found to be without fault. `dictionary` is None before any answers."""

    root: Path
    settings: Settings
    dictionary: Dictionary | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sampled: Sampled = field(default_factory=Sampled)
    cautions: tuple[Caution, ...] = ()

    @property
    def answers(self) -> Path:
        return self.root / ANSWERS

    @property
    def populations(self) -> Mapping[str, Population]:
        """The register's counts by audience."""
        return self.sampled.populations

    @property
    def drawing(self) -> Drawing:
        """How those who speak of themselves came into the sample, and how they are weighted."""
        own = next((one.value for one in self.settings.audiences if one.role == "self"), "")
        weighting = replace(self.settings.weighting, invited=self.sampled.invited)
        return Drawing(self.settings.design, self.sampled.units, weighting, self.populations.get(own, Population()))

    @property
    def findings(self) -> Path:
        return self.root / FINDINGS

    @property
    def draft(self) -> bool:
        """Whether nobody has corrected the dictionary yet."""
        return any(caution.code == STUDY_028 for caution in self.cautions)

    def plan(self) -> StudyPlan:
        """What the study declares, in values. Raises STUDY_019 where it has no answers."""
        if self.dictionary is None:
            raise refuse(STUDY_019, file=ANSWERS, path=self.root)
        # Here, not above: the plan comes with NumPy, and opening a study must not wait for it.
        from qabilet.cycle.needs import StudyPlan

        known = self.settings
        return StudyPlan(self.dictionary, known.audience_column, known.audiences, known.design, known.lattice,
                         known.rules, known.needs, known.scales, self.decisions, self.targets, self.populations,
                         units=self.sampled.units,
                         weighting=replace(known.weighting, invited=self.sampled.invited))


def open_study(root: Path) -> Study:
    """The study in the folder. Raises QabiletError with every fault at once; finishes a save that was cut short."""
    study, faults = examined(root)
    if faults:
        raise QabiletError(*faults)
    return study


def examined(root: Path, *, all_of_it: bool = False) -> tuple[Study, tuple[Fault, ...]]:
    """What could be read, and every fault. Raises STUDY_001 where there is no study at all.

    The framework is read where a gap to a position profile needs it, or with `all_of_it`.
    """
    faults = list(recover(root))
    if not (root / settings.FILE).is_file():
        raise refuse(STUDY_001, path=root)
    found, wrong = settings.read_settings((root / settings.FILE).read_bytes())
    faults += wrong
    whole = not wrong
    dictionary, cautions = _dictionary(root, faults)
    decided: Mapping[str, Decision] = {}
    if (root / decisions.FILE).is_file():
        decided, wrong = decisions.read_decisions((root / decisions.FILE).read_bytes())
        faults += wrong
    sampled = Sampled()
    if whole:
        faults += references(found, dictionary, (root / settings.FILE).read_bytes())
        sampled = read_sampled(root, found, dictionary, faults)
    faults += log.read_log(root)[1]
    needed = all_of_it or any(need.kind == "gap" for need in found.needs)
    targets = _targets(root, faults) if needed else {}
    study = Study(root, found, dictionary, decided, targets, sampled, tuple(cautions))
    return study, tuple(sorted(faults, key=lambda fault: (fault.file, fault.row or 0)))


def _dictionary(root: Path, faults: list[Fault]) -> tuple[Dictionary | None, list[Caution]]:
    from qabilet.study.formats import read_dictionary

    path = root / DICTIONARY
    if not path.is_file():
        if (root / ANSWERS).is_file():
            faults.append(Fault(STUDY_020, {"path": DICTIONARY}, DICTIONARY))
        return None, []
    if not (root / ANSWERS).is_file():
        faults.append(Fault(STUDY_018, {"path": ANSWERS, "key": DICTIONARY}, ANSWERS))
    try:
        dictionary, cautions = read_dictionary(path.read_bytes(), file=DICTIONARY)
    except QabiletError as error:
        faults += error.faults
        return None, []
    # Its values against the answers are looked at by `check`, and again as the answers are read.
    faults += check_dictionary(dictionary, [column.header for column in dictionary], {}, file=DICTIONARY)
    # One doubt at a time: a draft nobody has read yet has no labels anyway.
    return dictionary, [*cautions, *([Caution(STUDY_028)] if is_draft(root, DICTIONARY) else _gaps(dictionary))]


def _gaps(dictionary: Dictionary) -> list[Caution]:
    """A caution where labels of kept columns, or of their values in words, are missing in some language."""
    found: dict[Lang, list[str]] = {}
    for column in dictionary.kept():
        words = [column.label, *(column.labels.get(value, Text()) for value in column.values if not value.isdecimal())]
        for lang in LANGS:
            found.setdefault(lang, []).extend(column.code for label in words if not label[lang])
    missing = {lang: codes for lang, codes in found.items() if codes}
    if not missing:
        return []
    return [Caution(STUDY_037, {"languages": ", ".join(missing), "count": max(map(len, missing.values())),
                                "first": next(iter(missing.values()))[0]})]


def _targets(root: Path, faults: list[Fault]) -> dict[str, Mapping[str, float]]:
    """The target levels of the position profiles in the study's framework, by profile and competence."""
    if not (root / FRAMEWORK).is_dir() or not any((root / FRAMEWORK).iterdir()):
        return {}
    from qabilet.study.frameworks import open_framework

    try:
        framework = open_framework(root / FRAMEWORK)
    except QabiletError as error:
        faults += [replace(fault, file=f"{FRAMEWORK}/{fault.file}") for fault in error.faults]
        return {}
    return {profile.code: profile.targets for profile in framework.profiles}
