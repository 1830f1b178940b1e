"""An option among many may point at the few who chose it, or at the few who did not."""

from __future__ import annotations

import numpy as np
import pytest

from qabilet.cycle.analysis import Counts, Gate, Raw, RawRow, RawSheet, Rules, protect
from qabilet.text import Text


def released(chosen: int, asked: int) -> dict[str, str | None]:
    everybody = Counts((), (), np.array(asked))
    gate = Gate(Rules(), "release", {"": protect(everybody, (), Rules())}, "quota")
    cells = {"count": Raw(chosen, chosen, "count", count=chosen), "share": Raw(chosen / asked, asked, count=chosen)}
    sheet = gate.release(RawSheet("profile/languages", "profile-many", Text(), ("count", "share"),
                                  [RawRow("english", Text(), cells)]))
    return {name: one.withheld for name, one in sheet.rows[0].cells.items()}


@pytest.mark.parametrize(("chosen", "asked"), [(1, 50), (4, 50), (46, 50), (49, 50)])
def test_a_few_who_chose_it_or_did_not_are_not_told_of_in_either_column(chosen: int, asked: int) -> None:
    assert set(released(chosen, asked).values()) == {"complementary"}


@pytest.mark.parametrize(("chosen", "asked"), [(0, 50), (5, 50), (45, 50), (50, 50)])
def test_nobody_everybody_and_groups_of_five_are_told(chosen: int, asked: int) -> None:
    assert set(released(chosen, asked).values()) == {None}
