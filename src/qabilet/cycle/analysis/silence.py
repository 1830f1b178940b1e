"""The quick proof that told numbers of answers tell nothing new: those who did not answer can be spread in many ways.

It is a proof by example, so a yes is certain; where it finds none, the linear programmes of `audit` decide.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qabilet.cycle.analysis.counts import Bools, Ints

Node = tuple[bool, int]
"""A row (True) or a column of the table, in a search for a path."""


def tells_nothing(there: Ints, secret: Bools, silent: tuple[Ints | None, Ints | None], mute: int, cell: int) -> bool:
    """Whether the silent (those who did not answer) of two one-way tables can stand anywhere that would matter.

    there: people by row and column, of which the `secret` cells are hidden in the lattice and the others told.
    silent: how many of each row, of each column did not answer; None where that table is not told. mute: of everybody.

    1. All of the silent fit into told cells and, one each, into secret ones. Then in every world that the lattice
       leaves open (the told cells are the same in all, and a secret cell always holds somebody) the same people can be
       silent, and nothing is learnt of the secret cells.
    2. A told cell that could hold fewer than `cell` answers has at least two (or `mute`) fewer or more silent people in
       another such world; or it cannot: more silent than its row or its column has are not in it.
    """
    room = np.where(secret, np.minimum(there, 1), there)
    rows, columns = silent
    if placed(rows, columns, room, mute) is None:
        return False
    need = min(2, mute)
    highest = np.full(there.shape, mute)
    if rows is not None:
        highest = np.minimum(highest, rows[:, None])
    if columns is not None:
        highest = np.minimum(highest, columns[None, :])
    doubtful = ~secret & (there > 0) & (there - np.minimum(highest, there) < cell)
    return all(_moves(room, rows, columns, mute, int(row), int(column), need)
               for row, column in zip(*np.nonzero(doubtful), strict=True))


def _moves(room: Ints, rows: Ints | None, columns: Ints | None, mute: int, row: int, column: int, need: int) -> bool:
    """Whether the cell can have nobody silent in it, and also `need` people."""
    without = room.copy()
    without[row, column] = 0
    if room[row, column] < need or placed(rows, columns, without, mute) is None:
        return False
    taken = (None if rows is None else rows - need * (np.arange(len(rows)) == row),
             None if columns is None else columns - need * (np.arange(len(columns)) == column))
    if mute < need or any(one is not None and (one < 0).any() for one in taken):
        return False
    rest = room.copy()
    rest[row, column] -= need
    return placed(*taken, rest, mute - need) is not None


def placed(rows: Ints | None, columns: Ints | None, room: Ints, total: int) -> Ints | None:
    """A table of whole people with these margins (None: any), `total` in all and at most `room` in a cell; else None.

    Filled greedily, then by augmenting paths (Ford and Fulkerson 1956).
    """
    height, width = room.shape
    if rows is None or columns is None:
        given, line = (rows, room.sum(axis=1)) if rows is not None else (columns, room.sum(axis=0))
        if given is None:
            return room if total <= int(room.sum()) else None
        return room if int(given.sum()) == total and bool(np.all(given <= line)) else None
    if int(rows.sum()) != total or int(columns.sum()) != total:
        return None
    free = room.tolist()
    table = [[0] * width for _ in range(height)]
    left, short = rows.tolist(), columns.tolist()
    for r in range(height):
        for c in range(width):
            put = min(left[r], short[c], free[r][c])
            table[r][c], left[r], short[c] = put, left[r] - put, short[c] - put
    for r in range(height):
        while left[r]:
            if not _augmented(table, free, short, r):
                return None
            left[r] -= 1
    return np.array(table, dtype=np.int64)


def _augmented(table: list[list[int]], free: list[list[int]], short: list[int], start: int) -> bool:
    """One more person in row `start`, others making way; False where nobody can."""
    came: dict[Node, Node] = {(True, start): (True, start)}
    queue = [(True, start)]
    for node in queue:
        in_row, at = node
        steps = ([(False, c) for c in range(len(short)) if table[at][c] < free[at][c]] if in_row
                 else [(True, r) for r in range(len(table)) if table[r][at] > 0])
        for step in steps:
            if step in came:
                continue
            came[step] = node
            if not step[0] and short[step[1]] > 0:
                short[step[1]] -= 1
                _shift(table, came, step)
                return True
            queue.append(step)
    return False


def _shift(table: list[list[int]], came: Mapping[Node, Node], step: Node) -> None:
    """Move one person along the path that `came` to `step`: into a column, or back into another row's place."""
    while came[step] != step:
        (in_row, at), (_, before) = step, came[step]
        if in_row:
            table[at][before] -= 1
        else:
            table[before][at] += 1
        step = came[step]
