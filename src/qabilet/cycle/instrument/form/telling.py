"""What a form tells of the columns of an export: kinds, values with their labels, grids, what a blank means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qabilet.cycle.instrument.codes import short_code, unique
from qabilet.cycle.instrument.dictionary import BLANK, Kind, Missing
from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.headers import MOST_RANKED, Place, offered, placed
from qabilet.cycle.instrument.form.markup import plain_words
from qabilet.cycle.instrument.form.question import Choice, Question, Section, walked
from qabilet.cycle.instrument.grids import OPINIONS
from qabilet.cycle.instrument.header_words import speaks_of_needs
from qabilet.cycle.instrument.meaning import cleaned, number_in
from qabilet.cycle.instrument.missing_words import missing_words
from qabilet.cycle.instrument.options import is_other
from qabilet.cycle.instrument.private import personal
from qabilet.cycle.instrument.scales import scale_of
from qabilet.cycle.instrument.told import Told
from qabilet.cycle.instrument.words import folded
from qabilet.text import LANGS, Lang, Text, pattern

FORM = pattern("the form")
RANKING = "ranking"
"""The scale of a question that gives one item of a grid its place; no two items may have the same."""
LIST = "|"
"""What parts the choices in a cell of a question of many."""
MOST_POINTS = 30
"""No scale has more points, reasons for no answer counted in."""
_KINDS: dict[str, Kind] = {
    "many": "many", "rank": "ranking", "integer": "number", "decimal": "number", "range": "number", "text": "text",
    "date": "date", "datetime": "date", "time": "text", "acknowledge": "constant",
}
_NO: Mapping[str, Mapping[str, int]] = {}


def told_by_form(form: Form, headers: Sequence[str], *, lang: Lang, answers: Mapping[str, Mapping[str, int]] = _NO,
                 source: str = FORM) -> dict[str, Told]:
    """What the form says of each header that it knows; the others are left to be guessed.

    `answers` are the values under a header and how often each stands there: by them it is seen whether an export has
    codes or labels, and in which language. Without them, codes. A word in `answers` that is in no list of the form is
    taken in as a further value. Cells of many choices must be parted by LIST, cells of a ranking be places, a column
    for each item. `lang` is the language of the words that have only one (the question above a grid).
    """
    found = placed(form, headers)
    grids = _grids(form, lang)
    told: dict[str, Told] = {}
    for header, place in found.items():
        said = _said(form, place, answers.get(header, {}), grids, lang)
        if said is not None:
            told[header] = _unmarked(said, source)
    return told


def _unmarked(said: Told, source: str) -> Told:
    """Bold and linked words are words, wherever they are told; the cells keep what stands in them."""
    return replace(said, source=source, question=plain_words(said.question), item=plain_words(said.item),
                   label=Text(*map(plain_words, said.label)), stem=Text(*map(plain_words, said.stem)),
                   labels={value: Text(*map(plain_words, words)) for value, words in said.labels.items()})


def _said(form: Form, place: Place, counts: Mapping[str, int], grids: Mapping[int, tuple[str, Text]],
          lang: Lang) -> Told | None:
    question = place.question
    if question.kind in ("note", "meta", "foreign"):
        return None
    words = next(filter(None, question.label), "")
    if private := _private(question, counts):
        return Told("", "personal", private)
    told = Told("", question=question.label[lang] or words, label=question.label, code=question.code.casefold(),
                competence=question.competence, reverse=False)
    if question.kind in ("calculate", "hidden"):
        return told
    if place.typed:
        return replace(told, kind="text", code=f"{told.code}_other", competence="", label=Text())
    if question.kind == "rank":
        return _ranked(form, place, told, counts, lang)
    if question.kind == "many" and place.choice:
        return None
    if question.kind == "one":
        told = _one(form, question, told, counts, grids, lang)
    elif question.kind == "range" and question.scale and (points := _points(question)):
        told = _listed(replace(told, role="opinion", reverse=question.reverse), "rating", points, question, counts)
    elif question.kind == "many":
        told = _listed(told, "many", offered(form, question), question, counts)
    else:
        told = replace(told, kind=_KINDS[question.kind], missing=dict(question.missing),
                       role="profile" if _KINDS[question.kind] == "number" else "")
        if told.kind == "number":
            told = replace(told, missing={**_no_numbers(counts), **told.missing})
    return _blank(told, place)


def _points(question: Question) -> tuple[Choice, ...]:
    """The points of a range of whole numbers, where they are few enough for a scale; () for others."""
    ends = dict(part.partition("=")[::2] for part in question.parameters.replace(";", " ").split())
    low, high, step = (ends.get(name, usual) for name, usual in (("start", "0"), ("end", "10"), ("step", "1")))
    if not all(end.lstrip("-").isdecimal() and len(end) < 4 for end in (low, high, step)) or int(step) < 1:
        return ()
    points = range(int(low), int(high) + 1, int(step))
    return tuple(Choice(str(point), Text.same(str(point))) for point in points) if 2 < len(points) <= 12 else ()


def _private(question: Question, counts: Mapping[str, int]) -> str:
    """The label, where it asks for what must not be kept; typed answers alone can be so."""
    if question.kind not in ("text", "integer", "date"):
        return ""
    words = {value: count for value, count in counts.items() if value}
    return next((label for label in question.label if label and personal(label, words)), "")


def _one(form: Form, question: Question, told: Told, counts: Mapping[str, int],
         grids: Mapping[int, tuple[str, Text]], lang: Lang) -> Told:
    choices = offered(form, question)
    order, ladder = graded(question, choices)
    if not order:
        return _listed(told, "one", choices, question, counts)
    stem = Text()
    if id(question) in grids:
        group, stem = grids[id(question)]
        told = replace(told, group=group, stem=stem, question=stem[lang] or next(filter(None, stem), ""),
                       item=told.question)
    asked = stem if any(stem) else question.label
    needs = ladder == "need" or (ladder not in OPINIONS and any(speaks_of_needs(words) for words in asked if words))
    told = replace(told, role="need" if needs else "opinion", reverse=question.reverse)
    return _listed(told, "ranking" if question.scale == RANKING else "rating", order, question, counts)


def graded(question: Question, choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], str]:
    """The choices that are points of a scale, from the lowest, and what scale it is where that is known; () where they
    are none. Known graded words go before the order of the list: many a list begins with the most."""
    if len(choices) > MOST_POINTS:
        return (), ""
    unsaid = _unsaid(question, choices)
    points = [choice for choice in choices if choice.code not in unsaid]
    for lang in LANGS:
        words = {choice.label[lang]: choice for choice in points}
        if len(words) == len(points) > 2 and all(words) and (scale := scale_of(words)) and scale.by != "codes":
            if scale.by == "words" and not question.rating:
                continue
            return tuple(words[point] for point in scale.points), scale.ladder
    return (tuple(points), "") if question.rating and len(points) > 2 else ((), "")


def _unsaid(question: Question, choices: Iterable[Choice]) -> dict[str, Missing]:
    """The codes of choices that say there is no answer: declared in the form, or known words."""
    out: dict[str, Missing] = {}
    for choice in choices:
        found = missing_words(filter(None, choice.label))
        if choice.code in question.missing:
            out[choice.code] = question.missing[choice.code]
        elif found:
            out[choice.code] = next(iter(found.values()))
    return out


def _listed(told: Told, kind: Kind, choices: Sequence[Choice], question: Question, counts: Mapping[str, int]) -> Told:
    """Values, labels and missing answers as they stand in the cells: codes, or labels in one of the languages."""
    cells = _pieces(counts) if kind == "many" else {value for value in counts if value}
    spelt = _as_spelt(choices, cells)
    # «Hard to say» chosen beside something else is an answer; only alone does it say that there is none.
    beside = {_key(one) for one in _pieces({cell: 1 for cell in counts if LIST in cell})} if kind == "many" else set()
    unsaid = {code: why for code, why in _unsaid(question, choices).items() if _key(spelt[code]) not in beside}
    missing = {spelt[code]: reason for code, reason in unsaid.items() if code in spelt}
    missing |= {code: reason for code, reason in question.missing.items()
                if code not in spelt and _key(code) not in beside}
    points = [choice for choice in choices if choice.code not in unsaid]
    values = {spelt[choice.code]: choice.label for choice in points}
    known = {_key(one) for one in (*values, *missing)}
    alike = {folded(word): spelt[choice.code] for choice in points for word in (choice.code, *choice.label) if word}
    merge = {cell: alike[folded(cell)] for cell in sorted(cells) if _key(cell) not in known and folded(cell) in alike}
    strange = [cell for cell in sorted(cells, key=lambda cell: (-counts.get(cell, 0), cell))
               if _key(cell) not in known and cell not in merge]
    other = next((value for value, label in values.items() if is_other(value) or any(map(is_other, label))), "")
    for cell in strange:
        if _key(cell) not in beside and (reason := missing_words([cell])):
            missing[cell] = reason[cell]
        elif kind == "rating":
            missing[cell] = "cannot judge"
        elif other or question.other:
            values.setdefault(other := other or "other", Text())
            if _key(cell) != _key(other):
                merge[cell] = other
        elif _key(cell) not in known:
            values[cell] = Text()
            known.add(_key(cell))
    if len(values) < (2 if kind == "rating" else 1):
        return replace(told, role="", reverse=False, group="")  # no list to speak of: the answers are looked at
    return replace(told, kind=kind, values=tuple(values), labels={one: label for one, label in values.items()
                                                                  if any(label)},
                   missing={cell: reason for cell, reason in missing.items() if _key(cell) not in map(_key, values)},
                   merge=merge, separator=LIST if kind == "many" else "")


def _key(word: str) -> str:
    return cleaned(word).casefold()


def _pieces(counts: Mapping[str, int]) -> set[str]:
    """The choices named in the cells; 0 alone is somebody who was asked and chose none."""
    return {piece for cell in counts if cell != "0" for part in cell.split(LIST) if (piece := part.strip())}


def _as_spelt(choices: Sequence[Choice], cells: set[str]) -> dict[str, str]:
    """Each choice's code and how it stands in the cells: the spelling that most of the cells know."""
    seen = {folded(cell) for cell in cells}
    spellings = [{choice.code: choice.code for choice in choices},
                 *({choice.code: choice.label[lang] or choice.code for choice in choices} for lang in LANGS)]
    best = max(spellings, key=lambda spelt: sum(folded(one) in seen for one in spelt.values()))
    out: dict[str, str] = {}
    taken: set[str] = set()
    for code, words in best.items():  # two choices may bear one label: the second is then known by its code
        out[code] = words if _key(words) not in taken else code
        taken.add(_key(out[code]))
    return out


def _ranked(form: Form, place: Place, told: Told, counts: Mapping[str, int], lang: Lang) -> Told | None:
    """An item of a ranking: its places run from 1, which is the most, to as many as there are items."""
    question, choices = place.question, form.choices(place.question)
    item = next((choice for choice in choices if choice.code == place.choice), None)
    if item is None or not 2 <= len(choices) <= MOST_RANKED:
        return None
    code = question.code.casefold()
    places = tuple(str(one) for one in range(1, len(choices) + 1))
    strange = [cell for cell in counts if cell and cleaned(cell) not in places]
    told = replace(told, kind="ranking", group=code, stem=question.label,
                   item=item.label[lang] or next(filter(None, item.label), item.code),
                   label=item.label if any(item.label) else Text.same(item.code),
                   code=f"{code}_{short_code(item.code.replace('_', ' '), words=9) or 'item'}",
                   values=places,
                   missing={**dict.fromkeys(strange, "cannot judge"), **missing_words(strange)},
                   competence=question.competence,
                   role="need" if any(map(speaks_of_needs, filter(None, question.label))) else "opinion")
    return _blank(told, place)


def _blank(told: Told, place: Place) -> Told:
    """A question put only to some was not asked of whoever left it blank."""
    if place.routed and BLANK not in told.missing:
        return replace(told, missing={**told.missing, BLANK: "not asked"})
    return told


def _no_numbers(counts: Mapping[str, int]) -> dict[str, Missing]:
    """Answers under a question for a number that hold none."""
    words = [cell for cell in counts if cell and number_in(cell) is None]
    return {**dict.fromkeys(words, "cannot judge"), **missing_words(words)}


def _grids(form: Form, lang: Lang) -> dict[int, tuple[str, Text]]:
    """The group and the question above it of each rating in a grid: neighbours in one section with one list."""
    out: dict[int, tuple[str, Text]] = {}
    taken: set[str] = {question.code.casefold() for question in form.questions()}
    holders: list[tuple[Section | None, tuple[object, ...]]] = [(None, form.nodes)]
    holders += [(node, node.nodes) for _, node in walked(form.nodes) if isinstance(node, Section)]
    for section, nodes in holders:
        run: list[Question] = []
        heard = Text()
        for node in (*nodes, None):
            alike = isinstance(node, Question) and node.kind == "one" and bool(graded(node, form.choices(node))[0])
            if alike and isinstance(node, Question) and (not run or run[0].choices == node.choices):
                run.append(node)
                continue
            _close(run, section, heard, form, taken, out)
            run = [node] if alike and isinstance(node, Question) else []
            heard = node.label if isinstance(node, Question) and node.kind == "note" else Text()
    return out


def _close(run: Sequence[Question], section: Section | None, heard: Text, form: Form, taken: set[str],
           out: dict[int, tuple[str, Text]]) -> None:
    if len(run) < 2:
        return
    stem = heard if any(heard) else section.label if section is not None and any(section.label) else form.title
    if section is not None and section.code:
        code = short_code(section.code.replace("_", " "), words=9)
    else:
        code = short_code(next(filter(None, (stem.en, stem.ru, stem.kk)), ""), most=20, words=2)
    code = unique(code or "grid", taken)
    taken.add(code)
    for question in run:
        out[id(question)] = (code, stem)
