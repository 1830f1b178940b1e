"""Writing study.toml: the settings as a person edits them, with remarks in the person's language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qabilet.cycle.analysis import Audience, Derived, Microdata, Rules
from qabilet.cycle.needs import NeedQuestion, ScaleQuestion
from qabilet.study.settings import FORMAT, Settings
from qabilet.text import LANGS, Lang, Text, say


def write_settings(settings: Settings, lang: Lang) -> bytes:
    """The bytes of study.toml; `read_settings` gives the same settings back."""
    parts = (_head(settings, lang), _audience(settings, lang), _design(settings, lang), _weighting(settings, lang),
             _groups(settings, lang), _gate(settings.rules, lang), _microdata(settings.microdata, lang),
             _needs(settings.needs, lang), _scales(settings.scales, lang))
    return "\n".join("\n".join(part).rstrip("\n") + "\n" for part in parts).encode()


def _head(settings: Settings, lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "The settings of the study. They are read again at every analysis; a line that begins with"
                            " # is a remark."))
    yield f"format = {FORMAT}"
    yield ""
    yield "[study]"
    yield f"code = {_string(settings.code)}"
    yield _remark(say(lang, "The title and the source of the data, in Kazakh, Russian and English."))
    yield f"title = {_text(settings.title)}"
    yield f"source = {_text(settings.source)}"
    if any(settings.note):
        yield f"note = {_text(settings.note)}"
    yield _remark(say(lang, "The first and the last month in which people answered."))
    yield f"period = {_list(settings.period)}"
    if settings.languages != LANGS:
        yield _remark(say(lang, "The languages in which people are asked; without this line Kazakh, Russian and "
                                "English."))
        yield f"languages = {_list(settings.languages)}"
    if settings.synthetic:
        yield "synthetic = true"


def _audience(settings: Settings, lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "Who speaks: the column of the dictionary that tells the groups of respondents apart, and "
                            "a [[audience.group]] for each. «self» speaks about itself, an «observer» about the "
                            "audience «of». With one group of respondents leave this empty."))
    yield "[audience]"
    yield f"column = {_string(settings.audience_column)}"
    for one in settings.audiences:
        yield from _group(one)


def _group(one: Audience) -> Iterator[str]:
    yield ""
    yield "[[audience.group]]"
    yield f"value = {_string(one.value)}"
    yield f"role = {_string(one.role)}"
    if one.of:
        yield f"of = {_string(one.of)}"
    yield f"label = {_text(one.label)}"
    if one.population is not None:
        yield f"population = {one.population}"


def _design(settings: Settings, lang: Lang) -> Iterator[str]:
    design = settings.design
    yield _remark(say(lang, "How people came to be in the sample: census (everybody was asked), simple, stratified or "
                            "cluster (drawn at random), quota (filled to a composition), open (whoever came). Only "
                            "samples drawn at random have a margin of error."))
    yield "[design]"
    yield f"kind = {_string(design.kind)}"
    yield _remark(say(lang, "cells: the columns whose combinations are the strata or quota cells; population: how many"
                            " people there are in all; register: their list inside the study folder."))
    yield f"cells = {_list(design.cells)}"
    yield f"population = {design.population}" if design.population is not None else "# population = 2345"
    yield f"register = {_string(design.register)}" if design.register else '# register = "sample/population.csv"'
    yield _remark(say(lang, "units: what was drawn, as qabilet draw counts it; clusters: the column of the bodies or "
                            "places drawn first; weight: a column of weights that came with the answers."))
    for key, example in (("units", "sample/units.csv"), ("clusters", "district"), ("weight", "weight")):
        yield f"{key} = {_string(getattr(design, key))}" if getattr(design, key) else f'# {key} = "{example}"'


def _weighting(settings: Settings, lang: Lang) -> Iterator[str]:
    weighting = settings.weighting
    yield _remark(say(lang, "How answers are weighted. response: within these cells those who answered stand for all "
                            "who were asked; post: the register's cells that the weights are to hit; margins: several "
                            "breakdowns of the register at once; trim: no weight above so many times the median."))
    yield "[weights]"
    yield f"response = {_list(weighting.response)}"
    if weighting.counted_in:
        yield f"invited = {_string(weighting.counted_in)}"
    yield f"post = {_list(weighting.post)}"
    yield f"margins = [{', '.join(_list(row) for row in weighting.margins)}]"
    yield f"method = {_string(weighting.method)}"
    yield f"bounds = [{', '.join(f'{bound:g}' for bound in weighting.bounds)}]" if weighting.bounds \
        else "# bounds = [0.3, 3]"
    yield f"trim = {weighting.trim:g}" if weighting.trim is not None else "# trim = 5"


def _groups(settings: Settings, lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "By what the results are broken down: columns of the dictionary with few values. Every "
                            "table added here makes small groups easier to recognise, so add only what will be read."))
    yield "[groups]"
    yield f"dimensions = {_list(settings.lattice.dimensions)}"
    yield f"tables = [{', '.join(_list(row) for row in settings.lattice.tables)}]"
    for one in settings.lattice.derived:
        yield from _derived(one)


def _derived(one: Derived) -> Iterator[str]:
    yield ""
    yield "[[groups.derived]]"
    yield f"code = {_string(one.code)}"
    yield f"source = {_string(one.source)}"
    yield f"label = {_text(one.label)}"
    if one.breaks:
        yield f"breaks = [{', '.join(f'{edge:g}' for edge in one.breaks)}]"
    if one.levels:
        yield f"levels = {_inline((value, _string(level)) for value, level in one.levels.items())}"
    if one.labels:
        yield f"labels = {_inline((level, _text(words)) for level, words in one.labels.items())}"


def _gate(rules: Rules, lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "The rules that protect respondents: fewest people a number may describe (cell), fewest it"
                            " may leave out (remainder), fewest for free text (text). They may be raised, never "
                            "lowered."))
    yield "[gate]"
    yield f"cell = {rules.cell}"
    yield f"remainder = {rules.remainder}"
    yield f"text = {rules.text}"
    if rules.few != Rules().few:
        yield f"few = {rules.few}"
    if rules.share_below_few:
        yield "share_below_few = true"


def _microdata(permit: Microdata, lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "Whether the answers of single people may leave the study, made safe (qabilet convert). "
                            "allow: the roles that may do it; nobody where it is empty. traits: what somebody may know "
                            "of a person, the most needed first. keep: further columns by which nobody can be known."))
    yield "[microdata]"
    yield f"allow = {_list(permit.allow)}"
    yield f"traits = {_list(permit.traits)}"
    yield f"keep = {_list(permit.keep)}"


def _needs(needs: Iterable[NeedQuestion], lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "The questions about needs, a [[needs]] for each. kind: rating (each item on a scale), "
                            "ranking (the items put in an order), two-scale (importance and competence of each item), "
                            "gap (competence against the target of a position profile). items, importance, competence:"
                            " groups of the dictionary. largest: which end is the greatest need, high or low."))
    for one in needs:
        yield "[[needs]]"
        yield f"code = {_string(one.code)}"
        yield f"kind = {_string(one.kind)}"
        for key in ("items", "importance", "competence", "profile"):
            if getattr(one, key):
                yield f"{key} = {_string(getattr(one, key))}"
        yield f"largest = {_string(one.largest)}"
        if one.least_n != 10:
            yield f"least_n = {one.least_n}"
        if one.assumed:
            yield _remark(say(lang, "assumed: the kind was guessed from the answers; the report says so. Remove the "
                                    "line when you know that it is right."))
            yield "assumed = true"
        yield f"title = {_text(one.title)}"
        if one.audiences:
            yield f"audiences = {_list(one.audiences)}"
        yield ""


def _scales(scales: Iterable[ScaleQuestion], lang: Lang) -> Iterator[str]:
    yield _remark(say(lang, "Scales whose reliability is to be told, a [[scales]] for each: code, items (a group of "
                            "the dictionary), title. For scores too: least_share, the share of the items a person must "
                            "have answered to have one (1 is all of them), or least_items, their number."))
    for one in scales:
        yield "[[scales]]"
        yield f"code = {_string(one.code)}"
        yield f"items = {_string(one.items)}"
        if one.least_items is not None:
            yield f"least_items = {one.least_items}"
        if one.least_share is not None:
            yield f"least_share = {one.least_share}"
        yield f"title = {_text(one.title)}"
        yield ""


def _remark(words: str, width: int = 110) -> str:
    rows, row = [], "#"
    for word in words.split():
        if len(row) + len(word) >= width:
            rows.append(row)
            row = "#"
        row += f" {word}"
    return "\n".join([*rows, row])


def _string(words: str) -> str:
    # A JSON string is a TOML basic string, but for the delete character, which TOML wants escaped.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(_string(word) for word in words)}]"


def _text(words: Text) -> str:
    return f"{{ kk = {_string(words.kk)}, ru = {_string(words.ru)}, en = {_string(words.en)} }}"


def _inline(pairs: Iterable[tuple[str, str]]) -> str:
    return f"{{ {', '.join(f'{_string(key)} = {value}' for key, value in pairs)} }}"
