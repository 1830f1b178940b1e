"""What an answers file may cost us before we refuse it: every bound in one place, each with its reason."""

from __future__ import annotations

FILE_BYTES = 200 * 1024 * 1024
"""A file is read into memory once; answers of a hundred thousand people fit many times over."""

UNPACKED_BYTES = 400 * 1024 * 1024
"""All parts of a workbook together, as its own directory declares them and as they really unpack."""

RATIO = 200
"""How much one part may grow on unpacking. Real sheets of repeated answers stay under 60; deflate can reach 1,032."""

RATIO_FROM_BYTES = 10 * 1024 * 1024
"""Parts that stay smaller than this when unpacked may have any ratio: they cannot hurt."""

PARTS = 5_000
"""So many parts a workbook may have."""

COLUMNS = 4_000
"""More columns than any questionnaire has; Excel itself ends at 16,384."""

ROWS = 2_000_000
"""Excel ends at 1,048,576; a register may be longer."""

CELLS = 60_000_000
"""Rows times columns."""

CELL_CHARACTERS = 32_767
"""Excel's own bound for a cell; a longer answer is a broken quotation mark, not an answer."""

FAULTS_SHOWN = 20
"""So many places of one kind are named; the rest would only repeat the point."""
