"""Answers as forms export them, with the dirt of real ones: written by hand for the tests, no real person in them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.instrument import Column, Dictionary, draft


@dataclass(frozen=True)
class Sheet:
    """A table of answers: headers, and rows of cells as a person sees them."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]

    def counts(self) -> list[tuple[str, Mapping[str, int]]]:
        return [(header, Counter(row[place] for row in self.rows)) for place, header in enumerate(self.headers)]

    def cells(self, header: str) -> list[str]:
        place = list(self.headers).index(header)
        return [row[place] for row in self.rows]

    def drafted(self, lang: str = "en") -> Dictionary:
        return draft(self.counts(), cells=self.cells, lang=lang)  # type: ignore[arg-type]

    def csv(self, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows([self.headers, *self.rows])
        return out.getvalue().encode(encoding)

    def xlsx(self, path: Path) -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        for row in (self.headers, *self.rows):
            book.active.append([cell or None for cell in row])
        book.save(path)
        return path


def by_start(dictionary: Dictionary, start: str) -> Column:
    """The line whose header begins so."""
    return next(column for column in dictionary if column.header.startswith(start))


def turn(options: Sequence[str], row: int, step: int) -> str:
    """An option that changes with the row, in another order for each step."""
    return options[(row * (2 * step + 1) + row // len(options) + step) % len(options)]


NEED_RU = ("1 - совсем не нужно", "2", "3", "4", "5 - крайне необходимо")
FORMATS_RU = ("Очно, с отрывом от работы", "Онлайн, в удобное время", "Стажировка", "Наставничество (коуч, ментор)")


def google_ru(people: int = 60) -> Sheet:
    """A Google Forms export: «Stem [item]», commas inside options, typed «other», spellings of regions."""
    topic = "Оцените Вашу потребность в обучении по следующим темам "
    headers = ["Отметка времени", "Адрес электронной почты", "ФИО", "Ваш возраст", "Регион", "Ваша должность",
               *(topic + f"[{item}]" for item in ("Бюджет и планирование", "Госзакупки", "Цифровые навыки")),
               "Какие форматы обучения Вам подходят? (выберите все подходящие)", "Ваши предложения и пожелания"]
    regions = ("Акмолинская область", "Aкмолинская область", "акмолинская  область", "Абайская область",
               "Карагандинская область", "Карагандинcкая область")
    ages = ("44 года", "51", "38 лет", "29 лет", "63", "47 лет", "35")
    posts = ("Аким", "Заместитель акима", "Специалист")
    names = ("Иванов Иван Петрович", "Сериков Асхат Болатович", "Ахметова Айгүл Серікқызы")
    rows = []
    for row in range(people):
        chosen = [option for place, option in enumerate(FORMATS_RU) if (row + place) % 3 != 0 or (row >> place) & 1]
        rows.append([f"2026-03-{row % 28 + 1:02d} 09:{row % 60:02d}:11", f"user{row}@mail.kz",
                     names[row % 3].replace("Иван", f"Иван{'ушка' * (row % 2)}"),
                     "45-50" if row == 7 else "старше 60 лет, точнее 61 или 62" if row == 9 else turn(ages, row, 1),
                     turn(regions[:3] if row % 2 else regions[3:], row, 0),
                     "советник акима района" if row == 5 else "и.о." if row == 11 else "Юрист" if row == 13
                     else turn(posts, row, 2),
                     *(turn(NEED_RU, row, step) for step in (1, 2, 3)),
                     ", ".join(chosen) + (", Летние школы" if row == 4 else ""),
                     f"Больше практики, например № {row}" if row % 4 == 0 else ""])
    return Sheet(headers, rows)


NEED_KK = ("Қажет емес", "Аздап қажет", "Орташа қажет", "Өте қажет")


def microsoft_kk(people: int = 50) -> Sheet:
    """A Microsoft Forms export in Kazakh: «Stem.Item», choices closed with semicolons, years with «жыл»."""
    stem = "Келесі тақырыптар бойынша оқыту қажеттілігін бағалаңыз.Маған қатысы жоқ тақырыптарды өткізіп жіберіңіз."
    headers = ["ID", "Басталу уақыты", "Аяқталу уақыты", "Электрондық пошта", "Аты", "Жынысыңыз", "Жұмыс өтіліңіз",
               *(stem + item for item in ("Мемлекеттік сатып алу", "Жергілікті бюджет", "Халықпен байланыс")),
               "Қандай форматтар қолайлы?", "Қандай форматтар қолайлы емес екенін және себебін жазыңыз"]
    years = ("12 жыл", "5 жыл", "3", "20 жыл", "8 жыл", "15", "1 жыл", "25 жыл")
    formats = ("Онлайн;", "Онлайн;Күндізгі;", "Күндізгі;Аралас;", "Аралас;", "Онлайн;Аралас;Күндізгі;")
    rows = [[str(row + 1), f"2026-04-{row % 28 + 1:02d} 10:00:{row % 60:02d}",
             f"2026-04-{row % 28 + 1:02d} 10:09:{row % 60:02d}",
             "anonymous", "", turn(("Ер", "Әйел"), row, 0), turn(years, row, 1),
             *("" if (row + step) % 6 == 0 else "Жауап беру қиын" if (row + step) % 17 == 0
               else turn(NEED_KK, row, step) for step in (1, 2, 3)),
             turn(formats, row, 2), f"Себебі {row}: уақыт жетпейді" if row % 3 else ""] for row in range(people)]
    return Sheet(headers, rows)


def limesurvey_codes(people: int = 40) -> Sheet:
    """A LimeSurvey export with codes for questions and for answers."""
    headers = ["id. ID ответа", "submitdate. Дата отправки", "startlanguage. Начальный язык",
               "seed. Начальное значение",
               "G01Q01",
               *(f"G02Q05[SQ00{item}]" for item in (1, 2, 3, 4)), "G03Q07[SQ001]", "G03Q07[SQ002]", "token"]
    rows = [[str(row + 1), f"2026-05-01 12:{row % 60:02d}:00", "ru", str(1000003 * (row + 7) % 99999989),
             turn(("A1", "A2", "-oth-"), row, 0),
             *(turn(("A1", "A2", "A3", "A4", "A5"), row, step) for step in range(4)),
             turn(("Y", "N"), row, 0), turn(("Y", "N"), row, 1),
             f"k{row * 7919 + 104729:x}zq"] for row in range(people)]
    return Sheet(headers, rows)


def machine_translated(people: int = 48) -> Sheet:
    """Headers and scales that a machine translated: roots differ from point to point."""
    stem = "Пожалуйста указать степень вашего соглашения со следующими утверждениями: "
    agreement = ("Совершенно не согласны", "Не согласны", "Ни согласны, ни не согласны", "Согласны",
                 "Полностью согласны")
    need = ("Не нужен вообще", "Слегка нужно", "Умеренно необходимый", "Сильно нужен", "Абсолютно необходимый")
    headers = ["Ваш пол / Gender?", stem + "Мой начальник слушает меня", stem + "Меня не слушают на совещаниях",
               "Тренировка нуждается: управление проектом", "Тренировка нуждается: публичная речь",
               "Тренировка нуждается: данные и цифры", "Сколько лет вы работать в этой организации"]
    rows = [[turn(("Мужской", "Женский", "мужской", "Женский ", "Mужской"), row, 0),
             turn(agreement, row, 1), turn(agreement, row, 2), turn(need, row, 1), turn(need, row, 2),
             turn(need, row, 3),
             turn(("3 года", "11 лет", "7", "15 лет", "2 года", "20", "9"), row, 1)] for row in range(people)]
    return Sheet(headers, rows)


TOPICS = ("Цифровизация", "Право", "Финансы", "Коммуникация", "Этика")


def rankings_and_codes(people: int = 45) -> Sheet:
    """A forced ranking, two scales side by side with numeric missing codes, phones and identity numbers."""
    headers = ["№", "ЖСН", "Телефон",
               *(f"Тақырыптарды маңыздылығы бойынша ретімен орналастырыңыз [{item}]" for item in TOPICS),
               *(f"Важность для работы [{item}]" for item in TOPICS[:3]),
               *(f"Насколько Вы владеете [{item}]" for item in TOPICS[:3]), "Опыт управления есть?",
               "Если да, сколько человек в подчинении"]
    rows = []
    for row in range(people):
        places = [str((place * 2 + row * 3) % 5 + 1) for place in range(5)]
        leads = row % 3 == 0
        rows.append([str(row + 1), _iin(row), f"+7 701 {100 + row} 22 {row % 90 + 10}", *places,
                     *("99" if (row + step) % 19 == 0 else turn(("1", "2", "3", "4", "5"), row, step)
                       for step in (1, 2, 3)),
                     *("0" if (row + step) % 23 == 0 else turn(("2", "3", "4", "5"), row, step)
                       for step in (1, 2, 3)),
                     "Да" if leads else "Нет", str(row % 7 + 1) if leads else ""])
    return Sheet(headers, rows)


def mixed_scripts(people: int = 54) -> Sheet:
    """Two languages in one column, missing words in both, and negative items on a scale of frequency."""
    headers = ["Облысыңыз / Ваша область", "Жынысы", "Жасыңыз", "Білім деңгейі", "Как часто Вы: Читаете новые законы",
               "Как часто Вы: Не успеваете ответить на обращения", "Как часто Вы: Пользуетесь eGov",
               "Готовы ли Вы учиться?", "Пікіріңіз"]
    regions = ("Ақмола облысы", "Aқмола облысы", "Ақмола  облысы.", "Абай облысы", "Қарағанды облысы",
               "Қараганды облысы")
    often = ("Никогда", "Редко", "Иногда", "Часто", "Всегда", "Затрудняюсь ответить")
    rows = [[turn(regions[:3] if row % 2 else regions[3:5], row, 0) if row != 20 else regions[5],
             turn(("Ер", "Әйел", "ер"), row, 0),
             "999" if row == 3 else "44 жас" if row % 5 == 0 else str(25 + row % 37),
             turn(("Жоғары", "Орта арнаулы", "Магистратура"), row, 1), turn(often, row, 1), turn(often, row, 2),
             turn(often, row, 3), turn(("Да", "Нет", "Отказ от ответа", "Н/Д"), row, 0) if row % 9 == 0 else
             turn(("Да", "Нет"), row, 0), f"Пікір {row}" if row % 2 else "-"] for row in range(people)]
    return Sheet(headers, rows)


def _iin(row: int) -> str:
    """A well-formed number of nobody: day 1, born in 1980, with its control digit."""
    for serial in range(row * 11, row * 11 + 11):
        digits = f"800101{serial % 10000:05d}"
        control = sum(int(digit) * weight for digit, weight in zip(digits, range(1, 12), strict=True)) % 11
        if control < 10:
            return digits + str(control)
    raise AssertionError("one of eleven numbers has a control digit")
