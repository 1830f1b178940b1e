"""Chapter 2, method and limits: how people were chosen, what an interval means here, what was assumed and withheld."""

from __future__ import annotations

from qabilet.cycle.report.chapters.weighted import drawn_said, rests_on, ways
from qabilet.cycle.report.document import Block, Bullets, Chapter, Heading, Inline, Note, Paragraph, inline
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import KIND_NAMES, design_name, level_of, say_line, titled
from qabilet.cycle.report.standing import main_sheets
from qabilet.cycle.report.words import doubt, listed, percent, whole
from qabilet.text import Lang, pattern, say

CHOSEN = {
    "census": pattern("Everybody in the register was asked."),
    "simple": pattern("People were drawn from the register at random, each with the same chance."),
    "stratified": pattern("People were drawn from the register at random, within each stratum on its own."),
    "cluster": pattern("Groups were drawn from the register at random."),
    "quota": pattern("People were invited until each cell of a declared composition was filled. Nobody was drawn by "
                     "chance, and who was easier to reach had a better prospect of being asked."),
    "open": pattern("The questionnaire was open: whoever learned of it and wished to answer did."),
}
WAYS = {
    "needs-rating": pattern("Ratings: the mean on the scale, and the share of the two highest points."),
    "needs-ranking": pattern("Forced ranking: places are never treated as ratings. The report gives the mean place, "
                             "the share who put a need first, pairwise shares, and worths by the model of Plackett and "
                             "Luce, which add up to 1."),
    "needs-two-scale": pattern("Importance and competence: Borich’s mean weighted discrepancy (the gap weighted with "
                               "the mean importance of the need) and the ranked discrepancy model (of a "
                               "hundred people, how many master the need more than it matters, less how many master "
                               "it less: from −100 to 100, the lowest is needed first)."),
    "needs-gap": pattern("Gap to the position profile: the target level less the level people have."),
}


def method(given: ReportInput, lang: Lang) -> Chapter:
    blocks = [*_chosen(given, lang), *ways(given, lang), *_intervals(given, lang), *_order(given, lang),
              *_missing(lang), *_assumed(given, lang), *_withheld(given, lang), *_checked(lang),
              *_cautions(given, lang)]
    return Chapter("method", say(lang, "Method and limits"), tuple(blocks))


def _chosen(given: ReportInput, lang: Lang) -> list[Block]:
    out: list[Inline] = [say_line(lang, "Kind of sample: **{design}**.", design=design_name(lang, given.design)),
                         say_line(lang, CHOSEN[given.design])]
    if given.cells:
        names = listed(lang, [cell.shown(lang) for cell in given.cells])
        count = whole(lang, given.draw.strata) if given.draw is not None and given.draw.strata > 1 else ""
        out.append(say_line(lang, "Strata: {cells}, {count} in all.", cells=names, count=count) if count else
                   say_line(lang, "Strata: {cells}.", cells=names) if given.drawn else
                   say_line(lang, "Cells of the composition: {cells}.", cells=names))
    if given.population:
        out.append(say_line(lang, "In the register: {count} people.", count=whole(lang, given.population)))
    out += drawn_said(given, lang)
    if given.synthetic:
        out.append(say_line(lang, "In this example the answers were made by a seeded program; they show how the report "
                              "works and prove nothing about anybody."))
    return [Heading(say(lang, "How people were chosen")), Bullets(tuple(out))]


def _intervals(given: ReportInput, lang: Lang) -> list[Block]:
    level = percent(lang, max((level_of(sheet) for sheet in main_sheets(given)), default=0.95))
    if given.design == "census":
        words = say(lang, "Everybody was asked, so there is nothing to estimate and no interval is needed where "
                          "everybody answered.")
    elif given.drawn:
        words = say(lang, "The intervals are {level} confidence intervals that follow from how people were drawn: of "
                          "intervals made in this way, {level} contain the value for everybody in the register.",
                    level=level)
        if more := rests_on(given, lang):
            words += " " + more
    else:
        words = say(lang, "The intervals are model-based, at the level of {level}: they would hold if the people "
                          "within each cell were there by chance. They show how much a number may waver with so few "
                          "answers; they do not show how far the people asked differ from those not asked. A margin of "
                          "error cannot be given for such a sample, and none is printed.", level=level)
        if not given.cells:
            words += " " + say(lang, "No cells were declared: all answers are taken for one cell.")
    return [Heading(say(lang, "What an interval means here")), Paragraph(inline(words))]


def _order(given: ReportInput, lang: Lang) -> list[Block]:
    sheets = main_sheets(given)
    if not sheets:
        return []
    ways = [say_line(lang, WAYS[kind]) for kind in dict.fromkeys(sheet.kind for sheet in sheets)]
    sets = say_line(lang, "Beside each place stand the possible places of the need. They hold for all needs at once "
                          "(simultaneous confidence sets for ranks, Mogstad, Romano, Shaikh and Wilhelm 2024), so "
                          "there are more of them than if each need were looked at alone. They rest on the same "
                          "sample, with the same limits.")
    blocks: list[Block] = [Heading(say(lang, "How the needs were put in order")), Bullets(tuple(ways)), Paragraph(sets)]
    if draws := next((sheet.facts["draws"] for sheet in sheets if isinstance(sheet.facts.get("draws"), int)), None):
        words = say(lang, "Random draws behind the sets: {draws}.", draws=whole(lang, float(str(draws))))
        blocks.append(Paragraph(inline(words)))
    return blocks


def _missing(lang: Lang) -> list[Block]:
    return [Heading(say(lang, "Missing answers")), Paragraph(say_line(
        lang, "Why an answer is missing is declared before anything is computed: not asked, not relevant to the "
              "person, refused, or unable to judge. Such answers are left out of means and shares, never read as a low "
              "or a middle point, so the number of answers differs from question to question."))]


def _assumed(given: ReportInput, lang: Lang) -> list[Block]:
    out = [say_line(lang, "“{question}” is read as: {kind}. The source does not say which it was.",
                question=titled(lang, given, sheet), kind=say(lang, KIND_NAMES[sheet.kind]))
           for sheet in main_sheets(given) if sheet.facts.get("assumed") is True]
    return [Heading(say(lang, "What was assumed")), Bullets(tuple(out))] if out else []


def _withheld(given: ReportInput, lang: Lang) -> list[Block]:
    words = say(lang, "No number is shown that describes fewer than {cell} people or leaves out fewer than "
                      "{remainder}; free text is shown from {text} people up. Where a number kept back could be worked "
                      "out from the others, another is kept back with it. A dash stands in its place, with the reason "
                      "under the table. Below {few} respondents shares are written as “k of n”.",
                cell=given.rules.cell, remainder=given.rules.remainder, text=given.rules.text, few=given.rules.few)
    return [Heading(say(lang, "What is kept back, and why")), Paragraph(inline(words))]


def _checked(lang: Lang) -> list[Block]:
    return [Heading(say(lang, "How to check the numbers without us")), Paragraph(say_line(
        lang, "Beside this report lies the script `reproduce.R`. In R, with the packages `survey` and `psych`, it "
              "makes the tables of this report again from the answers of the study: the means, shares and quartiles "
              "with their intervals, the comparisons of groups and the reliability of the scales. The possible places "
              "of the needs are not among them, for they come from random draws. The script holds no answers and none "
              "of their numbers, and prints only what the report tells; who runs it needs the folder of the study."))]


def _cautions(given: ReportInput, lang: Lang) -> list[Block]:
    said = tuple(dict.fromkeys(doubt(lang, one) for one in given.cautions))
    if any(lang in row.label.gaps() and any(row.label) for sheet in given.sheets for row in sheet.rows):
        said += (say(lang, "Some words of the study have no version in this language yet: they stand in another, "
                           "marked with its code."),)
    if not said:
        return []
    title = say(lang, "To be kept in mind")
    return [Note("caution", title, tuple(inline(one) for one in said))]

