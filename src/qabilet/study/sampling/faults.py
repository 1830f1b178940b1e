"""What can be wrong with a plan of drawing, a register, or a replacement, and what a register may be doubted for."""

from qabilet.errors import Exit, declare

DRAW_001 = declare(
    "DRAW_001",
    "There is no plan of drawing: the file {path} is missing.",
    "Draft it after the register: qabilet draw DIR --register FILE.",
    exit=Exit.STUDY, http=404,
)
DRAW_002 = declare(
    "DRAW_002",
    "The register has no column «{column}».",
    "Write under [register.columns] which header it has: {code} = \"…\". Headers (closest first): {known}.",
)
DRAW_003 = declare(
    "DRAW_003",
    "«{header}» looks like personal data ({what}), and no name enters a study folder.",
    "Give the units codes in a column of the register and name that column; the key from codes to people stays with "
    "the register.",
    exit=Exit.REFUSED,
)
DRAW_004 = declare(
    "DRAW_004",
    "The unit code «{unit}» stands in row {first} already.",
    "Give every unit its own code, or remove the repeated row.",
)
DRAW_005 = declare(
    "DRAW_005",
    "The cell is empty.",
    "Fill it in, or remove the row from the register; without it nobody can tell where the unit belongs.",
)
DRAW_006 = declare(
    "DRAW_006",
    "«{value}» is no size, count or figure.",
    "Write a number of 0 or more, without a unit.",
)
DRAW_007 = declare(
    "DRAW_007",
    "The register counts {count} people, and at most {limit} can be listed.",
    "Draw a part of it: remove the strata that are not needed, or draw clusters.",
)
DRAW_008 = declare(
    "DRAW_008",
    "«{stratum}» is no stratum of the register.",
    "Write it as in the register (closest first): {known}.",
)
DRAW_009 = declare(
    "DRAW_009",
    "The code «{code}» is a heading of the drawn table already.",
    "Give the column another code under [register.columns].",
    exit=Exit.STUDY,
)
DRAW_010 = declare(
    "DRAW_010",
    "A sample has been drawn already, on {when}.",
    "Keep it. Where it must be drawn anew: --again; the earlier one is kept beside it.",
    exit=Exit.REFUSED, http=409,
)
DRAW_011 = declare(
    "DRAW_011",
    "A design of the kind «{kind}» needs «{key}».",
    "Add a line under {table}: {example}",
    exit=Exit.STUDY,
)
DRAW_012 = declare(
    "DRAW_012",
    "«{key}» has no meaning in a design of the kind «{kind}».",
    "Remove the line, or choose another kind.",
    exit=Exit.STUDY,
)
DRAW_013 = declare(
    "DRAW_013",
    "No sample has been drawn yet.",
    "Draw it first: qabilet draw DIR.",
    exit=Exit.STUDY,
)
DRAW_014 = declare(
    "DRAW_014",
    "The unit «{unit}» is not in the sample.",
    "Write its code as in sample/drawn.csv (closest first): {known}.",
    exit=Exit.USAGE,
)
DRAW_015 = declare(
    "DRAW_015",
    "The unit «{unit}» has been replaced already, by «{by}».",
    "If «{by}» cannot take part either, replace that one.",
    exit=Exit.REFUSED, http=409,
)
DRAW_016 = declare(
    "DRAW_016",
    "The unit «{unit}» is a reserve that has not been taken, so there is nothing to replace.",
    "Replace a unit of the main sample.",
    exit=Exit.USAGE,
)
DRAW_017 = declare(
    "DRAW_017",
    "There is no reserve left in «{cell}».",
    "Count the unit as a non-response; weights deal with it. Reserves are planned before the draw: «reserves» under "
    "[design].",
    exit=Exit.REFUSED,
)
DRAW_018 = declare(
    "DRAW_018",
    "The reason holds an e-mail, a phone or an identity number.",
    "Say why, not who: «post vacant», «refused», «on leave».",
    exit=Exit.REFUSED,
)
DRAW_019 = declare(
    "DRAW_019",
    "The drawn table was changed by hand: {what}.",
    "Put sample/drawn.csv back as it was; replacements are made with qabilet draw DIR --replace.",
    exit=Exit.STUDY,
)
DRAW_020 = declare(
    "DRAW_020",
    "A replacement needs a reason.",
    "Add --reason \"post vacant\", or what else it was.",
    exit=Exit.USAGE,
)
DRAW_021 = declare(
    "DRAW_021",
    "The register has no header with the columns {columns}.",
    "Write the headers in the first row under which people stand, and name them under [register.columns].",
)

DRAW_022 = declare(
    "DRAW_022",
    "There is a plan of drawing already: {path}.",
    "Correct it in an editor; to draft another, rename it first.",
    exit=Exit.REFUSED, http=409,
)

DRAW_023 = declare(
    "DRAW_023",
    "«{key}» and «{other}» both say how many are drawn.",
    "Remove one of the two.",
    exit=Exit.STUDY,
)

DRAW_024 = declare(
    "DRAW_024",
    "The register lies in the study folder and holds personal data: {headers}.",
    "Move it out of the folder and write the new path under [register], for instance file = \"../register.xlsx\".",
    exit=Exit.REFUSED,
)

DRAW_101 = declare(
    "DRAW_101",
    "In «{column}» these differ only in letter case or similar letters, and were taken as different: {values}.",
    "Write them alike in the register, if they are the same, before drawing.",
)
DRAW_102 = declare(
    "DRAW_102",
    "The register has no column of unit codes; the units are numbered by its rows.",
    "Keep the register as it is: if rows move, the numbers mean other people.",
)
DRAW_103 = declare(
    "DRAW_103",
    "{count} strata have a single unit, and it is taken: {names}.",
    "Join them with others, if the analysis is to estimate their variance.",
)
DRAW_105 = declare(
    "DRAW_105",
    "The register is not the one the earlier sample was drawn from.",
    "Nothing need be done, if it was brought up to date on purpose; the earlier sample holds for the earlier register.",
)
DRAW_104 = declare(
    "DRAW_104",
    "Every unit has its own probability, so sample/units.csv is not written; the weights stand in sample/drawn.csv.",
    "Let each unit's weight come in with its answers and name that column under [design]: weight = \"…\".",
)
