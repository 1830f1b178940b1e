"""The logic of a form at work: from the answers so far to what is asked, offered, worked out, missing and wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from qabilet.cycle.instrument.form.form import Form
from qabilet.cycle.instrument.form.question import ASKED
from qabilet.cycle.instrument.routes.plan import Step, routes_json
from qabilet.cycle.instrument.routing.context import Context, Row
from qabilet.cycle.instrument.routing.evaluating import Work, compiled
from qabilet.cycle.instrument.routing.numeric import index
from qabilet.cycle.instrument.routing.paths import Tree
from qabilet.cycle.instrument.routing.texts import tokens
from qabilet.cycle.instrument.routing.values import Value, number, text, truth
from qabilet.text import Lang

Place = tuple[int, ...]
MOST_REPEATS = 100
"""How often a section is repeated, at most; a larger count asks so often."""

_MOST_PLACES = 1_000
_FACETS = ("relevance", "repeat_count", "calculation", "required", "constraint", "choice_filter", "default")


@dataclass(slots=True)
class Outcome:
    """What follows from the answers. Keys are the names of questions and sections; in repeats with the places after a
    number sign, from 1, the outermost first: `age#2`, `toy#2.1`.

    `values` are the answers and what was worked out, '' for what is not asked; `relevant` whether a question or section
    is asked; `counts` how often a repeat is; `offered` the choices left by a filter; `missing` what is required and not
    answered; `broken` answers their constraint refuses; `stray` answers that are no choice offered.
    """

    values: dict[str, str] = field(default_factory=dict)
    relevant: dict[str, bool] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()


def key_of(code: str, place: Place) -> str:
    """The key of a question or section at a place in the repeats around it."""
    return f"{code}#{'.'.join(map(str, place))}" if place else code


class Logic:
    """A form made ready: built once, asked for every respondent and every step. Raises QabiletError as `routes_json`
    does; afterwards nothing is raised, whatever the answers are."""

    def __init__(self, form: Form, lang: Lang = "ru") -> None:
        plan = routes_json(form, lang)
        self._steps = [(step, _works(step)) for step in cast("list[Step]", plan["steps"])]
        self._lists = cast("dict[str, list[Row]]", plan["lists"])
        self._codes = {code: tuple(one.code for one in found.choices) for code, found in form.lists.items()}
        self._chosen = cast("dict[str, str]", plan["chosen"])
        self._version, self._lang = form.version, lang

    def outcome(self, answers: Mapping[str, str], *, today: str = "", now: str = "", seed: str = "") -> Outcome:
        """What follows from the answers, by key; see `Outcome`. `today`, `now` and `seed` as in `Context`.

        A repeat without a count of its own is asked as often as the answer under its key says, at first once.
        """
        found = Outcome()
        base = Context(lists=self._lists, chosen=self._chosen, today=today, now=now, seed=seed,
                       version=self._version, lang=self._lang)
        wrong: dict[str, list[tuple[int, Place, str]]] = {"missing": [], "broken": [], "stray": []}
        for step, works in self._steps:
            for place in _places(found, cast("list[str]", step["in"])):
                _worked(found, step, works, place, answers, base)
        for step, works in self._steps:
            if step["kind"] in ASKED:
                for place in _places(found, cast("list[str]", step["in"])):
                    for what in self._faults(found, step, works, place, base):
                        wrong[what].append((cast(int, step["at"]), place, key_of(str(step["code"]), place)))
        found.missing, found.broken, found.stray = (
            tuple(key for *_, key in sorted(wrong[what])) for what in ("missing", "broken", "stray"))
        return found

    def defaults(self, *, today: str = "", now: str = "", seed: str = "") -> dict[str, str]:
        """The answers a form begins with, by key, for the questions outside repeats that have a default."""
        found: dict[str, str] = {}
        base = Context(lists=self._lists, chosen=self._chosen, today=today, now=now, seed=seed,
                       version=self._version, lang=self._lang)
        for step, works in self._steps:
            if "default" in works and not step["in"]:
                context = _context(Outcome(values=found), step, (), base)
                value = text(works["default"](context))
                found.update({str(step["code"]): value} if value else {})
        return found

    def _faults(self, found: Outcome, step: Step, works: Mapping[str, Work], place: Place, base: Context) -> list[str]:
        """What is wrong with one answer: missing, broken, stray."""
        key = key_of(str(step["code"]), place)
        if not found.relevant[key]:
            return []
        value, faults = found.values[key], list[str]()
        context = _context(found, step, place, base)
        context.own = value
        offered = self._offered(step, works, context)
        if "choice_filter" in works:
            found.offered[key] = offered
        if not value:
            return ["missing"] if "required" in works and truth(_run(works["required"], context)) else []
        if "constraint" in works and not truth(_run(works["constraint"], context)):
            faults.append("broken")
        if step.get("list") in self._codes and not set(tokens(value)) <= set(offered):
            faults.append("stray")
        return faults

    def _offered(self, step: Step, works: Mapping[str, Work], context: Context) -> tuple[str, ...]:
        code = str(step.get("list", ""))
        codes = self._codes.get(code, ())
        if "choice_filter" in works:
            rows, kept = self._lists.get(code, []), list[str]()
            for row in rows:
                context.item = row
                if truth(_run(works["choice_filter"], context)):
                    kept.append(row["name"])
            codes = tuple(kept)
        return (*codes, "other") if "other" in step else codes


def _works(step: Step) -> dict[str, Work]:
    return {facet: compiled(cast(Tree, step[facet])) for facet in _FACETS if facet in step}


def _worked(found: Outcome, step: Step, works: Mapping[str, Work], place: Place, answers: Mapping[str, str],
            base: Context) -> None:
    """One question or section at one place: is it asked, how often, with what value?"""
    key, parent = key_of(str(step["code"]), place), str(step["parent"])
    asked = not parent or found.relevant[_parent_key(found, parent, place)]
    given = text(answers.get(key, ""))
    context = _context(found, step, place, base)
    context.own = given
    if asked and "relevance" in works:
        asked = truth(_run(works["relevance"], context))
    found.relevant[key] = asked
    if step["kind"] == "repeat":
        count = number(_run(works["repeat_count"], context)) if "repeat_count" in works else number(given or "1")
        found.counts[key] = max(0, min(MOST_REPEATS, index(count))) if asked else 0
    elif step["kind"] != "group":
        value = _calculated(_run(works["calculation"], context)) if asked and "calculation" in works else given
        found.values[key] = value if asked else ""


def _calculated(value: Value) -> str:
    """A result as an answer: what is no number is no answer, as in ODK."""
    return text(value) if value == value else ""


def _run(work: Work, context: Context) -> Value:
    """The expression worked out, its draws beginning anew."""
    context.draws = 0
    return work(context)


def _parent_key(found: Outcome, parent: str, place: Place) -> str:
    """A section around stands at this place or, where it is the repeat itself, one place further out."""
    key = key_of(parent, place)
    return key if key in found.relevant else key_of(parent, place[:-1])


def _places(found: Outcome, repeats: list[str], outer: Place = ()) -> list[Place]:
    """Every place within these repeats; with `outer` those that begin so."""
    places = [outer]
    for repeat in repeats[len(outer):]:
        places = [(*place, at) for place in places for at in range(1, found.counts.get(key_of(repeat, place), 0) + 1)]
        places = places[:_MOST_PLACES]
    return places


def _context(found: Outcome, step: Step, place: Place, base: Context) -> Context:
    """The answers as they are seen from a place: one of the same repeat as it is, of a repeat inside as a set."""
    values: dict[str, str | list[str]] = {}
    every: dict[str, list[str]] = {}
    here = cast("list[str]", step["in"])
    for name, repeats, is_repeat in cast("list[tuple[str, list[str], bool]]", step["asks"]):
        shared = 0
        while shared < min(len(here), len(repeats)) and here[shared] == repeats[shared]:
            shared += 1
        if is_repeat:
            values[name] = [str(at) for one in _places(found, repeats, place[:shared])
                            for at in range(1, found.counts.get(key_of(name, one), 0) + 1)]
            every[name] = cast("list[str]", values[name])
            continue
        every[name] = [found.values.get(key_of(name, one), "") for one in
                       _places(found, repeats, place[:min(shared, len(repeats) - 1)])] if repeats else []
        values[name] = found.values.get(key_of(name, place[:shared]), "") if shared == len(repeats) else [
            found.values[key] for one in _places(found, repeats, place[:shared])
            if found.relevant.get(key := key_of(name, one))]
    return Context(values, every=every, lists=base.lists, chosen=base.chosen, positions=place, today=base.today,
                   now=base.now, seed=base.seed, at=key_of(str(step["code"]), place), version=base.version,
                   lang=base.lang)
