"""The sample as the folder holds it: the register counted, what was drawn, and who was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from qabilet.cycle.instrument import Dictionary
from qabilet.cycle.sample import DrawnUnits, Population
from qabilet.errors import Fault
from qabilet.study import settings
from qabilet.study.drawn_units import beyond, read_invited, read_units
from qabilet.study.faults import STUDY_017, STUDY_018
from qabilet.study.register import read_register
from qabilet.study.settings import Settings
from qabilet.study.tables_csv import read_rows
from qabilet.study.toml_lines import Step, line_of, lines
from qabilet.study.toml_values import closest
from qabilet.study.weighting_faults import STUDY_041, STUDY_042, STUDY_044, STUDY_045

DRAWN = "sample/drawn.csv"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sampled:
    """`populations` by audience; `units` and `invited` of the audience that speaks of itself."""

    populations: Mapping[str, Population] = field(default_factory=dict)
    units: DrawnUnits = field(default_factory=DrawnUnits)
    invited: Population = field(default_factory=Population)


def read_sampled(root: Path, found: Settings, dictionary: Dictionary | None, faults: list[Fault]) -> Sampled:
    """Everything the settings name about the sample; faults are added, each with the line that names the file."""
    reading = _Reading(root, found, dictionary, faults)
    design, weighting = found.design, found.weighting
    if bool(design.clusters) != (design.kind == "cluster"):
        reading.fault(("design", "clusters" if design.clusters else "kind"), STUDY_042, kind=design.kind,
                      clusters=design.clusters)
    wanted = tuple(dict.fromkeys((*design.cells, *found.lattice.dimensions, *weighting.post,
                                  *(code for row in weighting.margins for code in row),
                                  *(one.source for one in found.lattice.derived))))
    register = reading.file(design.register, ("design", "register"),
                            lambda data, name, known: read_register(data, name, known, wanted)) or Population()
    for one in found.lattice.derived:
        register = register.derived(one.code, one.source, one.levels) if one.levels else register
    reading.codes(register)
    units = reading.file(design.units, ("design", "units"), lambda data, name, known: read_units(
        data, name, known, design.cells, design.clusters)) or DrawnUnits()
    return Sampled({reading.own: register} if design.register and dictionary is not None else {}, units,
                   reading.invited())


@dataclass(frozen=True, slots=True)
class _Reading:
    root: Path
    found: Settings
    dictionary: Dictionary | None
    faults: list[Fault]

    @property
    def own(self) -> str:
        """The audience that speaks of itself: of observers there is no register."""
        return next((one.value for one in self.found.audiences if one.role == "self"), "")

    def fault(self, path: tuple[Step, ...], code: str, /, **facts: object) -> None:
        text = (self.root / settings.FILE).read_text(encoding="utf-8-sig")
        self.faults.append(Fault(code, facts, settings.FILE, line_of(lines(text), path)))

    def file(self, name: str, path: tuple[Step, ...],
             read: Callable[[bytes, str, Dictionary], tuple[T, tuple[Fault, ...]]]) -> T | None:
        """What a file named in the settings holds; None where it names none, or it cannot be read."""
        if not name:
            return None
        place = self.root / name.replace("\0", "")
        if not place.resolve().is_relative_to(self.root.resolve()):
            self.fault(path, STUDY_017, path=name)
            return None
        if "\0" in name or not place.is_file():
            self.fault(path, STUDY_018, path=name, key=str(path[-1]))
            return None
        if self.dictionary is None:
            return None
        value, wrong = read(place.read_bytes(), name, self.dictionary)
        self.faults.extend(wrong)
        return value

    def codes(self, register: Population) -> None:
        """What the weights are told by must be there: in the register, in the dictionary."""
        weighting, design = self.found.weighting, self.found.design
        for key, needed in (("post", weighting.post), ("margins", [code for row in weighting.margins for code in row])):
            for code in beyond(needed, register.dimensions) if self.dictionary is not None else ():
                self.fault(("weights", key), STUDY_041, code=code, register=design.register or "sample/population.csv",
                           known=", ".join(register.dimensions) or "\u2014")
        numbers = [one.code for one in self.dictionary.kept() if one.kind == "number"] if self.dictionary else []
        if design.weight and self.dictionary is not None and design.weight not in numbers:
            self.fault(("design", "weight"), STUDY_045, column=design.weight, known=closest(design.weight, numbers))

    def invited(self) -> Population:
        """Whom the response cells stand for."""
        cells, name = self.found.weighting.response, self.found.weighting.counted_in
        if not cells:
            return Population()
        if not name and not (self.root / DRAWN).is_file():
            self.fault(("weights", "response"), STUDY_044, cells=", ".join(cells), path="sample/invited.csv")
            return Population()
        return self.file(name or DRAWN, ("weights", "invited" if name else "response"), self._reader(cells)) \
            or Population()

    def _reader(self, cells: Sequence[str]) -> Callable[[bytes, str, Dictionary], tuple[Population, tuple[Fault, ...]]]:
        """Reads the cells; a derived one from its source, where the file has not the derived one itself."""
        derived = {one.code: one for one in self.found.lattice.derived if one.levels}

        def read(data: bytes, name: str, known: Dictionary) -> tuple[Population, tuple[Fault, ...]]:
            rows, _ = read_rows(data, name)
            there = [column.casefold() for column in rows[0][1]] if rows else []
            made = [derived[cell] for cell in cells if cell in derived and cell.casefold() not in there]
            plain = [cell for cell in cells if all(cell != one.code for one in made)]
            sources = [one.source for one in made]
            levels = {code: tuple(dict.fromkeys(one.levels.values())) for code, one in derived.items()}
            counted, wrong = read_invited(data, name, known, tuple(dict.fromkeys((*plain, *sources))), levels)
            for one in made:
                counted = counted.derived(one.code, one.source, one.levels)
            return counted, wrong

        return read
