"""Whatever the answers are, a dictionary is drafted, and it reads them all."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.cycle.instrument import check_dictionary, draft

HEADERS = st.lists(st.sampled_from([
    "Возраст", "Стаж (лет)", "Регион", "Оцените [Право]", "Оцените [Бюджет]", "Оцените [Этика]", "Пікіріңіз",
    "Q1_1", "Q1_2", "Q1_3", "№", "Если да, укажите", "Нужно ли обучение? Право", "Нужно ли обучение? Бюджет", "?",
    "a;b|c=d", "[x]", "1", "Расставьте по приоритету (1 — самое важное) [А]",
    "Расставьте по приоритету (1 — самое важное) [Б]", "Расставьте по приоритету (1 — самое важное) [В]"
]), min_size=1, max_size=6, unique=True)
CELLS = st.sampled_from([
    "", "1", "2", "3", "5", "0", "99", "-1", "1.5", "44 года", "10-15", ">10", "Да", "да ", "Нет", "Согласен",
    "Не согласен", "Полностью согласен", "Затрудняюсь ответить", "-", "Aкмола", "Акмола", "Право, Бюджет", "Право",
    "Бюджет, Этика", "a;b;", "a;", "x|y=z", "2026-01-02", "other", "Другое", "Өте қажет", "Қажет емес", "1 - мало",
    "2", "3 - много", "menee 1", "«»", "от 1 до 3 лет", "более 10", "менее 1 года", "A1", "A2", "A3", "\\", "=1+1",
    "N/A", "((", "nan", "1e5", "٣", "²", "𝟙"
])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_every_draft_reads_its_own_answers(data: st.DataObject) -> None:
    headers = data.draw(HEADERS)
    people = data.draw(st.integers(1, 25))
    columns = {header: data.draw(st.lists(CELLS, min_size=people, max_size=people)) for header in headers}
    counts = [(header, Counter(column)) for header, column in columns.items()]
    drafted = draft(counts, cells=columns.__getitem__ if data.draw(st.booleans()) else None)
    assert [column.header for column in drafted] == headers
    assert check_dictionary(drafted, headers, dict(counts)) == ()


def test_one_point_between_codes_for_no_answer_is_no_scale() -> None:
    """3, 0 and 99: a scale of one point could not be checked, let alone analysed."""
    answers = [("Оцените [Право]", Counter(("3", "0", "99")))]
    drafted = draft(answers, lang="ru")
    assert [column.kind for column in drafted] != ["rating"]
    assert check_dictionary(drafted, ["Оцените [Право]"], dict(answers)) == ()
