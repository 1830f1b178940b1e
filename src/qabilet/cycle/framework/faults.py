"""What can be wrong with a framework, a position profile, a crosswalk or the name of a region."""

from __future__ import annotations

from qabilet.errors import Exit, declare

FRAME_001 = declare("FRAME_001", "The framework folder has no file {name}.",
                    "Put the file there, or copy the framework anew from the ones that ship with the program.",
                    exit=Exit.STUDY)
FRAME_002 = declare("FRAME_002", "The table has no column {name}.",
                    "Add the column; the first line of the file must read: {columns}.", exit=Exit.STUDY)
FRAME_003 = declare("FRAME_003", "The code {value} is used twice.", "Give each its own code.", exit=Exit.STUDY)
FRAME_004 = declare("FRAME_004", "{what} {value} is not in this framework.",
                    "Correct the code, or add it; known are: {known}.", exit=Exit.STUDY)
FRAME_005 = declare("FRAME_005", "Words are missing in one of the three languages: {language}.",
                    "Write the Kazakh, the Russian and the English words.", exit=Exit.STUDY)
FRAME_006 = declare("FRAME_006", "{value} cannot be a code.",
                    "Use small Latin letters, digits and hyphens, a letter first: budget-management.", exit=Exit.STUDY)
FRAME_007 = declare("FRAME_007", "The word {value} is not known here.", "Write one of: {known}.", exit=Exit.STUDY)
FRAME_008 = declare("FRAME_008", "{value} is no level of the scale {scale}, which runs from {low} to {high}.",
                    "Write a number within the scale.", exit=Exit.STUDY)
FRAME_009 = declare("FRAME_009", "The points of the scale {scale} are not whole numbers one apart, at least two.",
                    "Number the points 1, 2, 3 and so on, one line each.", exit=Exit.STUDY)
FRAME_010 = declare("FRAME_010", "The head of the framework says nothing under {name}.",
                    "Add the line; docs/frameworks.md shows a whole head.", exit=Exit.STUDY)
FRAME_011 = declare("FRAME_011", "There is no framework {value}.", "Choose one of: {known}.", exit=Exit.USAGE)
FRAME_012 = declare("FRAME_012", "The file cannot be read as {kind}: {why}.",
                    "Save it again, as CSV UTF-8 from a spreadsheet, or mend the line.", exit=Exit.STUDY)
FRAME_013 = declare("FRAME_013", "There is no region of Kazakhstan named {value}.",
                    "Correct the name; the nearest is: {nearest}.")
FRAME_014 = declare("FRAME_014", "Something is said of {value}, but its own line with the name is missing.",
                    "Add a line with the name in three languages, and nothing in the column {field}.",
                    exit=Exit.STUDY)
FRAME_015 = declare("FRAME_015", "The name {name} in the head of the framework is not known.",
                    "Take it out or correct it; known are: {known}.", exit=Exit.STUDY)
FRAME_016 = declare("FRAME_016", "The table has no line below its heading.", "Write a line for each competence.",
                    exit=Exit.STUDY)
