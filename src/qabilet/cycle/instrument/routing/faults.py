"""What can be wrong with an expression, and with the expressions of a form together."""

from qabilet.errors import Exit, declare

ROUTE_001 = declare(
    "ROUTE_001",
    "The expression cannot be read from sign {position} on: «{snippet}».",
    "Look at what stands there: a name, a number, a word in quotes or an opening bracket is wanted.",
    exit=Exit.FAULTS,
)
ROUTE_002 = declare(
    "ROUTE_002",
    "The expression breaks off at its end.",
    "Finish it, or remove the last sign.",
    exit=Exit.FAULTS,
)
ROUTE_003 = declare(
    "ROUTE_003",
    "The quotation mark at sign {position} is never closed: «{snippet}».",
    "Close it with the same mark, ' or \".",
    exit=Exit.FAULTS,
)
ROUTE_004 = declare(
    "ROUTE_004",
    "At sign {position} stands the mark {mark}, which a spreadsheet puts by itself: «{snippet}».",
    "Write the plain sign instead: {plain}.",
    exit=Exit.FAULTS,
)
ROUTE_005 = declare(
    "ROUTE_005",
    "At sign {position} stands a space that is not a plain one: «{snippet}».",
    "Delete it and press the space bar; such spaces come from copied text.",
    exit=Exit.FAULTS,
)
ROUTE_006 = declare(
    "ROUTE_006",
    "«{given}» at sign {position} is not a word of this language: «{snippet}».",
    "Write «{plain}».",
    exit=Exit.FAULTS,
)
ROUTE_007 = declare(
    "ROUTE_007",
    "The bracket {mark} at sign {position} is never closed.",
    "Close it, or remove it.",
    exit=Exit.FAULTS,
)
ROUTE_008 = declare(
    "ROUTE_008",
    "The expression is nested more than {limit} levels deep.",
    "Part it: work a piece out in a line of the type calculate and use its name.",
    exit=Exit.FAULTS,
)
ROUTE_009 = declare(
    "ROUTE_009",
    "The expression has {length} signs; at most {limit} are read.",
    "Part it: work a piece out in a line of the type calculate and use its name.",
    exit=Exit.FAULTS,
)
ROUTE_010 = declare(
    "ROUTE_010",
    "There is no function «{given}» (sign {position}).",
    "Did you mean «{near}»? All functions are listed in docs/routing.md.",
    exit=Exit.FAULTS,
)
ROUTE_011 = declare(
    "ROUTE_011",
    "The function {given}() is known, but cannot work here: {reason}.",
    "Do without it; docs/routing.md says which functions work.",
    exit=Exit.FAULTS,
)
ROUTE_012 = declare(
    "ROUTE_012",
    "The function {given}() takes {wanted} arguments and has {found} (sign {position}).",
    "Count the commas; the function's arguments are listed in docs/routing.md.",
    exit=Exit.FAULTS,
)
ROUTE_013 = declare(
    "ROUTE_013",
    "The function {given}() at sign {position} wants the answers to a question, not a value worked out.",
    "Write ${{name}} of a question into it; for jr:choice-name in quotes, '${{name}}'.",
    exit=Exit.FAULTS,
)
ROUTE_014 = declare(
    "ROUTE_014",
    "«{given}» at sign {position} is a path this program does not follow: «{snippet}».",
    "Name the question: ${{name}}.",
    exit=Exit.FAULTS,
)
ROUTE_015 = declare(
    "ROUTE_015",
    "«{given}» stands in the expression without ${{ }}, and only a column of choices may.",
    "Write ${{{given}}} for the answer to a question, '{given}' for a word.",
    exit=Exit.FAULTS,
)
ROUTE_016 = declare(
    "ROUTE_016",
    "The form has no question «{given}».",
    "Did you mean «{near}»? Write the name as it stands in the column name.",
    exit=Exit.FAULTS,
)
ROUTE_017 = declare(
    "ROUTE_017",
    "The dot, the question's own answer, has no meaning here.",
    "Write ${{name}} of a question; the dot is for constraint.",
    exit=Exit.FAULTS,
)
ROUTE_018 = declare(
    "ROUTE_018",
    "«{given}» inside quotes is only text.",
    "Take it out of the quotes; join words with concat().",
    exit=Exit.FAULTS,
)
ROUTE_019 = declare(
    "ROUTE_019",
    "${{last-saved#{given}}} asks for an answer to an earlier form, and none is kept here.",
    "Remove it, or ask again.",
    exit=Exit.FAULTS,
)
ROUTE_020 = declare(
    "ROUTE_020",
    "The pattern of regex() is worked out, and must stand there as a word in quotes.",
    "Write the pattern itself in quotes.",
    exit=Exit.FAULTS,
)
ROUTE_021 = declare(
    "ROUTE_021",
    "The pattern «{pattern}» cannot be read at its sign {position}.",
    "Look for a bracket not closed, or a sign of repetition with nothing before it.",
    exit=Exit.FAULTS,
)
ROUTE_022 = declare(
    "ROUTE_022",
    "The pattern «{pattern}» uses {given}, which is not the same in every program or can take for ever.",
    "Write it without; docs/routing.md says which signs a pattern may have.",
    exit=Exit.FAULTS,
)
ROUTE_023 = declare(
    "ROUTE_023",
    "The pattern «{pattern}» repeats so much that it grows to more than {limit} steps.",
    "Make the numbers in {{ }} smaller, or measure with string-length().",
    exit=Exit.FAULTS,
)
ROUTE_030 = declare(
    "ROUTE_030",
    "The values go round in a circle: {circle}.",
    "Break the circle: one of them may not depend on the next.",
    exit=Exit.FAULTS,
)
ROUTE_031 = declare(
    "ROUTE_031",
    "The choices of the list «{list}» have no column «{given}».",
    "Did you mean «{near}»? Add the column to the sheet choices, or write ${{{given}}} for a question.",
    exit=Exit.FAULTS,
)
ROUTE_032 = declare(
    "ROUTE_032",
    "«{value}» is no choice of «{question}», so the answer can never be that.",
    "Did you mean «{near}»? Write the choice's name, not its label.",
    exit=Exit.FAULTS,
)
ROUTE_033 = declare(
    "ROUTE_033",
    "«{given}» is asked once for every «{section}», and outside it only the first answer would be read.",
    "Use sum(), count(), max(), min(), join() or indexed-repeat().",
    exit=Exit.FAULTS,
)
ROUTE_034 = declare(
    "ROUTE_034",
    "«{given}» is a section, and a section has no answer.",
    "Name a question; only count(), position() and indexed-repeat() take a repeated section.",
    exit=Exit.FAULTS,
)
ROUTE_035 = declare(
    "ROUTE_035",
    "The name «{given}» stands in the lines {rows}, and it is not clear which is meant.",
    "Give each question a name of its own.",
    exit=Exit.FAULTS,
)
ROUTE_036 = declare(
    "ROUTE_036",
    "{given} does not lead to the repeated section around.",
    "Write position(..) in the repeat itself, position(../..) in a group inside it; outside a repeat remove it.",
    exit=Exit.FAULTS,
)
ROUTE_037 = declare(
    "ROUTE_037",
    "The form has no list of choices «{given}».",
    "Did you mean «{near}»? Write the name as it stands in the sheet choices.",
    exit=Exit.FAULTS,
)
