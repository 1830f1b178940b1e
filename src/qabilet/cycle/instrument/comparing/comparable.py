"""Which items of two versions stay comparable, item by item and by competence, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qabilet.cycle.instrument.comparing.changes import EXPRESSIONS, Changed, changed, same_expression
from qabilet.cycle.instrument.comparing.comparable_choices import choice_reasons
from qabilet.cycle.instrument.comparing.matching import Pair, Placed
from qabilet.cycle.instrument.comparing.reasons import ORDER, Reason, Verdict, worst
from qabilet.cycle.instrument.comparing.word_diff import degree
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import ASKED, Question, Section
from qabilet.cycle.instrument.translating.translations import LANGUAGE
from qabilet.text import LANGS, Text, pattern


@dataclass(frozen=True, slots=True)
class Item:
    """One question that respondents answer. `old` and `new` are its codes ('' where a version has no such question)."""

    old: str
    new: str
    label: Text
    verdict: Verdict
    competence: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions: what changed, and what may be compared."""

    changed: Changed
    items: tuple[Item, ...]

    def of(self, *verdicts: Verdict) -> tuple[Item, ...]:
        return tuple(one for one in self.items if one.verdict in verdicts)

    def competences(self) -> dict[str, tuple[Item, ...]]:
        """The items of each competence, in the order of the form; items of none are left out."""
        found: dict[str, list[Item]] = {}
        for one in self.items:
            if one.competence:
                found.setdefault(one.competence, []).append(one)
        return {code: tuple(items) for code, items in found.items()}


def compared(old: Form, new: Form) -> Comparison:
    """In the order of the new form; items that only the old one has come last."""
    found = changed(old, new)
    sections = {pair.new.place: tuple(_section_reasons(pair)) for pair in found.matched.pairs
                if isinstance(pair.new.node, Section)}
    parents = {pair.new.place: pair.new.parent for pair in found.matched.pairs} | {
        one.place: one.parent for one in found.matched.added}
    task = _Comparing(found, sections, parents)
    items = [(pair.new.place, task.item(pair)) for pair in found.matched.pairs if _asked(pair.old) or _asked(pair.new)]
    items += [(one.place, _single(one, "new")) for one in found.matched.added if _asked(one)]
    items.sort(key=lambda one: one[0])
    gone = [_single(one, "gone") for one in found.matched.removed if _asked(one)]
    return Comparison(found, (*(item for _, item in items), *gone))


def _asked(one: Placed) -> bool:
    return isinstance(one.node, Question) and one.node.kind in ASKED


def _single(one: Placed, verdict: Verdict) -> Item:
    assert isinstance(one.node, Question)
    code = one.node.code
    return Item("" if verdict == "new" else code, code if verdict == "new" else "", one.node.label, verdict,
                one.node.competence)


_CARE: tuple[tuple[str, str], ...] = (
    ("relevance", pattern("The condition changed: it is asked of other people.")),
    ("required", pattern("Whether it must be answered changed: other people leave it blank.")),
    ("constraint", pattern("Other answers are allowed.")),
    ("choice_filter", pattern("The filter of the choices changed: other choices are offered.")),
    ("default", pattern("The answer given beforehand changed: it draws answers to itself.")),
    ("read_only", pattern("Whether the answer can be changed is different.")),
    ("appearance", pattern("It looks different on the screen; the layout of a scale moves answers.")),
    ("parameters", pattern("Its parameters changed (order by chance, steps).")),
    ("perspectives", pattern("Other raters are asked.")),
    ("missing", pattern("Other answers count as no answer: apply the same rule to both versions.")),
    ("reverse", pattern("It is now scored the other way round: score both versions with the same key.")),
    ("scale", pattern("It belongs to another scale.")),
    ("hint", pattern("The hint under the question changed.")),
    ("cells", pattern("Other cells of its row changed (pictures, filters): look whether respondents see it.")))
_NOTES: tuple[tuple[str, str], ...] = (
    ("competence", pattern("It counts towards another competence; the answers themselves stay comparable.")),
    ("guidance", pattern("The guidance for the interviewer changed.")),
    ("constraint_says", pattern("The words shown at a wrong answer changed.")),
    ("required_says", pattern("The words shown at a blank changed.")))
_REWRITTEN = Reason("same", pattern("An expression is written differently and says the same."))
_SAME_NUMBERS = ({"integer", "decimal"}, {"date", "datetime"})


@dataclass(frozen=True, slots=True)
class _Comparing:
    found: Changed
    sections: Mapping[int, tuple[Reason, ...]]
    parents: Mapping[int, int | None]
    said: dict[tuple[object, ...], tuple[Reason, ...]] = field(default_factory=dict)

    def item(self, pair: Pair) -> Item:
        one, two = pair.old.node, pair.new.node
        assert isinstance(one, Question)
        assert isinstance(two, Question)
        reasons = sorted(self._reasons(pair, one, two), key=lambda reason: -ORDER[reason.level])
        return Item(one.code, two.code, two.label, worst(reasons), two.competence, tuple(dict.fromkeys(reasons)))

    def _reasons(self, pair: Pair, one: Question, two: Question) -> Iterator[Reason]:
        if pair.renamed:
            yield Reason("same", pattern("Its code is another: «{old}» became «{new}»; join the two columns."),
                         {"old": one.code, "new": two.code})
        yield from _kind(one, two)
        yield from _wording(one.label, two.label)
        if one.choices or two.choices:
            yield from self._choices(one, two)
        if one.other != two.other:
            yield Reason("care", pattern("The choice «other» was added or removed."))
        if not same_expression(one.calculation, two.calculation):
            yield Reason("not" if two.kind == "calculate" else "care", pattern("It is worked out by another formula."))
        for name, says in (*_CARE, *_NOTES):
            if getattr(one, name) != getattr(two, name):
                if name in EXPRESSIONS and same_expression(getattr(one, name), getattr(two, name)):
                    yield _REWRITTEN
                    continue
                noted = (name, says) in _NOTES or (name == "hint" and _signs(one.hint, two.hint))
                yield Reason("same" if noted else "care", says)
        if pair.into or pair.moved:
            yield Reason("care", pattern("It stands in another place: what is asked before it colours the answer."))
        yield from self._around(pair)

    def _choices(self, one: Question, two: Question) -> tuple[Reason, ...]:
        """Hundreds of items share a list: what is said of it is worked out once."""
        key = (one.choices, two.choices, one.rating or two.rating, two.random, tuple(one.missing), tuple(two.missing))
        if key not in self.said:
            self.said[key] = tuple(choice_reasons(one, two, self.found.lists.get((one.choices, two.choices))))
        return self.said[key]

    def _around(self, pair: Pair) -> Iterator[Reason]:
        """What changed in the sections it stands in."""
        place = pair.new.parent
        while place is not None:
            yield from self.sections.get(place, ())
            place = self.parents.get(place)


def _kind(one: Question, two: Question) -> Iterator[Reason]:
    if one.kind != two.kind:
        near = {one.kind, two.kind} in _SAME_NUMBERS
        yield Reason("care" if near else "not", pattern("The type of the answer changed from «{old}» to «{new}»."),
                     {"old": one.type or one.kind, "new": two.type or two.kind})
    elif one.kind == "range" and one.parameters != two.parameters:
        yield Reason("not", pattern("The ends or steps of the range changed."))


def _signs(one: Text, two: Text) -> bool:
    return all(degree(one[lang], two[lang]) in (None, "signs") for lang in LANGS)


def _wording(one: Text, two: Text) -> Iterator[Reason]:
    how = {lang: degree(one[lang], two[lang]) for lang in LANGS}
    told = [lang for lang in LANGS if one[lang].strip() and two[lang].strip()]
    reworded = [lang for lang in told if how[lang] == "words"]
    if reworded and len(reworded) < len(told):
        for lang in reworded:
            yield Reason("care", pattern("The wording changed in one language: {language}. Answers in the other "
                                         "languages stay comparable."), {"language": LANGUAGE[lang]})
    elif reworded:
        yield Reason("care", pattern("The wording changed: judge whether the meaning is the same."))
    if any(how[lang] == "signs" for lang in LANGS):
        yield Reason("same", pattern("Only punctuation, case or spaces changed."))
    for lang in LANGS:
        if how[lang] == "filled":
            yield Reason("same", pattern("It has words for the first time; language: {language}."),
                         {"language": LANGUAGE[lang]})
        if how[lang] == "emptied":
            yield Reason("care", pattern("It has no words any more; language: {language}."),
                         {"language": LANGUAGE[lang]})


def _section_reasons(pair: Pair) -> Iterator[Reason]:
    one, two = pair.old.node, pair.new.node
    assert isinstance(one, Section)
    assert isinstance(two, Section)
    facts = {"section": two.code}
    if one.kind != two.kind:
        yield Reason("not", pattern("The section «{section}» is asked once in one version and repeatedly in the "
                                    "other."), facts)
    if not same_expression(one.relevance, two.relevance):
        yield Reason("care", pattern("The condition of the section «{section}» changed: it is asked of other people."),
                     facts)
    if not same_expression(one.repeat_count, two.repeat_count):
        yield Reason("care", pattern("How often the section «{section}» is repeated changed."), facts)
    if not _signs(one.label, two.label) or not _signs(one.hint, two.hint):
        yield Reason("care", pattern("The heading of the section «{section}» changed; it may be the first half of the "
                                     "question."), facts)
    if (one.appearance, one.parameters) != (two.appearance, two.parameters):
        yield Reason("care", pattern("The section «{section}» is shown in another way."), facts)
    if pair.into or pair.moved:
        yield Reason("care", pattern("The section «{section}» stands in another place: what is asked before it colours "
                                     "the answers."), facts)
