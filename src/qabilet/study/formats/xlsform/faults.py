"""What can be wrong with a form in a spreadsheet, and what is understood otherwise than it was written."""

from qabilet.errors import Exit, declare

XLSFORM_001 = declare(
    "XLSFORM_001",
    "The workbook of the form is damaged or cut short: {why}.",
    "Download it again; if Excel opens it, save it there under another name as .xlsx.",
)
XLSFORM_002 = declare(
    "XLSFORM_002",
    "The workbook of the form is protected by a password.",
    "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.",
)
XLSFORM_003 = declare(
    "XLSFORM_003",
    "The file is no form: neither a workbook nor a table with the sheet «survey».",
    "Give the form as an Excel workbook (.xlsx or .xls) with the sheets survey, choices and settings.",
)
XLSFORM_004 = declare(
    "XLSFORM_004",
    "The form is larger than can be read: more than {limit} filled cells.",
    "Keep long lists (streets, organisations) in a file of their own and take them up in the analysis.",
)
XLSFORM_005 = declare(
    "XLSFORM_005",
    "There is no sheet «survey»; the sheets are: {sheets}.",
    "Call the sheet with the questions «survey».",
)
XLSFORM_006 = declare(
    "XLSFORM_006",
    "The sheet «{sheet}» has no column «{heading}».",
    "Write the names of the columns into the first line of the sheet.",
)
XLSFORM_007 = declare(
    "XLSFORM_007",
    "Cell {cell} of the sheet «{sheet}» holds a formula; its last value was read.",
    "Copy the cells and paste them in their place as values: ODK and Kobo do not calculate formulas of Excel either.",
)
XLSFORM_008 = declare(
    "XLSFORM_008",
    "The columns «{first}» and «{heading}» of the sheet «{sheet}» say the same; the second was not read.",
    "Leave one of them, or give them different languages.",
)
XLSFORM_009 = declare(
    "XLSFORM_009",
    "The type «{type}» is not known; the nearest is «{near}».",
    "Correct the type; the types are listed in docs/forms.md.",
)
XLSFORM_010 = declare(
    "XLSFORM_010",
    "Questions of the type «{type}» cannot be asked here (question «{name}»).",
    "Leave the question out, or ask for it in words; in the file it is kept for ODK and Kobo.",
)
XLSFORM_011 = declare(
    "XLSFORM_011",
    "The line has a type («{type}») and no name.",
    "Give it a short name in Latin letters: the column of its answers will be called so.",
)
XLSFORM_012 = declare(
    "XLSFORM_012",
    "The name «{name}» cannot be used.",
    "Write, for example, «{better}»: a name begins with a Latin letter or _ and goes on with Latin letters, digits, "
    "_, - and full stops; at most {limit} signs.",
)
XLSFORM_013 = declare(
    "XLSFORM_013",
    "The name «{name}» stands in row {first} already.",
    "Rename one of them: every answer needs a column of its own, and case does not tell columns apart.",
)
XLSFORM_014 = declare(
    "XLSFORM_014",
    "The name «{name}» is taken by the program.",
    "Choose another name.",
)
XLSFORM_015 = declare(
    "XLSFORM_015",
    "The question «{name}» takes its answers from the list «{list}», and the sheet «choices» has no such list.",
    "Write the list into the sheet choices, or correct its name.",
)
XLSFORM_016 = declare(
    "XLSFORM_016",
    "The question «{name}» is of the type «{type}», and no list of answers is named.",
    "Write the name of the list after the type: select_one agreement.",
)
XLSFORM_017 = declare(
    "XLSFORM_017",
    "The code «{code}» stands twice in the list «{list}», first in row {first}.",
    "Give each answer a code of its own, or write yes into the column allow_choice_duplicates of the sheet settings.",
)
XLSFORM_018 = declare(
    "XLSFORM_018",
    "The line of the sheet «choices» has no {what}.",
    "Every answer needs the name of its list and a code.",
)
XLSFORM_019 = declare(
    "XLSFORM_019",
    "The code «{code}» of the list «{list}» has a blank in it, and several answers are saved parted by blanks.",
    "Write the code in one word.",
)
XLSFORM_020 = declare(
    "XLSFORM_020",
    "The section «{name}» ({type}) is never closed.",
    "Add a line «{end}» where it ends.",
)
XLSFORM_021 = declare(
    "XLSFORM_021",
    "«{type}» closes nothing that is open here.",
    "Delete the line, or open the section above it.",
)
XLSFORM_022 = declare(
    "XLSFORM_022",
    "«{type}» stands where the section «{name}», opened in row {first} as «{begin}», has to be closed first.",
    "Close the sections in the order they were opened, the last one first.",
)
XLSFORM_023 = declare(
    "XLSFORM_023",
    "The question «{name}» has no words.",
    "Write its label; what is only worked out is of the type calculate or hidden.",
)
XLSFORM_024 = declare(
    "XLSFORM_024",
    "«{given}» is not understood in the column «{heading}».",
    "Write one of: {allowed}.",
)
XLSFORM_025 = declare(
    "XLSFORM_025",
    "«{code}» is declared as missing and is no answer of the list «{list}».",
    "Write the code as it stands in the column name of the sheet choices.",
)
XLSFORM_026 = declare(
    "XLSFORM_026",
    "The range of the question «{name}» cannot be shown: {given}.",
    "Write into the column parameters: start=1 end=10 step=1; the step leads from start to end.",
)
XLSFORM_027 = declare(
    "XLSFORM_027",
    "Sections stand inside one another more than {limit} deep.",
    "Put the questions into fewer sections.",
)
XLSFORM_028 = declare(
    "XLSFORM_028",
    "ODK's own reader refuses the form: {words}",
    "Correct the line it names; ODK and Kobo would refuse the form in the same way.",
)
XLSFORM_029 = declare(
    "XLSFORM_029",
    "The line has a name or words and no type.",
    "Write its type, or move the note into a column of its own.",
)
XLSFORM_030 = declare(
    "XLSFORM_030",
    "Below more than {limit} blank rows something is written again; ODK and Kobo do not read it, and it was not read.",
    "Delete the blank rows.",
)
XLSFORM_031 = declare(
    "XLSFORM_031",
    "The form asks nothing: the sheet «survey» has no questions.",
    "Write one question a line under the names of the columns.",
)
XLSFORM_032 = declare(
    "XLSFORM_032",
    "A cell is longer than {limit} characters.",
    "Shorten it, or part it in two.",
)

XLSFORM_033 = declare(
    "XLSFORM_033",
    "«{path}» is there already, and nothing is overwritten unasked.",
    "Choose another name, or add --again to write it anew.",
    exit=Exit.USAGE, http=409,
)
XLSFORM_034 = declare(
    "XLSFORM_034",
    "«{path}» is no name for this file: it ends in {ends}.",
    "Give the name of a file with this end.",
    exit=Exit.USAGE,
)
XLSFORM_035 = declare(
    "XLSFORM_035",
    "The sheet «survey» has {count} lines; at most {limit} are read.",
    "Part the questionnaire in several: nobody answers so many questions.",
)
XLSFORM_036 = declare(
    "XLSFORM_036",
    "This is {what}, and no form can be read from it.",
    "Open it in the program it comes from and save it as an Excel workbook (.xlsx).",
)
XLSFORM_037 = declare(
    "XLSFORM_037",
    "The file would take more room than a form may: {why}.",
    "Make sure where the file comes from; if it is yours, copy its sheets into a new workbook.",
)
XLSFORM_038 = declare(
    "XLSFORM_038",
    "«{path}» is not a file that can be read: {why}.",
    "Give the form itself (.xlsx, .xls or .csv) and close it in other programs.",
)
XLSFORM_039 = declare(
    "XLSFORM_039",
    "The cell shows {given}, which spreadsheets show where a formula has failed.",
    "Write what should stand there.",
)
XLSFORM_040 = declare(
    "XLSFORM_040",
    "«{type}» is no type of a question.",
    "Write the type (select_one, text, integer, begin_group; all are listed in docs/forms.md). A heading is a section: "
    "begin_group, its words in the column label. A note to yourself belongs in a column of its own.",
)

XLSFORM_101 = declare(
    "XLSFORM_101",
    "The column «{heading}» names no language; by its letters it was taken for {lang}.",
    "Write the language into the heading: label::Қазақша (kk), label::Русский (ru), label::English (en).",
)
XLSFORM_102 = declare(
    "XLSFORM_102",
    "Other languages are kept in the file and not used here: {tags}.",
    "Nothing need be done.",
)
XLSFORM_103 = declare(
    "XLSFORM_103",
    "ODK and Kobo collect {types} from the device (rows {rows}); this is kept in the file and not collected here.",
    "Nothing need be done.",
)
XLSFORM_104 = declare(
    "XLSFORM_104",
    "Pictures, sounds and films are named in {count} cells (columns {columns}); they are kept in the file and not "
    "shown.",
    "Nothing need be done.",
)
XLSFORM_105 = declare(
    "XLSFORM_105",
    "ODK's own reader remarks: {words}",
    "Nothing need be done.",
)
XLSFORM_106 = declare(
    "XLSFORM_106",
    "The sheet «{sheet}» holds {count} formulas; their last values are kept.",
    "Nothing need be done.",
)
XLSFORM_107 = declare(
    "XLSFORM_107",
    "Notes and lines switched off are kept in the file and not asked: sheet {sheet}, rows {rows}.",
    "Nothing need be done.",
)
XLSFORM_108 = declare(
    "XLSFORM_108",
    "The workbook has macros; they were not run and are not kept.",
    "Nothing need be done.",
)
XLSFORM_109 = declare(
    "XLSFORM_109",
    "Invisible signs that no form may hold were left out: {count}.",
    "Nothing need be done.",
)
XLSFORM_110 = declare(
    "XLSFORM_110",
    "No question takes its answers from the list «{list}».",
    "Nothing need be done; it is kept in the file.",
)
XLSFORM_111 = declare(
    "XLSFORM_111",
    "Row {row}: the type «{given}» was read as «{type}».",
    "Nothing need be done.",
)
XLSFORM_112 = declare(
    "XLSFORM_112",
    "The column «{heading}» of the sheet settings stops ODK's reader; it is written back as «{renamed}».",
    "Nothing need be done.",
)
XLSFORM_113 = declare(
    "XLSFORM_113",
    "ODK and Kobo show the words of or_other in English whatever the language of the form (rows {rows}).",
    "To show them in every language write the choice into the list, and a question of the type text behind it.",
)
XLSFORM_114 = declare(
    "XLSFORM_114",
    "The sheet «{sheet}» has columns that are not known ({columns}): what stands in them is kept and shown to nobody.",
    "If they hold words of the questionnaire, write their headings as label::Қазақша (kk), label::Русский (ru), "
    "label::English (en), hint::English (en); if they are notes to yourself, nothing need be done.",
)
