"""What a question about needs cannot bear, and the doubts that travel on its numbers."""

from qabilet.errors import Exit, declare

NEED_001 = declare(
    "NEED_001",
    "The question «{question}» is declared as two-scale, but only one scale was asked: without competence beside "
    "importance there is no gap, and so no Borich or Ranked Discrepancy value.",
    "Name both groups in study.toml (importance and competence, with the same competences in the dictionary), or "
    "declare the question as rating or ranking.",
    exit=Exit.STUDY,
)
NEED_002 = declare(
    "NEED_002",
    "The question «{question}» has fewer than two items that were asked.",
    "Write the dictionary group of its items in study.toml, or remove the question.",
    exit=Exit.STUDY,
)
NEED_003 = declare(
    "NEED_003",
    "The question «{question}» is a gap to the position profile «{profile}», which the study does not have or which "
    "names none of its competences.",
    "Put the profile into framework/profiles.csv, or name another one in study.toml.",
    exit=Exit.STUDY,
)
NEED_010 = declare(
    "NEED_010",
    "Only {n} people answered: too few (under {least}) to say how sure the order is.",
    "Ask more people, or report the order without confidence sets.",
)
NEED_011 = declare(
    "NEED_011",
    "The ways of measuring do not agree on the first need: {first}.",
    "Read the table of methods before you choose.",
)
NEED_012 = declare(
    "NEED_012",
    "The source does not say whether people ordered these items or rated them; we assume an order.",
    "Remove `assumed` from study.toml once you know.",
)
NEED_013 = declare(
    "NEED_013",
    "People skipped what did not concern them: between {least} and {most} answered an item, and its mean describes "
    "only those who did.",
    "Read the number of answers beside each mean.",
)
NEED_014 = declare(
    "NEED_014",
    "{n} rankings are incomplete or give one place twice; they count in the means and pairs, not in the Plackett-Luce "
    "worths.",
    "Correct them in the source, if they are slips.",
)
NEED_015 = declare(
    "NEED_015",
    "One end of the possible places was a close call: with another seed it may differ by one place.",
    "Treat neighbouring places as equal.",
)
NEED_016 = declare(
    "NEED_016",
    "People were not linked so as to let some items be compared with others in the Plackett-Luce model: it has no "
    "solution here.",
    "Read the mean places instead.",
)
NEED_017 = declare(
    "NEED_017",
    "{n} comparisons of needs rest on answers that did not vary at all; with few people that is weak evidence, however "
    "certain it looks.",
    "Ask more people before you rely on the order.",
)
