"""One small survey and its answers as every survey program exports them: invented people, no real person in them.

The shapes (headers, service columns, cells of several choices, repeats, archives) are those of ODK Central 2024,
KoboToolbox 2024, LimeSurvey 3 to 6, Google Forms and Microsoft Forms; sources in tests/reference/README.md.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.text import Lang, Text

PEOPLE = 24
HELLO = Text("Сәлеметсіз бе!", "Здравствуйте!", "Hello!")
POSTS = {"akim": Text("Әкім", "Аким", "Akim"), "deputy": Text("Депутат", "Депутат", "Deputy"),
         "specialist": Text("Маман", "Специалист", "Specialist")}
TOPICS = {"law": Text("Құқық, заңдар", "Право, законы", "Law, acts"), "money": Text("Бюджет", "Бюджет", "Budget"),
          "it": Text("Цифрлық дағдылар", "Цифровые навыки", "Digital skills"),
          "other": Text("Басқа", "Другое", "Other")}
NEEDS = {"1": Text("Қажет емес", "Не нужно", "Not needed"),
         "2": Text("Аздап қажет", "Немного нужно", "Slightly needed"),
         "3": Text("Орташа қажет", "Умеренно нужно", "Moderately needed"),
         "4": Text("Өте қажет", "Очень нужно", "Very much needed"),
         "99": Text("Жауап беру қиын", "Затрудняюсь ответить", "Hard to say")}
ITEMS = {key: TOPICS[key] for key in ("law", "money", "it")}
ASK_POST = Text("Лауазымыңыз", "Ваша должность", "Your position")
ASK_AGE = Text("Жасыңыз", "Ваш возраст", "Your age")
ASK_TOPICS = Text("Қандай тақырыптар қызықты?", "Какие темы Вам интересны?", "Which topics interest you?")
ASK_NEEDS = Text("Мынаны оқып-үйрену қаншалықты қажет?", "Насколько Вам нужно обучение?",
                 "How much do you need training?")
ASK_ORDER = Text("Тақырыптарды маңыздылығы бойынша ретпен орналастырыңыз", "Расставьте темы по приоритету",
                 "Rank the topics by priority")
ASK_WISH = Text("Тілектеріңіз", "Ваши пожелания", "Your wishes")


@dataclass(frozen=True)
class Person:
    """One invented person's answers: codes; '' is a question left blank."""

    post: str
    age: str
    topics: tuple[str, ...]
    typed: str
    needs: Mapping[str, str]
    order: tuple[str, ...]
    wish: str
    language: Lang


def people(count: int = PEOPLE) -> list[Person]:
    orders = (("law", "money", "it"), ("it", "law", "money"), ("money", "it", "law"), ("it", "money", "law"))
    points = ("1", "2", "3", "4", "99", "4", "3")
    out = []
    for row in range(count):
        topics = tuple(key for place, key in enumerate(TOPICS) if ((row + place) % 3 == 0 or (row >> place) & 1)
                       and (key != "other" or row % 8 == 3))
        topics = () if row == 5 else topics
        needs = {key: points[(row * (2 * place + 1) + place) % 7] for place, key in enumerate(ITEMS)}
        out.append(Person(tuple(POSTS)[row % 3], str(28 + row * 7 % 33), topics,
                          f"Кеңес {row}" if "other" in topics else "", needs, orders[row % 4],
                          f"Көбірек практика, № {row}; және \"істер\"" if row % 3 == 0 else "",
                          ("kk", "ru", "kk")[row % 3]))
    return out


def form() -> Form:
    """The survey as an XLSForm would be read."""
    lists = {code: ChoiceList(code, tuple(Choice(key, label) for key, label in choices.items()))
             for code, choices in (("posts", POSTS), ("topics", TOPICS), ("needs", NEEDS), ("items", ITEMS))}
    grid = tuple(Question(f"need_{key}", "one", "select_one needs", label, choices="needs", appearance="likert",
                          competence=key) for key, label in ITEMS.items())
    nodes = (Question("start", "meta", "start"), Question("deviceid", "meta", "deviceid"),
             Question("hello", "note", "note", HELLO),
             Section("about", label=Text("Сіз туралы", "О Вас", "About you"), nodes=(
                 Question("post", "one", "select_one posts", ASK_POST, choices="posts", required="yes"),
                 Question("age", "integer", "integer", ASK_AGE),
                 Question("place", "foreign", "geopoint", Text("Жер", "Место", "Place")))),
             Question("topics", "many", "select_multiple topics", ASK_TOPICS, choices="topics"),
             Question("topics_other", "text", "text", Text("Қандай?", "Какая?", "Which one?"),
                      relevance="selected(${topics}, 'other')"),
             Section("needs", label=ASK_NEEDS, nodes=grid),
             Question("order", "rank", "rank items", ASK_ORDER, choices="items"),
             Question("wish", "text", "text", ASK_WISH, appearance="multiline"))
    return Form("survey", Text("Сауалнама", "Опрос", "Survey"), "3", "ru", ("kk", "ru", "en"), nodes, lists)


Table = list[list[str]]


def as_csv(table: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)


def as_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell if cell != "" else None for cell in row])
    book.save(path)
    return path


def as_zip(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def central(split: bool = True) -> Table:
    """ODK Central: groups joined by a hyphen, «Split "select multiple" choices» into 0 and 1."""
    headers = ["SubmissionDate", "start", "deviceid", "about-post", "about-age", "about-place-Latitude",
               "about-place-Longitude", "about-place-Altitude", "about-place-Accuracy", "topics",
               *(f"topics/{key}" for key in TOPICS if split), "topics_other",
               *(f"needs-need_{key}" for key in ITEMS), "order", "wish", "meta-instanceID", "KEY", "SubmitterID",
               "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID",
               "Edits", "FormVersion"]
    rows = [[f"2026-03-{row + 1:02d}T09:00:00.000Z", f"2026-03-{row + 1:02d}T08:50:00.000+05:00", "collect:abcd",
             one.post, one.age, "51.1", "71.4", "340.0", "4.2", " ".join(one.topics),
             *(("1" if key in one.topics else "0" if one.topics else "") for key in TOPICS if split), one.typed,
             *one.needs.values(), " ".join(one.order), one.wish, f"uuid:{row:08x}-aaaa-4bbb-8ccc-123456789abc",
             f"uuid:{row:08x}-aaaa-4bbb-8ccc-123456789abc", "12", "Field tablet", "0", "0", "",
             "rejected" if row == PEOPLE else "", "collect:abcd", "0", "3" if row else "2"]
            for row, one in enumerate([*people(), people()[0]])]
    return [headers, *rows]


def kobo(lang: Lang | None = None, joined: bool = True, split: bool = True) -> Table:
    """KoboToolbox with XML values (`lang` None) or with labels, groups in the headers."""
    def said(label: Text, code: str) -> str:
        return label[lang] if lang else code

    about, needs = said(Text("Сіз туралы", "О Вас", "About you"), "about"), said(ASK_NEEDS, "needs")
    ask = said(ASK_TOPICS, "topics")
    place = f"{about}/{said(Text('Жер', 'Место', 'Place'), 'place')}"
    headers = ["start", "deviceid", "hello" if lang is None else HELLO[lang],
               f"{about}/{said(ASK_POST, 'post')}", f"{about}/{said(ASK_AGE, 'age')}", place,
               *(f"_{place}_{part}" for part in ("latitude", "longitude", "altitude", "precision")),
               *([ask] if joined else []), *(f"{ask}/{said(label, key)}" for key, label in TOPICS.items() if split),
               said(Text("Қандай?", "Какая?", "Which one?"), "topics_other"),
               *(f"{needs}/{said(label, f'need_{key}')}" for key, label in ITEMS.items()), said(ASK_ORDER, "order"),
               said(ASK_WISH, "wish"), "__version__", "_id", "_uuid", "_submission_time", "_validation_status",
               "_notes", "_status", "_submitted_by", "_tags", "_index"]
    rows = [[f"2026-03-{row + 1:02d}T08:50:00.000+05:00", "ee.kobotoolbox.org:xyz", "", said(POSTS[one.post], one.post),
             one.age, "51.1 71.4 340 4.2", "51.1", "71.4", "340", "4.2",
             *([" ".join(said(TOPICS[key], key) for key in one.topics)] if joined else []),
             *(("1" if key in one.topics else "0" if one.topics else "") for key in TOPICS if split), one.typed,
             *(said(NEEDS[point], point) for point in one.needs.values()),
             " ".join(said(ITEMS[key], key) for key in one.order), one.wish, "vAbC", str(1000 + row),
             f"{row:08x}-aaaa-4bbb-8ccc-123456789abc", f"2026-03-{row + 1:02d}T09:00:00", "", "", "submitted_via_web",
             "researcher", "", str(row + 1)] for row, one in enumerate(people())]
    return [headers, *rows]


GOOGLE = {"kk": ("Уақыт белгісі", "Электрондық пошта мекенжайы", "Ұпай"),
          "ru": ("Отметка времени", "Адрес электронной почты", "Баллы"),
          "en": ("Timestamp", "Email Address", "Score")}


def google(lang: Lang = "ru", quiz: bool = False) -> Table:
    """Google Forms through Google Sheets, interface in `lang`: a grid, a grid of boxes, boxes with commas inside, an
    uploaded file, points of a test."""
    stamp, mail, score = GOOGLE[lang]
    needs = [f"{ASK_NEEDS[lang]} [{label[lang]}]" for label in ITEMS.values()]
    boxes = [f"{Text('Қашан?', 'Когда?', 'When?')[lang]} [{label[lang]}]" for label in ITEMS.values()]
    when = Text("Күзде, Көктемде", "Осенью, Весной", "Autumn, Spring")[lang].split(", ")
    headers = [stamp, mail, *([score] if quiz else []), ASK_POST[lang], ASK_AGE[lang], ASK_TOPICS[lang], *needs, *boxes,
               Text("Түйіндемеңізді жүктеңіз", "Загрузите резюме", "Upload your CV")[lang], ASK_WISH[lang],
               *([f"{ASK_AGE[lang]} [Score]", f"{ASK_AGE[lang]} [Feedback]"] if quiz else [])]
    rows = [[f"{row % 28 + 1:02d}.03.2026 9:{row:02d}:11", f"user{row}@example.kz",
             *([f"{row % 3} / 2"] if quiz else []), POSTS[one.post][lang], one.age,
             ", ".join(one.typed if key == "other" else TOPICS[key][lang] for key in one.topics),
             *(NEEDS[point][lang] for point in one.needs.values()),
             *(", ".join((when, when[:1], when[1:])[(row + place) % 3]) if (row + place) % 5 else ""
               for place in range(3)),
             f"https://drive.google.com/open?id=1AbCdEf{row:04d}", one.wish,
             *([f"{row % 3}.00 / 2.00", ""] if quiz else [])] for row, one in enumerate(people())]
    return [headers, *rows]


MICROSOFT = {"kk": ("ID", "Басталу уақыты", "Аяқталу уақыты", "Электрондық пошта", "Аты"),
             "ru": ("ИД", "Время начала", "Время выполнения", "Адрес электронной почты", "Имя"),
             "en": ("ID", "Start time", "Completion time", "Email", "Name")}


def microsoft(lang: Lang = "ru", quiz: bool = False, anonymous: bool = False) -> Table:
    """Microsoft Forms in Excel: choices closed with semicolons, a ranking in one cell, points and remarks of a quiz."""
    total, points, remark = {"kk": ("Жалпы ұпай", "Ұпайлар", "Пікір"), "ru": ("Всего баллов", "Баллы", "Отзыв"),
                             "en": ("Total points", "Points", "Feedback")}[lang]
    asked = [ASK_POST[lang], ASK_AGE[lang], ASK_TOPICS[lang], *(label[lang] for label in ITEMS.values()),
             ASK_ORDER[lang], ASK_WISH[lang]]
    own = {"kk": "Соңғы өзгертілген уақыты", "ru": "Время последнего изменения", "en": "Last modified time"}[lang]
    graded = [cell for header in asked for cell in ([header, f"{points} - {header}", f"{remark} - {header}"] if quiz
                                                    else [header])]
    headers = [*MICROSOFT[lang], *([own] if not quiz else [total, f"{remark} — {total}"]), *graded]
    rows = []
    for row, one in enumerate(people()):
        cells = [POSTS[one.post][lang], one.age,
                 "".join(f"{one.typed if key == 'other' else TOPICS[key][lang]};" for key in one.topics),
                 *(NEEDS[point][lang] for point in one.needs.values()),
                 "".join(f"{ITEMS[key][lang]};" for key in one.order), one.wish]
        graded = [cell for answer in cells for cell in ([answer, str(row % 2), ""] if quiz else [answer])]
        rows.append([str(row + 1), f"2026-03-01 09:{row:02d}:11", f"2026-03-01 09:{row:02d}:59",
                     "anonymous" if anonymous else f"user{row % 9}@example.kz",
                     "" if anonymous else ("Сериков Асхат Болатович", "Ахметова Айгүл Серікқызы")[row % 2],
                     *(["2026-03-02 10:00:00"] if not quiz else [str(row), ""]), *graded])
    return [headers, *rows]
