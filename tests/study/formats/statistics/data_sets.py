"""Data sets to write and read back: one that has everything, and any that chance makes."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from qabilet.cycle.instrument import Missing
from qabilet.study.formats.dataset import MISSING_CODES, Dataset, Value, Variable, VariableKind
from qabilet.study.formats.statistics.names import stable_names
from qabilet.text import Text

REASONS: dict[Missing, Text] = {
    "not asked": Text("сұралмады", "не спрашивали", "not asked"),
    "not relevant": Text("қатысы жоқ", "не относится", "not relevant"),
    "refused": Text("жауап беруден бас тартты", "отказ от ответа", "refused"),
    "cannot judge": Text("бағалай алмаймын", "не могу оценить", "cannot judge")}
GONE = tuple(Value(MISSING_CODES[why], words, why) for why, words in REASONS.items())
NO_YES = (Value(0, Text("жоқ", "нет", "no")), Value(1, Text("иә", "да", "yes")))


def everything() -> Dataset:
    """Each kind of variable, in Kazakh and Russian."""
    points = tuple(Value(code, Text(kk, ru)) for code, kk, ru in (
        (1, "Қажет емес", "Не нужно"), (2, "Аздап қажет", "Немного нужно"), (3, "Өте қажет", "Очень нужно")))
    topics = Text("Қандай тақырыптар қажет?", "Какие темы нужны?")
    variables = (
        Variable("law", "code", Text("Заңнама негіздері", "Основы законодательства"),
                 Text("Оқыту қаншалықты қажет?", "Насколько нужно обучение?"), (*points, *GONE), ordered=True),
        Variable("topic_1", "flag", Text("Құқық", "Право"), topics, (*NO_YES, GONE[0]), set="topic"),
        Variable("topic_2", "flag", Text("Қаржы", "Финансы"), topics, (*NO_YES, GONE[0]), set="topic"),
        Variable("age", "number", Text("Жасыңыз", "Возраст"), values=(GONE[2],)),
        Variable("weight", "number", Text("Салмақ", "Вес"), decimals=4, weight=True),
        Variable("answered", "date", Text("Жауап берген күні", "Дата ответа")),
        Variable("wish", "text", Text("Ұсынысыңыз", "Ваши предложения")),
        Variable("essay", "text", Text("Толығырақ", "Подробнее")))
    nan = float("nan")
    columns = (np.array([1, 3, -9, -6.0]), np.array([1, 0, -6, 1.0]), np.array([0, 0, -6, 1.0]),
               np.array([44, -8, nan, 51]), np.array([0.1234, 1.5, 2, nan]),
               np.array(["2023-05-31", "NaT", "1960-01-01", "1899-12-31"], dtype="datetime64[D]"),
               _objects(["Сәлем, әлем!", "", "«тырнақша» ішінде", "=1+1"]),
               _objects([("ұзақ жауап " * 300).strip(), "", "қысқа", "и по-русски"]))
    return Dataset("akims", Text("Әкімдер сауалнамасы", "Опрос акимов"), variables, columns, 4,
                   notes=(Text("Адамдар ойдан шығарылған.", "Люди вымышлены."),))


def _objects(words: list[str]) -> Any:
    out = np.empty(len(words), dtype=object)
    out[:] = words
    return out


_LETTERS = "әіңғүұқөһӘІҢҒҮҰҚӨҺабвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВ abcxyz0123456789«»—№,.;:!?()\"'%$=+-"
_WORDS = st.text(_LETTERS, max_size=40).map(lambda words: " ".join(words.split()))
_TEXTS = st.builds(Text, _WORDS, _WORDS, _WORDS)


@st.composite
def data_sets(draw: st.DrawFn) -> Dataset:
    """Up to six variables and eight rows; labels may be missing, alike or long."""
    rows = draw(st.integers(1, 8))
    codes = draw(st.lists(st.text("abқөXY_1 ", min_size=1, max_size=45), min_size=1, max_size=6, unique=True))
    names = list(stable_names(codes).values())
    made = [draw(_column(name, rows)) for name in names]
    return Dataset("any", draw(_TEXTS), tuple(variable for variable, _ in made), [column for _, column in made], rows,
                   notes=tuple(draw(st.lists(_TEXTS, max_size=2))))


@st.composite
def _column(draw: st.DrawFn, name: str, rows: int) -> tuple[Variable, Any]:
    kind: VariableKind = draw(st.sampled_from(("code", "flag", "number", "date", "text")))
    label = draw(_TEXTS)
    if kind == "text":
        return Variable(name, kind, label), _objects([draw(_WORDS) * draw(st.sampled_from((1, 1, 20, 80)))
                                                      for _ in range(rows)])
    if kind == "date":
        days = draw(st.lists(st.integers(-100_000, 60_000) | st.none(), min_size=rows, max_size=rows))
        return Variable(name, kind, label), np.array(["NaT" if day is None else day for day in days],
                                                     dtype="datetime64[D]")
    gone = GONE[:draw(st.integers(0, 4))]
    missing = [float(value.code) for value in gone]
    if kind == "number":
        cells = st.floats(0, 1e12, allow_nan=False).map(lambda value: float(f"{value:.12g}"))
        values = gone
    else:
        most = 1 if kind == "flag" else draw(st.sampled_from((2, 5, 60, 30_000, 2_000_000_000)))
        values = (*(Value(code, draw(_TEXTS)) for code in {0 if kind == "flag" else 1, most}), *gone)
        cells = st.integers(0, most).map(float)
    column = draw(st.lists(cells | st.just(float("nan")) | (st.sampled_from(missing) if missing else st.nothing()),
                           min_size=rows, max_size=rows))
    return Variable(name, kind, label, values=values, ordered=draw(st.booleans()),
                    set=draw(st.sampled_from(("", "s", "ст"))) if kind == "flag" else ""), np.array(column)
