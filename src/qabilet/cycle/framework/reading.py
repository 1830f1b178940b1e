"""A framework from its head and the rows of its tables: all faults at once, each with file, row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qabilet.cycle.framework.competence import Competence, Group
from qabilet.cycle.framework.crosswalk import RELATIONS, Link, Relation
from qabilet.cycle.framework.faults import (
    FRAME_002,
    FRAME_003,
    FRAME_005,
    FRAME_006,
    FRAME_007,
    FRAME_008,
    FRAME_009,
    FRAME_010,
    FRAME_014,
    FRAME_015,
    FRAME_016,
)
from qabilet.cycle.framework.framework import Framework
from qabilet.cycle.framework.profile import STANDINGS, Profile
from qabilet.cycle.framework.rows import CODE, HEAD, Found, Row
from qabilet.cycle.framework.scale import Point, Scale
from qabilet.errors import Fault, QabiletError
from qabilet.text import LANGS, Lang, Text

Tables = Mapping[str, Sequence[Row]]
NAMES = ("format", "code", "version", "dated_on", "citation", "title", "source", "note", "group")
_DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_framework(head: Mapping[str, object], tables: Tables) -> Framework:
    """The framework whose head is the parsed `framework.toml` and whose tables are named as files. Raises QabiletError
    with every fault found: FRAME_002 to FRAME_010, FRAME_014 to FRAME_016."""
    faults: list[Fault] = []
    start = _head(head, faults)
    competences = _competences(tables.get("competences.csv", ()), [group.code for group in start.groups], faults)
    scales = _scales(tables.get("scales.csv", ()), faults)
    if any(fault.code in (FRAME_002, FRAME_016) for fault in faults):
        raise QabiletError(*faults)  # what follows would complain of every competence of a table that was not read
    codes = [one.code for one in competences]
    profiles = _profiles(tables.get("profiles.csv", ()), codes, {one.code: one for one in scales}, faults)
    links = _links(tables.get("crosswalk.csv", ()), codes, faults)
    if faults:
        raise QabiletError(*faults)
    return Framework(start.code, start.version, start.dated_on, start.title, start.source, start.citation, start.note,
                     start.groups, competences, scales, profiles, links)


def _head(head: Mapping[str, object], faults: list[Fault]) -> Framework:
    def wrong(code: str, column: str, **facts: object) -> None:
        faults.append(Fault(code, facts, HEAD, None, column))

    for name in head:
        if name not in NAMES:
            wrong(FRAME_015, name, name=name, known=", ".join(NAMES))
    for name in ("code", "version", "dated_on", "title", "source"):
        if not head.get(name):
            wrong(FRAME_010, name, name=name)
    if head.get("format", 1) != 1:
        wrong(FRAME_007, "format", value=head["format"], known=1)
    if head.get("dated_on") and not _DATED.fullmatch(str(head["dated_on"])):
        wrong(FRAME_006, "dated_on", value=head["dated_on"])
    texts = {name: Text.read(head.get(name, "")) for name in ("title", "source", "note")}
    given = head.get("group")
    groups = tuple(Group(str(one.get("code", "")), Text.read(one.get("name", "")), Text.read(one.get("about", "")))
                   for one in given if isinstance(one, Mapping)) if isinstance(given, list) else ()
    if not groups:
        wrong(FRAME_010, "[[group]]", name="[[group]]")
    for code in (str(head.get("code") or "code"), *(one.code for one in groups)):
        if not CODE.fullmatch(code):
            wrong(FRAME_006, "code", value=code or "''")
    named = {name: texts[name] for name in ("title", "source")} | {f"group {one.code}": one.name for one in groups}
    for name, words in named.items():
        for lang in words.gaps():
            wrong(FRAME_005, f"{name} {lang}", language=lang)
    twice = {one.code for one in groups if sum(one.code == other.code for other in groups) > 1}
    for code in sorted(twice):
        wrong(FRAME_003, "group", value=code)
    return Framework(str(head.get("code", "")), str(head.get("version", "")), str(head.get("dated_on", "")),
                     texts["title"], texts["source"], str(head.get("citation", "")), texts["note"], groups)


def _competences(rows: Sequence[Row], groups: Sequence[str], faults: list[Fault]) -> tuple[Competence, ...]:
    found = Found("competences.csv", faults)
    if not rows:
        found.add(FRAME_016, None, "")
    if not rows or not found.columns(rows):
        return ()
    seen: dict[str, Competence] = {}
    for row in rows:
        if row["code"] in seen:
            found.add(FRAME_003, row, "code", value=row["code"])
        found.code(row, "code")
        found.member(row, "group", row["group"], groups)
        found.spoken(row)
        found.spoken(row, "about_", optional=True)
        ours: list[Lang] = [lang for lang in LANGS if lang in row.listed("ours")]
        if len(ours) != len(row.listed("ours")):
            found.add(FRAME_007, row, "ours", value=row["ours"], known=", ".join(LANGS))
        seen[row["code"]] = Competence(row["code"], row["group"], row.words(), row.words("about_"), tuple(ours),
                                       row["source"])
    return tuple(seen.values())


def _scales(rows: Sequence[Row], faults: list[Fault]) -> tuple[Scale, ...]:
    found = Found("scales.csv", faults)
    if not found.columns(rows):
        return ()
    names: dict[str, Text] = {}
    points: dict[str, list[Point]] = {}
    for row in rows:
        found.code(row, "scale")
        found.spoken(row)
        if not row["point"]:
            if row["scale"] in names:
                found.add(FRAME_003, row, "scale", value=row["scale"])
            names[row["scale"]] = row.words()
        elif re.fullmatch(r"-?\d{1,3}", row["point"]):
            points.setdefault(row["scale"], []).append(Point(int(row["point"]), row.words()))
        else:
            found.add(FRAME_009, row, "point", scale=row["scale"])
    for code in {**names, **points}:
        values = [point.value for point in points.get(code, ())]
        first = next(row for row in rows if row["scale"] == code)
        if code not in names:
            found.add(FRAME_014, first, "scale", value=code, field="point")
        if len(values) < 2 or values != list(range(values[0], values[0] + len(values))):
            found.add(FRAME_009, first, "point", scale=code)
    return tuple(Scale(code, name, tuple(points[code])) for code, name in names.items() if code in points)


def _profiles(rows: Sequence[Row], competences: Sequence[str], scales: Mapping[str, Scale],
              faults: list[Fault]) -> tuple[Profile, ...]:
    found = Found("profiles.csv", faults)
    if not found.columns(rows):
        return ()
    heads: dict[str, Row] = {}
    for row in rows:
        if row["competence"]:
            continue
        if row["profile"] in heads:
            found.add(FRAME_003, row, "profile", value=row["profile"])
        heads[row["profile"]] = row
        found.code(row, "profile")
        found.spoken(row)
        found.member(row, "scale", row["scale"], list(scales))
        if row["standing"]:
            found.word(row, "standing", STANDINGS)
    targets: dict[str, dict[str, float]] = {code: {} for code in heads}
    for row in rows:
        if not row["competence"]:
            continue
        if row["profile"] not in heads:
            found.add(FRAME_014, row, "profile", value=row["profile"], field="competence")
            continue
        found.member(row, "competence", row["competence"], competences)
        if row["competence"] in targets[row["profile"]]:
            found.add(FRAME_003, row, "competence", value=row["competence"])
        level = _level(row, scales.get(heads[row["profile"]]["scale"]), found)
        targets[row["profile"]][row["competence"]] = level
    return tuple(Profile(code, row.words(), row["scale"], targets[code], row.listed("offices"),
                         next((one for one in STANDINGS if one == row["standing"]), "draft"))
                 for code, row in heads.items())


def _level(row: Row, scale: Scale | None, found: Found) -> float:
    written = row["target"].replace(",", ".")
    level = float(written) if re.fullmatch(r"-?\d+(\.\d+)?", written) else float("nan")
    if scale is not None and not scale.holds(level):
        found.add(FRAME_008, row, "target", value=row["target"] or "''", scale=scale.code, low=scale.low,
                  high=scale.high)
    return level


def _links(rows: Sequence[Row], competences: Sequence[str], faults: list[Fault]) -> tuple[Link, ...]:
    found = Found("crosswalk.csv", faults)
    if not found.columns(rows):
        return ()
    links: dict[tuple[str, str, str], Link] = {}
    for row in rows:
        found.member(row, "competence", row["competence"], competences)
        found.code(row, "framework")
        found.concept(row, "to")
        found.word(row, "relation", RELATIONS)
        found.spoken(row, "reason_")
        key = (row["competence"], row["framework"], row["to"])
        if key in links:
            found.add(FRAME_003, row, "to", value=row["to"])
        relation: Relation = next((one for one in RELATIONS if one == row["relation"]), "broad")
        links[key] = Link(key[0], key[1], key[2], relation, row.words("reason_"))
    return tuple(links.values())
