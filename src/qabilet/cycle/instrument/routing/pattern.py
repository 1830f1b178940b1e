"""The patterns of regex(): read here into a small program, which Python and the browser step through alike.

No engine of regular expressions ever sees a pattern, so none can be slow: the time grows with the length of the text
times the length of the program (K. Thompson, 1968, Regular expression search algorithm).
"""

from __future__ import annotations

from functools import lru_cache

from qabilet.cycle.instrument.routing import faults
from qabilet.cycle.instrument.routing.signs import ESCAPED, OPEN, Ranges, merged, opposite, property_of
from qabilet.errors import QabiletError, refuse

Program = list[list[int]]
"""Steps: [0, from, to, from, to ...] takes one sign out of these ranges; [1, step, step] goes both ways; [2, step]
goes there; [3] and [4] hold at the beginning and at the end only. Past the last step the text has matched."""

LARGEST = 1_200
_DEEPEST = 40
_Node = tuple[str, object, int, int | None]


@lru_cache(maxsize=512)
def program(pattern: str) -> Program:
    """The steps for a pattern, which must fit a whole text. Raises QabiletError: ROUTE_021, 022 or 023."""
    reader = _Pattern(pattern)
    node = reader.choice(0)
    if reader.place < len(pattern):
        raise reader.unread()
    steps: Program = []
    _written(node, steps, [8 * LARGEST], pattern)
    return steps


def _written(node: _Node, steps: Program, left: list[int], pattern: str) -> None:
    """Append the steps of a node; `left` is how much may still be written."""
    left[0] -= 1
    if len(steps) > LARGEST or left[0] < 0:
        raise refuse(faults.ROUTE_023, pattern=_short(pattern), limit=LARGEST)
    kind, inside, least, most = node
    if kind == "set":
        steps.append([0, *(end for pair in _ranges(inside) for end in pair)])
    elif kind in ("start", "end"):
        steps.append([3 if kind == "start" else 4])
    elif kind == "row":
        for one in _nodes(inside):
            _written(one, steps, left, pattern)
    elif kind == "choice":
        _choice_written(_nodes(inside), steps, left, pattern)
    else:
        one = _nodes(inside)[0]
        for _ in range(least):
            _written(one, steps, left, pattern)
        if most is None:
            fork = _fork(steps)
            _written(one, steps, left, pattern)
            steps.append([2, fork])
            steps[fork][2] = len(steps)
        else:
            forks = []
            for _ in range(most - least):
                forks.append(_fork(steps))
                _written(one, steps, left, pattern)
            for fork in forks:
                steps[fork][2] = len(steps)


def _choice_written(nodes: list[_Node], steps: Program, left: list[int], pattern: str) -> None:
    jumps = []
    for one in nodes[:-1]:
        fork = _fork(steps)
        _written(one, steps, left, pattern)
        jumps.append(len(steps))
        steps.append([2, 0])
        steps[fork][2] = len(steps)
    _written(nodes[-1], steps, left, pattern)
    for jump in jumps:
        steps[jump][1] = len(steps)


def _fork(steps: Program) -> int:
    steps.append([1, len(steps) + 1, 0])
    return len(steps) - 1


def _nodes(inside: object) -> list[_Node]:
    return inside if isinstance(inside, list) else []


def _ranges(inside: object) -> Ranges:
    return inside if isinstance(inside, tuple) else ()


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:59] + "…"


class _Pattern:
    """Reads a pattern, sign by sign."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.place = pattern, 0

    def seen(self, words: str) -> bool:
        """Whether these signs stand here; then they are passed."""
        if self.pattern.startswith(words, self.place):
            self.place += len(words)
            return True
        return False

    def next(self) -> str:
        if self.place >= len(self.pattern):
            raise self.unread()
        self.place += 1
        return self.pattern[self.place - 1]

    def unread(self) -> QabiletError:
        return refuse(faults.ROUTE_021, pattern=_short(self.pattern), position=self.place + 1)

    def refused(self, given: str) -> QabiletError:
        return refuse(faults.ROUTE_022, pattern=_short(self.pattern), given=given)

    def choice(self, depth: int) -> _Node:
        if depth > _DEEPEST:
            raise refuse(faults.ROUTE_023, pattern=_short(self.pattern), limit=LARGEST)
        rows = [self.row(depth)]
        while self.seen("|"):
            rows.append(self.row(depth))
        return rows[0] if len(rows) == 1 else ("choice", rows, 1, 1)

    def row(self, depth: int) -> _Node:
        found: list[_Node] = []
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            found.append(self.repeated(self.one(depth)))
        return ("row", found, 1, 1)

    def repeated(self, node: _Node) -> _Node:
        if self.seen("*"):
            least, most = 0, None
        elif self.seen("+"):
            least, most = 1, None
        elif self.seen("?"):
            least, most = 0, 1
        elif self.seen("{"):
            least, most = self.counts()
        else:
            return node
        if self.seen("+"):
            raise self.refused("*+ ++ ?+")
        self.seen("?")
        if self.place < len(self.pattern) and self.pattern[self.place] in "*+?{":
            raise self.unread()
        return ("repeat", [node], least, most)

    def counts(self) -> tuple[int, int | None]:
        closing = self.pattern.find("}", self.place)
        given = self.pattern[self.place:closing] if closing >= 0 else ""
        first, comma, last = given.partition(",")
        if not _count(first) or (last and not _count(last)) or (last and int(last) < int(first)):
            raise self.unread()
        self.place = closing + 1
        return int(first), int(last) if last else None if comma else int(first)

    def one(self, depth: int) -> _Node:
        sign = self.next()
        if sign == "(":
            if self.seen("?") and not self.seen(":"):
                raise self.refused("(?" + self.pattern[self.place:self.place + 1])
            inner = self.choice(depth + 1)
            if not self.seen(")"):
                raise self.unread()
            return inner
        if sign in "^$":
            return ("start" if sign == "^" else "end", None, 1, 1)
        if sign in "*+?{":
            self.place -= 1
            raise self.unread()
        if sign == "[":
            return ("set", self.among(), 1, 1)
        if sign == ".":
            return ("set", OPEN, 1, 1)
        return ("set", self.escaped() if sign == "\\" else ((ord(sign), ord(sign)),), 1, 1)

    def escaped(self) -> Ranges:
        """The signs meant after a backslash."""
        sign = self.next()
        if sign in ESCAPED:
            return ESCAPED[sign]
        if sign in "xu":
            digits = self.pattern[self.place:self.place + (2 if sign == "x" else 4)]
            if len(digits) != (2 if sign == "x" else 4) or any(one not in "0123456789abcdefABCDEF" for one in digits):
                raise self.unread()
            self.place += len(digits)
            return ((int(digits, 16), int(digits, 16)),)
        if sign in "pP":
            name = self.braced() if self.seen("{") else self.next()
            found = property_of(name)
            if found is None:
                raise self.refused(f"\\{sign}{{{name}}}")
            return found if sign == "p" else opposite(found)
        if sign.isascii() and sign.isalnum():
            raise self.refused("\\" + sign)
        return ((ord(sign), ord(sign)),)

    def braced(self) -> str:
        closing = self.pattern.find("}", self.place)
        if closing < 0:
            raise self.unread()
        name, self.place = self.pattern[self.place:closing], closing + 1
        return name

    def among(self) -> Ranges:
        """[...], the bracket read already."""
        not_these = self.seen("^")
        found: list[tuple[int, int]] = []
        while not self.seen("]"):
            sign = self.next()
            if sign == "[" or (sign == "&" and self.seen("&")):
                raise self.refused("[[" if sign == "[" else "&&")
            low = self.escaped() if sign == "\\" else ((ord(sign), ord(sign)),)
            rest = self.pattern[self.place:self.place + 2]
            if len(rest) == 2 and rest[0] == "-" and rest[1] != "]":
                self.place += 1
                sign = self.next()
                high = self.escaped() if sign == "\\" else ((ord(sign), ord(sign)),)
                if sign == "[" or len(low) != 1 or len(high) != 1 or low[0][0] > high[0][1] or low[0][0] != low[0][1]:
                    raise self.unread()
                low = ((low[0][0], high[0][1]),)
            found.extend(low)
        if not found:
            raise self.unread()
        return opposite(merged(found)) if not_these else merged(found)


def _count(given: str) -> bool:
    return given.isascii() and given.isdigit() and int(given[:5]) <= LARGEST and len(given) <= 4

