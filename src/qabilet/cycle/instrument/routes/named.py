"""What the names of a form stand for, and where in it each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import Node, Section


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a form stand for: the first node of each, the sections around it, names that stand twice."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    paths: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form) -> Names:
        nodes: dict[str, Node] = {}
        paths: dict[str, tuple[Section, ...]] = {}
        rows: dict[str, list[int]] = {}
        for path, node in form.walk():
            nodes.setdefault(node.code, node)
            paths.setdefault(node.code, path)
            rows.setdefault(node.code, []).append(node.row)
        return cls(nodes, paths, {code: tuple(seen) for code, seen in rows.items() if len(seen) > 1})

    def repeats(self, code: str) -> tuple[str, ...]:
        """The repeats around a question or section, the outermost first, a repeat itself left out."""
        return repeats_in(self.paths.get(code, ()))


def repeats_in(path: tuple[Section, ...]) -> tuple[str, ...]:
    return tuple(section.code for section in path if section.kind == "repeat")


def list_columns(form: Form, code: str) -> frozenset[str]:
    """The columns of a list of choices, by which they may be filtered or looked up."""
    return frozenset({"name", "label"}.union(*(one.cells for one in form.lists[code].choices)))
