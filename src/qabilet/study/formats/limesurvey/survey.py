"""A survey of LimeSurvey as its tables tell it, in the layouts of LimeSurvey 3 to 7: groups, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qabilet.cycle.instrument import language
from qabilet.errors import refuse
from qabilet.study.formats.limesurvey.faults import LIME_004
from qabilet.study.formats.limesurvey.tables import Row, Tables
from qabilet.study.formats.limesurvey.words import LONGEST, plain
from qabilet.text import LANGS, Lang, Text

Words = dict[str, str]
"""Plain words by LimeSurvey's code of the language: kk, ru, en, de-informal."""


@dataclass(slots=True)
class Answer:
    code: str
    words: Words
    scale: str = "0"
    aid: str = ""


@dataclass(slots=True)
class Asked:
    """A question, or a subquestion (`parts` of their question); `order` is its place among its likes."""

    qid: str
    code: str
    type: str
    order: int
    words: Words
    help: Words
    gid: str = ""
    scale: str = "0"
    mandatory: bool = False
    other: bool = False
    relevance: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    said: dict[str, Words] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    parts: list[Asked] = field(default_factory=list)
    default: str = ""

    def scaled(self, scale: str) -> list[Asked]:
        return [part for part in self.parts if part.scale == scale]


@dataclass(slots=True)
class Group:
    gid: str
    order: int
    words: Words
    relevance: str
    asked: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Survey:
    """`languages` begin with the one it was written in."""

    sid: str
    title: Words
    languages: list[str]
    groups: list[Group]
    quotas: int = 0


def survey_of(tables: Tables, *, file: str = "") -> Survey:
    """The survey in the tables of an .lss file. Raises LIME_004 for a text too long to be a question."""
    settings = next(iter(tables.of("surveys")), {})
    base = settings.get("language") or next(iter(tables.languages), "en")
    more = settings.get("additional_languages", "").split()
    languages = list(dict.fromkeys([base, *more, *tables.languages]))
    titles = {row.get("surveyls_language", base): _plain(row.get("surveyls_title", ""), "-", file)
              for row in tables.of("surveys_languagesettings")}
    groups = _groups(tables, base, file)
    asked = _asked(tables, base, file)
    by_group = {group.gid: group for group in groups}
    for one in sorted(asked.values(), key=lambda one: one.order):
        if one.gid not in by_group:
            by_group[one.gid] = Group(one.gid, len(by_group), {}, "")
            groups.append(by_group[one.gid])
        by_group[one.gid].asked.append(one)
    groups.sort(key=lambda group: group.order)
    return Survey(settings.get("sid", ""), titles, languages, groups, len(tables.of("quota")))


def text_of(words: Words, languages: Iterable[str] = ()) -> Text:
    """The words in our three languages. Where they are in none of the three, they stand where their letters belong."""
    ours: dict[Lang, str] = {}
    for code, said in words.items():
        lang = our_language(code)
        if lang is not None and said and lang not in ours:
            ours[lang] = said
    if not ours and (said := next((words[code] for code in (*languages, *words) if words.get(code)), "")):
        ours[language(said)] = said
    return Text(*(ours.get(lang, "") for lang in LANGS))


def our_language(code: str) -> Lang | None:
    """kk, ru or en of a code such as «ru» or «en-informal»; None for others."""
    bare = code.split("-")[0].casefold()
    return next((lang for lang in LANGS if lang == bare), None)


def _groups(tables: Tables, base: str, file: str) -> list[Group]:
    found: dict[str, Group] = {}
    for row in tables.of("groups"):
        gid = row.get("gid", "")
        group = found.setdefault(gid, Group(gid, _number(row.get("group_order")), {}, row.get("grelevance", "")))
        if "group_name" in row:
            group.words[row.get("language", base)] = _plain(row["group_name"], gid, file)
    for row in tables.of("group_l10ns"):
        if row.get("gid", "") in found:
            found[row["gid"]].words[row.get("language", base)] = _plain(row.get("group_name", ""), row["gid"], file)
    return sorted(found.values(), key=lambda group: group.order)


def _asked(tables: Tables, base: str, file: str) -> dict[str, Asked]:
    """The questions by their number, each with its subquestions, answers and attributes."""
    whole: dict[str, Asked] = {}
    parts: dict[str, Asked] = {}
    parents: dict[str, str] = {}
    for row in (*tables.of("questions"), *tables.of("subquestions")):
        qid, parent = row.get("qid", ""), row.get("parent_qid", "0")
        into = whole if parent in ("", "0") else parts
        one = into.setdefault(qid, Asked(
            qid, row.get("title", "").strip(), row.get("type", "T"), _number(row.get("question_order")), {}, {},
            row.get("gid", ""), row.get("scale_id", "0") or "0", row.get("mandatory", "N") in ("Y", "S"),
            row.get("other", "N") == "Y", row.get("relevance", "").strip()))
        parents[qid] = parent
        _heard(one, row, base, file)
    for row in tables.of("question_l10ns"):
        if (known := whole.get(row.get("qid", "")) or parts.get(row.get("qid", ""))) is not None:
            _heard(known, row, base, file)
    for qid, part in parts.items():
        if parents[qid] in whole:
            whole[parents[qid]].parts.append(part)
    for one in whole.values():
        one.parts.sort(key=lambda part: part.order)
    _answers(tables, whole, base, file)
    for row in tables.of("question_attributes"):
        if row.get("qid", "") in whole and row.get("value"):
            one, name = whole[row["qid"]], row.get("attribute", "")
            if row.get("language"):
                one.said.setdefault(name, {})[row["language"]] = plain(row["value"][:LONGEST])
            else:
                one.attributes[name] = row["value"]
    _defaults(tables, whole)
    return whole


def _heard(one: Asked, row: Row, base: str, file: str) -> None:
    code = row.get("language") or base
    if "question" in row:
        one.words[code] = _plain(row["question"], one.code, file)
    if "help" in row:
        one.help[code] = _plain(row["help"], one.code, file)


def _answers(tables: Tables, whole: dict[str, Asked], base: str, file: str) -> None:
    known: dict[tuple[str, str, str], Answer] = {}
    by_number: dict[str, Answer] = {}
    rows = sorted(enumerate(tables.of("answers")), key=lambda pair: (_number(pair[1].get("sortorder")), pair[0]))
    for _, row in rows:
        qid, code, scale = row.get("qid", ""), row.get("code", ""), row.get("scale_id", "0") or "0"
        if qid not in whole:
            continue
        if (qid, code, scale) not in known:
            known[qid, code, scale] = Answer(code, {}, scale, row.get("aid", ""))
            whole[qid].answers.append(known[qid, code, scale])
        answer = known[qid, code, scale]
        if "answer" in row:
            answer.words[row.get("language") or base] = _plain(row["answer"], whole[qid].code, file)
        if row.get("aid"):
            by_number[row["aid"]] = answer
    for row in tables.of("answer_l10ns"):
        if row.get("aid", "") in by_number:
            by_number[row["aid"]].words[row.get("language") or base] = _plain(row.get("answer", ""), row["aid"], file)


def _defaults(tables: Tables, whole: dict[str, Asked]) -> None:
    """The answer that stands in a question before anybody has given one."""
    said = {row.get("dvid", ""): row.get("defaultvalue", "") for row in tables.of("defaultvalue_l10ns")}
    for row in tables.of("defaultvalues"):
        if row.get("qid", "") in whole and row.get("sqid", "0") in ("", "0") and not row.get("specialtype"):
            whole[row["qid"]].default = row.get("defaultvalue") or said.get(row.get("dvid", ""), "")


def _plain(html: str, code: str, file: str) -> str:
    if len(html) > LONGEST * 20:
        raise refuse(LIME_004, file=file, limit=LONGEST, question=code)
    words = plain(html)
    if len(words) > LONGEST:
        raise refuse(LIME_004, file=file, limit=LONGEST, question=code)
    return words


def _number(value: str | None) -> int:
    digits = (value or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
