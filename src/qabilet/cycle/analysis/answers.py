"""A question's own missing answers: who answered it is a smaller group than who was there, and is protected as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qabilet.cycle.analysis.audit import Audit, Sizes, needed, of_lattice
from qabilet.cycle.analysis.counts import Bools, Ints, Table
from qabilet.cycle.analysis.rules import Rules
from qabilet.cycle.analysis.silence import tells_nothing
from qabilet.cycle.analysis.suppression import LARGEST, Protection, cover_lines, is_sparse


@dataclass(frozen=True, slots=True)
class Answers:
    """How many in each cell of a table answered one question.

    `there`: how many people are in the cell; `secret`: whether that is hidden in the lattice; `untold`: whether the
    sheet has no row for it (n is unknown there, and written 0); `hidden`: whose numbers are not told.
    """

    table: Table
    n: Ints
    there: Ints
    secret: Bools
    untold: Bools
    hidden: Bools

    @property
    def mark(self) -> tuple[Table, bytes, bytes]:
        """The same for the same answers, hidden alike."""
        return self.table, self.n.tobytes(), self.hidden.tobytes()

    @property
    def dark(self) -> bool:
        """Whether nothing of the table is told."""
        return bool(np.all(self.hidden | self.untold | (self.n == 0)))


def protect_answers(protection: Protection, answers: Answers, whole: int | None, earlier: Sequence[Answers]) -> Answers:
    """The answers with everything hidden that has to be, besides what is hidden in them already.

    Hidden are the hidden cells of the lattice, those with 1 to rules.cell - 1 answers, and enough others, the smallest
    first, so that each small one could have at least three sizes, given everybody's n (`whole`), the told n of this
    table and of `earlier` ones, and the lattice (in a group of a told size, as many as did not answer at all). For a
    one-way table by itself there is a closed form; where tables hang together a linear programme audits them, and if
    need be the whole table is hidden.
    """
    answers = _covered(answers, whole, protection)
    chain = _chain(protection, answers.table, earlier)
    if whole == protection.total or len(chain) == 1 or answers.dark:
        return answers
    if 2 * protection.counts.table(chain).size > LARGEST:
        return _all_hidden(answers)
    linked = [one for one in earlier if set(one.table) <= set(chain)]
    if whole is not None and _plainly_safe(protection, chain, protection.total - whole, [*linked, answers]):
        return answers
    audit: Audit | None = None
    while True:
        lattice, asked = _seen(protection, chain, whole, [*linked, answers])
        if audit is None:
            audit = Audit(protection.counts, lattice, protection.rules, asked)
        else:
            audit.update([*lattice, *asked])
        more = audit.to_hide()
        if more is None:
            return _all_hidden(answers)
        if not more:
            return answers
        hidden = answers.hidden.copy()
        for _, cell in more:
            hidden[cell] = True
        answers = _covered(replace(answers, hidden=hidden), whole, protection)


def _plainly_safe(protection: Protection, chain: Table, mute: int, asked: Sequence[Answers]) -> bool:
    """Whether a proof by example (`silence`) spares the linear programmes: one told table of two dimensions that
    everybody is in, one-way answers to it, and nothing of these hidden or without a row."""
    counts = protection.counts
    if len(chain) != 2 or chain not in protection.hiding or any(len(one.table) > 1 for one in asked):
        return False
    if any((one.hidden | one.secret | (one.untold & (one.there > 0))).any() for one in asked):
        return False
    there = counts.table(chain)
    if any(counts.table((name,))[counts.known(name)].any() or protection.hiding[(name,)].any()
           if (name,) in protection.hiding else True for name in chain):
        return False
    silent = {one.table[0]: one.there - one.n for one in asked}
    return tells_nothing(there, protection.hiding[chain], (silent.get(chain[0]), silent.get(chain[1])), mute,
                         protection.rules.cell)


def _covered(answers: Answers, whole: int | None, protection: Protection) -> Answers:
    """The small cells hidden, and those that would give them away within one line of the table."""
    rules = protection.rules
    small = (answers.n > 0) & (answers.n < rules.cell)
    hidden = answers.hidden | ((answers.secret | small) & ~answers.untold)
    if answers.n.ndim == 1:
        covered = replace(answers, hidden=_cover_line(replace(answers, hidden=hidden), whole, rules))
        return _all_hidden(covered) if covered.dark else covered
    cover_lines(answers.n, hidden, rules)
    covered = replace(answers, hidden=hidden)
    return _all_hidden(covered) if covered.dark or is_sparse(answers.n, hidden) else covered


def _cover_line(answers: Answers, whole: int | None, rules: Rules) -> Bools:
    """Hide more levels of a one-way table until the hidden ones are at least two, of rules.cell and rules.remainder
    answers together, and each small one could have three sizes. The levels without a row are what is missing to
    everybody's n; where that is not known, they may be one person."""
    absent = int(answers.there[answers.untold].sum())
    rest = max(whole - int(answers.n.sum()), 0) if whole is not None else min(absent, 1)
    n, there = np.append(answers.n, rest), np.append(np.where(answers.untold, 0, answers.there), max(absent, rest))
    mute = int(answers.there.sum()) - whole if whole is not None else 2
    secret = np.append(answers.secret & ~answers.untold, False)
    hidden = np.append(answers.hidden, rest > 0)
    while not _safe(n, there, secret, hidden, mute, rules):
        candidates = np.flatnonzero((n > 0) & ~hidden)
        if not len(candidates):
            break
        hidden[candidates[np.argmin(n[candidates])]] = True
    return hidden[:-1]


def _safe(n: Ints, there: Ints, secret: Bools, hidden: Bools, mute: int, rules: Rules) -> bool:
    some = hidden & (n > 0)
    people = int(n[some].sum())
    if not people:
        return True
    if int(some.sum()) < 2 or people < max(rules.cell, rules.remainder):
        return False
    low, high = _bounds(n, there, hidden & secret, hidden & ~secret, people)
    small = some & (n < rules.cell)
    small[-1] = False
    need = np.where(there < rules.cell, 2, min(2, mute))
    return bool(np.all((high - low >= need)[small]))


def _bounds(n: Ints, there: Ints, secret: Bools, open_: Bools, people: int) -> tuple[Ints, Ints]:
    """The least and most answers each hidden level can have: levels of a told size hold at most that many and, as they
    are hidden for their few answers, at least one; levels of a secret size hold together at most their sum."""
    least = (open_ & (n > 0)).astype(np.int64)
    least[-1] = 0
    together, room = int(there[secret].sum()), int(there[open_].sum())
    low = np.where(secret, people - room - max(together - 1, 0), people - (room - there) - together)
    most = np.where(secret, together - max(int(secret.sum()) - 1, 0), there)
    return np.maximum(low, least), np.minimum(most, people - (int(least.sum()) - least))


def _all_hidden(answers: Answers) -> Answers:
    return replace(answers, hidden=~answers.untold)


def _chain(protection: Protection, table: Table, earlier: Sequence[Answers]) -> Table:
    """The dimensions that told tables of two or more tie to those of this table."""
    ties = [set(one) for one in [*protection.hiding, *(one.table for one in earlier)] if len(one) > 1]
    chain = set(table)
    while more := [tie for tie in ties if tie & chain and not tie <= chain]:
        chain |= more[0]
    return protection.counts.ordered(tuple(chain))


def _seen(protection: Protection, chain: Table, whole: int | None, asked: Sequence[Answers],
          ) -> tuple[list[Sizes], list[Sizes]]:
    """What the attacker sees: of the lattice, and of who answered; only cells of the last table can still be hidden."""
    counts, rules = protection.counts, protection.rules
    tables = [(), *((name,) for name in chain), *(one for one in protection.tables
                                                  if len(one) > 1 and set(one) <= set(chain))]
    lattice = [of_lattice(counts, table, protection.hiding, rules) for table in tables]
    lattice = [replace(one, soft=np.zeros(one.size.shape, dtype=bool)) for one in lattice]
    everybody = np.array(0.0 if whole is None else float(whole))
    total = Sizes((), everybody, everybody, everybody if whole is not None else np.array(np.inf), np.zeros(()),
                  np.zeros((), dtype=bool))
    mute = protection.total - whole if whole is not None else protection.total
    implied = [_implied(protection, table, mute) for table in protection.hiding
               if len(table) > 1 and set(table) <= set(chain) and table not in [one.table for one in asked]]
    return lattice, [total, *implied, *(_sizes(protection, one, mute, soft=one is asked[-1]) for one in asked)]


def _implied(protection: Protection, table: Table, mute: int) -> Sizes:
    """A told table of the lattice for which no answers were told yet: how many answered in its cells is not known here,
    but where at most `mute` people did not answer, only the answers of the smaller cells could be a small group."""
    there = protection.counts.table(table)
    doubtful = (there > 0) & (there - mute < protection.rules.cell) & ~protection.hiding[table]
    none = np.zeros(there.shape, dtype=bool)
    return Sizes(table, np.full(there.shape, np.nan), np.zeros(there.shape), np.full(there.shape, np.inf),
                 np.where(doubtful, min(2.0, mute), 0.0), none)


def _sizes(protection: Protection, answers: Answers, mute: int, *, soft: bool) -> Sizes:
    exact, unknown = answers.n.astype(np.float64), answers.untold | answers.secret | answers.dark
    least = np.where(answers.hidden | answers.untold, np.where(unknown, 0.0, 1.0), exact)
    most = np.where(answers.hidden | answers.untold, np.inf, exact)
    need = np.where(answers.untold, 0.0, needed(protection.counts, answers.table, exact, protection.rules))
    need = np.where(answers.there < protection.rules.cell, need, np.minimum(need, mute))
    told = ~answers.hidden & ~answers.untold & (answers.n > 0)
    return Sizes(answers.table, exact, least, most, need, told if soft else np.zeros(told.shape, dtype=bool))
