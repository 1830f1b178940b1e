"""Names for variables that SPSS, Stata, R and SQL all take, and that stay the same from one export to the next."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MOST = 32
"""Stata's bound, the narrowest of all."""
_HASH = 4

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфхцыэәғқңөұүһі", "abvgdezijklmnoprstufhcyeagqnouuhi", strict=True)) | {
    "ё": "yo", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}

_SPSS = "all and by eq ge gt le lt ne not or to with"
_STATA = """_all _b byte _coef _cons double float if in int long _n _pi _pred _rc _skip str strl using with aggregate
array boolean break case catch class colvector complex const continue default delegate delete do else eltypedef end enum
explicit export external for friend function global goto local namespace new null numeric numlist orgtypedef pointer
polymorphic pragma private protected quad real return rowvector scalar short signed static string struct super switch
template this throw transmorphic try typedef typename union unsigned vector version virtual void volatile while"""
_R = "if else repeat while function for next break true false null inf nan na in t f c"
_SQL = """add alter any as asc between case cast check column constraint create cross current_date current_time
current_timestamp current_user default delete desc distinct drop else end except exists fetch foreign from full grant
group having inner insert intersect into is join key left like limit natural null offset on order outer over primary
references right row rows rownum select session_user set some table then true false union unique update user using
values view when where window date time timestamp interval number integer index level"""
RESERVED = frozenset(f"{_SPSS} {_STATA} {_R} {_SQL}".lower().split())
"""Words, in small letters, that one of the four would take for its own; with them str1 to str2045."""


def stable_names(codes: Iterable[str]) -> dict[str, str]:
    """A name for each code: ASCII letters, digits and _, at most 32, a letter first, nobody's word, different even when
    case does not count.

    One code alone always gets the same name. Only where two codes would get one name does the later bear a mark, made
    from its own letters, so that its name depends on no order but on who came first.
    """
    taken: set[str] = set()
    names: dict[str, str] = {}
    for code in codes:
        if code in names:
            continue
        name = plain(code)
        tries = 0
        while name.lower() in taken:
            name = _marked(plain(code), f"{code}\0{tries}" if tries else code)
            tries += 1
        taken.add(name.lower())
        names[code] = name
    return names


def plain(code: str) -> str:
    """The name that a code has on its own."""
    spelt = "".join(_spelt(letter) for letter in unicodedata.normalize("NFC", code))
    name = re.sub(r"_+", "_", re.sub(r"[^A-Za-z0-9_]", "_", spelt)).strip("_")
    if not name or not name[0].isalpha():
        name = f"v_{name}" if name else _marked("v", code)
    if name.lower() in RESERVED or re.fullmatch(r"str\d{1,4}", name.lower()):
        name += "_"
        name = f"{name}v"  # SPSS takes a name that ends in an underscore for one of its own
    return name if len(name) <= MOST else _marked(name, code)


def _marked(name: str, code: str) -> str:
    """The name cut to leave room for a mark, by which two long codes with one beginning stay two."""
    mark = hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    return f"{name[:MOST - _HASH - 1].rstrip('_')}_{mark}"


def _spelt(letter: str) -> str:
    if letter.isascii():
        return letter
    low = letter.lower()
    if low in _CYRILLIC:
        latin = _CYRILLIC[low]
        return latin if letter == low else latin.capitalize()
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare or "_"
