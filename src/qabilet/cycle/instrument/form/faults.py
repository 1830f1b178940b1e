"""What can be wrong with a form, its languages and its versions, and what they may be doubted for."""

from qabilet.errors import Exit, declare

FORM_001 = declare(
    "FORM_001",
    "This is no form that Qabilet wrote: {why}.",
    "Take the file from where it was published, or publish the form again as a new version.",
    exit=Exit.STUDY,
)
FORM_002 = declare(
    "FORM_002",
    "The translation [{lang}] of «{path}» lacks {name}, which stands in the source.",
    "Put {name} where the answer is to appear, letter for letter.",
    exit=Exit.FAULTS,
)
FORM_003 = declare(
    "FORM_003",
    "The translation [{lang}] of «{path}» has {name}, which does not stand in the source.",
    "Remove it, or write the name as it stands in the source; names in ${{…}} are not translated.",
    exit=Exit.FAULTS,
)
FORM_004 = declare(
    "FORM_004",
    "No words; language: {language}; text: «{path}».",
    "Write them into the form, or send the missing texts to a translator: qabilet translate DIR --out FILE",
    exit=Exit.FAULTS,
)
FORM_005 = declare(
    "FORM_005",
    "The source of «{path}» has changed since it was translated; language: {language}.",
    "Translate it anew, or confirm the translation in the translators' spreadsheet: qabilet translate DIR --out FILE",
    exit=Exit.FAULTS,
)
FORM_006 = declare(
    "FORM_006",
    "Further texts without words or with an outdated translation: {count}; language: {language}.",
    "All of them: qabilet translate DIR",
    exit=Exit.FAULTS,
)
FORM_007 = declare(
    "FORM_007",
    "The study has no form: the file {path} is missing.",
    "Draft it with qabilet compose DIR, or save the questionnaire there as an XLSForm workbook.",
    exit=Exit.STUDY, http=404,
)
FORM_008 = declare(
    "FORM_008",
    "«{path}» is no text of the form.",
    "Leave the column of paths as it was; a text that was removed from the form has no row here. Closest: {known}.",
    exit=Exit.FAULTS,
)
FORM_009 = declare(
    "FORM_009",
    "«{path}» is translated differently in row {first} too.",
    "Leave one of the two translations.",
    exit=Exit.FAULTS,
)
FORM_010 = declare(
    "FORM_010",
    "No sheet has the columns of a translators' spreadsheet: {columns}.",
    "Use the file that qabilet translate DIR --out FILE wrote; its first row must stay.",
)
FORM_011 = declare(
    "FORM_011",
    "«{language}» is the language the form was written in; it is not translated into it.",
    "Choose another language; the source itself is changed in the form.",
)
FORM_012 = declare(
    "FORM_012",
    "This line of the ledger of translations cannot be read: {found}.",
    "The program keeps this file. Take it from a copy, or delete it; then all translations count as current.",
    exit=Exit.STUDY,
)
FORM_013 = declare(
    "FORM_013",
    "The published version {version} was changed: {path} is no longer the file that was published.",
    "Put the published file back from a copy. Answers were given to it; what is to change becomes a new version.",
    exit=Exit.STUDY,
)
FORM_014 = declare(
    "FORM_014",
    "The published version {version} is not whole: {path} is missing.",
    "Put the file back from a copy; without it nobody can tell what was asked.",
    exit=Exit.STUDY,
)
FORM_015 = declare(
    "FORM_015",
    "This line of the list of versions cannot be read: {found}.",
    "The program keeps this file; take it from a copy.",
    exit=Exit.STUDY,
)
FORM_016 = declare(
    "FORM_016",
    "No version of the form has been published yet.",
    "Publish the form first: qabilet publish DIR",
    exit=Exit.STUDY, http=404,
)
FORM_017 = declare(
    "FORM_017",
    "There is no published version {version}.",
    "Published versions: {known}.",
    exit=Exit.STUDY, http=404,
)
FORM_018 = declare(
    "FORM_018",
    "The form asks nothing: it has no question that can be answered.",
    "Write questions into the sheet survey.",
    exit=Exit.FAULTS,
)
FORM_019 = declare(
    "FORM_019",
    "«{path}» is neither a form nor a study folder.",
    "Give two forms (.xlsx, or .json of a published version), or one study folder.",
)
FORM_020 = declare(
    "FORM_020",
    "The folder «{code}» is not in the list of published versions.",
    "Remove the folder, or put the list of versions back from a copy.",
    exit=Exit.STUDY,
)
FORM_030 = declare(
    "FORM_030",
    "The source of «{path}» changed while it was being translated; the translation [{lang}] is taken over and stays "
    "outdated.",
    "Translate the source as it reads now, or confirm the translation.",
)
FORM_031 = declare(
    "FORM_031",
    "The translation [{lang}] of «{path}» was changed in the form meanwhile; the translator's words replaced "
    "«{words}».",
    "Compare the two, and put the other into the form if it is better.",
)
FORM_032 = declare(
    "FORM_032",
    "The translation [{lang}] of «{path}» was changed or removed meanwhile; its confirmation does not count.",
    "Send the text to the translator again.",
)
FORM_033 = declare(
    "FORM_033",
    "The source and the translation [{lang}] of «{path}» changed together; the translation counts as renewed.",
    "If it was only retouched, translate it anew.",
)
FORM_034 = declare(
    "FORM_034",
    "«{path}» looks untranslated [{lang}]: «{words}» (sheet {sheet}, row {row}).",
    "Translate it; if both languages truly say the same, leave it.",
)
FORM_035 = declare(
    "FORM_035",
    "Kazakh letters in the Russian text of «{path}»: «{words}» (sheet {sheet}, row {row}).",
    "See whether the text stands in the right column.",
)
FORM_036 = declare(
    "FORM_036",
    "«{path}» does not look like the language of its column [{lang}]: «{words}» (sheet {sheet}, row {row}).",
    "See whether the text stands in the right column.",
)
FORM_037 = declare(
    "FORM_037",
    "One word of «{path}» [{lang}] has Latin and Cyrillic letters: «{words}» (sheet {sheet}, row {row}).",
    "Type the word again in one alphabet; look-alike letters spoil searching and reading aloud.",
)
FORM_038 = declare(
    "FORM_038",
    "The markup of «{path}» [{lang}] is not that of the source: {words} (sheet {sheet}, row {row}).",
    "Mark the same words as in the source, and close every mark.",
)
FORM_039 = declare(
    "FORM_039",
    "The numbers in «{path}» [{lang}] are not those of the source: «{words}» (sheet {sheet}, row {row}).",
    "Compare the numbers with the source.",
)
FORM_040 = declare(
    "FORM_040",
    "The form bears the number «{number}», as the published version {version} does, and is another form.",
    "Write a new number into the cell version of the sheet settings, so that answers can be told apart.",
)
FORM_041 = declare(
    "FORM_041",
    "The answers at hand were given to version {version}; items not comparable with it: {count}.",
    "See what changed: qabilet compare DIR",
)
FORM_042 = declare(
    "FORM_042",
    "The source of «{path}» changed after the spreadsheet was written; its confirmation [{lang}] does not count.",
    "Send the text to the translator again.",
)
FORM_043 = declare(
    "FORM_043",
    "The translator wrote over the current translation [{lang}] of «{path}»: «{words}»; it is not taken in.",
    "Move the words into the column for new translations, and take the spreadsheet in again.",
)
