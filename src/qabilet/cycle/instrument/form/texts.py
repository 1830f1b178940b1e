"""Every text of a form that a person sees, each under a stable path; and the form with other words in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import ASKED, Choice, ChoiceList, Node, Question, Section
from qabilet.text import LANGS, Lang, Text

Part = Literal["title", "label", "hint", "guidance", "constraint", "required"]
Sheet = Literal["settings", "survey", "choices"]
_PARTS: tuple[tuple[Part, str], ...] = (("label", "label"), ("hint", "hint"), ("guidance", "guidance"),
                                        ("constraint", "constraint_says"), ("required", "required_says"))
_SECTION_PARTS = _PARTS[:2]
UNSEEN = ("calculate", "hidden", "meta")
"""Questions of these kinds are never shown, whatever stands in their label."""
_MEDIA = ("media::", "image", "audio", "video", "big-image")


@dataclass(frozen=True, slots=True)
class FormText:
    """One text. `path` names it for good ('question/age/label', 'choice/yes_no/1/label', 'form/title'); `code` is the
    code of the question, section or choice, `kind` that of the question ('section', 'choice' and 'form' for the rest);
    `section` is the heading it stands under, `uses` the questions a choice is offered in, `asked` the words of the
    first of them."""

    path: str
    text: Text
    row: int = 0
    sheet: Sheet = "survey"
    part: Part = "label"
    code: str = ""
    kind: str = ""
    section: Text = field(default_factory=Text)
    uses: tuple[str, ...] = ()
    asked: Text = field(default_factory=Text)


Give = Callable[[FormText], Text]


def texts(form: Form) -> tuple[FormText, ...]:
    """In the order of the form: its title, then sections and questions, then the choices that some question offers.

    A text that stands empty in every language is left out, but for the label of a question that is asked and the label
    of a choice: those must have words.
    """
    found: list[FormText] = []

    def noted(one: FormText) -> Text:
        found.append(one)
        return one.text

    _given(form, noted)
    return tuple(found)


def with_texts(form: Form, words: Mapping[str, Mapping[Lang, str]]) -> Form:
    """The form with these words in place of those it had, by path and language. Raises KeyError for an unknown path."""
    used: set[str] = set()

    def changed(one: FormText) -> Text:
        new = words.get(one.path)
        if new is None:
            return one.text
        used.add(one.path)
        return Text(*(new.get(lang, one.text[lang]) for lang in LANGS))

    given = _given(form, changed)
    if unknown := sorted(set(words) - used):
        raise KeyError(unknown[0])
    spoken = [lang for lang in LANGS if lang not in form.languages
              and any(new.get(lang, "").strip() for new in words.values())]
    return given.with_(languages=(*form.languages, *spoken))


def offered(form: Form) -> dict[str, list[Question]]:
    """The lists some question offers, each with those questions."""
    found: dict[str, list[Question]] = {}
    for question in form.questions():
        if question.choices and question.kind not in UNSEEN:
            found.setdefault(question.choices, []).append(question)
    return found


@dataclass(slots=True)
class _Walk:
    """One way through the form, the same for reading and for writing, so that paths always agree."""

    give: Give
    seen: Counter[str] = field(default_factory=Counter)

    def text(self, path: str, text: Text, needed: bool, **facts: Any) -> Text:
        if not needed and not any(words.strip() for words in text):
            return text
        self.seen[path] += 1
        # Codes may stand twice in a faulty form, and a list may allow it: the second bears its number.
        whole = path if self.seen[path] == 1 else f"{path}#{self.seen[path]}"
        return self.give(FormText(whole, text, **facts))

    def node(self, node: Node, section: Text) -> Node:
        return self.section(node, section) if isinstance(node, Section) else self.question(node, section)

    def section(self, one: Section, above: Text) -> Section:
        new = {name: self.text(f"section/{one.code}/{part}", getattr(one, name), False, row=one.row, part=part,
                               code=one.code, kind="section", section=above) for part, name in _SECTION_PARTS}
        heading = one.label if any(one.label) else above
        return one.with_(**new, nodes=tuple(self.node(node, heading) for node in one.nodes))

    def question(self, one: Question, section: Text) -> Question:
        if one.kind in UNSEEN:
            return one
        bare = one.kind in ASKED and not any(one.hint) and not _pictured(one.cells)
        new = {name: self.text(f"question/{one.code}/{part}", getattr(one, name), bare and part == "label",
                               row=one.row, part=part, code=one.code, kind=one.kind, section=section)
               for part, name in _PARTS}
        return one.with_(**new)


def _given(form: Form, give: Give) -> Form:
    walk = _Walk(give)
    title = walk.text("form/title", form.title, False, sheet="settings", part="title", code=form.code, kind="form")
    nodes = tuple(walk.node(node, Text()) for node in form.nodes)
    lists = dict(form.lists)
    for code, asking in offered(form).items():
        if code in form.lists:
            uses = tuple(question.code for question in asking)
            lists[code] = ChoiceList(code, tuple(
                Choice(one.code, walk.text(f"choice/{code}/{one.code}/label", one.label, not _pictured(one.cells),
                                           row=one.row, sheet="choices", code=one.code, kind="choice", uses=uses,
                                           asked=asking[0].label),
                       one.row, one.cells) for one in form.lists[code].choices))
    return form.with_(title=title, nodes=nodes, lists=lists)


def _pictured(cells: Mapping[str, str]) -> bool:
    """Whether a picture or a sound stands in place of words."""
    return any(cell.strip() and name.strip().casefold().startswith(_MEDIA) for name, cell in cells.items())
