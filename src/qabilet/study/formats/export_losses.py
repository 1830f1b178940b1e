"""What is lost, left out or made over when the export of a survey program is taken over."""

from qabilet.errors import declare

LOSS_040 = declare(
    "LOSS_040",
    "The answers come from {origin}. Columns that the program writes itself (keys, times, devices, senders) were left "
    "out: {count}, for example {headers}.",
    "Nothing need be done: people could be found again by them.",
)
LOSS_041 = declare(
    "LOSS_041",
    "Columns of places, pictures, sounds and other files were left out: {count}, for example {headers}.",
    "Keep them where they are; they can point to people and are no answers to count.",
)
LOSS_042 = declare(
    "LOSS_042",
    "Answers asked repeatedly (the repeat «{name}», {rows} rows) were not taken over: each row is a person here, and "
    "not a part of one.",
    "Adopt that table as a study of its own, if its rows are what you ask about.",
)
LOSS_043 = declare(
    "LOSS_043",
    "Questions of many choices stood in columns of single choices; they were folded into one column each: {count}, for "
    "example {headers}.",
    "Nothing need be done; check one of them against the export.",
)
LOSS_044 = declare(
    "LOSS_044",
    "Rankings stood in one cell or in a column for each place; each item has a column of its own now, with its place: "
    "{headers}.",
    "Nothing need be done, if place 1 is the most.",
)
LOSS_045 = declare(
    "LOSS_045",
    "In a ranking {count} cells name what is no item of it, for example «{sample}»; that part was left out.",
    "Look at the question «{header}» in the export.",
)
LOSS_046 = declare(
    "LOSS_046",
    "The form does not know {count} columns of the answers, for example {headers}; what they hold was guessed.",
    "Check that it is the form these answers were collected with, and of the same version.",
)
LOSS_047 = declare(
    "LOSS_047",
    "{count} questions of the form have no column in the answers, for example {codes}.",
    "Check that it is the form these answers were collected with, and that all columns were exported.",
)
LOSS_048 = declare(
    "LOSS_048",
    "The answers hold {count} words that are in no list of the form, for example «{sample}» under «{header}».",
    "Check the column in the dictionary: they were taken in as further values, merged, or declared as missing.",
)
LOSS_049 = declare(
    "LOSS_049",
    "The answers were collected with {count} versions of the form: {versions}. Questions changed between them are not "
    "comparable.",
    "Compare the versions before reading the figures.",
)
LOSS_050 = declare(
    "LOSS_050",
    "Answers never sent to their end were left out: {dropped} of {rows} rows.",
    "Adopt the file with --keep-unfinished, if they are to count.",
)
LOSS_051 = declare(
    "LOSS_051",
    "Columns of points and remarks of a test were left out: {count}, for example {headers}.",
    "Nothing need be done, if this is no test of knowledge.",
)
LOSS_052 = declare(
    "LOSS_052",
    "The archive holds {count} further files that are no answers, for example «{sample}»; they were left in it.",
    "Nothing need be done.",
)
LOSS_053 = declare(
    "LOSS_053",
    "All dates of sending are the first of January 1980: the survey was anonymous, and when people answered is not "
    "known.",
    "Nothing need be done.",
)
LOSS_054 = declare(
    "LOSS_054",
    "The file «{form}» tells of {columns} columns what they ask, how they are measured and what their values mean.",
    "Nothing need be done.",
)
LOSS_055 = declare(
    "LOSS_055",
    "Rejected answers were left out: {dropped} of {rows} rows.",
    "Correct their state in the program they come from, if they are to count.",
)
