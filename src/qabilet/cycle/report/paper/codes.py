"""The code sheet: what the operator of data entry writes for each answer."""

from __future__ import annotations

from qabilet.cycle.instrument import Form, Question
from qabilet.cycle.report.paper.answers import LONGEST_LIST, bounds, listed
from qabilet.cycle.report.paper.composing import banner, edition, long_lists, page
from qabilet.cycle.report.paper.plan import Opened, Plan, planned
from qabilet.cycle.report.paper.printable import clean
from qabilet.cycle.report.paper.raters import for_rater
from qabilet.cycle.report.paper.sheet import Block, Bullets, Sheet, Table
from qabilet.cycle.report.paper.voice import OTHER, Voice
from qabilet.text import Lang, pattern, say

_KINDS = {
    "one": pattern("one answer"), "many": pattern("several answers"), "rank": pattern("answers in order"),
    "integer": pattern("a whole number"), "decimal": pattern("a number"), "range": pattern("a number"),
    "text": pattern("words"), "date": pattern("date, YYYY-MM-DD"), "time": pattern("time, HH:MM"),
    "datetime": pattern("a date and a time"), "acknowledge": pattern("OK if ticked")}


def code_sheet(form: Form, lang: Lang, *, perspective: str = "", draft: bool = False, grids: bool = True) -> Sheet:
    """One line a variable, in the order of the questionnaire; without `grids` numbered as an interview guide is."""
    form = for_rater(form, perspective)
    plan = planned(form, perspective, grids=grids)
    voice = Voice(form, lang, draft, plan.numbers)
    table = Table("", (say(lang, "No."), say(lang, "Variable"), say(lang, "Question"), say(lang, "Type"),
                       say(lang, "Codes"), say(lang, "From–to")), _rows(voice, plan),
                  (0.06, 0.15, 0.27, 0.14, 0.28, 0.10))
    return clean(Sheet(lang, say(lang, "Code sheet for data entry"), voice.words(form.title), "", edition(form, lang),
                       page(lang), banner(lang, draft), (*_rules(voice, form, plan), table, *long_lists(voice, plan))))


def _rules(voice: Voice, form: Form, plan: Plan) -> tuple[Block, ...]:
    lang, questions = voice.lang, [question for _, question in plan.questions()]
    said = [say(lang, "One line for each questionnaire, one column for each variable; a blank answer stays empty."),
            say(lang, "Write the number of the questionnaire on it and into the line, so that it can be found again.")]
    if any(one.kind == "many" for one in questions):
        said.append(say(lang, "Several choices: write all their codes, with a space between them."))
    if any(one.kind == "rank" for one in questions):
        said.append(say(lang, "Order: write all the codes, the one in place 1 first, with a space between them."))
    if any(one.other for one in questions):
        said.append(say(lang, "Words written beside “{other}” go into the variable of the same name with “_other”.",
                        other=voice.other()))
    if any(isinstance(part, Opened) and part.copy for part in plan.parts):
        said.append(say(lang, "Repeated questions go into a table of their own: one line for each copy filled in."))
    mixed = [voice.numbers[one.code] for one in questions if one.random]
    mixed += [number for one in form.sections() if "randomize=true" in one.parameters.replace(" ", "").casefold()
              for node in one.nodes if (number := voice.numbers.get(node.code, ""))]
    if mixed:
        said.append(say(lang, "On a screen these are shown in an order drawn for each person, on paper in that of the "
                              "form: {numbers}.", numbers=", ".join(mixed)))
    return (Bullets(say(lang, "Rules of data entry"), tuple(said)),)


def _rows(voice: Voice, plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Codes that are those of the question before are not told again."""
    lang, rows, before = voice.lang, list[tuple[str, ...]](), ("", "", "")
    for number, question in plan.questions():
        kind, codes, told = say(lang, _KINDS[question.kind]), _codes(voice, question), ""
        if codes and (question.choices, codes) == before[1:]:
            told = say(lang, "the same as {number}", number=before[0])
        else:
            before = (number, question.choices, codes)
        rows.append((number, question.code, voice.label(question), kind, told or codes, _range(question)))
    return tuple(rows)


def _codes(voice: Voice, question: Question) -> str:
    """The codes of the answers and of answers that are missing, one a line."""
    if listed(voice.form, question) > LONGEST_LIST:
        return say(voice.lang, "see the list at the end")
    missing, none = dict(question.missing), say(voice.lang, "no answer")
    labels = {one.code: voice.choice(one).replace("\n", " ") for one in voice.form.choices(question)}
    bare = [code for code, label in labels.items() if code == label and code not in missing]
    lines = [", ".join(bare)] if bare else []
    for code, label in labels.items():
        if code in bare:
            continue
        why = missing.pop(code, None)
        lines.append(f"{code} – {label}" + (f" ({none})" if why else ""))
    if question.other:
        lines.append(f"{OTHER} – {voice.other()}")
    lines += [f"{code} – {voice.missing(why)}" for code, why in missing.items() if code]
    return "\n".join(lines)


def _range(question: Question) -> str:
    if question.kind not in ("integer", "decimal", "range"):
        return ""
    low, high = bounds(question)
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else ""
