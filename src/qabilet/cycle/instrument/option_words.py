"""Options that every form has, in three languages, so that nobody need label them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qabilet.cycle.instrument.words import folded
from qabilet.text import LANGS, Text

_OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("Иә", "Да", "Yes"),
    ("Жоқ", "Нет", "No"),
    ("Ер/ер адам/еркек/ер жынысты", "Мужской/мужчина/муж/м", "Male/man/m"),
    ("Әйел/әйел адам/әйел жынысты", "Женский/женщина/жен/ж", "Female/woman/f"),
    ("Басқа/өзге/басқасы", "Другое/иное/прочее", "Other"),
    ("Қала", "Город", "City/town/urban"),
    ("Ауыл/ауылдық жер", "Село/сельская местность", "Village/rural"),
    ("Қазақша/қазақ тілі/қазақ", "Казахский/казахский язык/на казахском", "Kazakh"),
    ("Орысша/орыс тілі/орыс", "Русский/русский язык/на русском", "Russian"),
    ("Аудан", "Район", "District"),
    ("Бар", "Есть", "Have"),
    ("Онлайн", "Онлайн", "Online"),
)
_KNOWN = {folded(spelling): (rung, lang) for rung in _OPTIONS for lang, words in zip(LANGS, rung, strict=True)
          for spelling in reversed(words.split("/"))}


def option_labels(values: Iterable[str]) -> Mapping[str, Text]:
    """The options in three languages, where all of them are known; else none, for half a list helps nobody."""
    labels: dict[str, Text] = {}
    for value in values:
        if folded(value) not in _KNOWN:
            return {}
        rung, own = _KNOWN[folded(value)]
        words = {lang: spelt.split("/")[0] for lang, spelt in zip(LANGS, rung, strict=True)}
        labels[value] = Text(**{**words, own: value})
    return labels
