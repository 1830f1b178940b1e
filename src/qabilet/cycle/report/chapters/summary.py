"""Chapter 1, in plain words: who was asked, what they need first and how surely, and what the answers cannot bear."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.analysis import Sheet
from qabilet.cycle.report.chapters.weighted import mended, weighted_said
from qabilet.cycle.report.columns import method_name
from qabilet.cycle.report.document import (
    Block,
    Bullets,
    Cell,
    Chapter,
    Column,
    Heading,
    Inline,
    Paragraph,
    TableBlock,
    TableNote,
    TableRow,
    inline,
)
from qabilet.cycle.report.material import ReportInput
from qabilet.cycle.report.phrases import (
    anchor,
    audience_name,
    level_of,
    remedy_name,
    say_line,
    title_of,
    titled,
)
from qabilet.cycle.report.standing import first_said, main_sheets, rivals_said, standings, sure, told
from qabilet.cycle.report.words import DASH, FEW, listed, number, places, quoted, sentence, whole
from qabilet.text import Lang, pattern, say, say_n

GLANCE = 10
"""So many needs at most stand in a table of the summary; all are in the chapter on needs."""
BEARS = {
    "census": pattern("Everybody was asked, so there is no sampling error; those who did not answer may still differ "
                      "from those who did."),
    "simple": pattern("The people were drawn at random from the register, so the intervals speak for everybody in it."),
    "stratified": pattern("The people were drawn at random within strata, so the intervals speak for everybody in the "
                          "register."),
    "cluster": pattern("The people were drawn at random by groups, so the intervals speak for everybody in the "
                       "register."),
    "quota": pattern("The sample is a quota sample: people were chosen to fill a composition, not drawn by chance. It "
                     "tells what those who answered need; how far that holds for everybody is a matter of judgement, "
                     "not of calculation."),
    "open": pattern("The sample is open: whoever wished to answer did. It tells what those who answered need; how far "
                    "that holds for everybody is a matter of judgement, not of calculation."),
}


def summary(given: ReportInput, lang: Lang) -> Chapter:
    blocks: list[Block] = [*_asked(given, lang)]
    sheets = main_sheets(given)
    for at, sheet in enumerate(sheets):
        blocks += _needs(given, lang, sheet, several=len(sheets) > 1, first=at == 0)
    if not sheets:
        blocks.append(Paragraph(say_line(lang, "No question of this study asks about needs.")))
    if differ := [*_methods(given, lang), *_sides(given, lang)]:
        blocks += [Heading(say(lang, "Where methods or sides differ")), Bullets(tuple(differ))]
    blocks += [Heading(say(lang, "What these answers cannot bear")), Bullets(tuple(_limits(given, lang)))]
    return Chapter("summary", say(lang, "Summary"), tuple(blocks))


def _asked(given: ReportInput, lang: Lang) -> list[Block]:
    out: list[Inline] = []
    for one in given.audiences:
        label = one.label.shown(lang) or say(lang, "Respondents")
        if one.population:
            out.append(inline(say_n(lang, "{label}: **{count}** person answered, of {population} in the register.",
                                    "{label}: **{count}** people answered, of {population} in the register.", one.n,
                                    label=label, count=whole(lang, one.n), population=whole(lang, one.population))))
        else:
            out.append(inline(say_n(lang, "{label}: **{count}** person answered.",
                                    "{label}: **{count}** people answered.", one.n, label=label,
                                    count=whole(lang, one.n))))
    blocks: list[Block] = [Heading(say(lang, "Who was asked")), Bullets(tuple(out))] if out else []
    if words := weighted_said(given, lang):
        blocks.append(Paragraph(inline(words)))
    return blocks


def _needs(given: ReportInput, lang: Lang, sheet: Sheet, *, several: bool, first: bool) -> list[Block]:
    level = level_of(sheet)
    title = titled(lang, given, sheet) if several else say(lang, "What is needed first")
    blocks: list[Block] = [Heading(title), Paragraph(inline(first_said(lang, sheet, level)), lead=True)]
    if rivals := rivals_said(lang, sheet):
        blocks.append(Paragraph(inline(rivals)))
    if first and (glance := _glance(lang, sheet, remedies_of(given))):
        blocks.append(glance)
    return blocks


def _glance(lang: Lang, sheet: Sheet, remedies: Mapping[str, str]) -> TableBlock | None:
    """The first needs in a table: place, set, remedy."""
    order = standings(sheet)
    if not order:
        return None
    sets = any(one.low is not None for one in order)
    heads = [Column(say(lang, "Need")), Column(say(lang, "Place"), "right")]
    if sets:
        heads.append(Column(say(lang, "Possible places"), "right"))
    if remedies:
        heads.append(Column(say(lang, "Remedy")))
    rows = []
    for one in order[:GLANCE]:
        cells = [Cell(number(lang, one.place, 1, least=0), strong=True)]
        if sets:
            cells.append(Cell(places(lang, one.row.cells["rank"]) if one.low is not None else DASH))
        if remedies:
            need = str(one.row.facts.get("competence") or one.row.code)
            cells.append(Cell(remedy_name(lang, remedies.get(need, remedies.get(one.row.code, "")))))
        rows.append(TableRow(one.row.label.shown(lang), tuple(cells)))
    caption = (say(lang, "The needs in order") if len(order) <= GLANCE else
               say(lang, "The first {shown} of {count} needs", shown=GLANCE, count=whole(lang, len(sheet.rows))))
    level = sure(lang, level_of(sheet), order[0].row.cells["rank"].basis)
    notes = (TableNote("", say(lang, "Possible places: confidence {level}.", level=level)),) if sets else ()
    return TableBlock(caption, tuple(heads), tuple(rows), notes, f"glance-{anchor(sheet.key)}")


def remedies_of(given: ReportInput) -> dict[str, str]:
    """What was decided for each need, from the sheet of decisions or from the input; {} before any decision."""
    decided = dict(given.remedies)
    for sheet in given.of_kind("remedies"):
        decided |= {row.code: str(row.facts.get("remedy") or "undecided") for row in sheet.rows}
    return decided if any(remedy != "undecided" for remedy in decided.values()) else {}


def _methods(given: ReportInput, lang: Lang) -> list[Inline]:
    out = []
    for sheet in given.of_kind("needs-methods"):
        firsts = {code: row.label.shown(lang) for code in sheet.columns for row in sheet.rows
                  if told(cell := row.cells.get(code)) and cell is not None and cell.value == 1}
        if not firsts:
            continue
        who = audience_name(lang, given, sheet.audience)
        if sheet.facts.get("agree") is True or len(set(firsts.values())) == 1:
            words = say(lang, "{audience}: all ways of ranking put the same need first, {need}.", audience=who,
                        need=quoted(lang, next(iter(firsts.values()))))
        else:
            by = "; ".join(say(lang, "{need} by: {methods}", need=quoted(lang, need), methods=", ".join(
                method_title(given, lang, sheet, code) for code, first in firsts.items() if first == need))
                for need in dict.fromkeys(firsts.values()))
            words = say(lang, "{audience}: the ways of ranking **disagree** about the first need ({firsts}). The "
                              "report shows each and does not choose.", audience=who, firsts=by)
        out.append(inline(words if who else sentence(words.removeprefix(": "))))
    return out


def method_title(given: ReportInput, lang: Lang, sheet: Sheet, code: str) -> str:
    """A method's name ('module:mwds'), with its question's title before it where two questions share a method."""
    question, _, way = code.rpartition(":")
    ways = [one.rpartition(":")[2] for one in sheet.columns]
    several = len(set(ways)) < len(ways)
    asked = next((one for one in main_sheets(given) if one.facts.get("question") == question), None)
    if asked is None or not several:
        return method_name(lang, way)
    return say(lang, "{question} ({method})", question=title_of(lang, asked), method=method_name(lang, way))


def _sides(given: ReportInput, lang: Lang) -> list[Inline]:
    out = []
    for sheet in given.of_kind("needs-sides"):
        apart = [row for row in sheet.rows if (cell := row.cells.get("difference")) is not None
                 and cell.low is not None and cell.high is not None and (cell.low > 0 or cell.high < 0)]
        apart.sort(key=lambda row: -abs(row.cells["difference"].value or 0))
        if apart:
            names = listed(lang, [row.label.shown(lang) for row in apart[:3]])
            out.append(inline(say(lang, "The sides see some needs **differently**, most of all: {needs}.",
                                  needs=names)))
        elif any(told(row.cells.get("difference")) for row in sheet.rows):
            out.append(inline(say(lang, "Between the sides the answers show no clear difference.")))
    return out


def _limits(given: ReportInput, lang: Lang) -> list[Inline]:
    out = [say_line(lang, BEARS[given.design]), *mended(given, lang)]
    if given.design in ("quota", "open"):
        out.append(say_line(lang, "There is no margin of error, and none is printed. Intervals are model-based: they "
                              "hold as if the answers were random within cells."))
    out += [inline(say_n(lang, "{label}: {count} respondent is too few for shares; the report says “k of n” instead.",
                         "{label}: {count} respondents are too few for shares; the report says “k of n” instead.",
                         one.n, label=one.label.shown(lang), count=whole(lang, one.n)))
            for one in given.audiences if one.n < FEW]
    if any(sheet.facts.get("assumed") is True for sheet in main_sheets(given)):
        out.append(say_line(lang, "How a question was asked is partly assumed; the chapter on method says where."))
    if withheld := sum(cell.withheld is not None for sheet in given.sheets if sheet.kind != "weights"
                       for row in sheet.rows for cell in row.cells.values()):
        out.append(inline(say_n(lang, "{count} number is withheld, because it could point to a person.",
                                "{count} numbers are withheld, because they could point to a person.", withheld,
                                count=whole(lang, withheld))))
    out.append(say_line(lang, "A need is what people say they need. Whether training is the remedy, or a rule, a tool "
                          "or staffing, is a decision of its own."))
    return out
