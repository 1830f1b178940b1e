"""Answers exported by ODK Central or KoboToolbox: what these write themselves is left out, boxes become lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qabilet.cycle.instrument import Form, placed
from qabilet.study.formats.boxes import chosen, lists_of, only_boxes
from qabilet.study.formats.export_losses import LOSS_040, LOSS_041, LOSS_043, LOSS_049, LOSS_055
from qabilet.study.formats.exported import Export, named
from qabilet.study.formats.folding import folded

KOBO, ODK = "kobo", "odk"
_WRITTEN = """
_id _uuid _submission_time _date_submitted _validation_status _notes _status _submitted_by __version__ _version_
_version __version _tags _index _parent_index _parent_table_name _submission__id _submission__uuid
_submission__submission_time _submission__validation_status _submission__notes _submission__status
_submission__submitted_by _submission____version__ _submission__tags _attachments _geolocation _geolocation/0
_xform_id_string _xform_id _bamboo_dataset_id _media_count _total_media _media_all_received _duration _edited
_last_edited _review_state _review_comment _submission__review_state meta/instanceid meta/instancename
meta/deprecatedid meta/rootuuid meta/audit meta/entity meta/entity/label formhub/uuid formhub/_version_
submissiondate submitterid submittername attachmentspresent attachmentsexpected deviceid formversion instanceid
instancename start end today audit audit_url username email phonenumber subscriberid simserial simid
simserial_number device_id background-audio rootuuid
"""
_SERVICE = frozenset(_WRITTEN.split())
_EXACT = frozenset({"KEY", "PARENT_KEY", "Status", "ReviewState", "Edits"})
"""Central writes these so; a question of that name is written small."""
_PLACE_PARTS = re.compile(r"_(.+)_(latitude|longitude|altitude|precision)\Z")
_CENTRAL_PARTS = re.compile(r"(.+)[-/](Latitude|Longitude|Altitude|Accuracy)\Z")
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|heic|webp|mp4|3gp?p?|mov|m4a|amr|mp3|wav|ogg|csv|pdf|docx?|xlsx?|zip)\Z",
                   re.IGNORECASE)
_PLACE = re.compile(r"-?\d{1,3}\.\d+ -?\d{1,3}\.\d+(?: -?\d+(?:\.\d+)?){0,2}\Z")
_TOKEN = re.compile(r"[^\W_][\w.-]*\Z")
MOST_POINTS, LEAST_ITEMS = 12, 3
_REJECTED = frozenset({"rejected", "validation_status_not_approved", "not approved", "отклонено", "не утверждено",
                       "қабылданбады"})
_STATES = ("reviewstate", "_validation_status", "_review_state")
_VERSIONS = ("formversion", "__version__", "_version_", "formhub/_version_")


def origin(headers: Sequence[str]) -> str:
    """kobo, odk or '' by the columns that these programs write themselves."""
    low = {_bare(header) for header in headers}
    if "_uuid" in low and low & {"_id", "_submission_time", "_index", "__version__"}:
        return KOBO
    if low & {"formhub/uuid"} and low & {"_uuid", "meta/instanceid", "__version__", "_version_"}:
        return KOBO
    if "key" in low and low & {"meta/instanceid", "submissiondate", "submitterid"}:
        return ODK
    return ODK if "meta/instanceid" in low or {"submissiondate", "submitterid"} <= low else ""


def take_over(export: Export, form: Form | None) -> None:
    """Leave out what the program wrote itself, places and files; fold boxes where no form will."""
    _rejected(export)
    _versions(export)
    known = placed(form, export.headers) if form is not None else {}
    asked = {header for header, place in known.items() if place.question.kind not in ("meta", "note", "foreign")}
    service = [header for header in export.headers if (_bare(header) in _SERVICE or header in _EXACT)
               and header not in asked]
    files = [header for header in _of_places(export) + _of_files(export) if header not in asked]
    if gone := export.drop(service):
        export.lost(LOSS_040, gone, origin="KoboToolbox" if export.origin == KOBO else "ODK")
    if gone := export.drop(files):
        export.lost(LOSS_041, gone)
    if boxed := _fold_unknown(export, known):
        export.lost(LOSS_043, boxed)
    _as_grids(export, known)


def _bare(header: str) -> str:
    """The name of a service column: Central joins groups by a sign of its own, Kobo by another."""
    low = header.strip().casefold()
    return f"meta/{low[5:]}" if low[:5] in ("meta-", "meta:", "meta.") else low


def _rejected(export: Export) -> None:
    """Answers that a reviewer has refused are none."""
    header = next((header for header in export.headers if _bare(header) in _STATES), "")
    if header:
        states, rows = export.columns[header], export.rows
        if gone := export.keep_rows(lambda place: states[place].casefold() not in _REJECTED):
            export.lost(LOSS_055, dropped=gone, rows=rows)


def _versions(export: Export) -> None:
    header = next((header for header in export.headers if _bare(header) in _VERSIONS), "")
    if header:
        counts = export.counts(header)
        versions = [version for version, _ in counts.most_common() if version]
        if len(versions) > 1:
            export.lost(LOSS_049, count=len(versions), versions=named(versions))


def _of_places(export: Export) -> list[str]:
    """A place on the earth, and the columns of its parts."""
    present = {header.casefold(): header for header in export.headers}
    found = []
    for header in export.headers:
        values = [cell for cell in set(export.columns[header]) if cell]
        part = _PLACE_PARTS.match(header) or _CENTRAL_PARTS.match(header)
        siblings = part is not None and any(
            other != header and (match := _PLACE_PARTS.match(other) or _CENTRAL_PARTS.match(other)) is not None
            and match[1] == part[1] for other in export.headers)
        if siblings and part is not None:
            found.append(header)
            if part[1].casefold() in present:
                found.append(present[part[1].casefold()])
        elif values and all(_PLACE.match(value) for value in values):
            found.append(header)
    return found


def _of_files(export: Export) -> list[str]:
    """Names of attached files, and Kobo's addresses of them."""
    found = []
    for header in export.headers:
        values = [cell for cell in set(export.columns[header]) if cell]
        if header.endswith("_URL") and header[:-4] in export.columns:
            found += [header, header[:-4]]
        elif values and all(_FILE.match(value) for value in values):
            found.append(header)
    return found


def _fold_unknown(export: Export, known: Mapping[str, object]) -> list[str]:
    """Boxes that no form tells of: neighbours «question/choice» of ticks alone."""
    out = []
    for stem, boxes in _boxes(export, known).items():
        choices = {header[len(stem) + 1:]: header for header in boxes}
        whole = stem if stem in export.columns else ""
        if whole and not _named_by(export, whole, choices):
            continue
        cells = folded({choice: export.columns[header] for choice, header in choices.items()}, chosen)
        place = whole or boxes[0]
        export.columns[place] = cells
        export.drop(header for header in boxes if header != place)
        if not whole:
            export.rename({place: stem})
        out.append(stem)
    for header in export.headers:
        if header not in known and header not in out and (choices := _codes_in(export, header)):
            export.columns[header] = lists_of(export.columns[header], choices)
    return out


def _as_grids(export: Export, known: Mapping[str, object]) -> None:
    """Three or more neighbours of one group with the same few answers are a grid: «needs/law» becomes «needs [law]»."""
    run: list[str] = []
    words: set[str] = set()
    for header in (*export.headers, ""):
        values = set(export.columns.get(header, ())) - {""}
        group, _ = _parted(header, export.origin)
        alike = bool(group) and header not in known and 1 < len(values) <= MOST_POINTS
        if run and alike and group == _parted(run[0], export.origin)[0] and len(words | values) <= MOST_POINTS \
                and len(words & values) * 2 >= len(values):
            run.append(header)
            words |= values
            continue
        if len(run) >= LEAST_ITEMS:
            export.rename({one: "{} [{}]".format(*_parted(one, export.origin)) for one in run})
        run, words = ([header], values) if alike else ([], set())


def _parted(header: str, origin: str) -> tuple[str, str]:
    """Group and name; Central joins them by a hyphen."""
    group, sign, name = header.rpartition("/")
    if not sign and origin == ODK:
        group, sign, name = header.rpartition("-")
    return (group, name) if sign and name else ("", header)


def _boxes(export: Export, known: Mapping[str, object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for header in export.headers:
        stem, sign, choice = header.rpartition("/")
        if not sign and export.origin == ODK:
            stem, sign, choice = header.rpartition("-")
            if stem not in export.columns:
                continue
        if sign and choice and header not in known and only_boxes([export.columns[header]]):
            found.setdefault(stem, []).append(header)
    return {stem: headers for stem, headers in found.items() if len(headers) > 1
            and (stem in export.columns or any(map(any, (export.columns[one] for one in headers))))}


def _named_by(export: Export, whole: str, choices: Mapping[str, str]) -> bool:
    """Whether the cells of the whole question name just the choices that have boxes."""
    spelt = {choice: choice for choice in choices}
    cells = lists_of(tuple(set(export.columns[whole])), spelt)
    pieces = {piece for cell in cells for piece in cell.split(" | ") if piece}
    return not pieces or len(pieces - set(choices)) <= len(pieces) / 2


def _codes_in(export: Export, header: str) -> dict[str, str]:
    """The codes of the choices in a column of cells such as «law money it»; {} where it is none."""
    cells = export.counts(header)
    several = {cell: count for cell, count in cells.items() if " " in cell}
    words = {word for cell in cells for word in cell.split(" ") if cell}
    if not several or len(words) > 60 or not all(_TOKEN.match(word) and word == word.casefold() for word in words):
        return {}
    often = {word: sum(count for cell, count in cells.items() if word in cell.split(" ")) for word in words}
    orderly = all(len(set(cell.split(" "))) == len(cell.split(" ")) for cell in several)
    if len(cells) < 3 or not orderly or sum(count > 1 for count in often.values()) < 0.8 * len(words):
        return {}
    return {word: word for word in words}
