"""What can be wrong with the files and settings by which a study's answers are weighted."""

from qabilet.errors import Exit, declare

STUDY_040 = declare(
    "STUDY_040",
    "In the column {column} stands «{value}», where a number {why} is needed.",
    "Mend the cell, or draw again: qabilet draw DIR --again.",
    exit=Exit.STUDY,
)
STUDY_041 = declare(
    "STUDY_041",
    "The weights are to agree with the register by «{code}», but the register has no such column.",
    "Add the column {code} to {register}, or take it out of [weights]; the register has: {known}.",
    exit=Exit.STUDY,
)
STUDY_042 = declare(
    "STUDY_042",
    "The design is «{kind}», which does not go with clusters = \"{clusters}\".",
    "For a sample of whole bodies or places write kind = \"cluster\" and in clusters the code of the column that names "
    "them; for any other sample leave clusters out.",
    exit=Exit.STUDY,
)
STUDY_043 = declare(
    "STUDY_043",
    "The same unit stands in the file twice: {unit}.",
    "Leave one line for each stratum, or for each cluster drawn.",
    exit=Exit.STUDY,
)
STUDY_044 = declare(
    "STUDY_044",
    "Weights for non-response need to know how many people were asked in each cell of {cells}; there is no {path}.",
    "Save a table with the columns {cells} and invited (how many were asked) as {path}, or draw with qabilet draw DIR, "
    "or take response out of [weights].",
    exit=Exit.STUDY,
)
STUDY_045 = declare(
    "STUDY_045",
    "«{column}» cannot be a column of weights: it is not a column of numbers that was kept.",
    "Write the code of a column with kind number; the dictionary has (closest first): {known}.",
    exit=Exit.STUDY,
)
STUDY_046 = declare(
    "STUDY_046",
    "The stratum «{stratum}» has {column} = {one} in one line and {other} in another.",
    "A stratum has one number of units, and one number of units drawn: mend the line, or draw again.",
    exit=Exit.STUDY,
)
