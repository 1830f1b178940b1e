"""What a form may cost us before we refuse it: every bound with its reason."""

from __future__ import annotations

from qabilet.study.formats.limits import CELL_CHARACTERS as CELL_CHARACTERS

FILLED_CELLS = 300_000
"""Cells with something in them, in all sheets: a list of ten thousand villages in three languages takes 60,000."""

AREA = 3_000_000
"""Cells with nothing in them too, each row as far as its last filled one."""

ROWS_BLANK = 2_000
"""So many blank rows one after another end a sheet: spreadsheets are formatted a million rows down."""

ROWS_SKIPPED = 60
"""After more blank rows than that ODK's and Kobo's own reader stops; what stands below is never asked."""

LINES = 10_000
"""Lines of the sheet survey; the longest questionnaires of censuses have some three thousand."""

DEPTH = 40
"""Groups inside groups. Nobody asks deeper than six; the programs that show forms recurse."""

NAME_CHARACTERS = 128
"""A name becomes a column of answers: SPSS keeps 64 bytes, Stata 32 characters, Parquet anything."""
