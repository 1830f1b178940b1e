"""What can be wrong with a study folder, and what a study may be doubted for."""

from qabilet.errors import Exit, declare

STUDY_001 = declare(
    "STUDY_001",
    "There is no study in «{path}»: the file study.toml is missing.",
    "Give the path of a study folder, or begin one: qabilet new DIR.",
    exit=Exit.STUDY, http=404,
)
STUDY_002 = declare(
    "STUDY_002",
    "«{path}» is not empty, and nothing in it may be overwritten.",
    "Choose a folder that does not exist yet.",
    exit=Exit.STUDY, http=409,
)
STUDY_003 = declare(
    "STUDY_003",
    "The study «{path}» is in use by another process.",
    "Wait until the other step is finished and try again.",
    exit=Exit.STUDY, http=409,
)
STUDY_004 = declare(
    "STUDY_004",
    "«{path}» cannot be written: {why}.",
    "Close the file in other programs, check the rights and the free space, and run the same step again.",
    exit=Exit.STUDY,
)
STUDY_005 = declare(
    "STUDY_005",
    "The file is not text in UTF-8 (byte {byte}).",
    "Save it again with the encoding UTF-8.",
    exit=Exit.STUDY,
)
STUDY_006 = declare(
    "STUDY_006",
    "The file is not valid TOML: {why}.",
    "Mend this line; words stand in straight quotation marks, and a list in square brackets.",
    exit=Exit.STUDY,
)
STUDY_007 = declare(
    "STUDY_007",
    "«{key}» is not a setting known in {table}.",
    "Remove it, or write one of (closest first): {known}.",
    exit=Exit.STUDY,
)
STUDY_008 = declare(
    "STUDY_008",
    "«{key}» cannot be read: {found}.",
    "Write it like this: {example}",
    exit=Exit.STUDY,
)
STUDY_009 = declare(
    "STUDY_009",
    "«{word}» is not a word known for «{key}».",
    "Write one of (closest first): {known}.",
    exit=Exit.STUDY,
)
STUDY_010 = declare(
    "STUDY_010",
    "The rule «{rule}» of the gate is {value}, and its least value is {least}.",
    "A study may raise the rules that protect respondents, never lower them: write {least} or more, or remove the "
    "line.",
    exit=Exit.REFUSED,
)
STUDY_011 = declare(
    "STUDY_011",
    "«{code}» stands in «{key}», but it is not a usable column of the dictionary.",
    "Write one of the codes (closest first): {known}.",
    exit=Exit.STUDY,
)
STUDY_012 = declare(
    "STUDY_012",
    "«{group}» stands in «{key}», but the dictionary has no such group of columns.",
    "Write one of the groups (closest first): {known}.",
    exit=Exit.STUDY,
)
STUDY_013 = declare(
    "STUDY_013",
    "The code «{code}» is given twice in «{key}».",
    "Give each its own code.",
    exit=Exit.STUDY,
)
STUDY_014 = declare(
    "STUDY_014",
    "«{key}» is missing in {table}.",
    "Add a line like this: {example}",
    exit=Exit.STUDY,
)
STUDY_015 = declare(
    "STUDY_015",
    "«{code}» is no code: a code has Latin letters, digits, - and _ only.",
    "Write for instance: {example}",
    exit=Exit.STUDY,
)
STUDY_016 = declare(
    "STUDY_016",
    "The observers «{value}» must observe an audience of this study, and «{of}» is none.",
    "Write in «of» one of: {known}.",
    exit=Exit.STUDY,
)
STUDY_017 = declare(
    "STUDY_017",
    "«{path}» lies outside the study folder.",
    "Copy the file into the study folder and give its path from there.",
    exit=Exit.REFUSED,
)
STUDY_018 = declare(
    "STUDY_018",
    "The file «{path}» is named in «{key}», but it is not there.",
    "Put the file there, or remove the line.",
    exit=Exit.STUDY,
)
STUDY_019 = declare(
    "STUDY_019",
    "The study has no answers yet.",
    "Take them over from the file you have: qabilet adopt FILE --to {path}.",
    exit=Exit.STUDY,
)
STUDY_020 = declare(
    "STUDY_020",
    "The answers have no dictionary ({path} is missing).",
    "Adopt the file again, and a dictionary will be drafted: qabilet adopt FILE --to DIR.",
    exit=Exit.STUDY,
)
STUDY_021 = declare(
    "STUDY_021",
    "A line of LOG.csv was changed or removed after it had been written.",
    "Restore LOG.csv from a copy. Where there is none, rename it: the next step begins a new one.",
    exit=Exit.STUDY,
)
STUDY_022 = declare(
    "STUDY_022",
    "«{by}» is no role: give a role or a code without spaces, never a name or an address.",
    "Write for instance --by researcher.",
    exit=Exit.USAGE,
)
STUDY_023 = declare(
    "STUDY_023",
    "The dictionary has been edited, and the new file has other columns: {headers}.",
    "Name the columns in the file as before, or draft the dictionary anew with --again (the edited one is kept beside "
    "it).",
    exit=Exit.STUDY, http=409,
)
STUDY_024 = declare(
    "STUDY_024",
    "The study has not been analysed yet.",
    "Run first: qabilet analyse {path}",
    exit=Exit.STUDY,
)
STUDY_025 = declare(
    "STUDY_025",
    "The file of findings cannot be read: {why}.",
    "Make it again: qabilet analyse {path}",
    exit=Exit.STUDY,
)
STUDY_026 = declare(
    "STUDY_026",
    "study.toml has format {found}, and this version of Qabilet reads format {known}.",
    "Install the version of Qabilet that made the study.",
    exit=Exit.STUDY,
)
STUDY_027 = declare(
    "STUDY_027",
    "Answers, dictionary or study.toml have changed since the analysis.",
    "Run the analysis again: qabilet analyse {path}",
    exit=Exit.STUDY,
)
STUDY_028 = declare(
    "STUDY_028",
    "The dictionary is a draft that nobody has corrected yet.",
    "Open fieldwork/answers.dictionary.csv, correct the guesses, save it, and analyse again.",
)
STUDY_029 = declare(
    "STUDY_029",
    "«{value}» is not a value of the column «{column}» in the dictionary.",
    "Write one of (closest first): {known}. Where nobody gave this answer, add it to the values of the column in "
    "fieldwork/answers.dictionary.csv.",
    exit=Exit.STUDY,
)
STUDY_030 = declare(
    "STUDY_030",
    "A group made from another column needs either «levels» or «breaks», and only one of them.",
    "Write breaks = [30, 45] for a number, or a table «levels» (value = level) for choices.",
    exit=Exit.STUDY,
)
STUDY_031 = declare(
    "STUDY_031",
    "A question of the kind «{kind}» needs «{key}».",
    "Add a line like this: {example}",
    exit=Exit.STUDY,
)
STUDY_032 = declare(
    "STUDY_032",
    "The table has no column «{column}».",
    "The first line must name the columns: {known}.",
    exit=Exit.STUDY,
)
STUDY_033 = declare(
    "STUDY_033",
    "The save of an earlier step was cut short and has been finished; {path} had been changed meanwhile.",
    "Your version of the file is kept as {kept}: carry over what you need from it.",
    exit=Exit.STUDY,
)
STUDY_034 = declare(
    "STUDY_034",
    "The answers cannot be read: {why}.",
    "Adopt the original file again: qabilet adopt FILE --to DIR.",
    exit=Exit.STUDY,
)
STUDY_035 = declare(
    "STUDY_035",
    "The record of a save that was cut short is damaged: {why}.",
    "Remove the folder .qabilet from the study, look at the files that were saved last, and run: qabilet check DIR.",
    exit=Exit.STUDY,
)
STUDY_036 = declare(
    "STUDY_036",
    "The dimensions have too many combinations to be protected together: {cells}; at most {most}.",
    "Take a dimension out of the list, or join its levels in a [[groups.derived]].",
    exit=Exit.STUDY,
)

STUDY_037 = declare(
    "STUDY_037",
    "Words are missing in {languages}: {count} labels of the dictionary, the first that of {first}; a report shows the "
    "words of the answers in their place.",
    "Fill in the columns label_ and labels_ of these languages in fieldwork/answers.dictionary.csv.",
)
STUDY_038 = declare(
    "STUDY_038",
    "The name of the folder {path} holds letters in an old encoding that other programs cannot read.",
    "Rename the folder, best in Latin letters, and repeat the step.",
    exit=Exit.STUDY,
)
STUDY_050 = declare(
    "STUDY_050",
    "In {path} there is no frame of the answers that belongs to the findings.",
    "Analyse the study: qabilet analyse DIR.",
    exit=Exit.STUDY,
)
STUDY_051 = declare(
    "STUDY_051",
    "The study breaks its tables down by «{code}», so people can be known by it; it cannot stand in keep.",
    "Move it from keep to traits in [microdata], where it is protected, or leave it out.",
    exit=Exit.STUDY,
)
STUDY_052 = declare(
    "STUDY_052",
    "The drafted study.toml was brought up to the answers; what it named and the answers do not have was left out: "
    "{names}.",
    "Write it in again where the answers hold it under another name.",
)
STUDY_053 = declare(
    "STUDY_053",
    "«{path}» is a file the study is made of; a spreadsheet for translators does not take its place.",
    "Choose another name after --out.",
    exit=Exit.USAGE,
)
