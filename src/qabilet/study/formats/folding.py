"""Many choices kept as one column for each choice, folded into the one column that the dictionary knows as «many»."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

NONE_CHOSEN = "0"
"""Stands in the folded cell of somebody who was asked and chose nothing: not a blank, for they count."""
SEPARATOR = " | "


def folded(choices: Mapping[str, Sequence[str]], chosen: Callable[[str], bool],
           blank: Callable[[str], bool] = lambda cell: not cell) -> tuple[str, ...]:
    """One cell a person: the choices taken, in order, parted by SEPARATOR; '' where every box is blank.

    `choices` maps each choice to its column, all of one length; `chosen` tells whether a cell says yes. Raises
    ValueError where columns differ in length.
    """
    names = tuple(choices)
    out = []
    for cells in zip(*choices.values(), strict=True):
        taken = [name for name, cell in zip(names, cells, strict=True) if chosen(cell)]
        out.append(SEPARATOR.join(taken) if taken else "" if all(map(blank, cells)) else NONE_CHOSEN)
    return tuple(out)
