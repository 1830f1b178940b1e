"""Stepping a text through the program of a pattern: all ways at once, so never slowly."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_SUBJECT = 10_000
"""Signs of a text, at most; a longer one matches nothing."""

_REMEMBERED = 100_000
_State = tuple[int, ...]


class Matcher:
    """`fits(text)`: whether the whole text matches. Steps once taken are remembered, up to a limit."""

    __slots__ = ("_first", "_known", "_program", "_size")

    def __init__(self, program: list[list[int]]) -> None:
        self._program = program
        self._known: dict[_State, dict[str, _State]] = {}
        self._size = 0
        self._first = self._spread([0], start=True)

    def fits(self, subject: str) -> bool:
        if len(subject) > LONGEST_SUBJECT:
            return False
        state = self._first
        for sign in subject:
            known = self._known.get(state)
            following = known.get(sign) if known is not None else None
            if following is None:
                following = self._taken(state, sign)
            if not following:
                return False
            state = following
        at_start = not subject
        return len(self._program) in self._spread(state, start=at_start, end=True)

    def _taken(self, state: _State, sign: str) -> _State:
        following = self._spread([at + 1 for at in state if self._takes(at, ord(sign))])
        if self._size < _REMEMBERED:
            self._size += 4 + len(following)
            self._known.setdefault(state, {})[sign] = following
        return following

    def _takes(self, at: int, code: int) -> bool:
        if at >= len(self._program) or self._program[at][0] != 0:
            return False
        step = self._program[at]
        return any(step[low] <= code <= step[low + 1] for low in range(1, len(step), 2))

    def _spread(self, places: Iterable[int], *, start: bool = False, end: bool = False) -> _State:
        """All places reached from these without taking a sign."""
        waiting, reached, kept = list(places), set[int](), list[int]()
        while waiting:
            at = waiting.pop()
            if at in reached:
                continue
            reached.add(at)
            if at == len(self._program):
                kept.append(at)
                continue
            kind, *to = self._program[at]
            if kind in (1, 2):
                waiting.extend(to)
            elif kind == 0 or (kind == 4 and not end):
                kept.append(at)
            elif kind == 4 or start:
                waiting.append(at + 1)
        return tuple(sorted(kept))
