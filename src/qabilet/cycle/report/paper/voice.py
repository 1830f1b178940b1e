"""The words of a form as one sheet says them: in its language, with the numbers its questions bear on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument import Choice, Form, Missing, Question, plain_words, with_marks
from qabilet.cycle.report.paper.printable import printable, referred
from qabilet.text import LANGS, Lang, Text, pattern, say

MINUS = "\N{MINUS SIGN}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
OTHER = "other"
"""The code of the choice that a question with an open last choice adds."""
_MISSING: dict[Missing, str] = {
    "refused": pattern("I do not want to answer"), "cannot judge": pattern("I cannot judge"),
    "not relevant": pattern("Does not apply to me"), "not asked": pattern("Not asked")}


@dataclass(frozen=True, slots=True)
class Voice:
    """`numbers` by the codes of the questions; a `draft` takes another language's words where there are none."""

    form: Form
    lang: Lang
    draft: bool = False
    numbers: Mapping[str, str] = field(default_factory=dict)

    def words(self, text: Text) -> str:
        return printable(referred(plain_words(self._said(text)), self._reference))

    def marked(self, text: Text) -> str:
        """The words with what is bold or slanted in them between signs, for `lettering`."""
        return printable(referred(with_marks(self._said(text)), self._reference))

    def asked(self, question: Question) -> str:
        """The words of a question as they are read; its code where it has none in any language."""
        return self.marked(question.label) or ("" if any(question.label) else question.code)

    def _said(self, text: Text) -> str:
        return text.shown(self.lang) if self.draft else text[self.lang]

    def label(self, question: Question) -> str:
        """The words of a question; its code where it has none in any language."""
        return self.words(question.label) or ("" if any(question.label) else question.code)

    def choice(self, choice: Choice) -> str:
        return self.words(choice.label) or ("" if any(choice.label) else choice.code)

    def chosen(self, question: Question, code: str) -> str:
        """The words of the choice with that code; the code itself where the list has none such."""
        found = next((one for one in self.form.choices(question) if one.code == code), None)
        if found is not None:
            return self.choice(found).replace("\n", " ")
        return self.other() if question.other and code == OTHER else code

    def other(self) -> str:
        return say(self.lang, "Other (please write what)")

    def missing(self, why: Missing) -> str:
        return say(self.lang, _MISSING[why])

    def _reference(self, name: str) -> str:
        number = self.numbers.get(name.rpartition("/")[2])
        return say(self.lang, "(your answer to question {number})", number=number) if number else ""


def figure(lang: Lang, number: str) -> str:
    """A number of the form as the language writes it: '-3.5' is '−3,5' in Kazakh and Russian."""
    if not _NUMBER.fullmatch(number):
        return number
    return number.replace("-", MINUS).replace(".", "." if lang == "en" else ",")


def gaps(text: Text, lang: Lang) -> bool:
    """Whether there are words, but none in `lang`."""
    return not text[lang].strip() and any(text[other].strip() for other in LANGS)
