"""A change of a form in words, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.cycle.instrument.comparing.changes import Change
from qabilet.cycle.instrument.comparing.word_diff import Degree, marked, word_diff
from qabilet.cycle.instrument.translating.translations import LANGUAGE
from qabilet.text import Lang, Text, pattern, say

_WHAT: Mapping[tuple[str, str], str] = {
    ("question", "added"): pattern("question «{code}» added: {label}"),
    ("question", "removed"): pattern("question «{code}» removed: {label}"),
    ("question", "renamed"): pattern("question «{before}» has the same words and a new code: «{after}»"),
    ("question", "moved"): pattern("question «{code}» moved within its section"),
    ("question", "moved-into"): pattern("question «{code}» moved: from «{before}» to «{after}»"),
    ("section", "added"): pattern("section «{code}» added: {label}"),
    ("section", "removed"): pattern("section «{code}» removed: {label}"),
    ("section", "renamed"): pattern("section «{before}» has a new code: «{after}»"),
    ("section", "moved"): pattern("section «{code}» moved"),
    ("section", "moved-into"): pattern("section «{code}» moved: from «{before}» to «{after}»"),
    ("list", "list-added"): pattern("list «{code}» added"),
    ("list", "list-removed"): pattern("list «{code}» removed"),
    ("list", "choice-added"): pattern("list «{code}»: choice «{choice}» added: {label}"),
    ("list", "choice-removed"): pattern("list «{code}»: choice «{choice}» removed: {label}"),
    ("list", "choice-recoded"): pattern("list «{code}»: the choice «{before}» has the code «{after}» now"),
    ("list", "choice-wording"): pattern("list «{code}», choice «{choice}»: {degree}; {language}: {diff}"),
    ("list", "choice-cells"): pattern("list «{code}», choice «{choice}»: cell «{part}»: «{before}» → «{after}»"),
    ("list", "choices-turned"): pattern("list «{code}»: the order is turned round"),
    ("list", "choices-reordered"): pattern("list «{code}»: the choices stand in another order"),
    ("form", "language-added"): pattern("language added: {language}"),
    ("form", "language-removed"): pattern("language removed: {language}"),
    ("form", "wording"): pattern("title: {degree}; {language}: {diff}"),
    ("form", "field"): pattern("the form, {part}: «{before}» → «{after}»"),
    ("question", "wording"): pattern("question «{code}», {part}: {degree}; {language}: {diff}"),
    ("question", "field"): pattern("question «{code}», {part}: «{before}» → «{after}»"),
    ("section", "wording"): pattern("section «{code}», {part}: {degree}; {language}: {diff}"),
    ("section", "field"): pattern("section «{code}», {part}: «{before}» → «{after}»")}
_DEGREE: Mapping[Degree, str] = {
    "signs": pattern("punctuation or case"), "words": pattern("wording"), "filled": pattern("words for the first time"),
    "emptied": pattern("words removed")}
PARTS: Mapping[str, str] = {
    "label": pattern("text"), "hint": pattern("hint"), "guidance": pattern("guidance for the interviewer"),
    "constraint_says": pattern("words at a wrong answer"), "required_says": pattern("words at a blank"),
    "constraint": pattern("allowed answers"), "required": pattern("must be answered"), "title": pattern("title"),
    "kind": pattern("kind of question"), "type": pattern("type"), "choices": pattern("list of choices"),
    "other": pattern("the choice «other»"), "relevance": pattern("condition"), "calculation": pattern("formula"),
    "choice_filter": pattern("filter of the choices"), "default": pattern("answer given beforehand"),
    "read_only": pattern("read only"), "appearance": pattern("look"), "parameters": pattern("parameters"),
    "competence": pattern("competence"), "indicator": pattern("indicator"), "scale": pattern("scale"),
    "reverse": pattern("reverse item"), "missing": pattern("answers that count as none"),
    "perspectives": pattern("raters"), "repeat_count": pattern("number of repeats"), "code": pattern("code"),
    "version": pattern("author's number"), "source_lang": pattern("language it was written in")}
"""The parts of a form as a person calls them; the texts of a FormText among them."""
MOST = 300
"""So long may words be on one line."""


def change_says(change: Change, lang: Lang) -> str:
    """One line: what changed, from what to what; of changed wording the words that went and came."""
    part = say(lang, PARTS[change.part]) if change.part in PARTS else change.choice or change.part
    facts: dict[str, object] = {
        "code": change.code, "part": part, "choice": change.choice, "before": _short(change.before) or "—",
        "after": _short(change.after) or "—", "language": LANGUAGE[change.lang].shown(lang) if change.lang else "",
        "label": _short(change.label.shown(lang)) or "—",
        "degree": say(lang, _DEGREE[change.degree]) if change.degree else "", "diff": _diff(change)}
    if change.what == "choice-cells":
        facts["part"] = change.part
    return say(lang, _WHAT[change.on, change.what], **facts)


def part_name(part: str) -> Text:
    """The part of a form in three languages."""
    return Text(*(say(lang, PARTS.get(part, part)) for lang in ("kk", "ru", "en")))


def written_change(change: Change) -> dict[str, object]:
    """For JSON: with the whole wording, and its pieces."""
    out: dict[str, object] = {"on": change.on, "what": change.what, "code": change.code, "part": change.part,
                              "lang": change.lang, "degree": change.degree, "choice": change.choice,
                              "before": change.before, "after": change.after, "row": change.row}
    if any(change.label):
        out["label"] = change.label.write()
    if change.degree and change.lang:
        out["diff"] = [[one.op, one.words] for one in word_diff(change.before, change.after)]
    return out


def _diff(change: Change) -> str:
    if not change.degree:
        return ""
    # Signs alone would not be seen in a diff of words that leaves spaces aside.
    if change.degree != "words":
        return f"«{_short(change.before)}» → «{_short(change.after)}»"
    return _short(marked(word_diff(change.before, change.after)), 3 * MOST)


def _short(words: str, most: int = MOST) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[:most]}…"
