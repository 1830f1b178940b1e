"""Composing a study's questionnaire and interview guide from its framework: drafts a person then edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qabilet.cycle.framework import HEAD, Framework
from qabilet.cycle.instrument import (
    FORM_054,
    FORM_057,
    RATER,
    SCALES,
    Form,
    Grid,
    Order,
    Rater,
    check_words,
    chosen_competences,
    composed,
    composed_guide,
    group_names,
)
from qabilet.cycle.needs import NeedQuestion
from qabilet.errors import Caution, QabiletError, refuse
from qabilet.study import settings
from qabilet.study.atomic import Content
from qabilet.study.drafts import is_draft, with_drafts
from qabilet.study.faults import STUDY_001
from qabilet.study.folder import FRAMEWORK
from qabilet.study.frameworks import (
    framework_codes,
    framework_files,
    offices,
    open_framework,
    regions,
    shipped_framework,
)
from qabilet.study.instrument.wording import HELP, guide_parts, help_sheet, wording
from qabilet.study.settings import Settings, read_settings
from qabilet.text import Text

FORM_FILE, GUIDE_FILE = "instrument/form.xlsx", "instrument/guide.xlsx"
USUAL_SCALES = ("importance", "competence")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compose; what is left empty follows the study: its framework, its audiences, its questions on needs."""

    framework: str = ""
    competences: tuple[str, ...] = ()
    group: str = ""
    perspectives: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    guide: bool = False


@dataclass(frozen=True, slots=True)
class ComposedForm:
    """What the step saves, the form (or guide) as a value, and its doubts; `kept` is where an edited one went."""

    files: dict[str, Content]
    path: str
    form: Form
    framework: str
    cautions: tuple[Caution, ...]
    kept: str = ""


def composed_form(root: Path, wanted: Wanted, *, again: bool = False) -> ComposedForm:
    """The files of the step. Raises FORM_050 to FORM_058, and the faults of study.toml and of the framework."""
    if not (root / settings.FILE).is_file():
        raise refuse(STUDY_001, path=root)
    found, faults = read_settings((root / settings.FILE).read_bytes())
    if faults := (*faults, *check_words(wanted.scales, wanted.perspectives)):
        raise QabiletError(*faults)
    framework, own = _framework(root, wanted.framework)
    path = GUIDE_FILE if wanted.guide else FORM_FILE
    kept = _kept(root, path, again)
    form, cautions = drafted(found, framework, wanted)
    from qabilet.study.formats import write_form

    files: dict[str, Content] = with_drafts(root, {path: write_form(explained(form))})
    if kept:
        files[kept] = (root / path).read_bytes()
    if not own and not (root / FRAMEWORK / HEAD).is_file():
        files |= {f"{FRAMEWORK}/{name}": content for name, content in framework_files(framework).items()}
    return ComposedForm(files, path, form, framework.code, cautions, kept)


def drafted(found: Settings, framework: Framework, wanted: Wanted) -> tuple[Form, tuple[Caution, ...]]:
    """The form, or with `guide` the interview guide, that the settings and the order ask for."""
    words = wording()
    chosen = chosen_competences(framework, wanted.competences, wanted.group)
    if wanted.guide:
        title = Text(*(f"{one}. {said}" if one else said
                       for one, said in zip(found.title, words.phrases["guide_title"], strict=True)))
        named = [framework.competence(code) for code in chosen]
        local = any(profile.offices for profile in framework.profiles)
        return composed_guide(f"{found.code}-guide", title, guide_parts(), words, named,
                              "local" if local else "service"), ()
    raters = _raters(found, wanted.perspectives)
    declared = {one.value for one in found.audiences if one.value}
    question = found.audience_column if declared.issuperset(one.code for one in raters) else ""
    order = Order(found.code, _grids(found, wanted.scales, chosen, raters), raters, found.title, question or RATER,
                  found.rules.cell)
    return composed(order, framework, words, regions(), offices())


def explained(form: Form) -> Form:
    """The form with a sheet beside it that says what its columns mean."""
    return replace(form, sheets={**form.sheets, HELP: help_sheet()})


def first_forms(found: Settings, framework: Framework) -> dict[str, bytes]:
    """The drafts of questionnaire and interview guide that a new study begins with, by path."""
    from qabilet.study.formats import write_form

    return {path: write_form(explained(drafted(found, framework, Wanted(guide=path == GUIDE_FILE))[0]))
            for path in (FORM_FILE, GUIDE_FILE)}


def _framework(root: Path, code: str) -> tuple[Framework, bool]:
    """The framework asked for, else the study's own; and whether it is the study's. Raises FORM_054, FRAME_011."""
    if (root / FRAMEWORK / HEAD).is_file():
        own = open_framework(root / FRAMEWORK)
        if code in ("", own.code):
            return own, True
    if not code:
        raise refuse(FORM_054, known=", ".join(framework_codes()))
    return shipped_framework(code), False


def _raters(found: Settings, perspectives: Sequence[str]) -> tuple[Rater, ...]:
    """The audiences the study declares, where they take the perspectives asked for; else one kind a perspective."""
    declared = [Rater(one.value, one.role, one.label) for one in found.audiences if one.value and found.audience_column]
    fitting = tuple(one for one in declared if one.perspective in perspectives or not perspectives)
    if fitting and set(perspectives) <= {one.perspective for one in fitting}:
        return fitting
    labels = wording().raters
    return tuple(Rater(one, one, labels[one]) for one in dict.fromkeys(perspectives or ("self",)))


def _grids(found: Settings, scales: Sequence[str], chosen: tuple[str, ...],
           raters: Sequence[Rater]) -> tuple[Grid, ...]:
    """A grid for each scale asked for; else those that the study's questions on needs are answered by."""
    if scales or not found.needs:
        return tuple(Grid(scale, scale, chosen) for scale in SCALES if scale in (scales or USUAL_SCALES))
    known = [one.code for one in raters]
    grids: dict[str, Grid] = {}
    for need in found.needs:
        asked = tuple(one for one in need.audiences if one in known)
        for code, scale in _asked(need):
            grids.setdefault(code, Grid(code, scale, chosen, asked))
    return tuple(grids.values())


def _asked(need: NeedQuestion) -> tuple[tuple[str, str], ...]:
    """The grids a question on needs is answered by: the code of each, and its scale."""
    if need.kind == "two-scale":
        return (need.importance, "importance"), (need.competence, "competence")
    scale = {"ranking": "ranking", "gap": "competence"}.get(need.kind, "need")
    return tuple((one, scale) for one in group_names(need.items)[:1])


def _kept(root: Path, path: str, again: bool) -> str:
    """Where an edited form is kept beside the new one; '' where there is none. Raises FORM_057 without `again`."""
    if not (root / path).is_file() or is_draft(root, path):
        return ""
    previous = path.replace(".xlsx", ".previous.xlsx")
    if not again:
        raise refuse(FORM_057, file=path, path=path, kept=previous)
    return previous
