"""What a header asks for, told by its words in Kazakh, Russian and English."""

from __future__ import annotations

import re

from qabilet.cycle.instrument.words import folded, has_word

_SKIP = re.compile(r"not relevant|not applicable|skip|неактуальн|не актуальн|не относ|пропуст|не применим|не касает|"
                   r"өткізіп жібер|қатысы жоқ|қатысты емес|қатысы болмаса|маңызды болмаса")
_FOLLOWS = re.compile(r"\bif (?:you|yes|no|other|so)\b|if \W*other|please specify|"
                      r"если (?:вы|да|нет|другое|«|\"|ответили|в)|"
                      r"если ответ|в случае|укажите, что именно|уточните|\bегер\b|болса,|жағдайда|нақтылаңыз")
_NEGATED = re.compile(r"\bне\b|\bнет\b|\bбез\b|невозмож|недостат|отсутств|трудно|\bnot\b|\bnever\b|\bno\b|n't\b|\black|"
                      r"unable|difficult|емес\b|жоқ\b|\w+(?:майды|мейді|маймын|меймін|байды|бейді|маған|меген)\b|қиын")


_LEGEND = re.compile(r"(\d{1,2})\s*(?:балл\w*|ұпай|место|орын)?\s*[-–—:=]\s*([^\d,;.()]{3,60})")
_LITTLE = re.compile(r"наименее|менее всего|меньше всего|наименьш|\bне\b|низк|минимал|least|not at all|\bnot\b|lowest|"
                     r"very low|disagree|ең аз|ең төмен|мүлд|емес|төмен|нашар|плох|слаб|никогда|never|ешқашан")
_MUCH = re.compile(r"более всего|больше всего|всего|наиболее|самы|очень|крайне|максимал|полностью|наивысш|most|very|"
                   r"highest|extremely|strongly|ең |өте|аса|толық|высок|жоғары|всегда|always|әрқашан|отличн")


def asks_for_number(header: str) -> bool:
    low = header.casefold()
    return (has_word(low, "возраст", "сколько", "количеств", "стаж", "жасыңыз", "жас$", "қанша", "неше", "өтіл",
                     "age$", "лет$", "жылы$", "зарплат", "жалақы", "доход", "численност")
            or bool(re.search(r"how (?:many|old|long)|number of|years? of|год рождения|жұмыс өтілі|саны\b|"
                              r"полных лет|\bages?\b|стаж", low))) and not asks_for_grade(header)


def asks_for_grade(header: str) -> bool:
    low = header.casefold()
    return has_word(low, "оцените", "оценит", "оценка", "балл", "шкал", "насколько", "бағала", "ұпай", "rate$",
                    "rating", "scale", "деңгейі", "дәреже", "степень", "степени", "extent", "satisf", "важност",
                    "маңызды") or \
        bool(re.search(r"how (?:much|important|likely|satisfied|well)|қаншалықты|"
                       r"\b1\s*(?:-|–|—|до|to|ден)\s*(?:5|7|10)\b", low))


def asks_for_words(header: str) -> bool:
    low = header.casefold()
    return bool(re.search(r"\blist any|describe|comment|suggest|in your own words|please explain|опишите|комментар|"
                          r"предложени|пожелани|перечислите|ваше мнение|своими словами|расскажите|поясните|напишите|"
                          r"сипатта|пікіріңіз|ұсыныс|тілек|түсіндір|жазыңыз|айтыңыз|толықтыр|дополнит", low))


def asks_for_wishes(header: str) -> bool:
    """Free words for certain: even wishes that repeat (often «нет») are no options."""
    return bool(re.search(r"пожелани|комментар|своими словами|в свободной форме|тілек|өз сөз|еркін түрде|\bcomments?\b|"
                          r"in your own words", header.casefold()))


def asks_for_date(header: str) -> bool:
    """The times that forms write themselves."""
    low = folded(header)
    return bool(re.search(r"timestamp|отметка времени|время (?:начала|завершения|создания|изменения|заполнения|"
                          r"отправки)|"
                          r"дата (?:заполнения|отправки|создания|начала|завершения)|(?:start|completion|submit\w*|end) "
                          r"(?:time|date)|date (?:submitted|started|last action)|submitdate|startdate|datestamp|"
                          r"last modified|уақыт белгісі|уақыты|толтырылған күні|күні мен уақыты|бастау уақыты", low))


def asks_for_id(header: str) -> bool:
    low = folded(header)
    # LimeSurvey writes «seed. Начальное значение».
    return low.split(".")[0] in (
        "№", "id", "no", "n", "#", "nr", "№ п/п", "номер", "п/п", "код", "реттік нөмірі", "нөмірі", "seed", "token",
        "токен", "р/с", "рет саны", "respondent", "uuid", "_id", "_uuid", "index", "_index") or \
        bool(re.search(r"\b(?:response|respondent|submission|record|user|case)[ _-]?(?:id|number|code)\b|"
                       r"(?:код|номер|id|ид) (?:респондента|ответа|анкеты|записи|участника)|"
                       r"(?:респондент|анкета|жауап)\w* (?:коды|нөмірі)|submission id|collector id", low))


def asks_for_place(header: str) -> bool:
    """A country, region, district, town or organisation: rare values are as true as frequent ones."""
    return has_word(header, "country", "region", "canton", "city", "town", "district", "province", "стран", "регион",
                    "област", "город", "район", "облыс", "аудан", "қала", "өңір", "ел$", "елде", "село", "ауыл",
                    "округ", "аймақ", "местност", "населенн", "елді", "where")


def largest_end(question: str) -> str:
    """Which end of numbered points the question calls the most: high, low, or '' where it does not say.

    Read from a legend such as «5 — нужнее всего, 1 — наименее нужно».
    """
    most: list[int] = []
    least: list[int] = []
    for number, words in _LEGEND.findall(question.casefold()):
        if _LITTLE.search(words):
            least.append(int(number))
        elif _MUCH.search(words):
            most.append(int(number))
    if most and least:
        return "high" if min(most) > max(least) else "low" if max(most) < min(least) else ""
    if most:
        return "low" if max(most) <= 1 else "high"
    return "" if not least else "high" if max(least) <= 1 else "low"


def asks_for_order(header: str) -> bool:
    return has_word(header, "ранжир", "расставьте", "приоритет", "упорядоч", "rank$", "ranking", "order$", "priorit",
                    "рет$", "ретпен", "ретімен", "орналастыр", "басымдық", "рангте", "саралаңыз", "место$")


def speaks_of_needs(text: str) -> bool:
    return has_word(text, "потребн", "нужд", "нужн", "обуч", "қажет", "оқыт", "оқу", "need", "training", "learn",
                    "необходим", "курс", "повышени", "дамыт", "развит", "тренинг", "білікт")


def speaks_of_importance(text: str) -> bool:
    return has_word(text, "важн", "значим", "маңызд", "important", "importance")


def speaks_of_level(text: str) -> bool:
    """How well people command something: their own level, skills or knowledge."""
    return has_word(text, "уровень", "уровня", "владе", "деңгей", "меңгер", "level", "competen", "skilled",
                    "proficien") and not speaks_of_importance(text)


def lets_skip(text: str) -> bool:
    """Whether the question tells people to skip what is not relevant to them."""
    return bool(_SKIP.search(text.casefold()))


def follows_another(text: str) -> bool:
    """Whether the question is put only to those who answered another one in some way."""
    return bool(_FOLLOWS.search(text.casefold()))


def negated(text: str) -> bool:
    """Whether an item is worded in the negative, so that agreeing may mean the opposite of its neighbours."""
    return bool(_NEGATED.search(text.casefold()))
