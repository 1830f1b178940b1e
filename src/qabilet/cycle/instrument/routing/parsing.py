"""From the text of an expression to its tree: one Pratt parser, precedence and words as in XPath 1.0."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.lexing import Word, snippet
from qabilet.cycle.instrument.routing.paths import Paths, Tree
from qabilet.errors import refuse

DEEPEST = 100
_POWER = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
          "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
_NEGATION = 7
_CHAINS = frozenset({"or", "and", "+", "-", "*", "|"})
_NAMED = frozenset({"or", "and", "div", "mod"})


@dataclass(frozen=True, slots=True)
class Expression:
    """`names` are the questions and sections it asks; `columns` the bare names, columns of the choices in a filter;
    `own` whether it asks for the question's own answer; `places` are the first places of names and columns."""

    source: str
    tree: Tree
    names: frozenset[str]
    columns: frozenset[str] = frozenset()
    own: bool = False
    places: dict[str, int] = field(default_factory=dict)


_REMEMBERED = 1_000


def parse(source: str) -> Expression:
    """The expression. Raises QabiletError with one ROUTE fault, its facts saying where and what."""
    return _short(source) if len(source) <= _REMEMBERED else _parsed(source)


@lru_cache(maxsize=2048)
def _short(source: str) -> Expression:
    return _parsed(source)


def _parsed(source: str) -> Expression:
    reader = _Reader(source)
    tree = reader.whole()
    return Expression(source, tree, frozenset(reader.names), frozenset(reader.columns), reader.own, reader.places)


class _Reader(Paths):
    """Reads the words one after another. A node is kept with its height, so that no tree outgrows the limit."""

    def whole(self) -> Tree:
        tree, _ = self.expression(0, 1)
        if self.word.kind != "end":
            raise self.wrong()
        return tree

    def expression(self, power: int, depth: int) -> tuple[Tree, int]:
        if depth > DEEPEST:
            raise refuse(faults.ROUTE_008, limit=DEEPEST)
        left, height = self.operand(depth)
        while True:
            operator = self.operator()
            strength = _POWER.get(operator, 0)
            if strength <= power:
                return left, height
            self.step()
            right, other = self.expression(strength, depth + 1)
            if operator in _CHAINS and left[0] == operator:
                left.append(right)
                height = max(height, other + 1)
            else:
                left = [operator, left, right]
                height = max(height, other) + 1
            if height > DEEPEST:
                raise refuse(faults.ROUTE_008, limit=DEEPEST)

    def operator(self) -> str:
        word = self.word
        if word.kind == "sign" or (word.kind == "name" and word.text in _NAMED):
            return word.text
        if word.kind == "name" and word.text.casefold() in _NAMED:
            raise refuse(faults.ROUTE_006, given=word.text, plain=word.text.casefold(), position=word.at,
                         snippet=snippet(self.source, word.at))
        return ""

    def operand(self, depth: int) -> tuple[Tree, int]:
        word = self.word
        if word.kind == "number":
            self.step()
            value = float(word.text)
            if value == inf:
                raise refuse(faults.ROUTE_001, position=word.at, snippet=snippet(self.source, word.at))
            return ["n", int(value) if value.is_integer() and value < 1e15 else value], 1
        if word.kind == "text":
            self.step()
            return ["s", word.text[1:-1]], 1
        if word.kind == "answer":
            return self.answer()
        if word.text == "-":
            self.step()
            inner, height = self.expression(_NEGATION, depth + 1)
            return ["neg", inner], height + 1
        if word.text == "(":
            return self.bracketed(word, depth)
        if word.kind == "name" and self.after.text == "(":
            return self.call(depth)
        return self.path(depth)

    def bracketed(self, opening: Word, depth: int) -> tuple[Tree, int]:
        self.step()
        inner = self.expression(0, depth + 1)
        self.close(opening, ")")
        return inner

    def arguments(self, opening: Word, depth: int) -> tuple[list[Tree], int]:
        """What stands between the brackets of a call, the opening one read already."""
        found: list[Tree] = []
        height = 0
        if self.word.text != ")":
            while True:
                tree, other = self.expression(0, depth + 1)
                found.append(tree)
                height = max(height, other)
                if self.word.text != ",":
                    break
                self.step()
        self.close(opening, ")")
        return found, height

