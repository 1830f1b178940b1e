"""Stepping a text through the program of a pattern: all ways at once, so never slowly."""

from __future__ import annotations

from bisect import bisect_right

LONGEST_SUBJECT = 10_000
"""Signs of a text, at most; a longer one matches nothing."""

_REMEMBERED = 100_000
_State = frozenset[int]


class Matcher:
    """`fits(text)`: whether the whole text matches. Signs no step tells apart are one kind of sign; moves once made are
    remembered by kind, up to a limit."""

    __slots__ = ("_bounds", "_first", "_known", "_program", "_reach", "_size", "_takers")

    def __init__(self, program: list[list[int]]) -> None:
        self._program = program
        edges = {edge for step in program if step[0] == 0
                 for at in range(1, len(step), 2) for edge in (step[at], step[at + 1] + 1)}
        self._bounds = sorted(edges)
        self._known: dict[_State, dict[int, _State]] = {}
        self._takers: dict[int, _State] = {}
        self._reach: dict[int, _State] = {}
        self._size = 0
        self._first = self._spread(frozenset({0}), start=True)

    def fits(self, subject: str) -> bool:
        if len(subject) > LONGEST_SUBJECT:
            return False
        state = self._first
        for sign in subject:
            kind = bisect_right(self._bounds, ord(sign))
            known = self._known.get(state)
            following = known.get(kind) if known is not None else None
            if following is None:
                following = self._taken(state, kind, ord(sign))
            if not following:
                return False
            state = following
        return len(self._program) in self._spread(state, start=not subject, end=True)

    def _taken(self, state: _State, kind: int, code: int) -> _State:
        """Where the steps that take such a sign lead."""
        takers = self._takers.get(kind)
        if takers is None:
            takers = self._takers[kind] = frozenset(
                at for at, step in enumerate(self._program)
                if step[0] == 0 and any(step[low] <= code <= step[low + 1] for low in range(1, len(step), 2)))
        following = frozenset[int]().union(*[self._reached(at + 1) for at in state & takers])
        if self._size < _REMEMBERED:
            self._size += 4 + len(following)
            self._known.setdefault(state, {})[kind] = following
        return following

    def _reached(self, place: int) -> _State:
        found = self._reach.get(place)
        if found is None:
            found = self._reach[place] = self._spread(frozenset({place}))
        return found

    def _spread(self, places: _State, *, start: bool = False, end: bool = False) -> _State:
        """All steps reached from these places without taking a sign."""
        waiting, reached, kept = list(places), set[int](), set[int]()
        while waiting:
            at = waiting.pop()
            if at in reached:
                continue
            reached.add(at)
            kind, *to = self._program[at] if at < len(self._program) else (0,)
            if kind in (1, 2):
                waiting.extend(to)
            elif kind == 0 or (kind == 4 and not end):
                kept.add(at)
            elif kind == 4 or start:
                waiting.append(at + 1)
        return frozenset(kept)
