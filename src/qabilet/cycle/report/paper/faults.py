"""What keeps a form from being printed."""

from qabilet.errors import Exit, declare

PAPER_001 = declare(
    "PAPER_001",
    "«{code}» has no words in the language {lang}: «{words}».",
    "Write them into the form, or print a draft with --draft: it shows the words of another language, marked.",
    exit=Exit.FAULTS,
)
PAPER_002 = declare(
    "PAPER_002",
    "«{file}» has letters that its fonts lack ({signs}): empty frames are printed for them, and it is not of the "
    "archive standard.",
    "Write these words with other letters, or print the Word document.",
)
PAPER_003 = declare(
    "PAPER_003",
    "«{name}» cannot be taken as a Word template: {why}.",
    "Give a .docx file that Word opens and that has no macros.",
)
PAPER_004 = declare(
    "PAPER_004",
    "The form asks nothing of the rater «{perspective}».",
    "Leave --perspective out, or name one of these: {known}.",
    exit=Exit.USAGE,
)
