"""The whole report of a study in one language: the chapters composed, the page written."""

from __future__ import annotations

from qabilet.cycle.report.chapters.appendix import appendix
from qabilet.cycle.report.chapters.groups import groups
from qabilet.cycle.report.chapters.method import method
from qabilet.cycle.report.chapters.needs import needs
from qabilet.cycle.report.chapters.respondents import respondents
from qabilet.cycle.report.chapters.summary import summary
from qabilet.cycle.report.document import Document, Facts, Inline, Note, inline
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.page import page
from qabilet.cycle.report.phrases import design_name, say_line
from qabilet.cycle.report.words import day, whole
from qabilet.text import Lang, say


def write_report(given: ReportInput, lang: Lang) -> str:
    """The report as one HTML page that needs no other file and no script."""
    return page(compose(given, lang))


def compose(given: ReportInput, lang: Lang) -> Document:
    """The report as a document, for any renderer."""
    chapters = (summary(given, lang), method(given, lang), respondents(given, lang), needs(given, lang),
                groups(given, lang), appendix(given, lang))
    return Document(lang, given.title.shown(lang), given.source.shown(lang), _facts(given, lang), _banners(given, lang),
                    tuple(one for one in chapters if one is not None), _labels(lang), _foot(given, lang))


def _facts(given: ReportInput, lang: Lang) -> Facts:
    items: list[tuple[str, Inline]] = []
    if any(given.period):
        items.append((say(lang, "Time of the survey"), inline(given.period.shown(lang))))
    items += [(one.label.shown(lang) or say(lang, "Respondents"), inline(whole(lang, one.n)))
              for one in given.audiences]
    items.append((say(lang, "Sample"), inline(design_name(lang, given.design))))
    items.append((say(lang, "Report made on"), inline(day(lang, given.made_on))))
    return Facts(tuple(items))


def _banners(given: ReportInput, lang: Lang) -> tuple[Note, ...]:
    out = []
    if given.synthetic:
        out.append(Note("banner", say(lang, "The people in this example are synthetic"), (say_line(
            lang, "A program made up their answers. No person stands behind a number of this report, and nothing in it "
                  "may be quoted as a finding."),)))
    if any(sheet.view == "work" for sheet in given.sheets):
        out.append(Note("banner", say(lang, "Not for release"), (say_line(
            lang, "This is a researcher’s work view: small groups are not protected in it. It must not leave the "
                  "working group."),)))
    if given.draft:
        out.append(Note("banner", say(lang, "A draft"), (say_line(
            lang, "Nobody has corrected the dictionary of the answers yet: kinds of questions, scales and missing "
                  "values are as the program guessed them."),)))
    return tuple(out)


def _labels(lang: Lang) -> dict[str, str]:
    return {"contents": say(lang, "Contents"), "skip": say(lang, "Skip to the text"), "notes": say(lang, "Notes"),
            "numbers": say(lang, "The numbers of this figure"), "scroll": say(lang, "Table, scrolls sideways: {name}"),
            "facts": say(lang, "The study at a glance"), "table": say(lang, "Table {number}"),
            "figure": say(lang, "Figure {number}")}


def _foot(given: ReportInput, lang: Lang) -> Inline:
    return say_line(lang, "Made with Qabilet {version} on {day}.", version=given.version, day=day(lang, given.made_on))
