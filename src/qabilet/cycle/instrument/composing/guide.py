"""An interview guide composed of shipped parts: sections, questions to be asked aloud, probes for the interviewer."""

from __future__ import annotations

from collections.abc import Sequence

from qabilet.cycle.framework import Competence
from qabilet.cycle.instrument.composing.words import Part, Wording, headed
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import Choice, ChoiceList, Node, Question, Section
from qabilet.text import LANGS, Text

LOCAL, SERVICE = "local", "service"
YES_NO = "yes_no"
LISTED = "{competences}"
"""Where a line of the guide names the competences of the study."""


def composed_guide(code: str, title: Text, parts: Sequence[Part], words: Wording,
                   competences: Sequence[Competence] = (), setting: str = LOCAL) -> Form:
    """The guide for one setting, in all three languages: each question is a text, its probes stand in the guidance, and
    its hint says whom it is for, where not for everybody. The competences of the study are named where a line asks for
    them."""
    named = Text(*("; ".join(one[place] for one in map(_names, competences)) for place in range(len(LANGS))))
    sections: list[Section] = []
    for part in parts:
        if part.setting not in ("", setting):
            continue
        if part.kind == "section":
            sections.append(Section(part.code, type="begin_group", label=part.words))
        else:
            holder = sections[-1]
            sections[-1] = holder.with_(nodes=(*holder.nodes, _node(part, named, words)))
    answers = ChoiceList(YES_NO, tuple(Choice(one, headed(words.phrases[one])) for one in ("yes", "no")))
    return Form(code, title, "1", "ru", LANGS, tuple(sections), {YES_NO: answers})


def _names(competence: Competence) -> tuple[str, ...]:
    return tuple(headed(competence.name))


def _node(part: Part, named: Text, words: Wording) -> Node:
    said, probes = (_listed(one, named) for one in (part.words, part.probes))
    if part.kind == "note":
        return Question(part.code, "note", "note", said, guidance=probes)
    if part.kind == "acknowledge":
        return Question(part.code, "acknowledge", "acknowledge", said, guidance=probes, required="yes")
    if part.kind == YES_NO:
        return Question(part.code, "one", f"select_one {YES_NO}", said, guidance=probes, choices=YES_NO)
    only = words.phrases[f"only_{part.groups[0]}"] if len(part.groups) == 1 else Text()
    return Question(part.code, "text", "text", said, only, probes, appearance="multiline", perspectives=part.groups)


def _listed(words: Text, named: Text) -> Text:
    return Text(*(one.replace(LISTED, list_) for one, list_ in zip(words, named, strict=True)))
