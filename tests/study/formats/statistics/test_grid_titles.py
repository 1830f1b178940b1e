"""What a grid is called whose questions share no words: a name that is a word, else the ends of its scale."""

from __future__ import annotations

import pytest

from qabilet.study.formats.statistics.grids import stems
from qabilet.study.formats.statistics.values import Variable

LABELS = {"1": "Нет", "2": "Отчасти", "3": "Да", "99": "Нет ответа"}


@pytest.mark.parametrize(("names", "question"), [
    (("q9", "q10", "q11"), "Нет … Да"), (("V1", "V2", "V3"), "Нет … Да"), (("q5_1", "q5_2", "q5_3"), "Нет … Да"),
    (("need_law", "need_money", "need_people"), "need")])
def test_a_grid_is_called_after_its_scale_where_its_names_tell_nothing(names: tuple[str, ...], question: str) -> None:
    items = [Variable(name, True, label, "ordinal", "", tuple(LABELS), {}, labels=LABELS, missing={"99": "refused"})
             for name, label in zip(names, ("Право", "Бюджет", "Кадры"), strict=True)]
    assert {part[:2] for part in stems(items, [True] * 3).values()} == {
        (question, "Право"), (question, "Бюджет"), (question, "Кадры")}
