"""Why a data set does not go into a table of this kind."""

from qabilet.errors import Exit, declare

EXPORT_020 = declare(
    "EXPORT_020",
    "{rows} rows and {columns} columns do not go into a workbook: Excel opens {most} rows and 16384 columns.",
    "Write .csv, .parquet or .sav.",
    exit=Exit.REFUSED,
)
