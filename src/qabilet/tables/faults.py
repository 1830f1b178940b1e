"""What can be wrong with a table before any number is made from it."""

from qabilet.errors import Exit, declare

TABLE_001 = declare(
    "TABLE_001",
    "The answers file cannot be read as Parquet: {why}.",
    "Adopt the original spreadsheet again: qabilet adopt FILE --to DIR.",
    exit=Exit.STUDY,
)
TABLE_002 = declare(
    "TABLE_002",
    "The column «{header}» of the dictionary is not in the answers.",
    "Write the header in the dictionary exactly as it stands in the answers, or remove its line.",
    exit=Exit.STUDY,
)
TABLE_003 = declare(
    "TABLE_003",
    "{count} answers «{value}» are not in the dictionary.",
    "Add the value to `values`, to `merge` (value=one of the values) or to `missing` of this column.",
    exit=Exit.STUDY,
)
TABLE_004 = declare(
    "TABLE_004",
    "The table engine may read only inside the study, and «{path}» is outside it.",
    "Copy the file into the study folder.",
    exit=Exit.REFUSED,
)
