"""Turtle, read as far as concept schemes need it: addresses, names with their languages, links; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qabilet.errors import QabiletError, refuse
from qabilet.study.formats.frameworks.faults import CASE_002, SKOS_004
from qabilet.study.formats.frameworks.json_reading import MOST_BYTES, MOST_DEEP

# Possessive (++): a place to come back to for every letter of a long text would be gigabytes.
_TOKEN = re.compile(r'''
    (?P<space>(?:\s++|\#[^\n]*+)++)
  | (?P<iri><[^\s<>"{}|^`]*>)
  | (?P<long>"""(?:[^"\\]++|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]++|\\.|\'(?!\'\'))*+\'\'\')
  | (?P<string>"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+')
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<typed>\^\^)
  | (?P<number>[+-]?(?:\d+\.\d+|\.?\d+)(?:[eE][+-]?\d+)?(?![\w:]))
  | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w.:%-]*[\w:%-])?|_:[\w.-]*\w|[A-Za-z]+)
  | (?P<sign>[.;,\[\]()])
''', re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    at: int


@dataclass(slots=True)
class _Page:
    """The tokens of the file while they are read, one ahead."""

    file: str
    text: str
    tokens: Iterator[Token]
    ahead: Token | None = None
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = ""

    def peek(self) -> Token | None:
        if self.ahead is None:
            self.ahead = next(self.tokens, None)
        return self.ahead

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise self.wrong(len(self.text), "")
        self.ahead = None
        return token

    def sign(self, *signs: str) -> bool:
        """Whether the next token is one of these signs; it is taken then."""
        token = self.peek()
        if token is not None and token.kind == "sign" and token.text in signs:
            self.ahead = None
            return True
        return False

    def wrong(self, at: int, found: str) -> QabiletError:
        return refuse(SKOS_004, file=self.file, row=self.text.count("\n", 0, at) + 1, found=found[:60] or "\u2014")


def turtle_nodes(data: bytes, file: str) -> list[Node]:
    """What is said of each thing, in the shape of JSON-LD with whole addresses. Raises SKOS_004 with the line."""
    if len(data) > MOST_BYTES:
        raise refuse(CASE_002, file=file, why=f"{len(data) // 2**20} MB > {MOST_BYTES // 2**20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(SKOS_004, file=file, row=data[:error.start].count(b"\n") + 1, found=error.reason) from None
    page = _Page(file, text, iter(()))
    page.tokens = _tokens(page)
    nodes: dict[str, Node] = {}
    while (token := page.peek()) is not None:
        if token.text.casefold() in ("@prefix", "prefix", "@base", "base"):
            _directive(page)
        else:
            _statement(page, nodes)
    return list(nodes.values())


def _tokens(page: _Page) -> Iterator[Token]:
    at = 0
    while at < len(page.text):
        found = _TOKEN.match(page.text, at)
        if found is None or found.end() == at:
            raise page.wrong(at, page.text[at:at + 20].partition("\n")[0])
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found[0], at)
        at = found.end()


def _directive(page: _Page) -> None:
    word = page.take().text.casefold()
    if word.endswith("prefix"):
        name = page.take()
        page.prefixes[name.text.rstrip(":")] = _resource(page, page.take())
    else:
        page.base = _resource(page, page.take())
    page.sign(".")


def _statement(page: _Page, nodes: dict[str, Node]) -> None:
    if page.sign("["):
        _skip(page, 1)
        subject = ""
    else:
        subject = _resource(page, page.take())
    node = nodes.setdefault(subject, {"@id": subject}) if subject else {}
    while not page.sign("."):
        if page.sign(";"):
            continue
        verb = page.take()
        name = "@type" if verb.text == "a" else _resource(page, verb)
        said = node.setdefault(name, [])
        while True:
            value = _object(page)
            if value is not None and isinstance(said, list):
                said.append(value)
            if not page.sign(","):
                break


def _object(page: _Page) -> object:
    """A text with its language, or an address; None for what has no name of its own."""
    token = page.take()
    if token.kind == "sign":
        if token.text not in "[(":
            raise page.wrong(token.at, token.text)
        _skip(page, 1)
        return None
    if token.kind in ("string", "long"):
        quotes = 3 if token.kind == "long" else 1
        words = _unescaped(page, token, token.text[quotes:-quotes])
        after = page.peek()
        if after is not None and after.kind == "tag":
            return {"@value": words, "@language": page.take().text[1:]}
        if after is not None and after.kind == "typed":
            page.take()
            page.take()
        return {"@value": words, "@language": "en"}
    if token.kind == "number" or token.text in ("true", "false"):
        return {"@value": token.text, "@language": "en"}
    return {"@id": _resource(page, token)}


def _skip(page: _Page, depth: int) -> None:
    """Past a nameless thing or a list, whatever is in it."""
    while depth:
        if page.sign("[", "("):
            depth += 1
            if depth > MOST_DEEP:
                raise page.wrong(page.ahead.at if page.ahead else len(page.text), "[" * 5)
        elif page.sign("]", ")"):
            depth -= 1
        else:
            page.take()


def _resource(page: _Page, token: Token) -> str:
    if token.kind == "iri":
        address = _unescaped(page, token, token.text[1:-1])
        return address if ":" in address else f"{page.base}{address}"
    if token.kind == "name" and ":" in token.text:
        prefix, _, name = token.text.partition(":")
        if prefix == "_":
            return token.text
        if prefix in page.prefixes:
            return f"{page.prefixes[prefix]}{name}"
    raise page.wrong(token.at, token.text)


def _unescaped(page: _Page, token: Token, words: str) -> str:
    def one(found: re.Match[str]) -> str:
        number = found[1] or found[2]
        if number is None:
            return _SIGNS.get(found[3], found[3])
        if int(number, 16) > 0x10FFFF or 0xD800 <= int(number, 16) <= 0xDFFF:
            raise page.wrong(token.at, found[0])
        return chr(int(number, 16))

    return _ESCAPE.sub(one, words) if "\\" in words else words
