"""What a foreign file tells of its columns, for the dictionary: kind, question, values in order, labels, missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabilet.cycle.instrument import (
    Kind,
    Told,
    language,
    option_labels,
    personal,
    scale_of,
    speaks_of_needs,
    unnumbered,
)
from qabilet.study.formats.statistics.grids import Part, ranked, stems
from qabilet.study.formats.statistics.names import plain
from qabilet.study.formats.statistics.values import Variable
from qabilet.text import Lang, Text, pattern

SPSS, STATA = pattern("the SPSS file"), pattern("the Stata file")
_SHORT = 40
_NAME = 100
"""A longer label is a question, and no name of a column in a report."""
_SCALE_MOST = 12
_UNLABELLED_MOST = 10


def told_of(variables: Sequence[Variable], columns: Sequence[Sequence[str]], source: str) -> dict[str, Told]:
    """What is told of each variable, by its name; the items of a grid bear one question and one group. A grid in which
    nearly everybody gives each place once is a ranking."""
    whole = language(" ".join(label for one in variables for label in (one.label, *one.labels.values())))
    kinds = [_kind(one) for one in variables]
    parts = stems(variables, [kind == "rating" for kind in kinds])
    for group in {group for _, _, group in parts.values()}:
        places = [place for place, part in parts.items() if part[2] == group]
        if ranked([variables[place] for place in places], [columns[place] for place in places]):
            for place in places:
                kinds[place] = "ranking"
    return {one.name: _told(one, kind, source, parts.get(place), whole)
            for place, (one, kind) in enumerate(zip(variables, kinds, strict=True))}


def _told(one: Variable, kind: Kind | None, source: str, part: Part | None, whole: Lang) -> Told:
    question, item, group = part or (unnumbered(one.label), "", "")
    values, labels = _scale(one, kind) if kind in ("one", "rating", "ranking") else ((), {})
    lang = spoken(" ".join(one.labels.values()), whole)
    worded = {value: labels.get(value) or worded_in(lang, one.labels[value]) for value in values if value in one.labels}
    role = "need" if group and speaks_of_needs(question) else "opinion" if kind == "ranking" else ""
    name = item or one.label
    label = worded_in(spoken(one.label, whole), name) if len(name) <= _NAME else Text()
    stem = worded_in(spoken(one.label, whole), question) if part and question in one.label else Text()
    return Told(source, kind, question, item, label, plain(one.name).lower(), group, role, values, worded,
                dict(one.missing), stem=stem)


def spoken(words: str, whole: Lang) -> Lang:
    """The language of some words. A few Kazakh words may lack every Kazakh letter: then the whole file decides."""
    lang = language(words)
    return whole if lang == "ru" and whole == "kk" and len(words) < _SHORT else lang


def worded_in(lang: Lang, words: str) -> Text:
    """The words in the one language that they are in; the others are gaps."""
    return Text(**{lang: words})


def _kind(one: Variable) -> Kind | None:
    """The kind as the file tells it; None where it tells nothing, and the answers will."""
    # Whoever chose one of some named codes gave no name and no number of their own, whatever the question speaks of.
    coded = one.number and any(cell in one.labels for cell in one.answers())
    if personal("" if coded else one.label or one.name, one.answers()):
        return "personal"
    if not one.answers() or one.timed:
        return None
    if any(label not in one.missing for label in one.labels):
        return _chosen(one)
    return _unlabelled(one) if one.number else None


def _unlabelled(one: Variable) -> Kind | None:
    """A number without labels. Whole numbers, all different, may be the numbers of people: nothing is told of them."""
    answers = one.answers()
    points = _run(list(answers))
    if one.measure == "nominal":
        return "one" if len(answers) <= _SCALE_MOST else None
    if len(points) >= 3 and (one.measure == "ordinal" or (one.missing and one.measure != "scale"
                                                          and points[0] in ("0", "1"))):
        return "rating"
    broken = not all(answer.lstrip("-").isdigit() for answer in answers)
    again = len(answers) < sum(answers.values())
    return "number" if broken or one.missing or (one.measure == "scale" and again) else None


def _chosen(one: Variable) -> Kind | None:
    """Of a variable with labels: a scale, a choice, or a number of which only some values are named."""
    labelled = [cell for cell in one.labels if cell not in one.missing]
    bare = [cell for cell in one.answers() if cell not in one.labels]
    if len(bare) > max(_UNLABELLED_MOST, 2 * len(labelled)):
        return "number" if one.number else None
    if len(bare) > 2 and one.number and not _run([*labelled, *bare]):
        return "number"
    points = _run([*labelled, *bare]) if one.number else ()
    if len(points) >= 3 and (one.measure == "ordinal" or _graded(one, labelled) or _ends(labelled, bare)):
        return "rating"
    return "one"


def _graded(one: Variable, labelled: Sequence[str]) -> bool:
    found = scale_of([one.labels[cell] for cell in labelled])
    return found is not None and len(found.points) >= 3 and found.by != "codes"


def _ends(labelled: Sequence[str], bare: Sequence[str]) -> bool:
    """Only the two ends of a scale are worded: 1 «not at all», 5 «fully», and 2, 3, 4 between them."""
    numbers = [int(cell) for cell in bare]
    return len(labelled) == 2 and bool(bare) and int(labelled[0]) < min(numbers) and max(numbers) < int(labelled[1])


def _run(cells: Sequence[str]) -> tuple[str, ...]:
    """Whole numbers in order without a gap, at most 12 of them; () where they are none."""
    try:
        numbers = sorted({int(cell) for cell in cells})
    except ValueError:
        return ()
    if not 2 <= len(numbers) <= _SCALE_MOST or numbers[-1] - numbers[0] != len(numbers) - 1:
        return ()
    return tuple(map(str, numbers))


def _scale(one: Variable, kind: Kind) -> tuple[tuple[str, ...], Mapping[str, Text]]:
    """The values in order and the labels known in three languages. Points run from the least to the most as the words
    say, where all have known words; else in the order of their codes."""
    labelled = [cell for cell in one.labels if cell not in one.missing]
    bare = [cell for cell in one.answers() if cell not in one.labels]
    if kind == "one":
        known = option_labels([one.labels[cell] for cell in labelled])
        return ((*labelled, *bare), {cell: known[one.labels[cell]] for cell in labelled if one.labels[cell] in known})
    points = _run([*labelled, *bare]) or (*labelled, *bare)
    if bare or len({one.labels[cell] for cell in labelled}) < len(labelled):
        return points, {}
    found = scale_of([one.labels[cell] for cell in labelled])
    if found is None or len(found.points) != len(labelled) or found.by == "codes":
        return points, {}
    cells = {one.labels[cell]: cell for cell in labelled}
    worded = tuple(cells[point] for point in found.points)
    # Words of degree are a guess; against the order of the codes they are heeded only as a whole.
    if found.by != "ladder" and worded not in (points, points[::-1]):
        return points, {}
    return worded, {cells[point]: text for point, text in found.labels.items() if point in cells}
