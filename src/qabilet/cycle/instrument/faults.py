"""What can be wrong with a dictionary of answers."""

from qabilet.errors import Exit, declare

DICTIONARY_001 = declare(
    "DICTIONARY_001",
    "«{given}» is not a kind of column; the kinds are: {allowed}.",
    "Write one of these words.",
    exit=Exit.FAULTS,
)
DICTIONARY_002 = declare(
    "DICTIONARY_002",
    "The code «{given}» is also that of line {other}.",
    "Give each line a code of its own.",
    exit=Exit.FAULTS,
)
DICTIONARY_003 = declare(
    "DICTIONARY_003",
    "«{given}» cannot be a code.",
    "Write small Latin letters, digits and _, with a letter first.",
    exit=Exit.FAULTS,
)
DICTIONARY_004 = declare(
    "DICTIONARY_004",
    "The answers have no column «{header}».",
    "Write the header exactly as it stands in the answers, or remove the line.",
    exit=Exit.FAULTS,
)
DICTIONARY_005 = declare(
    "DICTIONARY_005",
    "The column «{header}» of the answers is not in the dictionary.",
    "Add a line for it, with keep = no if it is not needed.",
    exit=Exit.FAULTS,
)
DICTIONARY_006 = declare(
    "DICTIONARY_006",
    "The column «{header}» is also described in line {other}.",
    "Leave one line for each column.",
    exit=Exit.FAULTS,
)
DICTIONARY_007 = declare(
    "DICTIONARY_007",
    "{count} answers «{value}» are neither in values nor in merge nor in missing.",
    "Add the value to one of them.",
    exit=Exit.FAULTS,
)
DICTIONARY_008 = declare(
    "DICTIONARY_008",
    "«{spelling}» is merged into «{value}», which is none of the values.",
    "Merge into one of the values (for a number: into a number).",
    exit=Exit.FAULTS,
)
DICTIONARY_009 = declare(
    "DICTIONARY_009",
    "A {kind} needs at least {least} values, and there are {found}.",
    "Write all points or options, parted by « | », or choose another kind.",
    exit=Exit.FAULTS,
)
DICTIONARY_010 = declare(
    "DICTIONARY_010",
    "Only a rating can be reversed, and this column is of the kind «{kind}».",
    "Clear the cell reverse, or make the column a rating.",
    exit=Exit.FAULTS,
)
DICTIONARY_011 = declare(
    "DICTIONARY_011",
    "«{value}» stands in values and in {where} at once.",
    "Leave it in one of them.",
    exit=Exit.FAULTS,
)
DICTIONARY_012 = declare(
    "DICTIONARY_012",
    "The value «{value}» is written twice.",
    "Leave it once; spellings that differ only in case or spaces are one value.",
    exit=Exit.FAULTS,
)
DICTIONARY_013 = declare(
    "DICTIONARY_013",
    "The ratings of the group «{group}» have scales of {found} and {expected} points.",
    "Give the items of one group the same number of points, or part the group.",
    exit=Exit.FAULTS,
)
DICTIONARY_014 = declare(
    "DICTIONARY_014",
    "The group «{group}» has columns of the kinds «{kind}» and «{other}».",
    "Give the items of one group the same kind, or part the group.",
    exit=Exit.FAULTS,
)
DICTIONARY_015 = declare(
    "DICTIONARY_015",
    "A column of many choices has no sign between the choices.",
    "Write the sign, usually , or ;, into the cell separator.",
    exit=Exit.FAULTS,
)
DICTIONARY_016 = declare(
    "DICTIONARY_016",
    "Personal data may not be kept.",
    "Write no into the cell keep; if the column holds no personal data, change its kind.",
    exit=Exit.REFUSED,
)
DICTIONARY_017 = declare(
    "DICTIONARY_017",
    "«{value}» is not a reason for a missing answer; the reasons are: {allowed}.",
    "Write for example: blank=not asked | 99=refused.",
    exit=Exit.FAULTS,
)
