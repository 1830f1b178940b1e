"""What an empty cell means: not asked, not relevant or refused, told by the question and by who left it empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qabilet.cycle.instrument.dictionary import BLANK, Missing
from qabilet.cycle.instrument.grids import Cells
from qabilet.cycle.instrument.header_words import follows_another, lets_skip
from qabilet.cycle.instrument.look import Look
from qabilet.text import pattern

_PARENT_VALUES = 12
_PARENTS = 30


def declare_blanks(looks: Sequence[Look], cells: Cells | None) -> None:
    """Say of every kept column that has blanks what they mean."""
    parents: list[Look] = []
    for look in looks:
        left_out = look.kind in ("empty", "personal", "id", "constant", "date", None)
        said = BLANK in look.merge or BLANK in look.missing  # by a person, a form or a box to tick
        if look.blank and not said and not left_out:
            _declare(look, parents[-_PARENTS:], cells)
        # A question that was itself left blank explains no other blanks.
        if look.kind == "one" and 2 <= len(look.counts) <= 60 and not look.group and look.blank <= 0.02 * look.answered:
            parents.append(look)


def _declare(look: Look, parents: Sequence[Look], cells: Cells | None) -> None:
    total = look.answered + look.blank
    words = f"{look.header} {look.question}"
    if lets_skip(words):
        _say(look, "not relevant", pattern("{count} empty cells are «not relevant»: the question lets people skip"))
        return
    if cells is not None and look.blank >= 0.05 * total and (told := _routed_by(look, parents, cells)):
        parent, values = told
        _say(look, "not asked", pattern("{count} empty cells are «not asked»: nearly all stand where «{parent}» is not "
                                        "«{value}»"), parent=parent.header[:60],
             value=" / ".join(values[:3]) + (" / …" if len(values) > 3 else ""))
        return
    if follows_another(words):
        _say(look, "not asked", pattern("{count} empty cells are «not asked»: the question follows another one"))
        return
    if look.kind == "text":
        _say(look, "refused", pattern("{count} empty cells are «refused»: an open question left without an answer"))
        return
    look.doubted("likely", pattern("{count} empty cells are «refused»: everybody seems to have been asked"),
                 count=look.blank)
    look.missing[BLANK] = "refused"
    if look.blank > 0.4 * total:
        look.doubted("guess", pattern("that is many: if some people were not asked, write blank=not asked"))


def _say(look: Look, reason: Missing, why: str, **facts: object) -> None:
    look.missing[BLANK] = reason
    look.doubted("likely", why, count=look.blank, **facts)


def _routed_by(look: Look, parents: Sequence[Look], cells: Cells) -> tuple[Look, list[str]] | None:
    """The earlier question whose answers decide who has a blank here, and the answers that led on."""
    own = cells(look.header)
    for parent in reversed(parents):
        asked: Counter[str] = Counter()
        blank: Counter[str] = Counter()
        for value, cell in zip(cells(parent.header), own, strict=True):
            (asked if cell else blank)[value] += 1
        leads = {value for value in asked if asked[value] > 0.8 * (asked[value] + blank[value])}
        stray = sum(asked[value] for value in asked if value not in leads)
        inside = sum(blank[value] for value in leads)
        clean = stray <= 0.02 * look.answered and inside <= min(0.1 * look.answered, 0.5 * look.blank)
        if leads and len(leads) <= _PARENT_VALUES and clean:
            return parent, sorted(leads, key=lambda value: -asked[value])
    return None
