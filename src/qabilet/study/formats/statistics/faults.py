"""What can be wrong with a file of SPSS or Stata, and what is lost on the way in or out without being wrong."""

from qabilet.errors import Exit, declare

STATFILE_001 = declare(
    "STATFILE_001",
    "The file is damaged or cut short, and cannot be read as {what}: {why}.",
    "Export it again. If SPSS or Stata opens it, save it there under another name.",
)
STATFILE_002 = declare(
    "STATFILE_002",
    "The file says that it holds {rows} rows of {columns} variables, and it is too short for them.",
    "The download was probably interrupted: fetch it again, and compare its size with the original.",
)
STATFILE_003 = declare(
    "STATFILE_003",
    "Reading the file would take more memory or time than it may.",
    "Make sure where the file comes from; if it is yours, keep only the variables of the survey and save it again.",
)
STATFILE_004 = declare(
    "STATFILE_004",
    "The file has no variables.",
    "Save it again with the variables of the survey in it.",
)
STATFILE_005 = declare(
    "STATFILE_005",
    "The file is protected by a password.",
    "Open it in SPSS and save it without encryption.",
)
STATFILE_006 = declare(
    "STATFILE_006",
    "The file cannot be written: {why}.",
    "Free space on the disk or choose another folder, and try again.",
    exit=Exit.STUDY,
)

STATFILE_101 = declare(
    "STATFILE_101",
    "The file does not say in which encoding its letters are, or says it wrongly; they were read as {encoding}.",
    "If letters look wrong, save the file again in a newer SPSS or Stata, in Unicode.",
)
STATFILE_102 = declare(
    "STATFILE_102",
    "The letters of {count} labels were spoiled before the file came here, for example «{sample}».",
    "Write these labels anew in the dictionary.",
)
STATFILE_103 = declare(
    "STATFILE_103",
    "Multiple-response set «{name}»: {count} variables were folded into one column of many choices.",
    "Nothing need be done.",
)
STATFILE_104 = declare(
    "STATFILE_104",
    "Multiple-response set «{name}» was left as it is: {why}.",
    "Nothing need be done, if its variables can be analysed one by one.",
)
STATFILE_105 = declare(
    "STATFILE_105",
    "The file is weighted by the variable «{name}», which is not heeded by itself.",
    "To weigh by it, name its column under [weights] in study.toml.",
)
STATFILE_106 = declare(
    "STATFILE_106",
    "Values without a label stand in variables that have labels: in {count} of them, for example {value} in «{name}». "
    "They were kept.",
    "Give them labels in the dictionary, or declare them missing.",
)
STATFILE_107 = declare(
    "STATFILE_107",
    "Several values of one variable have the same label, in {count} variables, for example «{label}» in «{name}». They "
    "were kept apart.",
    "If they mean the same, merge them in the dictionary.",
)
STATFILE_108 = declare(
    "STATFILE_108",
    "Values are declared missing without saying why, in {count} variables, for example {value} in «{name}». They were "
    "taken for «refused».",
    "Correct the column «missing» in the dictionary, where the reason is another.",
)
STATFILE_109 = declare(
    "STATFILE_109",
    "Values are labelled as no answer but not declared missing, in {count} variables, for example {value} «{label}» in "
    "«{name}». They were taken for missing.",
    "Correct the column «missing» in the dictionary, where they are answers.",
)
STATFILE_110 = declare(
    "STATFILE_110",
    "What the file keeps beside the answers was not taken over: {what}.",
    "Nothing need be done; the file itself was not changed.",
)
STATFILE_111 = declare(
    "STATFILE_111",
    "{cells} dates and times lie outside the calendar, for example {value} in «{name}»; they were kept as numbers.",
    "Correct them in the file, if they were meant as dates.",
)
STATFILE_112 = declare(
    "STATFILE_112",
    "Names that stand over two variables, or differ only in capital letters, were numbered: {count}, for example "
    "«{name}».",
    "Rename them in the file, if they are different questions.",
)
STATFILE_113 = declare(
    "STATFILE_113",
    "{cells} cells end inside a letter, because the file gave them too few bytes; the broken letter was left out.",
    "Nothing can be done; in SPSS make the variable wider before answers are entered.",
)

STATFILE_121 = declare(
    "STATFILE_121",
    "The label of «{name}» was shortened, because {program} keeps at most {most}.",
    "Nothing need be done: the whole wording stands in the codebook.",
)
STATFILE_122 = declare(
    "STATFILE_122",
    "The label of {value} in «{name}» was shortened, because {program} keeps at most {most}.",
    "Nothing need be done: the whole wording stands in the codebook.",
)
STATFILE_123 = declare(
    "STATFILE_123",
    "{cells} answers in «{name}» were shortened, because {program} keeps at most {most}.",
    "Take the whole answers from CSV or Parquet.",
)
STATFILE_124 = declare(
    "STATFILE_124",
    "{count} variables have no words in the language of the file; their names or words in another language stand "
    "there.",
    "Translate the labels in the dictionary and export again.",
)
