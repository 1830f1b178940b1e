"""What a changed list of choices does to the answers: points of a scale, codes, labels, order, ways not to answer."""

from __future__ import annotations

from collections.abc import Iterator

from qabilet.cycle.instrument.comparing.choice_changes import ChoiceChanges, no_answer
from qabilet.cycle.instrument.comparing.reasons import Reason
from qabilet.cycle.instrument.form.question import Choice, Question
from qabilet.cycle.instrument.translating.translations import LANGUAGE
from qabilet.text import LANGS, Lang, Text, pattern

SHOWN = 4


def choice_reasons(one: Question, two: Question, changes: ChoiceChanges | None) -> Iterator[Reason]:
    """Why answers chosen from the two lists cannot, or not without care, stand beside each other."""
    if changes is None:
        return
    scale = one.rating or two.rating
    yield from _codes(changes, scale)
    yield from _set(one, two, changes, scale)
    yield from _labels(changes, scale)
    yield from _order(two, changes, scale)
    if any(left.cells != right.cells for left, right in changes.pairs):
        yield Reason("care", pattern("Other cells of the choices changed (filters, pictures): look whether the same "
                                     "choices are shown."))


def _codes(changes: ChoiceChanges, scale: bool) -> Iterator[Reason]:
    codes = changes.recoded()
    if codes:
        shown = ", ".join(f"{old} → {new}" for old, new in list(codes.items())[:SHOWN])
        shown += ", …" if len(codes) > SHOWN else ""
        says = pattern("The scale was coded the other way round: recode one version before comparing ({codes}).") \
            if scale and changes.reversed_codes else \
            pattern("The same choices have other codes: recode one version before comparing ({codes}).")
        yield Reason("not", says, {"codes": shown})


def _set(one: Question, two: Question, changes: ChoiceChanges, scale: bool) -> Iterator[Reason]:
    lost = [choice for choice in changes.removed if not no_answer(choice, one.missing)]
    come = [choice for choice in changes.added if not no_answer(choice, two.missing)]
    if scale and (lost or come):
        points = [sum(not no_answer(pair[side], (one, two)[side].missing) for pair in changes.pairs) for side in (0, 1)]
        before, after = points[0] + len(lost), points[1] + len(come)
        yield Reason("not", pattern("The scale has other points: {before} before, {after} now.")
                     if before != after else
                     pattern("The scale has as many points, and other ones: {before}."),
                     {"before": before, "after": after} if before != after else {"before": before})
    elif lost or come:
        if come:
            yield Reason("care", pattern("Choices were added: {choices}. Some would have chosen another before."),
                         {"choices": _named(come)})
        if lost:
            yield Reason("care", pattern("Choices were removed: {choices}. Who would have chosen them chose another."),
                         {"choices": _named(lost)})
    if len(changes.added) > len(come):
        yield Reason("care", pattern("A way not to answer was added: people without an opinion now say so, and the "
                                     "others are fewer and surer."))
    if len(changes.removed) > len(lost):
        yield Reason("care", pattern("A way not to answer was removed: people without an opinion now choose "
                                     "something."))


def _labels(changes: ChoiceChanges, scale: bool) -> Iterator[Reason]:
    how: dict[Lang, set[str]] = {}
    for _, _, lang, degree in changes.reworded():
        how.setdefault(lang, set()).add(degree)
    told = [lang for lang in LANGS if any(left.label[lang].strip() and right.label[lang].strip()
                                          for left, right in changes.pairs)]
    reworded = [lang for lang in told if "words" in how.get(lang, ())]
    if reworded and len(reworded) < len(told):
        for lang in reworded:
            yield Reason("care", pattern("Labels of choices changed in one language: {language}. Answers in the other "
                                         "languages stay comparable."), {"language": LANGUAGE[lang]})
    elif reworded and scale:
        yield Reason("not", pattern("The labels of the scale's points changed: the points mean something else."))
    elif reworded:
        yield Reason("care", pattern("Labels of choices changed: judge whether they mean the same."))
    if any("signs" in known for known in how.values()):
        yield Reason("same", pattern("Only punctuation, case or spaces of choices changed."))
    for lang in LANGS:
        if "filled" in how.get(lang, ()):
            yield Reason("same", pattern("Its choices have words for the first time; language: {language}."),
                         {"language": LANGUAGE[lang]})
        if "emptied" in how.get(lang, ()):
            yield Reason("care", pattern("Some of its choices have no words any more; language: {language}."),
                         {"language": LANGUAGE[lang]})


def _order(two: Question, changes: ChoiceChanges, scale: bool) -> Iterator[Reason]:
    if not (changes.turned or changes.reordered) or two.random:
        return
    if scale and changes.turned:
        yield Reason("care", pattern("The scale is shown the other way round, with the same codes; what comes first is "
                                     "chosen more often."))
    else:
        yield Reason("care", pattern("The choices stand in another order; what comes first is chosen more often."))


def _named(choices: list[Choice]) -> Text:
    more = ", …" if len(choices) > SHOWN else ""
    return Text(*(", ".join(f"«{one.label.shown(lang) or one.code}»" for one in choices[:SHOWN]) + more
                  for lang in LANGS))
