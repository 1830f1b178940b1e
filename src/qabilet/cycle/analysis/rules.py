"""The rules of the gate: a study may raise them, never lower them."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_CELL, LEAST_REMAINDER, LEAST_TEXT = 5, 5, 10


@dataclass(frozen=True, slots=True)
class Rules:
    """`cell`: fewest respondents a released number may describe; `remainder`: fewest it may leave out, where it
    leaves out anybody; `text`: fewest for free text and quotations; `few`: below this many respondents print 'k of n',
    and a share beside it only where `share_below_few` was chosen."""

    cell: int = LEAST_CELL
    remainder: int = LEAST_REMAINDER
    text: int = LEAST_TEXT
    few: int = 30
    share_below_few: bool = False

    def lowered(self) -> tuple[str, ...]:
        """The names of rules set below their least value; `check` makes a fault of each."""
        least = {"cell": LEAST_CELL, "remainder": LEAST_REMAINDER, "text": LEAST_TEXT}
        return tuple(name for name, value in least.items() if getattr(self, name) < value)
