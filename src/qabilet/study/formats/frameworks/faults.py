"""What can be wrong with a framework in CASE, SKOS or the files of ESCO, and what is lost on the way."""

from __future__ import annotations

from qabilet.errors import Exit, declare

CASE_001 = declare("CASE_001", "The file is not JSON: {why}.",
                   "Download it again from where it was published, whole and unchanged.")
CASE_002 = declare("CASE_002", "The file is too large for a framework: {why}.",
                   "Give one framework, not a whole catalogue.")
CASE_003 = declare("CASE_003", "The file is nested more than {limit} levels deep.",
                   "Download it again from where it was published; no framework is so deep.")
CASE_004 = declare("CASE_004", "{what} is no value that JSON has.", "Write a number, or words in quotation marks.")
CASE_005 = declare("CASE_005", "{what} stands twice.", "Keep one of the two.")
CASE_006 = declare("CASE_006", "The words here hold half a character (a lone surrogate).",
                   "Write them again, in UTF-8.")
CASE_007 = declare("CASE_007", "This is no framework in CASE: {what} is missing.",
                   "Export the framework as a CASE package (CFPackage) in JSON.")
CASE_008 = declare("CASE_008", "{what} should be {wanted}, and is {found}.", "Correct it, or export the file again.")
CASE_009 = declare("CASE_009", "Two of the files are in the same language: {language}.",
                   "Give one file for each language.", exit=Exit.USAGE)
CASE_010 = declare("CASE_010", "{what} stands below itself.",
                   "Correct the associations isChildOf: no item may be its own ancestor.")
CASE_011 = declare("CASE_011", "The framework has no item.", "Export it with its items (CFItems).")
CASE_012 = declare("CASE_012", "The target of {what} is not in the file: {found}.",
                   "Export the whole framework; an item of a profile must be among its items.")
SKOS_001 = declare("SKOS_001", "There is no concept in the file.",
                   "Give a SKOS concept scheme in JSON-LD or Turtle, or a file of ESCO with the columns conceptUri and "
                   "preferredLabel.")
SKOS_002 = declare("SKOS_002", "The table has no column {name}.",
                   "Give a file of ESCO as it is downloaded, such as skills_en.csv.")
SKOS_003 = declare("SKOS_003", "{value} is no address of a concept.",
                   "Write a whole URI, such as http://data.europa.eu/esco/skill/…")

SKOS_004 = declare("SKOS_004", "The file is not Turtle from here on: {found}.",
                   "Download it again from where it was published, whole and unchanged.")

CASE_101 = declare("CASE_101", "The tree of items is deeper than groups and competences: {count} items were set "
                   "directly below their topmost one.",
                   "Look the groups through in framework.toml and competences.csv.")
CASE_102 = declare("CASE_102", "Not taken over: {what} ({count}).", "Keep the original file beside the framework.")
CASE_103 = declare("CASE_103", "The items above these are not in the file: {count}.",
                   "They were set at the top; look their groups through.")
CASE_104 = declare("CASE_104", "Words are missing in {languages}: {count}.",
                   "Write them into framework.toml and the tables before the framework is used.")
CASE_105 = declare("CASE_105", "Items were given codes of our own: {count}.",
                   "Their own codes stand in the column source.")
CASE_106 = declare("CASE_106", "The language {language} is none of kk, ru, en; its words were put under {taken}.",
                   "Translate them, and write them where they belong.")
CASE_107 = declare("CASE_107", "This form of a framework has no place for: {what} ({count}).",
                   "Keep the framework's folder, or write it as CASE.")
