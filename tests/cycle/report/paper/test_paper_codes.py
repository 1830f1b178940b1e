"""The code sheet: every variable with its codes, so that anybody enters the same."""

from __future__ import annotations

import pytest
from tests.cycle.report.paper.forms import everything

from qabilet.cycle.instrument import Form, Section
from qabilet.cycle.report.paper.codes import code_sheet
from qabilet.cycle.report.paper.plan import planned
from qabilet.cycle.report.paper.sheet import Bullets, Table
from qabilet.text import LANGS, Lang


def rows(form: Form, lang: Lang) -> dict[str, tuple[str, ...]]:
    table = next(block for block in code_sheet(form, lang).blocks if isinstance(block, Table))
    return {row[1]: row for row in table.rows}


@pytest.mark.parametrize("lang", LANGS)
def test_every_asked_question_has_one_line_with_its_number(lang: Lang) -> None:
    form = everything()
    found = rows(form, lang)
    assert {code: row[0] for code, row in found.items()} == planned(form).numbers


def test_codes_and_missing_codes_are_told_once() -> None:
    found = rows(everything(), "en")
    assert found["q_course"][4] == "1 – Yes\n2 – No\n9 – Hard to say (no answer)"
    assert found["q_age"][3:] == ("a whole number", "-99 – I do not want to answer", "18–75")
    assert found["own_1"][4].startswith("1 – Strongly disagree")
    assert found["own_2"][4] == "the same as 5.1"
    assert found["need_1"][4] == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
    assert found["q_topics"][4].endswith("other – Other (please write what)")


def test_what_is_shown_in_a_drawn_order_is_named() -> None:
    form = everything()
    drawn = form.with_(nodes=tuple(
        one.with_(parameters="randomize=true") if isinstance(one, Section) and one.code == "learning" else one
        for one in form.nodes))
    bullets = code_sheet(drawn, "en").blocks[0]
    assert isinstance(bullets, Bullets)
    assert bullets.points[-1].endswith("7, 8, 9, 10, 11, 12.")
