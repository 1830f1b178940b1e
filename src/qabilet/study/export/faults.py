"""Why a study cannot be converted, and what a converted file may be doubted for."""

from qabilet.errors import Exit, declare

EXPORT_001 = declare(
    "EXPORT_001",
    "«{suffix}» is no kind of file that Qabilet can write.",
    "End the name after --to, or say with --as, one of: {known}.",
    exit=Exit.USAGE,
)
EXPORT_002 = declare(
    "EXPORT_002",
    "«{path}» is there already, and nothing is overwritten unasked.",
    "Choose another name, or add --again to write it anew.",
    exit=Exit.USAGE, http=409,
)
EXPORT_003 = declare(
    "EXPORT_003",
    "«{path}» lies inside the study «{study}»: what is for release is written outside of it.",
    "Name a place outside the study folder after --to.",
    exit=Exit.REFUSED,
)
EXPORT_004 = declare(
    "EXPORT_004",
    "«{path}» lies outside «{folder}»: the work view holds what single people answered, and stays in the study.",
    "Give only a name after --to; the file is put into analysis/export of the study.",
    exit=Exit.REFUSED,
)
EXPORT_005 = declare(
    "EXPORT_005",
    "«{path}» cannot be converted: it is neither a study nor a framework.",
    "Give a study folder (with study.toml), a framework folder (with framework.toml), the code of a framework that "
    "ships with the program, or a .json file of CASE.",
)
EXPORT_006 = declare(
    "EXPORT_006",
    "«{path}» is a questionnaire, and convert writes studies and frameworks.",
    "See what is in it: qabilet form FILE",
    exit=Exit.USAGE,
)
EXPORT_007 = declare(
    "EXPORT_007",
    "«{path}» has {count} values that are no dates in the column «{column}»: it is written as text.",
    "Correct the dates in the file of the form and adopt it again, or leave the column as it is.",
)
EXPORT_008 = declare(
    "EXPORT_008",
    "The answers have no column «{header}», which stands in the dictionary.",
    "Adopt the file again, or remove the line from the dictionary.",
    exit=Exit.STUDY,
)
EXPORT_009 = declare(
    "EXPORT_009",
    "«{value}» ({count} times) is neither a value nor a missing answer of «{column}».",
    "Add it to values, merge or missing of this column in fieldwork/answers.dictionary.csv.",
    exit=Exit.STUDY,
)
EXPORT_010 = declare(
    "EXPORT_010",
    "The study has no column of answers that could be written.",
    "Write yes in the column keep of fieldwork/answers.dictionary.csv for the columns that you need.",
    exit=Exit.STUDY,
)
EXPORT_012 = declare(
    "EXPORT_012",
    "The weights of the analysis could not be made ({code}); the file has none.",
    "Run qabilet check DIR, which tells why, and convert again.",
)
EXPORT_011 = declare(
    "EXPORT_011",
    "In «{column}» somebody's own number is {code}, which is also the code of a missing answer: missing answers of "
    "this column are empty, without their reason.",
    "Look whether the number is right. Where it means that nothing was answered, write it into missing of this column.",
)
