"""How an expression names what it asks: ${name}, the dot, paths, calls, the choices of a list."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from difflib import get_close_matches

from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.functions import FUNCTIONS, REFUSED
from qabilet.cycle.instrument.routing.lexing import Word, snippet, words
from qabilet.cycle.instrument.routing.pattern import program
from qabilet.errors import QabiletError, refuse

Tree = list[object]
"""A list, JSON as it stands: the kind of the node, then its parts. docs/routing.md describes every kind."""

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_QUOTED = re.compile(r"""\s*(?:\$\{\s*([^\W\d][\w.\-]*)\s*\}|/(?:[\w.\-]+/)+([^\W\d][\w.\-]*))\s*""")
_SAVED = "last-saved#"


class Paths(ABC):
    """The words of one expression and the place reached in them; what was named on the way."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.words = words(source)
        self.index = 0
        self.names: set[str] = set()
        self.columns: set[str] = set()
        self.places: dict[str, int] = {}
        self.own = False

    @property
    def word(self) -> Word:
        return self.words[self.index]

    @property
    def after(self) -> Word:
        return self.words[min(self.index + 1, len(self.words) - 1)]

    def step(self) -> Word:
        word = self.word
        self.index += word.kind != "end"
        return word

    def close(self, opening: Word, mark: str) -> None:
        if self.word.text == mark:
            self.step()
        elif self.word.kind == "end":
            raise refuse(faults.ROUTE_007, mark=opening.text, position=opening.at)
        else:
            raise self.wrong()

    def wrong(self) -> QabiletError:
        """The error for the word reached, which fits nothing."""
        if self.word.kind == "end":
            return refuse(faults.ROUTE_002, position=self.word.at)
        return refuse(faults.ROUTE_001, position=self.word.at, snippet=snippet(self.source, self.word.at))

    def strange(self, at: Word, given: str) -> QabiletError:
        return refuse(faults.ROUTE_014, given=given, position=at.at, snippet=snippet(self.source, at.at))

    @abstractmethod
    def expression(self, power: int, depth: int) -> tuple[Tree, int]:
        """The tree from here on, of operators that bind stronger than `power`, and its height."""

    @abstractmethod
    def arguments(self, opening: Word, depth: int) -> tuple[list[Tree], int]:
        """The arguments of a call, and the height of the highest."""

    def named(self, name: str, at: Word) -> Tree:
        self.names.add(name)
        self.places.setdefault(name, at.at)
        return ["ref", name]

    def answer(self) -> tuple[Tree, int]:
        word = self.step()
        name = word.text[2:-1].strip()
        if name.startswith(_SAVED):
            raise refuse(faults.ROUTE_019, given=name.removeprefix(_SAVED), position=word.at)
        if not _NAME.fullmatch(name):
            raise refuse(faults.ROUTE_001, position=word.at, snippet=snippet(self.source, word.at))
        self._no_further(word)
        return self.named(name, word), 1

    def _no_further(self, start: Word) -> None:
        if self.word.text in ("/", "//", "[", "::"):
            raise self.strange(start, self.word.text)

    def path(self, depth: int) -> tuple[Tree, int]:
        """A dot, dots upwards, a path from the root, or a bare name."""
        start = self.word
        if start.text == ".":
            self.step()
            self._no_further(start)
            self.own = True
            return ["."], 1
        if start.text == "..":
            return self._upwards(start), 1
        if start.text == "/":
            return self._downwards(start, 2), 1
        if start.kind == "name":
            self.step()
            if self.word.text in ("/", "//", "[", "::"):
                raise self.strange(start, start.text + self.word.text)
            self.columns.add(start.text)
            self.places.setdefault(start.text, start.at)
            return ["col", start.text], 1
        if start.text in ("//", "@", "*"):
            raise self.strange(start, start.text)
        raise self.wrong()

    def _upwards(self, start: Word) -> Tree:
        count = 0
        while self.word.text == "..":
            self.step()
            count += 1
            if self.word.text != "/":
                self._no_further(start)
                return ["up", count]
            if self.after.text == "..":
                self.step()
        return self._downwards(start, 1)

    def _downwards(self, start: Word, least: int) -> Tree:
        """`/name/name...`, at least so many names; it asks for the last."""
        last, count = start, 0
        while self.word.text == "/":
            self.step()
            if self.word.kind != "name":
                raise self.strange(start, self.word.text or "/")
            last = self.step()
            count += 1
        self._no_further(start)
        if count < least:
            raise self.strange(start, start.text)
        return self.named(last.text, last)

    def call(self, depth: int) -> tuple[Tree, int]:
        word, opening = self.step(), self.step()
        if word.text in ("current", "instance"):
            return self._current(word, opening) if word.text == "current" else self._item(word, opening, depth)
        if word.text in REFUSED:
            raise refuse(faults.ROUTE_011, given=word.text, reason=REFUSED[word.text], position=word.at)
        known = FUNCTIONS.get(word.text)
        if known is None:
            near = get_close_matches(word.text.casefold(), FUNCTIONS, 1, 0.5) or get_close_matches(word.text, FUNCTIONS)
            raise refuse(faults.ROUTE_010, given=word.text, position=word.at, near=near[0] if near else "…")
        arguments, height = self.arguments(opening, depth)
        if not known.takes(len(arguments)):
            raise refuse(faults.ROUTE_012, given=word.text, wanted=known.wanted(), found=len(arguments),
                         position=word.at)
        for place in known.sets:
            arguments[place] = self._set(word, arguments[place])
        if word.text == "regex":
            return self._regex(arguments), height + 1
        if word.text == "position" and arguments[0][0] != "up":
            raise self.strange(word, "position(…)")
        return ["call", word.text, *arguments], height + 1

    def _set(self, function: Word, given: Tree) -> Tree:
        """The argument of a function that wants the answers to a question; '${name}' in quotes names it, too."""
        if given[0] in ("ref", "item", "|") or given[:2] == ["call", "randomize"]:
            if function.text == "indexed-repeat":
                return ["every", given[1]] if given[0] == "ref" else self._no_set(function)
            return given if function.text != "jr:choice-name" else self._no_set(function)
        quoted = _QUOTED.fullmatch(str(given[1])) if given[0] == "s" and function.text == "jr:choice-name" else None
        if quoted is None:
            return self._no_set(function)
        return self.named(quoted[1] or quoted[2], function)

    def _no_set(self, function: Word) -> Tree:
        raise refuse(faults.ROUTE_013, given=function.text, position=function.at)

    def _regex(self, arguments: list[Tree]) -> Tree:
        subject, pattern = arguments
        if pattern[0] != "s":
            raise refuse(faults.ROUTE_020)
        return ["regex", subject, pattern[1], program(str(pattern[1]))]

    def _current(self, word: Word, opening: Word) -> tuple[Tree, int]:
        """current()/../name, as filters write it."""
        self.close(opening, ")")
        if self.word.text != "/":
            raise self.strange(word, "current()")
        self.step()
        if self.word.text == "..":
            tree = self._upwards(word)
            if tree[0] == "ref":
                return tree, 1
        elif self.word.text == ".":
            self.step()
            self._no_further(word)
            self.own = True
            return ["."], 1
        raise self.strange(word, "current()")

    def _item(self, word: Word, opening: Word, depth: int) -> tuple[Tree, int]:
        """instance('list')/root/item[condition]/column."""
        arguments, _ = self.arguments(opening, depth)
        if len(arguments) != 1 or arguments[0][0] != "s":
            raise self.strange(word, "instance()")
        for wanted in ("/", "root", "/", "item"):
            if self.step().text != wanted:
                raise self.strange(word, "instance()")
        condition: Tree | None = None
        height = 0
        if self.word.text == "[":
            bracket = self.step()
            outside = set(self.columns)
            condition, height = self.expression(0, depth + 1)
            self.columns = outside
            self.close(bracket, "]")
        column = ""
        if self.word.text == "/":
            self.step()
            if self.word.kind != "name":
                raise self.strange(word, "instance()")
            column = self.step().text
        self._no_further(word)
        return ["item", arguments[0][1], condition, column], height + 1
