"""Make the small scripts phones are sent (src/qabilet/web/respond/*.js) from their readable sources (*.src.js).

    python scripts/pack_routing.py

Comments and needless spaces go, and every name that is ours alone becomes one letter or two. Names of properties stay,
so an object is written {name: value}, never {name}. `tests/cycle/instrument/routing/test_packed.py` says when a small
script is not the one its source makes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, product
from pathlib import Path
from string import ascii_letters

FOLDER = Path(__file__).parents[1] / "src" / "qabilet" / "web" / "respond"
_TOKEN = re.compile(r"""
    (?P<note>//[^\n]*)
  | (?P<text>"(?:\\.|[^"\\])*")
  | (?P<regex>(?<=[(=,:?&|!\s])/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/[a-z]*)
  | (?P<word>[A-Za-z_$][\w$]*)
  | (?P<number>[0-9][\w.]*|\.[0-9]+)
  | (?P<sign>\.\.\.|=>|[=!]==|[<>]=|>>>|&&|\|\||\+\+|--|\+=|[^\s\w])
  | (?P<space>\s+)
""", re.VERBOSE)
_WORDS = "const let for of while if else continue return switch case break new typeof true false null undefined"
_GLOBAL = "NaN Infinity Array Object String Number Math Date Set Map Boolean isFinite globalThis self"
_KEPT = frozenset(f"{_WORDS} {_GLOBAL}".split())
_OPENING, _CLOSING = "({[", ")}]"


def tokens(source: str) -> list[tuple[str, str]]:
    found = [(one.lastgroup or "", one[0]) for one in _TOKEN.finditer(source)]
    if "".join(text for _, text in found) != source:
        raise SystemExit("a sign of the source was not read")
    return [(kind, text) for kind, text in found if kind not in ("note", "space")]


def packed(source: str) -> str:
    """The same script, small."""
    words = tokens(source)
    own = Counter(text for at, (kind, text) in enumerate(words) if kind == "word" and _ours(words, at))
    taken = {text for at, (kind, text) in enumerate(words) if kind == "word" and not _ours(words, at)}
    free = ("".join(letters) for letters in chain(product(ascii_letters), product(ascii_letters, repeat=2)))
    short = dict(zip((name for name, _ in own.most_common()), (one for one in free if one not in taken), strict=False))
    out: list[str] = []
    joined = _joined(words)
    for at, (kind, text) in enumerate(words):
        if at - 1 in joined:
            continue
        text = "," if at in joined else text
        text = short[text] if kind == "word" and _ours(words, at) else text
        if out and _glued(out[-1][-1], text[0]):
            out.append(" ")
        out.append(text)
    return re.sub(r";\}", "}", "".join(out)) + "\n"


def _ours(words: list[tuple[str, str]], at: int) -> bool:
    """Whether the word is a name of ours: no keyword, no property, no key of an object."""
    text = words[at][1]
    before = words[at - 1][1] if at else ""
    after = words[at + 1][1] if at + 1 < len(words) else ""
    return text not in _KEPT and before != "." and not (after == ":" and before in ("{", ","))


def _joined(words: list[tuple[str, str]]) -> set[int]:
    """The places of the ; between two neighbouring const, which a comma can stand for."""
    found, starts, begins = set(), [""], True
    for at, (_, text) in enumerate(words):
        if begins:
            starts[-1] = text
        begins = text in (";", "{")
        if text in _OPENING:
            starts.append("")
        elif text in _CLOSING:
            starts.pop()
        elif text == ";" and starts[-1] == "const" and at + 1 < len(words) and words[at + 1][1] == "const":
            found.add(at)
            begins = False
    return found


def _glued(last: str, first: str) -> bool:
    """Whether two tokens would run together without a space."""
    word = re.compile(r"[\w$]")
    return bool(word.match(last) and word.match(first)) or (last == first and last in "+-")


def main() -> None:
    for source in sorted(FOLDER.glob("*.src.js")):
        target = FOLDER / source.name.replace(".src.js", ".js")
        target.write_text(packed(source.read_text(encoding="utf-8")), encoding="utf-8")
        print(f"{target.name}: {len(target.read_bytes())} bytes")


if __name__ == "__main__":
    main()
