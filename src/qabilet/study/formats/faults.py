"""What can be wrong with a file of answers, and what is lost on the way in without being wrong."""

from qabilet.errors import declare

ANSWERS_001 = declare(
    "ANSWERS_001",
    "There is no file «{path}».",
    "Check the name and the folder; on Windows put the path in quotation marks.",
)
ANSWERS_002 = declare(
    "ANSWERS_002",
    "«{path}» is not a file that can be read: {why}.",
    "Give the answers file itself (.xlsx, .csv, .parquet, .sav or .dta) and close it in other programs.",
)
ANSWERS_003 = declare(
    "ANSWERS_003",
    "The file is larger than {limit} MB.",
    "Leave only the sheet with the answers in it, or save it as Parquet.",
)
ANSWERS_004 = declare(
    "ANSWERS_004",
    "The file has no rows of answers.",
    "Export the form again and check that there are answers under the headers.",
)
ANSWERS_005 = declare(
    "ANSWERS_005",
    "This is {what}, and it cannot be read as a table of answers.",
    "Open it in the program it comes from and save it as an Excel workbook (.xlsx) or as CSV UTF-8.",
)
ANSWERS_006 = declare(
    "ANSWERS_006",
    "The workbook is damaged or cut short: {why}.",
    "Download it again; if Excel opens it, save it there under another name.",
)
ANSWERS_007 = declare(
    "ANSWERS_007",
    "The workbook is protected by a password.",
    "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.",
)
ANSWERS_008 = declare(
    "ANSWERS_008",
    "The workbook would unpack to more than it may: {why}.",
    "Make sure where the file comes from; if it is yours, save the sheet with the answers as CSV UTF-8.",
)
ANSWERS_009 = declare(
    "ANSWERS_009",
    "The workbook contains a document type declaration, which no spreadsheet program writes.",
    "Make sure where the file comes from; if it is yours, open it in Excel and save it again.",
)
ANSWERS_010 = declare(
    "ANSWERS_010",
    "Cell {cell} holds a formula, not an answer.",
    "Copy the column and paste it in its place as values.",
)
ANSWERS_011 = declare(
    "ANSWERS_011",
    "There is no sheet «{sheet}»; the sheets are: {sheets}.",
    "Give one of these names with --sheet.",
)
ANSWERS_012 = declare(
    "ANSWERS_012",
    "There are {count} columns; at most {limit} can be read.",
    "Leave only the columns with the answers; a list of people belongs in rows, not in columns.",
)
ANSWERS_013 = declare(
    "ANSWERS_013",
    "There are more than {limit} rows or cells.",
    "Split the file, or save it as Parquet with fewer columns.",
)
ANSWERS_014 = declare(
    "ANSWERS_014",
    "A cell is longer than {limit} characters.",
    "This is usually a quotation mark that is never closed: look at the row named here.",
)
ANSWERS_015 = declare(
    "ANSWERS_015",
    "The header «{header}» stands over columns {first} and {second}.",
    "Rename one of them, or number them with --keep-duplicates.",
)
ANSWERS_016 = declare(
    "ANSWERS_016",
    "The letters of the file cannot be read in any known encoding.",
    "Open it in Excel and save it as «CSV UTF-8 (comma delimited)».",
)
ANSWERS_017 = declare(
    "ANSWERS_017",
    "The letters of the file were spoiled before it came here, for example «{sample}».",
    "Export it again as CSV UTF-8 or as an Excel workbook; spoiled letters cannot be brought back.",
)
ANSWERS_018 = declare(
    "ANSWERS_018",
    "The row has {found} cells, and the header has {expected}.",
    "Put answers that contain the delimiter in quotation marks, or export as an Excel workbook.",
)
ANSWERS_019 = declare(
    "ANSWERS_019",
    "A quotation mark is opened and never closed.",
    "Export the file again, or close the quotation mark; an Excel workbook has no such trouble.",
)
ANSWERS_020 = declare(
    "ANSWERS_020",
    "The file cannot be read as Parquet: {why}.",
    "Write the file again, with one plain column (text, number, date) for each question.",
)
ANSWERS_021 = declare(
    "ANSWERS_021",
    "The file is empty.",
    "Export the form again; the download was probably interrupted.",
)
ANSWERS_022 = declare(
    "ANSWERS_022",
    "The header of this column is longer than {limit} characters.",
    "Shorten the header in the first row of the file.",
)

ANSWERS_023 = declare(
    "ANSWERS_023",
    "«{path}» is a folder, not a file.",
    "Give the answers file itself (.xlsx, .csv, .parquet, .sav or .dta).",
)
ANSWERS_024 = declare(
    "ANSWERS_024",
    "The file is called an Excel workbook and is none.",
    "If it is text, name it .csv; else open it in the program it comes from and save it as .xlsx.",
)

LOSS_001 = declare(
    "LOSS_001",
    "The workbook has {count} sheets; the answers were read from «{sheet}», which has the most filled cells.",
    "Name another sheet with --sheet.",
)
LOSS_002 = declare(
    "LOSS_002",
    "{rows} empty rows and {columns} empty columns were left out.",
    "Nothing need be done.",
)
LOSS_003 = declare(
    "LOSS_003",
    "{rows} rows above the header were left out, the first of them «{sample}».",
    "Nothing need be done, if they are a title.",
)
LOSS_004 = declare(
    "LOSS_004",
    "Blanks at the ends, no-break spaces or doubled spaces were cleaned in {cells} cells.",
    "Nothing need be done.",
)
LOSS_005 = declare(
    "LOSS_005",
    "The file was read in the encoding {encoding}, found by its letters.",
    "If letters look wrong, export it as CSV UTF-8.",
)
LOSS_006 = declare(
    "LOSS_006",
    "{rows} rows end before the last column; the missing cells were read as empty.",
    "Nothing need be done, if the last questions were not answered.",
)
LOSS_007 = declare(
    "LOSS_007",
    "Question marks stand where letters were lost, in {cells} cells, for example «{sample}».",
    "Export the file again as CSV UTF-8 or as an Excel workbook.",
)
LOSS_008 = declare(
    "LOSS_008",
    "The column {column} has answers and no header; it was named «{name}».",
    "Write a header over it in the file.",
)
LOSS_009 = declare(
    "LOSS_009",
    "The headers stand in two rows; they were joined as «{sample}».",
    "Nothing need be done, if the joined header reads well.",
)
LOSS_010 = declare(
    "LOSS_010",
    "{cells} cells hold an error of the spreadsheet, for example «{sample}»; they were read as empty.",
    "Mend them in the file, if they were answers.",
)
LOSS_011 = declare(
    "LOSS_011",
    "{count} headers stood over two columns; they were numbered.",
    "Rename them in the file, if they are different questions.",
)
LOSS_012 = declare(
    "LOSS_012",
    "Rows that repeat an earlier row in every answer, perhaps forms sent twice: {count}. All were taken over; remove "
    "the repeats in the file and adopt it again.",
    "In Excel: «Remove duplicates», with the time of sending unticked. Then adopt the file again.",
)
LOSS_013 = declare(
    "LOSS_013",
    "Rows with no answer at all, only what the form writes itself: {count}. They count as respondents until you remove "
    "them in the file and adopt it again.",
    "Remove them in the file and adopt it again.",
)

DICTIONARY_102 = declare(
    "DICTIONARY_102",
    "The dictionary has no column «{name}».",
    "Put the column back; its name stands in the first row.",
)
DICTIONARY_103 = declare(
    "DICTIONARY_103",
    "«{given}» is not a kind of column; the kinds are: {allowed}.",
    "Write one of these words.",
)
DICTIONARY_104 = declare(
    "DICTIONARY_104",
    "«{given}» is not a reason for a missing answer; the reasons are: {allowed}.",
    "Write for example: blank=not asked | 99=refused.",
)
DICTIONARY_105 = declare(
    "DICTIONARY_105",
    "«{given}» is neither yes nor no.",
    "Write yes or no (also TRUE or FALSE, да or нет, иә or жоқ, 1 or 0).",
)
DICTIONARY_106 = declare(
    "DICTIONARY_106",
    "«{given}» has no equals sign.",
    "Write pairs, for example: 99=refused | 88=cannot judge.",
)
DICTIONARY_107 = declare(
    "DICTIONARY_107",
    "There are {found} labels for {expected} values.",
    "Give as many labels as values, parted by « | », or none at all.",
)
DICTIONARY_108 = declare(
    "DICTIONARY_108",
    "The Kazakh letters of the dictionary were lost when it was saved («{sample}»).",
    "Save it in Excel as «CSV UTF-8 (comma delimited)»; plain CSV cannot hold Kazakh letters.",
)
DICTIONARY_109 = declare(
    "DICTIONARY_109",
    "The dictionary has no lines.",
    "Draft it again with adopt.",
)
