"""Two lists of choices beside each other: which choice is which, and what that means for a scale."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qabilet.cycle.instrument.comparing.matching import longest_rise
from qabilet.cycle.instrument.comparing.word_diff import Degree, degree
from qabilet.cycle.instrument.form.question import Choice
from qabilet.cycle.instrument.missing_words import missing_words
from qabilet.text import LANGS, Lang, Text


@dataclass(frozen=True, slots=True)
class ChoiceChanges:
    """`pairs` are the choices both lists have, in the order of the new one."""

    pairs: tuple[tuple[Choice, Choice], ...]
    removed: tuple[Choice, ...]
    added: tuple[Choice, ...]
    reordered: bool
    turned: bool
    """The whole order was turned round."""

    def recoded(self) -> dict[str, str]:
        """Old codes and the new ones of the same choices, where they differ."""
        return {one.code: two.code for one, two in self.pairs if one.code != two.code}

    def reworded(self) -> Iterable[tuple[Choice, Choice, Lang, Degree]]:
        for one, two in self.pairs:
            for lang in LANGS:
                how = degree(one.label[lang], two.label[lang])
                if how is not None:
                    yield one, two, lang, how

    @property
    def reversed_codes(self) -> bool:
        """Whether the codes run the other way: what was the lowest point is now the highest."""
        codes = self.recoded()
        return len(codes) > 1 and all(codes.get(new) == old for old, new in codes.items()) \
            and len(self.pairs) - len(codes) <= 1


def choice_changes(old: Iterable[Choice], new: Iterable[Choice]) -> ChoiceChanges:
    """Matched by code and words, then by words, then by code alone. Swapped, the pairs come the other way round."""
    left, right = list(old), list(new)
    pairs: list[tuple[int, int]] = []
    for key in (_both, _words, _code):
        pairs += _matched(left, right, pairs, key)
    pairs.sort(key=lambda pair: pair[1])
    order = [one for one, _ in pairs]
    gone, come = {one for one, _ in pairs}, {two for _, two in pairs}
    return ChoiceChanges(
        tuple((left[one], right[two]) for one, two in pairs),
        tuple(one for place, one in enumerate(left) if place not in gone),
        tuple(one for place, one in enumerate(right) if place not in come),
        len(longest_rise(order)) < len(order), len(order) > 1 and order == sorted(order, reverse=True))


def no_answer(choice: Choice, missing: Mapping[str, object]) -> bool:
    """Whether the choice says that there is no answer: «Hard to say»."""
    return choice.code in missing or bool(missing_words(words for words in choice.label if words))


def _matched(left: list[Choice], right: list[Choice], taken: list[tuple[int, int]],
             key: Callable[[Choice], Iterable[object]]) -> list[tuple[int, int]]:
    gone, come = {one for one, _ in taken}, {two for _, two in taken}
    waiting: dict[object, deque[int]] = {}
    for place, one in enumerate(left):
        if place not in gone:
            for known in key(one):
                waiting.setdefault(known, deque()).append(place)
    found: list[tuple[int, int]] = []
    for place, two in enumerate(right):
        if place in come:
            continue
        for free in (waiting[known] for known in key(two) if known in waiting):
            while free and free[0] in gone:
                free.popleft()
            if free:
                gone.add(free[0])
                found.append((free[0], place))
                break
    return found


def _both(choice: Choice) -> Iterable[object]:
    return [(choice.code, *known) for known in _words(choice)]


def _words(choice: Choice) -> list[tuple[str, str]]:
    label: Text = choice.label
    return [(lang, " ".join(label[lang].casefold().split())) for lang in LANGS if label[lang].strip()]


def _code(choice: Choice) -> Iterable[object]:
    return [choice.code]
