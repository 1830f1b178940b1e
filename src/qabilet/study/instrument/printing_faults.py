"""What keeps a study's questionnaire or guide from being printed."""

from qabilet.errors import Exit, declare

PRINT_001 = declare(
    "PRINT_001",
    "«{path}» has no {file}: there is nothing to print.",
    "Make it with qabilet compose, put your own form there, or name the file of a form.",
    exit=Exit.STUDY,
)
PRINT_002 = declare(
    "PRINT_002",
    "«{word}» is no kind of document; the kinds are: {known}.",
    "Write one of these words, or several with a comma between them.",
    exit=Exit.USAGE,
)
PRINT_003 = declare(
    "PRINT_003",
    "{file} is not the version that was published last (version {version}): what is printed is something else.",
    "Publish it again, or print the frozen workbook, which lies in instrument/versions.",
)
