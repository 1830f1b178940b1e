"""A careless hand: a few cells of a good workbook typed over, columns put in, lines doubled, deleted, left blank."""

from __future__ import annotations

from typing import Any

import numpy as np

Sheets = dict[str, list[list[Any]]]

TYPED: tuple[Any, ...] = (
    "", None, 1.0, 2.5, True, "begin_group", "end_repeat", "${a}", "label", "label::Русский (ru)", "hint::kk", "yes",
    "no", "TRUE", "begin repeat", "end group", "rank", "a b", "'", "start=1", "or_other", " x ", "a\u00a0b", "“q”",
    "‘q’", "a  b", "line\nbreak", "+1", "@x", "<b>", "&amp;", "text", "today()", "1 = 1", "caption", "media::image::kk",
    "required", "relevance", "bind::relevant", "calculate", "comment", "guidance_hint", "select_one y", "name", "value",
    "list name", "label:Русский", "LABEL::EN", "label::English (en)", "form_title::kk", "disabled", "choice_filter",
    "jr:count", "default", "likert", "0", "False", "é", "Ә", "#", "label::kk (kk)", "\tx", "version", "title", "audit",
    "start", "Text", "begin_group ")


def typed_over(sheets: Sheets, seed: int) -> Sheets:
    """The sheets after one to three slips."""
    draw = np.random.default_rng(seed)

    def typed() -> Any:
        return TYPED[int(draw.integers(len(TYPED)))]

    made = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for _ in range(int(draw.integers(1, 4))):
        rows = made[list(made)[int(draw.integers(len(made)))]]
        at = 0 if draw.random() < 0.3 else int(draw.integers(len(rows)))
        row, way = rows[at], int(draw.integers(6))
        column = int(draw.integers(len(row))) if row else 0
        if way <= 1 and row and not (at == 0 and row[column] == "type"):
            row[column] = typed()
        elif way == 2:
            row.append(typed())
        elif way == 3:
            rows.insert(at + 1, [])
        elif way == 4 and len(rows) > 2:
            del rows[max(at, 1)]
        elif way == 5 and row and len(rows[0]) > column:
            for number, one in enumerate(rows):
                if len(one) >= column:
                    one.insert(column, typed() if number == 0 or draw.random() < 0.4 else None)
    return made
