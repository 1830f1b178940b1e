"""What can be wrong with a command as it was typed, and what we did not foresee."""

from qabilet.errors import Exit, declare

CLI_001 = declare(
    "CLI_001",
    "«{verb}» is no step that Qabilet knows.",
    "The closest: {known}. All steps: qabilet --help",
    exit=Exit.USAGE,
)
CLI_002 = declare(
    "CLI_002",
    "{name} is missing.",
    "Write: {usage}",
    exit=Exit.USAGE,
)
CLI_003 = declare(
    "CLI_003",
    "«{word}» is not understood here.",
    "Write: {usage}",
    exit=Exit.USAGE,
)
CLI_004 = declare(
    "CLI_004",
    "The option {option} needs a value.",
    "Write: {usage}",
    exit=Exit.USAGE,
)
CLI_005 = declare(
    "CLI_005",
    "«{word}» is no language of the program.",
    "Write kk, ru or en; several are parted by commas: kk,ru,en",
    exit=Exit.USAGE,
)
CLI_006 = declare(
    "CLI_006",
    "«{path}» cannot be read or written: {why}.",
    "Check that it is there, that you have the rights, and that no other program holds it.",
)
CLI_007 = declare(
    "CLI_007",
    "Exactly one of these is needed: {known}.",
    "Write: {usage}",
    exit=Exit.USAGE,
)
CLI_008 = declare(
    "CLI_008",
    "{option} has no meaning beside {beside}.",
    "Remove {option}.",
    exit=Exit.USAGE,
)
CLI_009 = declare(
    "CLI_009",
    "«{word}» is no number that {option} can take.",
    "Write a number: 250, 0.05 or 5%.",
    exit=Exit.USAGE,
)
INTERNAL_001 = declare(
    "INTERNAL_001",
    "Something happened that the program did not foresee ({what}). The study is as it was before this step.",
    "Send the file {report} to the authors; it has no answers in it. QABILET_DEBUG=1 shows the details at once.",
    exit=Exit.INTERNAL, http=500,
)
INTERRUPTED_001 = declare(
    "INTERRUPTED_001",
    "Interrupted; the study is as it was before this step.",
    "Run the same command again.",
    exit=Exit.INTERRUPTED, http=503,
)
