"""A framework as the head and the rows its files hold: what `read_framework` reads, and what a person edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabilet.cycle.framework.framework import Framework
from qabilet.cycle.framework.rows import TABLES
from qabilet.text import Text

Lines = Sequence[Sequence[str]]


def written_head(framework: Framework) -> dict[str, object]:
    """What stands in `framework.toml`."""
    groups = [{"code": one.code, "name": one.name.write()} | _told("about", one.about) for one in framework.groups]
    return {"format": 1, "code": framework.code, "version": framework.version, "dated_on": framework.dated_on,
            "citation": framework.citation, "title": framework.title.write(), "source": framework.source.write(),
            **_told("note", framework.note), "group": groups}


def written_tables(framework: Framework) -> Mapping[str, Lines]:
    """The lines of every table by file name, the heading first; a table without lines is left out."""
    bodies: Mapping[str, Lines] = {
        "competences.csv": [(one.code, one.group, *one.name, *one.about, " ".join(one.ours), one.source)
                            for one in framework.competences],
        "scales.csv": [line for scale in framework.scales for line in
                       ((scale.code, "", *scale.name),
                        *((scale.code, str(point.value), *point.label) for point in scale.points))],
        "profiles.csv": [line for one in framework.profiles for line in
                         ((one.code, "", "", one.scale, " ".join(one.offices), one.standing, *one.name),
                          *((one.code, competence, f"{target:g}", "", "", "", "", "", "")
                            for competence, target in one.targets.items()))],
        "crosswalk.csv": [(link.competence, link.framework, link.to, link.relation, *link.reason)
                          for link in framework.crosswalk],
    }
    return {file: [TABLES[file], *lines] for file, lines in bodies.items() if lines}


def _told(name: str, words: Text) -> dict[str, object]:
    return {name: words.write()} if any(words) else {}
