"""A form with every kind of route in it, for what is said of routes and logic."""

from __future__ import annotations

from typing import Any

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Node, Question, Section
from qabilet.text import Text


def listed(code: str, *codes: str, **columns: str) -> ChoiceList:
    """A list of choices; a column is given as its values, parted by spaces, one for each choice."""
    rows = zip(*(one.split() for one in columns.values()), strict=True)
    cells = [dict(zip(columns, row, strict=True)) for row in rows]
    return ChoiceList(code, tuple(Choice(one, Text.same(one.upper()), cells=cells[at] if cells else {})
                                  for at, one in enumerate(codes)))


LISTS = {one.code: one for one in (
    listed("yes_no", "yes", "no"), listed("skills", "law", "money", "people"), listed("regions", "north", "south"),
    listed("towns", "ast", "kos", "ala", region="north north south"))}


def ask(code: str, kind: Any = "text", row: int = 0, **more: Any) -> Question:
    return Question(code, kind, row=row, **more)


def form(*nodes: Node, **more: Any) -> Form:
    return Form("f", nodes=nodes, lists=LISTS, **more)


FULL = form(
    ask("head", "one", 2, choices="yes_no", required="yes"),
    ask("years", "integer", 3, relevance="${head} = 'yes'", constraint=". >= 0 and . <= 60",
        required="${head} = 'yes'"),
    ask("half", "calculate", 4, calculation="${years} div 2"),
    ask("region", "one", 5, choices="regions"),
    ask("town", "one", 6, choices="towns", choice_filter="region = ${region}"),
    ask("skills", "many", 7, choices="skills", other=True, constraint="count-selected(.) <= 2"),
    Section("money", relevance="selected(${skills}, 'money')", row=8, nodes=(
        ask("budget", "decimal", 9), ask("share", "calculate", 10, calculation="${budget} * 0.1"))),
    ask("staff", "integer", 12),
    Section("person", "repeat", repeat_count="${staff}", row=13, nodes=(
        ask("age", "integer", 14, constraint=". > 15", required="yes"),
        ask("old", "calculate", 15, calculation="if(${age} >= 60, 1, 0)"),
        Section("inner", row=16, nodes=(ask("nth", "calculate", 17, calculation="position(../..)"),)),
        Section("course", "repeat", relevance="${age} < 60", row=19, nodes=(ask("hours", "integer", 20),)),
        ask("hours_sum", "calculate", 22, calculation="sum(${hours})"))),
    ask("ages", "calculate", 24, calculation="join(',', ${age})"),
    ask("elders", "calculate", 25, calculation="sum(${old})"),
    ask("second", "calculate", 26, calculation="indexed-repeat(${age}, ${person}, 2)"),
    ask("all_hours", "calculate", 27, calculation="sum(${hours})"),
    ask("people", "calculate", 28, calculation="count(${person})"),
    ask("town_name", "calculate", 29, calculation="jr:choice-name(${town}, '${town}')"),
    ask("lot", "calculate", 30, calculation="once(round(random() * 1000))"),
    ask("day", "date", 31, default="today()", constraint=". <= today()"),
    ask("note", "note", 32, relevance="${half} > 5"),
    ask("plain", "text", 33, default="Nur-Sultan (Astana)"),
)
