"""Personal data: names, phones, e-mails, identity numbers, addresses, told by the header and by the values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qabilet.cycle.instrument.words import folded, has_word
from qabilet.text import pattern

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+?7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
_PLAIN_PHONE = re.compile(r"\+?[\d\s()-]{9,18}\Z")
_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}\Z")
_PATRONYMIC = re.compile(r"(?:вич|вна|чна|ович|евич|ұлы|улы|қызы|кызы|оглы|кизи)\Z")
_SURNAME = re.compile(r"(?:ов|ова|ев|ева|ин|ина|ын|ына|баев|баева|беков|бекова|ский|ская|ко|енко|ұлы|қызы)\Z")
_EVERYBODY = frozenset(map(folded, ("anonymous", "anonymous user", "аноним", "анонимный", "анонимно", "жасырын",
                                    "анонимный пользователь")))

EMAIL, PHONE, NAME = pattern("e-mail"), pattern("phone"), pattern("name")
IIN, IP = pattern("identity number"), pattern("network address")
ADDRESS, BIRTH = pattern("home address"), pattern("date of birth")
BY_HEADER = pattern("the header asks for personal data ({what})")
BY_VALUES = pattern("{share} of the answers look like personal data ({what})")


def personal(header: str, counts: Mapping[str, int]) -> tuple[str, str] | None:
    """What personal data a column holds, and the share of its values that shows it («» by the header alone).

    `counts` are its values without the blank. The share needed grows weaker the clearer the pattern: a valid IIN in a
    third of the answers is enough, names must be in two thirds.
    """
    asked = _asked(header)
    values = list(counts)[:2_000]
    if values and all(folded(value) in _EVERYBODY for value in values):
        return None
    if values:
        for what, share, test in ((EMAIL, 0.3, _EMAIL.search), (IIN, 0.3, _has_iin), (IP, 0.6, _IP.match),
                                  (PHONE, 0.5, _looks_phone), (NAME, 0.66, _looks_name)):
            if (shown := sum(1 for value in values if test(value))) >= share * len(values):
                return what, f"{shown}/{len(values)}"
    if asked and (not values or asked not in (NAME, ADDRESS) or _open_ended(counts)):
        return asked, ""
    return None


def traces(counts: Mapping[str, int]) -> int:
    """How many free answers contain an e-mail, a phone or an IIN."""
    return sum(count for value, count in counts.items()
               if _EMAIL.search(value) or _PHONE.search(value) or _has_iin(value))


def valid_iin(digits: str) -> bool:
    """Whether twelve digits are an individual identification number: month, day and the control digit agree.

    Control digit: weights 1 to 11 modulo 11; where that gives 10, weights 3 to 11, 1, 2.
    """
    if not re.fullmatch(r"[0-9]{12}", digits) or not 1 <= int(digits[2:4]) <= 12 or not 1 <= int(digits[4:6]) <= 31:
        return False
    numbers = [int(digit) for digit in digits]
    control = sum(number * weight for number, weight in zip(numbers, range(1, 12), strict=False)) % 11
    if control == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        control = sum(number * weight for number, weight in zip(numbers, weights, strict=False)) % 11
    return control == numbers[11]


def _asked(header: str) -> str:
    """What the header asks for, '' for nothing personal. A long question seldom asks for a name."""
    short = header.split("[")[0][:120]
    if has_word(short, "email", "емейл", "имейл", "почта$", "почты$", "пошта") or \
            re.search(r"\be-?mail|эл\w*\.?\s*(адрес|почт|пошта)", short.lower()):
        return EMAIL
    if has_word(short, "иин$", "жсн$", "iin$", "паспорт", "удостоверени"):
        return IIN
    if has_word(short, "телефон", "phone", "whatsapp", "ватсап", "telegram", "телеграм", "ұялы", "сотовый") and \
            not has_word(short, "использу", "пользу", "қолдан", "use$", "often", "часто", "консультац"):
        return PHONE
    if len(short.split()) <= 8:
        if re.search(r"\bф\.?\s?и\.?\s?о\b|аты[- ]?жөн|full name|surname|first name|last name", short.lower()) or \
                has_word(short, "фио$", "фамили", "отчество", "тегі$", "тегіңіз", "есіміңіз"):
            return NAME
        if folded(short) in ("name", "имя", "ваше имя", "аты", "атыңыз", "есімі", "your name", "как вас зовут",
                             "имя пользователя", "username", "аты жөні", "respondent name", "имя респондента"):
            return NAME
        if re.search(r"домашн\w+ адрес|адрес прожив|мекенжай|home address|\bip[- ]?(?:адрес|address)|айпи",
                     short.lower()):
            return ADDRESS
        if re.search(r"дата рожд|туған күн|date of birth|birth ?date|birthday", short.lower()):
            return BIRTH
    return ""


def _open_ended(counts: Mapping[str, int]) -> bool:
    """Names are typed: nearly every one is different."""
    total = sum(counts.values())
    return len(counts) >= 0.5 * total or total <= 3


def _has_iin(value: str) -> bool:
    return any(valid_iin(digits) for digits in _IIN.findall(value))


def _looks_phone(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    return bool(_PHONE.search(value)) or (bool(_PLAIN_PHONE.match(value)) and 10 <= digits <= 12
                                          and (value.startswith("+") or " " in value.strip() or "-" in value[2:])
                                          and not value.startswith(("19", "20")))


def _looks_name(value: str) -> bool:
    words = value.replace(".", ". ").split()
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    low = [word.casefold() for word in words]
    return any(_PATRONYMIC.search(word) for word in low) or (
        bool(_SURNAME.search(low[0])) and len(words) <= 3 and (len(words[1]) <= 3 or bool(_PATRONYMIC.search(low[-1])))
    ) or (len(words) == 2 and bool(_SURNAME.search(low[0]) or _SURNAME.search(low[1])) and len(low[0]) > 3)
