"""`qabilet form`: what was understood of a questionnaire, as an outline, and every fault and doubt by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from qabilet import workflow
from qabilet.cli.screen import Screen, written_caution, written_fault
from qabilet.cli.usage import Values
from qabilet.cycle.instrument import Form, Node, Question, Section, completeness, plain_words
from qabilet.errors import Exit
from qabilet.study.formats import first_words
from qabilet.text import Lang, Text, pattern, say

KINDS = {
    "one": pattern("one choice"), "many": pattern("several choices"), "rank": pattern("ranking"),
    "integer": pattern("whole number"), "decimal": pattern("number"), "range": pattern("range"),
    "text": pattern("text"), "date": pattern("date"), "time": pattern("time"), "datetime": pattern("date and time"),
    "note": pattern("note"), "calculate": pattern("calculation"), "acknowledge": pattern("consent"),
    "hidden": pattern("hidden value"), "meta": pattern("from the device"), "foreign": pattern("cannot be asked here"),
    "group": pattern("section"), "repeat": pattern("repeated section"),
}
_CONDITIONS = (("relevance", pattern("if {it}")), ("constraint", pattern("must be {it}")),
               ("choice_filter", pattern("choices where {it}")), ("calculation", pattern("is {it}")),
               ("repeat_count", pattern("times: {it}")))
_WIDE = 70


def form(values: Values, screen: Screen) -> Exit:
    """FAULTS where anything is wrong with the form."""
    out, xml = values["--to"], values["--xml"]
    found = workflow.form(Path(str(values["DIR|FILE"])), guide=bool(values["--guide"]),
                          workbook=Path(str(out)) if out is not None else None,
                          xform=Path(str(xml)) if xml is not None else None, again=bool(values["--again"]))
    screen.result = {"form": written(found.form) if found.form is not None else None,
                     "faults": [written_fault(one) for one in found.faults],
                     "cautions": [written_caution(one) for one in found.cautions],
                     "files": [str(one) for one in found.written]}
    if found.form is not None and not screen.as_json:
        _show(found.form, screen)
    screen.cautions(found.cautions)
    if not screen.as_json:
        screen.faults(found.faults, screen.out)
    for path in found.written:
        screen.tell(pattern("Written: {path}"), path=path)
    if not found.faults:
        screen.tell(pattern("The form is in order."))
        return Exit.OK
    screen.tell(pattern("Faults found: {count}."), count=len(found.faults))
    if (out or xml) and not found.written:
        screen.tell(pattern("Nothing was written."))
    return Exit.FAULTS


def written(form: Form) -> dict[str, object]:
    """Everything that was understood, for programs."""
    return {"code": form.code, "title": form.title.write(), "version": form.version, "source_lang": form.source_lang,
            "languages": [{"lang": one.lang, "texts": one.told, "of": one.of} for one in completeness(form)],
            "kinds": dict(Counter(one.kind for one in form.questions())),
            "outline": [_written_node(node, len(path)) for path, node in form.walk()],
            "lists": {name: [{"code": choice.code, "label": choice.label.write(), "row": choice.row}
                             for choice in one.choices] for name, one in form.lists.items()},
            "own": {name: sorted(used) for name, used in _own(form).items()}, "sheets": sorted(form.sheets)}


def _written_node(node: Node, depth: int) -> dict[str, object]:
    conditions = {name: given for name, _ in _CONDITIONS if (given := getattr(node, name, ""))}
    common = {"depth": depth, "row": node.row, "code": node.code, "kind": node.kind, "type": node.type,
              "label": node.label.write(), "conditions": conditions}
    if isinstance(node, Section):
        return common
    return {**common, "list": node.choices, "other": node.other, "required": node.required,
            "competence": node.competence, "indicator": node.indicator, "scale": node.scale, "reverse": node.reverse,
            "missing": dict(node.missing), "perspectives": list(node.perspectives)}


def _show(form: Form, screen: Screen) -> None:
    title = one_line(form.title.shown(screen.lang)) or form.code
    screen.line(f"{title} · {form.code}" + (f" · {form.version}" if form.version else ""))
    for done in completeness(form):
        if done.told:
            screen.line("  " + say(screen.lang, "{lang}: {told} texts of {of}", lang=done.lang, told=done.told,
                                   of=done.of))
    counts = Counter(one.kind for one in form.questions())
    screen.line("  " + "; ".join(f"{say(screen.lang, KINDS[kind])}: {count}" for kind, count in counts.items()))
    screen.line()
    for path, node in form.walk():
        row = f"{node.row:>5}" if node.row else " " * 5
        screen.line(f"{row}  {'  ' * len(path)}{'  '.join(filter(None, _outline(node, form, screen.lang)))}")
    if form.lists:
        screen.line()
        screen.tell(pattern("Lists of answers:"))
        for name, one in form.lists.items():
            codes = " ".join(choice.code for choice in one.choices[:12])
            screen.line(f"  {one_line(name)} ({len(one.choices)}): {one_line(codes)}"
                        + (" …" if len(one.choices) > 12 else ""))
    for column, used in _own(form).items():
        screen.tell(pattern("Column {column}: {words}"), column=column, words=one_line(", ".join(sorted(used))))
    screen.line()


def _outline(node: Node, form: Form, lang: Lang) -> Iterator[str]:
    """The pieces of one line: code, kind, words, list and conditions."""
    yield one_line(node.code)
    yield f"[{say(lang, KINDS[node.kind])}]"
    yield one_line(_words(node.label, node.cells, form, lang))
    if isinstance(node, Question):
        yield f"← {one_line(node.choices)}" + (" + other" if node.other else "") if node.choices else ""
        yield "*" if node.required else ""
    conditions = [say(lang, words, it=one_line(given)) for name, words in _CONDITIONS
                  if (given := getattr(node, name, ""))]
    yield f"({'; '.join(conditions)})" if conditions else ""


def _words(text: Text, cells: Mapping[str, str], form: Form, lang: Lang) -> str:
    return plain_words(text.shown(lang) or first_words("survey", form.headings.get("survey", ()), cells))


def _own(form: Form) -> dict[str, set[str]]:
    """Our own columns in use, each with the words that stand in it."""
    found = {"competence": {one.competence for one in form.questions()},
             "indicator": {one.indicator for one in form.questions()},
             "scale": {one.scale for one in form.questions()},
             "perspective": {word for one in form.questions() for word in one.perspectives},
             "reverse": {one.code for one in form.questions() if one.reverse},
             "missing": {f"{code}={why}" for one in form.questions() for code, why in one.missing.items()}}
    return {name: used - {""} for name, used in found.items() if used - {""}}


def one_line(words: str) -> str:
    """At most one line of a terminal, without line breaks or signs that steer it."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words[:400]).split())
    return plain if len(plain) <= _WIDE else plain[:_WIDE - 1] + "…"
