"""What can be wrong with an archive of answers from ODK or KoboToolbox."""

from qabilet.errors import declare

ODK_001 = declare(
    "ODK_001",
    "The archive is damaged or cut short: {why}.",
    "Export it again; the download was probably interrupted.",
)
ODK_002 = declare(
    "ODK_002",
    "The archive would unpack to more than it may: {why}.",
    "Make sure where the file comes from; if it is yours, unpack it and give the table of answers itself.",
)
ODK_003 = declare(
    "ODK_003",
    "The archive is protected by a password.",
    "Unpack it and give the table of answers itself (.csv or .xlsx).",
)
ODK_004 = declare(
    "ODK_004",
    "The archive holds no table of answers; it holds: {names}.",
    "Give the table of answers itself (.csv or .xlsx), or the archive that ODK Central or LimeSurvey exports.",
)
