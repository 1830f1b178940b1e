"""The survey of `exports.py` as LimeSurvey writes it: structure of version 3 and 6, archive, responses, VV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from tests.corpus.exports import (
    ASK_AGE,
    ASK_NEEDS,
    ASK_ORDER,
    ASK_POST,
    ASK_TOPICS,
    ASK_WISH,
    ITEMS,
    NEEDS,
    PEOPLE,
    POSTS,
    TOPICS,
    Person,
    Table,
    as_zip,
    people,
)

from qabilet.text import LANGS, Lang, Text

SID = "123456"
_POSTS = {key: f"A{place}" for place, key in enumerate(POSTS, start=1)}
_SUBS = {key: f"SQ{place:03d}" for place, key in enumerate(ITEMS, start=1)}
_LEVELS = {key: f"A{place}" for place, key in enumerate(NEEDS, start=1)}
_ORDER = {key: f"R{place}" for place, key in enumerate(ITEMS, start=1)}
DUAL = Text("Дағды", "Навык", "Skill")
Row = Mapping[str, str]


def html(label: Text) -> Text:
    """As an editor leaves it: tags, entities, a script."""
    return Text(*(f"<p style=\"color:red\"><strong>{escape(words)}</strong>&nbsp;<br /></p><script>alert('x')</script>"
                  for words in label))


def _element(row: Row) -> str:
    cells = "".join(f"    <{name}><![CDATA[{value}]]></{name}>\n" for name, value in row.items())
    return f"   <row>\n{cells}   </row>"


def _table(name: str, rows: Iterable[Row]) -> str:
    rows = list(rows)
    if not rows:
        return ""
    names = dict.fromkeys(key for row in rows for key in row)
    fields = "".join(f"   <fieldname>{name}</fieldname>\n" for name in names)
    body = "\n".join(map(_element, rows))
    return f" <{name}>\n  <fields>\n{fields}  </fields>\n  <rows>\n{body}\n  </rows>\n </{name}>\n"


def document(kind: str, version: str, tables: str) -> bytes:
    langs = "".join(f"  <language>{lang}</language>\n" for lang in ("ru", "kk", "en"))
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>{kind}</LimeSurveyDocType>\n'
            f" <DBVersion>{version}</DBVersion>\n <languages>\n{langs} </languages>\n{tables}</document>\n").encode()


def _questions() -> list[tuple[str, str, str, str, Text, str]]:
    """Number, group, type, code, words, condition."""
    return [("10", "1", "L", "post", html(ASK_POST), "1"), ("11", "1", "N", "age", ASK_AGE, "1"),
            ("12", "2", "M", "topics", ASK_TOPICS, "1"), ("13", "2", "F", "need", html(ASK_NEEDS), "1"),
            ("14", "2", "R", "order", ASK_ORDER, "1"), ("15", "2", "1", "dual", DUAL, ""),
            ("16", "2", "T", "wish", ASK_WISH, "1"),
            ("17", "2", "S", "why", Text("Неге?", "Почему?", "Why?"), '((post.NAOK == "A1"))'),
            ("18", "2", "X", "bye", HTML_NOTE, "1"),
            ("19", "2", "*", "sum", Text("{age*2}", "{age*2}", "{age*2}"), "1")]


HTML_NOTE = Text(*("<p>OK</p>",) * 3)


def _subquestions() -> list[tuple[str, str, str, Text]]:
    out = [(f"2{place}", "12", code, TOPICS[key]) for place, (key, code) in enumerate(_SUBS.items())]
    out += [(f"3{place}", "13", code, ITEMS[key]) for place, (key, code) in enumerate(_SUBS.items())]
    return [*out, *((f"4{place}", "15", code, ITEMS[key]) for place, (key, code) in enumerate(_SUBS.items()))]


def _answers() -> list[tuple[str, str, Text, str]]:
    """Question, code, words, scale."""
    return [*(("10", code, POSTS[key], "0") for key, code in _POSTS.items()),
            *(("13", code, NEEDS[key], "0") for key, code in _LEVELS.items()),
            *(("14", code, ITEMS[key], "0") for key, code in _ORDER.items()),
            *(("15", code, NEEDS[key], scale) for scale in "01" for key, code in list(_LEVELS.items())[:4])]


def lss(version: int = 6) -> bytes:
    """The structure. To version 3 words stand in the rows of each language, from 4 on in tables of their own."""
    told = version < 4
    langs: Sequence[Lang] = LANGS if told else ("ru",)
    groups = [{"gid": gid, "sid": SID, "group_order": str(int(gid) - 1), "randomization_group": "", "grelevance": "",
               **({"group_name": words[lang], "description": "", "language": lang} if told else {})}
              for lang in langs for gid, words in (("1", Text("Сіз туралы", "О Вас", "About you")),
                                                   ("2", Text("Оқу", "Обучение", "Training")))]
    asked = [{"qid": qid, "parent_qid": "0", "sid": SID, "gid": gid, "type": kind, "title": code,
              **({"question": words[lang], "help": "", "language": lang} if told else {}),
              "other": "Y" if kind == "M" else "N", "mandatory": "Y" if code == "post" else "N",
              "question_order": str(place), "scale_id": "0", "relevance": condition}
             for lang in langs for place, (qid, gid, kind, code, words, condition) in enumerate(_questions())]
    parts = [{"qid": qid, "parent_qid": parent, "sid": SID, "gid": "2", "type": "T", "title": code,
              **({"question": words[lang], "language": lang} if told else {}), "question_order": str(place),
              "scale_id": "0", "relevance": "1"}
             for lang in langs for place, (qid, parent, code, words) in enumerate(_subquestions())]
    answers = [{**({} if told else {"aid": str(place)}), "qid": qid, "code": code,
                **({"answer": words[lang], "language": lang} if told else {}), "sortorder": str(place),
                "assessment_value": "0", "scale_id": scale}
               for lang in langs for place, (qid, code, words, scale) in enumerate(_answers())]
    attributes: list[Row] = [
        {"qid": "15", "attribute": "dualscale_headerA", "value": "Важность", "language": "ru"},
        {"qid": "15", "attribute": "dualscale_headerB", "value": "Уровень", "language": "ru"},
        {"qid": "11", "attribute": "num_value_int_only", "value": "1"},
        {"qid": "19", "attribute": "equation", "value": "{age*2}"}]
    settings = [{"surveyls_survey_id": SID, "surveyls_language": lang, "surveyls_title": f"Опрос {lang}"}
                for lang in LANGS]
    tables = [_table("answers", answers), _table("groups", groups), _table("questions", asked),
              _table("subquestions", parts), _table("question_attributes", attributes),
              _table("surveys", [{"sid": SID, "language": "ru", "additional_languages": "kk en", "anonymized": "Y"}]),
              _table("surveys_languagesettings", settings)]
    if not told:
        words_of = {qid: words for qid, _, _, _, words, _ in _questions()}
        words_of |= {qid: words for qid, _, _, words in _subquestions()}
        tables += [
            _table("group_l10ns", [{"id": "1", "gid": gid, "group_name": name[lang], "language": lang}
                                   for lang in LANGS for gid, name in (("1", Text("Сіз туралы", "О Вас", "About you")),
                                                                       ("2", Text("Оқу", "Обучение", "Training")))]),
            _table("question_l10ns", [{"id": "1", "qid": qid, "question": words[lang], "help": "", "language": lang}
                                      for lang in LANGS for qid, words in words_of.items()]),
            _table("answer_l10ns", [{"id": "1", "aid": str(place), "answer": words[lang], "language": lang}
                                    for lang in LANGS for place, (_, _, words, _) in enumerate(_answers())])]
    return document("Survey", "366" if told else "640", "".join(tables))


def _service(row: int) -> list[str]:
    return [str(row + 1), "1980-01-01 00:00:00" if row != PEOPLE else "", "2", people()[row % PEOPLE].language,
            str(1000003 * (row + 7) % 99999989), "1980-01-01 00:00:00", "1980-01-01 00:00:00", "10.0.0.7"]


SERVICE = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr")
SERVICE_WORDS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started",
                 "Date last action", "IP address")


def _cells(one: Person) -> list[str]:
    ticks = ["Y" if key in one.topics else "" for key in _SUBS]
    needs = [_LEVELS[point] for point in one.needs.values()]
    dual = [level for point in one.needs.values() for level in (_LEVELS[point] if point != "99" else "", "A2")]
    return [_POSTS[one.post], one.age, *ticks, one.typed, *needs, *(_ORDER[key] for key in one.order), *dual, one.wish,
            "Себебі бар" if one.post == "akim" else "", str(int(one.age) * 2)]


CODES = ("post", "age", *(f"topics[{code}]" for code in _SUBS.values()), "topics[other]",
         *(f"need[{code}]" for code in _SUBS.values()), *(f"order[{place}]" for place in (1, 2, 3)),
         *(f"dual[{code}][{scale}]" for code in _SUBS.values() for scale in (1, 2)), "wish", "why", "sum")


def export(headings: str = "code", answers: str = "code", lang: Lang = "ru") -> Table:
    """A response export: headings by code, by code and text, or by text; answers by code or in words. The last person
    never submitted."""
    words = _headings(lang)
    heads = {"code": CODES, "codetext": [f"{code}. {text}" for code, text in zip(CODES, words, strict=True)],
             "em": [code.replace("][1]", "_0").replace("][2]", "_1").replace("[", "_").replace("]", "")
                    for code in CODES], "full": words}[headings]
    service = {"code": SERVICE, "em": SERVICE, "full": SERVICE_WORDS,
               "codetext": [f"{code}. {text}" for code, text in zip(SERVICE, SERVICE_WORDS, strict=True)]}[headings]
    rows = [[*_service(row), *(_cells(one) if answers == "code" else _said(one, lang))]
            for row, one in enumerate([*people(), people()[0]])]
    return [[*service, *heads], *rows]


def _headings(lang: Lang) -> list[str]:
    subs = [ITEMS[key][lang] for key in _SUBS]
    return [ASK_POST[lang], ASK_AGE[lang], *(f"{ASK_TOPICS[lang]} [{sub}]" for sub in subs),
            f"{ASK_TOPICS[lang]} [{Text('Басқа', 'Другое', 'Other')[lang]}]",
            *(f"{ASK_NEEDS[lang]} [{sub}]" for sub in subs), *(f"{ASK_ORDER[lang]} [Ранг {n}]" for n in (1, 2, 3)),
            *(f"{DUAL[lang]} [{sub}][{scale}]" for sub in subs for scale in ("Важность", "Уровень")),
            ASK_WISH[lang], Text("Неге?", "Почему?", "Why?")[lang], "{age*2}"]


def _said(one: Person, lang: Lang) -> list[str]:
    yes, no = Text("Иә", "Да", "Yes")[lang], Text("Жоқ", "Нет", "No")[lang]
    level = {code: NEEDS[key][lang] for key, code in _LEVELS.items()} | {"": ""}
    cells = _cells(one)
    return [POSTS[one.post][lang], one.age, *(yes if cell else no for cell in cells[2:5]), cells[5],
            *(level[cell] for cell in cells[6:9]), *(ITEMS[key][lang] for key in one.order),
            *(level[cell] for cell in cells[12:18]), *cells[18:]]


def lsr(version: int = 6) -> bytes:
    """Responses with fields by number, named anew in version 7; a box shown and left empty is an empty element, a
    hidden one none at all."""
    ids = {"post": ("1", "10"), "age": ("1", "11"), "topics": ("2", "12"), "need": ("2", "13"), "order": ("2", "14"),
           "dual": ("2", "15"), "wish": ("2", "16"), "why": ("2", "17"), "sum": ("2", "19")}
    fields = []
    for code in CODES:
        stem, _, rest = code.partition("[")
        ending = rest.replace("][1]", "#0").replace("][2]", "#1").rstrip("]")
        fields.append(f"{SID}X{ids[stem][0]}X{ids[stem][1]}{ending}" if version < 7
                      else f"Q{ids[stem][1]}{_numbered(ids[stem][1], ending)}")
    rows = []
    for row, one in enumerate([*people(), people()[0]]):
        cells = dict(zip([*SERVICE, *fields], [*_service(row), *_cells(one)], strict=True))
        hidden = {name for name, cell in cells.items() if not cell and not name.startswith((f"{SID}X2X12", "Q12_"))}
        rows.append({("_" if name[0].isdigit() else "") + name.replace("#", "-"): cell for name, cell in cells.items()
                     if name not in hidden})
    body = "\n".join(map(_element, rows))
    named = "".join(f"   <fieldname>{name}</fieldname>\n" for name in [*SERVICE, *fields])
    return document("Responses", "640", f" <responses>\n  <fields>\n{named}  </fields>\n  <rows>\n{body}\n  </rows>\n"
                                        " </responses>\n")


def _numbered(qid: str, ending: str) -> str:
    """SQ001 of question 12 by its number, as LimeSurvey 7 does."""
    code, sign, scale = ending.partition("#")
    parts = {(parent, part): number for number, parent, part, _ in _subquestions()}
    answers = [str(place) for place, (of, *_) in enumerate(_answers()) if of == qid]
    if qid == "14":
        return f"_R{answers[int(code) - 1]}"
    return f"_C{code}" if code == "other" else f"_S{parts[qid, code]}{sign}{scale}" if code else ""


def lsa() -> bytes:
    return as_zip({f"survey_{SID}.lss": lss(6), f"survey_{SID}_responses.lsr": lsr(),
                   f"survey_{SID}_tokens.lst": document("Tokens", "640", "")})


def vv() -> bytes:
    """For data entry: two rows of headers, tabs, marks for what was never shown."""
    table = export("em")
    marked = [["{question_not_shown}" if not cell else cell.replace("{", "{lbrace}").replace('"', "{quote}")
               for cell in row] for row in table[1:]]
    rows = [[*SERVICE_WORDS, *_headings("ru")], table[0], *marked]
    return "\n".join("\t".join(row) for row in rows).encode()
