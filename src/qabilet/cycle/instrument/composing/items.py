"""Items for competences: one grid a scale, its stem worded for each perspective, its items with stable codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qabilet.cycle.framework import Competence, Framework, Point, Scale
from qabilet.cycle.instrument.composing.faults import FORM_055, FORM_056, FORM_060
from qabilet.cycle.instrument.composing.words import CANNOT_JUDGE, Statement, Wording, filled, headed
from qabilet.cycle.instrument.dictionary import Missing
from qabilet.cycle.instrument.form.question import Choice, ChoiceList, Question, Section
from qabilet.errors import refuse
from qabilet.text import Text

LONGEST = 32
"""SPSS and Stata take names of so many characters."""
FEWEST_RANKED, MOST_RANKED = 2, 9
"""Nobody puts more than about nine things in order."""
ALL, OBSERVERS = "all", "observers"


@dataclass(frozen=True, slots=True)
class Rater:
    """Who may answer: the code of their choice, whose view it is, what they call themselves."""

    code: str
    perspective: str
    label: Text


@dataclass(frozen=True, slots=True)
class Grid:
    """Competences on one scale, put to some of the raters (by code), to everybody where none is named."""

    code: str
    scale: str
    competences: tuple[str, ...]
    raters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raters:
    """The raters of the form, and the question in which they say who they are ('' where there is one kind only)."""

    question: str
    kinds: tuple[Rater, ...]

    def asked(self, grid: Grid) -> tuple[Rater, ...]:
        return tuple(one for one in self.kinds if not grid.raters or one.code in grid.raters)

    def relevance(self, chosen: Sequence[Rater]) -> str:
        """'' where everybody is meant."""
        if not self.question or {one.code for one in chosen} == {one.code for one in self.kinds}:
            return ""
        return " or ".join(f"${{{self.question}}} = '{one.code}'" for one in chosen)


def item_code(grid: str, competence: str, item: str = "") -> str:
    """'importance_budget_management': the same whatever else the form asks; cut to 32 signs, letters off the longest
    words first, with four signs of its hash where a cut was needed."""
    pieces = [grid, *competence.split("-"), *([item] if item else [])]
    whole = "_".join(pieces).replace("-", "_")
    if len(whole) <= LONGEST:
        return whole
    mark = hashlib.sha256(whole.encode()).hexdigest()[:4]
    kept = whole.split("_")
    while len("_".join(kept)) > LONGEST - len(mark) - 1:
        # The first word names the scale, and is left whole as long as another can give letters.
        longest = max(range(len(kept)), key=lambda place: len(kept[place]) - (8 if place == 0 else 0))
        kept[longest] = kept[longest][:-1]
        kept = [kept[0], *filter(None, kept[1:])]
    return f"{'_'.join(kept)}_{mark}"


def scale_list(scale: Scale, words: Wording, views: Sequence[str]) -> ChoiceList:
    """The points of a scale as choices, every one with its label; whoever observes may say that they cannot judge."""
    points = [(str(point.value), point.label, ALL) for point in scale.points]
    if set(views) <= {"self"}:
        return ChoiceList(scale.code, tuple(Choice(code, headed(label)) for code, label, _ in points))
    points.append((CANNOT_JUDGE, words.phrases["cannot_judge"], OBSERVERS))
    return ChoiceList(f"{scale.code}_seen", tuple(Choice(code, headed(label), cells={"who": who})
                                                  for code, label, who in points))


def ranking_list(code: str, count: int, words: Wording) -> ChoiceList:
    """As many points as there are items; the ends are labelled, the numbers between them speak for themselves."""
    ends = {1: words.phrases["rank_lowest"], count: words.phrases["rank_highest"]}
    return ChoiceList(code, tuple(
        Choice(str(point), Text(*(f"{point} \u2013 {said}" for said in ends[point])) if point in ends
               else Text.same(str(point))) for point in range(1, count + 1)))


def scale_of(framework: Framework, code: str, words: Wording) -> Scale:
    """The framework's own scale of that code, else the usual one."""
    own: Mapping[str, Scale] = {one.code: one for one in framework.scales}
    return own.get(code) or words.scales.get(code) or Scale(code, Text(), (Point(0, Text()), Point(1, Text())))


def grid_section(grid: Grid, framework: Framework, raters: Raters,
                 words: Wording) -> tuple[Section, tuple[ChoiceList, ...]]:
    """The grid as a section, and the choices of its items. Raises FORM_055, FORM_056, FORM_060."""
    asked = raters.asked(grid)
    views = _views(asked)
    competences = [framework.competence(code) for code in grid.competences]
    if grid.scale == "ranking":
        if not FEWEST_RANKED <= len(competences) <= MOST_RANKED:
            raise refuse(FORM_056, count=len(competences), least=FEWEST_RANKED, most=MOST_RANKED)
        scale, choices = None, ranking_list(f"{grid.code}_points", len(competences), words)
    else:
        scale = scale_of(framework, grid.scale, words)
        choices = scale_list(scale, words, views)
    stems = {view: _stem(grid, view, words, len(competences)) for view in views}
    name = scale.name if scale is not None else words.phrases["scale_ranking"]
    if grid.scale == "agreement" and "self" in views and len(views) > 1:
        own = scale_list(scale_of(framework, grid.scale, words), words, ("self",))
        parts = tuple(_parts(grid, competences, raters, words, (own, choices), stems, name))
        return Section(grid.code, type="begin_group", label=name, relevance=raters.relevance(asked),
                       nodes=parts), (own, choices)
    items = tuple(_items(grid, competences, raters, asked, words, choices))
    return _section(grid.code, items, stems, name, raters, asked), (choices,)


def _section(code: str, items: tuple[Question, ...], stems: Mapping[str, Text], name: Text, raters: Raters,
             asked: Sequence[Rater]) -> Section:
    """Items under their stem; with several stems each rater reads the own one in a note."""
    notes: tuple[Question, ...] = ()
    label = next(iter(stems.values()))
    if len(stems) > 1:
        label = name
        # One's own comes last, next to the items: it is what the analysis then calls the question.
        notes = tuple(Question(f"{code}_stem_{view}", "note", "note", words, perspectives=(view,),
                               relevance=raters.relevance([one for one in asked if one.perspective == view]))
                      for view, words in sorted(stems.items(), key=lambda one: one[0] == "self"))
    return Section(code, type="begin_group", label=label, relevance=raters.relevance(asked), appearance="field-list",
                   nodes=(*notes, *items))


def _parts(grid: Grid, competences: Sequence[Competence], raters: Raters, words: Wording,
           lists: tuple[ChoiceList, ChoiceList], stems: Mapping[str, Text], name: Text) -> Iterator[Section]:
    """Statements put differently to oneself and to others, in a grid each: nobody reads the other's. `lists` are the
    choices of those who rate themselves, and of whoever may not be able to judge."""
    own, seen = lists
    asked = raters.asked(grid)
    row = _row(grid, raters, asked, seen)
    found = [(one, item) for competence in competences
             for one, item in _statements(grid, competence, row, raters, asked, words)]
    for about, for_whom in _for_whom(asked).items():
        items = tuple(item for one, item in found if one.about == about)
        if about == "self":
            items = tuple(one.with_(type=f"select_one {own.code}", choices=own.code, missing={}, choice_filter="")
                          for one in items)
        if items:
            heard = {view: stems[view] for view in (("self",) if about == "any" else _views(for_whom))}
            yield _section(f"{grid.code}_{about}", items, heard, name, raters, for_whom)


def _for_whom(asked: Sequence[Rater]) -> dict[str, list[Rater]]:
    """Who answers statements about oneself, about others, and those that are put to both alike."""
    return {"self": [one for one in asked if one.perspective == "self"],
            "other": [one for one in asked if one.perspective != "self"], "any": list(asked)}


def _stem(grid: Grid, view: str, words: Wording, most: int) -> Text:
    stem = words.stems.get((grid.scale, view))
    if stem is None:
        raise refuse(FORM_060, scale=grid.scale, perspective=view)
    return filled(stem, most=most)


def _row(grid: Grid, raters: Raters, asked: Sequence[Rater], choices: ChoiceList) -> Question:
    """What all items of the grid have in common."""
    judged = choices.choices[-1].code == CANNOT_JUDGE
    missing: dict[str, Missing] = {CANNOT_JUDGE: "cannot judge"} if judged else {}
    return Question("", "one", f"select_one {choices.code}", choices=choices.code, missing=missing, scale=grid.scale,
                    appearance="likert" if grid.scale != "ranking" else "", perspectives=_views(asked),
                    choice_filter=_choosing(asked, raters) if judged else "")


def _items(grid: Grid, competences: Sequence[Competence], raters: Raters, asked: Sequence[Rater], words: Wording,
           choices: ChoiceList) -> Iterator[Question]:
    row = _row(grid, raters, asked, choices)
    given: list[str] = []
    for competence in competences:
        if grid.scale == "agreement":
            yield from (item for _, item in _statements(grid, competence, row, raters, asked, words))
            continue
        code = item_code(grid.code, competence.code)
        item = row.with_(code=code, label=competence.name, hint=competence.about, competence=competence.code)
        if grid.scale == "ranking":
            item = item.with_(constraint=" and ".join(f". != ${{{one}}}" for one in given),
                              constraint_says=words.phrases["once"] if given else Text())
        given.append(code)
        yield item


def _statements(grid: Grid, competence: Competence, row: Question, raters: Raters, asked: Sequence[Rater],
                words: Wording) -> Iterator[tuple[Statement, Question]]:
    """The statements about one competence: 'I ...' for those who rate themselves, 'does ...' for the others."""
    found = [one for one in words.statements if one.competence == competence.code]
    if not found:
        raise refuse(FORM_055, value=competence.code)
    kinds = _for_whom(asked)
    apart = bool(kinds["self"]) and bool(kinds["other"])
    for one in found:
        if not (for_whom := kinds[one.about]):
            continue
        # What is put differently to oneself and to others is two questions of one form.
        tail = (one.item if one.item != "1" else "", "other" if apart and one.about == "other" else "")
        yield one, row.with_(code=item_code(grid.code, one.competence, "_".join(filter(None, tail))), label=one.words,
                             reverse=one.reverse, competence=competence.code, perspectives=_views(for_whom),
                             choice_filter=_choosing(for_whom, raters) if row.missing else "")


def _views(asked: Sequence[Rater]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.perspective for one in asked))


def _choosing(asked: Sequence[Rater], raters: Raters) -> str:
    """Who rates oneself can judge: the choice for those who cannot is not among theirs."""
    own = [one for one in asked if one.perspective == "self"]
    if not own:
        return ""
    if len(own) == len(asked):
        return f"who = '{ALL}'"
    said = " or ".join(f"${{{raters.question}}} = '{one.code}'" for one in own)
    return f"who = '{ALL}' or not({said})"
