"""What can be wrong with a file of LimeSurvey, and what of a survey a form does not keep."""

from qabilet.errors import declare

LIME_001 = declare(
    "LIME_001",
    "The file is no sound XML of LimeSurvey: {why}.",
    "Export it again from LimeSurvey; the download was probably interrupted.",
)
LIME_002 = declare(
    "LIME_002",
    "The file contains a document type declaration, which LimeSurvey never writes.",
    "Make sure where the file comes from; if it is yours, export it again.",
)
LIME_003 = declare(
    "LIME_003",
    "This is a LimeSurvey file of the sort «{kind}», and {wanted} is wanted here.",
    "In LimeSurvey: Display/Export, Survey structure (.lss), or Survey archive (.lsa).",
)
LIME_004 = declare(
    "LIME_004",
    "A text of the survey is longer than {limit} characters (question {question}).",
    "Take pictures and copied pages out of the text in LimeSurvey, and export again.",
)
LIME_005 = declare(
    "LIME_005",
    "The survey has no questions.",
    "Export the survey again with its structure.",
)
LIME_006 = declare(
    "LIME_006",
    "Responses of LimeSurvey do not tell what was asked.",
    "Give the survey with --form survey.lss, or adopt the survey archive (.lsa).",
)
LIME_007 = declare(
    "LIME_007",
    "The archive holds a survey and no responses.",
    "Export the archive again (Display/Export, Survey archive) after the survey was active.",
)
LIME_101 = declare(
    "LIME_101",
    "The survey also has words in {languages}; they are kept beside, and not shown.",
    "Nothing need be done.",
)
LIME_102 = declare(
    "LIME_102",
    "Conditions of LimeSurvey were kept as they were written and are not followed: {count}, for example at {codes}.",
    "Write them anew in the column relevance, for example ${{post}} = 'A1'.",
)
LIME_103 = declare(
    "LIME_103",
    "Formulas of LimeSurvey were kept as they were written and are not worked out: {count}, for example at {codes}.",
    "Write them anew in the column calculation.",
)
LIME_104 = declare(
    "LIME_104",
    "Rules for answers were kept as they were written and are not checked: {count}, for example at {codes}.",
    "Write them anew in the column constraint.",
)
LIME_105 = declare(
    "LIME_105",
    "Settings of LimeSurvey that a form does not have were left out: {names}.",
    "Nothing need be done for the answers.",
)
LIME_106 = declare(
    "LIME_106",
    "A question of the type «{type}» is not known; it was read as free text: {codes}.",
    "Check its line in the form.",
)
LIME_107 = declare(
    "LIME_107",
    "The survey has words in {languages} only; they were put where their letters belong.",
    "Put them into the right columns and translate them.",
)
LIME_108 = declare(
    "LIME_108",
    "Quotas of LimeSurvey were left out: {count}.",
    "Plan quotas in sample/design.toml.",
)
