"""START HERE: one round of the cycle, each step one call.

    new       a folder ready to work in                     -> study.toml, framework/
    compose   a draft of the questionnaire or guide         -> instrument/form.xlsx, guide.xlsx
    plan      a draft of how to draw, after the register     -> sample/design.toml
    form      a questionnaire in a spreadsheet, understood and checked
    print     the questionnaire and the guide on paper         -> Word and PDF, a code sheet
    translate how far each language is; the translators' spreadsheet in  -> instrument/translations.csv, form.xlsx
    publish   the form, frozen as a version                  -> instrument/versions/
    compare   two versions: what changed, what stays comparable
    size      how many people, as that plan asks
    draw      the people to be asked, from the register     -> sample/drawn.csv, units.csv, balance.csv
    replace   a reserve for somebody who cannot take part   -> sample/replacements.csv
    adopt     the answers people already have               -> fieldwork/
    check     everything that is wrong with the folder
    analyse   answers -> frame -> evidence -> gate          -> analysis/findings.json
    frame     the answers as the analysis read them         -> analysis/frame.csv, not for release
    rank      the needs in their order, from the findings
    report    the findings in words, tables and figures     -> one page a language, reproduce.R
    convert   the answers for other programs, the codebook   -> a file
    demo      the example study, analysed and reported

A step opens the study, computes, and saves everything at once with its line in LOG.csv; nothing is kept in memory
between steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qabilet import study
from qabilet.cycle.analysis import Sheet
from qabilet.errors import Caution, Fault, QabiletError, refuse
from qabilet.study.faults import STUDY_019
from qabilet.text import Lang, Text, pattern

if TYPE_CHECKING:
    from qabilet.cycle.needs import Evidence

Progress = Callable[[int, int, str], None]
"""How far a step is: parts done, parts in all, and the English name of what comes now (a message to be said)."""
NEED_SHEETS = ("needs-ranking", "needs-rating", "needs-two-scale", "needs-gap")


def silent(done: int, of: int, what: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a step is taken, by which role, with which version; only the doors look at the clock."""

    now: datetime
    by: str = "researcher"
    version: str = ""


def _held(root: Path, verb: str, occasion: Occasion, *, begin: bool = False) -> AbstractContextManager[study.Step]:
    """The study's lock, for one step."""
    return study.step(root, verb=verb, by=occasion.by, now=occasion.now, version=occasion.version, begin=begin)


def new(root: Path, occasion: Occasion, *, like: str = "", lang: Lang = "en") -> tuple[str, ...]:
    """Begin a study; gives the names of the files made. Raises STUDY_002 where the folder is not empty."""
    study.require_empty(root)
    with _held(root, "new", occasion, begin=True) as held:
        study.require_empty(root)
        files = study.new_files(root, lang, like)
        held.save(files)
    return tuple(sorted(files))


def compose(root: Path, wanted: study.Wanted, occasion: Occasion, *, again: bool = False) -> study.ComposedForm:
    """Draft the questionnaire, or the interview guide, from a framework. An edited one stays unless `again`, and is
    kept beside then."""
    with _held(root, "compose --again" if again else "compose", occasion) as held:
        found = study.composed_form(root, wanted, again=again)
        held.save(found.files)
    return found


def size(root: Path) -> study.Sized:
    """How many people, and from which strata, as sample/design.toml plans; nothing is drawn."""
    return study.sized(root)


def plan(root: Path, register: Path, occasion: Occasion, *, sheet: str | None = None,
         lang: Lang = "en") -> study.DraftedPlan:
    """Draft sample/design.toml after a register, for a person to correct; nothing is drawn."""
    with _held(root, "draw --register", occasion) as held:
        drafted = study.drafted_plan(root, register, occasion.now.date(), lang, sheet=sheet)
        held.save({study.PLAN_FILE: drafted.content})
    return drafted


def draw(root: Path, occasion: Occasion, *, again: bool = False) -> study.Drawing:
    """Draw the sample as sample/design.toml plans. An earlier one stays unless `again`, and is kept beside then."""
    with _held(root, "draw --again" if again else "draw", occasion) as held:
        found = study.drawing(root, again=again)
        if not found.same:
            held.save(found.files)
    return found


def replace(root: Path, unit: str, reason: str, occasion: Occasion) -> study.Replacement:
    """The next reserve of the same stratum or cluster takes the place of `unit`."""
    with _held(root, "draw --replace", occasion) as held:
        found = study.replacement(root, unit, reason, occasion.now.date())
        held.save(found.files)
    return found


def form(source: Path, *, guide: bool = False, workbook: Path | None = None, xform: Path | None = None,
         again: bool = False) -> study.LookedAt:
    """What a form in a spreadsheet says and everything wrong with it; written back where a place is named. Of a study
    its questionnaire, or with `guide` its interview guide."""
    if source.is_dir():
        from qabilet.cycle.instrument import FORM_007

        path = study.GUIDE_FILE if guide else study.FORM_FILE
        if not (source := source / path).is_file():
            raise refuse(FORM_007, path=path)
    return study.looked_at(source, workbook=workbook, xform=xform, again=again)


def print_form(place: Path, out: Path, order: study.PrintOrder, occasion: Occasion) -> tuple[
        tuple[Path, ...], tuple[Caution, ...]]:
    """The questionnaire and the guide of a study, or one form in a file, on paper in the folder `out`; the study itself
    is not changed. Gives the files and the doubts about them."""
    done = study.printed(place, order, occasion.now.date())
    return study.put(out, done.files), tuple(done.cautions)


def translate(root: Path, occasion: Occasion, langs: Sequence[Lang] = (), *, sheet: Path | None = None,
              guide: bool = False) -> study.Translation:
    """How far the form is told in each language, with `sheet` after taking a translators' spreadsheet in; what is
    learned of changed sources is kept."""
    with _held(root, "translate --in" if sheet is not None else "translate", occasion) as held:
        found = study.translation(root, occasion.now.date(), guide=guide, langs=langs, sheet=sheet)
        if found.files:
            held.save(found.files)
    return found


def publish(root: Path, occasion: Occasion, *, guide: bool = False) -> study.Published:
    """Freeze the form as its next version; the same form again is the version it was."""
    with _held(root, "publish --guide" if guide else "publish", occasion) as held:
        found = study.published(root, occasion.now.date(), guide=guide)
        if found.files:
            held.save(found.files)
    return found


def compare(old: Path, new: Path | None = None, versions: Sequence[int] = (), *, guide: bool = False) -> study.Compared:
    """Two forms, or two versions of a study's form: what changed, and which items stay comparable."""
    return study.comparison(old, new, versions, guide=guide)


def check(root: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with the folder; () when it can be analysed as it is."""
    return study.check(root)


def adopt(source: Path, root: Path, occasion: Occasion, *, form: Path | None = None, sheet: str | None = None,
          keep_duplicates: bool = False, unfinished: bool = False, again: bool = False,
          lang: Lang = "en") -> study.Adopted:
    """Take over answers, with the form they were collected with where it is given or lies in the study; an edited
    dictionary is kept unless `again`. Where anything is wrong nothing is changed."""
    from qabilet.study.formats import take_answers, terms_of

    study.require_place(root)
    terms = terms_of(form, lang, own=root / study.FORM_FILE, unfinished=unfinished)
    answers = take_answers(source, terms, sheet=sheet, keep_duplicates=keep_duplicates)
    with _held(root, "adopt", occasion, begin=True) as held:
        found = study.adopted(root, answers, lang, again=again)
        held.save(found.files)
    return found


def analyse(root: Path, occasion: Occasion, progress: Progress = silent, *, work: bool = False) -> study.Findings:
    """Everything the answers can say and the gate lets through, saved as findings.json.

    With `work` also the work view, analysis/work.json: the same tables with nothing withheld, each marked as not for
    release, and the log says that it was made. No report reads it.
    """
    with _held(root, "analyse --work" if work else "analyse", occasion) as held:
        opened = study.open_study(root)
        if opened.dictionary is None:
            raise refuse(STUDY_019, path=root)
        found = evidence(opened, held, progress)
        progress(2, 4, pattern("protecting respondents"))
        told = study.released(opened, held, found, "release")
        files = study.frozen(root, opened.plan(), held.scratch("frame.parquet"), study.write_findings(told))
        files[study.INPUTS] = f"{told.inputs}\n".encode()
        if work:
            files[study.WORK_VIEW] = study.write_findings(study.released(opened, held, found, "work"))
        elif (root / study.WORK_VIEW).is_file():
            files[study.WORK_VIEW] = None  # it would be older than the findings beside it
        progress(4, 4, pattern("saving"))
        held.save(files)
    return told


def evidence(opened: study.Study, held: study.Step, progress: Progress) -> Evidence:
    """Answers to frame, frame to raw tables: nothing of it may leave without the gate."""
    from qabilet.cycle.analysis import recodes
    from qabilet.cycle.needs import check_plan, evidence_of
    from qabilet.tables import recode

    plan = opened.plan()
    if faults := check_plan(plan):
        raise QabiletError(*faults)
    progress(0, 4, pattern("reading the answers"))
    frame = recode(opened.answers, recodes(plan.dictionary, plan.lattice), held.scratch("frame.parquet"),
                   file=study.DICTIONARY)
    progress(1, 4, pattern("counting and estimating"))
    return evidence_of(frame, plan)


def frame(root: Path, occasion: Occasion) -> tuple[Path, int]:
    """The frozen frame as CSV for R, and its rows: what single people answered, not for release, and in the log."""
    with _held(root, "frame", occasion) as held:
        files, rows = study.written_frame(root, held.scratch("frame.csv"))
        held.save(files)
    return root / study.FRAME_CSV, rows


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranked needs of the study: the sheets of the needs, and what the whole study may be doubted for."""

    sheets: Sequence[Sheet]
    audiences: Mapping[str, Text]
    cautions: tuple[Caution, ...]


def exchange(source: Path, out: Path, *, again: bool = False) -> tuple[tuple[Path, ...], study.Exchanged]:
    """Write a framework in another form; gives the files written, and what was lost or is missing."""
    found = study.exchanged(source, out, again=again)
    return study.put(found.folder, found.files), found


def rank(root: Path) -> Ranking:
    """The needs in their order, from the findings. Raises STUDY_024 before any analysis."""
    opened, found = study.open_study(root), study.read_findings(root)
    labels = {one.value: one.label for one in opened.settings.audiences}
    return Ranking(found.of_kind(*NEED_SHEETS), labels, (*study.stale(opened, found), *found.cautions))


def report(root: Path, out: Path, langs: Sequence[Lang], occasion: Occasion,
           progress: Progress = silent) -> tuple[Path, ...]:
    """One self-contained page a language in the folder `out`, and last the script by which a reviewer makes the tables
    again in R; the study itself is not changed."""
    from qabilet.cycle.report import SCRIPT, write_report, write_script

    opened, found = study.open_study(root), study.read_findings(root)
    material = study.report_input(opened, found, occasion.now.date())
    pages: dict[str, bytes] = {}
    for place, lang in enumerate(langs):
        progress(place, len(langs), pattern("writing the report"))
        pages[f"{opened.settings.code}-{lang}.html"] = write_report(material, lang).encode()
    if opened.dictionary is not None:
        pages[SCRIPT] = write_script(opened.plan(), found.sheets, study.origin(opened, found)).encode()
    progress(len(langs), len(langs), pattern("saving"))
    return study.put(out, pages)


def convert(root: Path, out: Path, occasion: Occasion, asked: study.Asked, *, kind: str = "", work: bool = False,
            again: bool = False) -> study.Converted:
    """The answers for other programs, or their codebook, as the end of `out` says (or `kind`).

    Answers are released outside the study as the gate lets them, or with `work` kept in its analysis/export in full;
    either is in LOG.csv. A codebook holds no answers, and is no step of the study.
    """
    chosen = study.kind_of(out, kind)
    if chosen in study.CODEBOOKS:
        return study.codebook(root, out, chosen, asked, again=again, version=occasion.version)
    with _held(root, "convert --work" if work else "convert --release", occasion) as held:
        return (study.work_view(held, out, chosen, asked) if work
                else study.release(held, out, chosen, asked, again=again))


def demo(folder: Path, langs: Sequence[Lang], occasion: Occasion,
         progress: Progress = silent) -> tuple[Path, tuple[Path, ...]]:
    """Copy the example study, analyse it and write its report; a copy that is already there is used as it is."""
    root = folder / study.example_folder().name
    if not root.exists():
        study.copy_example(root)
    analyse(root, occasion, progress)
    return root, report(root, folder / "report", langs, occasion, progress)
