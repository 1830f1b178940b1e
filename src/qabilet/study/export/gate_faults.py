"""Why the answers of single people are not released, and what a reader of a release must know."""

from qabilet.errors import Exit, declare

MICRO_001 = declare(
    "MICRO_001",
    "The role «{by}» may not release the answers of single people of this study.",
    "Whoever answers for the study names the roles in [microdata] allow of study.toml. For your own work, inside the "
    "study folder: --work. A codebook needs no permission.",
    exit=Exit.REFUSED, http=403,
)
MICRO_002 = declare(
    "MICRO_002",
    "There are {rows} records, too few to be released: among fewer than {least} people everybody can be found.",
    "Release the report, whose numbers are protected, or the codebook.",
    exit=Exit.REFUSED,
)
MICRO_003 = declare(
    "MICRO_003",
    "So that nobody can be found, {share} % of the cells of {traits} would have to be withheld: too little would be "
    "left.",
    "Name fewer columns in [microdata] traits, the most needed first, or join their values in the dictionary.",
    exit=Exit.REFUSED,
)
MICRO_004 = declare(
    "MICRO_004",
    "Records of this study were released before, on {on}, with other contents; the two put together would tell more "
    "than either.",
    "Release the same as then: the same answers, dictionary and [microdata]. What is given out cannot be taken back.",
    exit=Exit.REFUSED, http=409,
)
MICRO_005 = declare(
    "MICRO_005",
    "There is nothing to release: no ratings, no rankings, and nothing in [microdata] keep.",
    "Name in [microdata] keep the columns that are to be released and by which nobody can be known.",
    exit=Exit.REFUSED,
)
MICRO_006 = declare(
    "MICRO_006",
    "Withheld so that nobody can be found: {cells} cells of {traits}, those of {records} records of {rows}.",
    "Tell whoever gets the file.",
)
MICRO_007 = declare(
    "MICRO_007",
    "Left out of the release: {columns}.",
    "Columns that nobody can be known by are released when they stand in [microdata] keep.",
)
MICRO_008 = declare(
    "MICRO_008",
    "Numbers are released as ranges, and rare values are joined: {columns}.",
    "Tell whoever gets the file.",
)
MICRO_009 = declare(
    "MICRO_009",
    "The release has no weights: a weight tells the stratum that was withheld. Estimates made from it are unweighted.",
    "Take weighted estimates from the report.",
)
MICRO_012 = declare(
    "MICRO_012",
    "The weights or clusters of this sample tell of single places: what the report and the records would tell together "
    "has not been examined.",
    "Release the report, whose numbers are protected, or the codebook.",
    exit=Exit.REFUSED,
)
MICRO_010 = declare(
    "MICRO_010",
    "{records} of {rows} records would have to be left out: what the report says of its groups would tell which "
    "records belong to people nearly alone in theirs.",
    "Name fewer columns in [groups] dimensions of study.toml (nothing may be published by the others), or join their "
    "values in the dictionary. Or release the report only.",
    exit=Exit.REFUSED,
)
MICRO_011 = declare(
    "MICRO_011",
    "Left out so that nobody can be found with the help of the report: {records} records of {rows}.",
    "Tell whoever gets the file. By the columns in [groups] dimensions, now and later, numbers may be published; by no "
    "others.",
)
