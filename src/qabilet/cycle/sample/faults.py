"""What can be wrong with a plan of sampling or a size that is asked for, and what a sample may be doubted for."""

from qabilet.errors import Exit, declare

SAMPLE_001 = declare(
    "SAMPLE_001",
    "«{name}» is {value}, and must lie {range}.",
    "Write a number within these bounds, for instance {example}.",
    exit=Exit.USAGE,
)
SAMPLE_002 = declare(
    "SAMPLE_002",
    "{n} are to be drawn, and the register has {population}.",
    "Ask for fewer, take more people in each cluster, or ask everybody: kind = \"census\".",
)
SAMPLE_003 = declare(
    "SAMPLE_003",
    "{n} are too few for {strata} strata: with at least {least} in each (all where there are fewer), {needed} are "
    "needed.",
    "Ask for {needed} or more, join small strata, or lower «least» under [allocation].",
)
SAMPLE_004 = declare(
    "SAMPLE_004",
    "The rule «{rule}» needs «{figure}» for every stratum, and «{stratum}» has {value}.",
    "Write the column «{figure}» in the table of strata with numbers above 0, or choose another rule.",
)
SAMPLE_005 = declare(
    "SAMPLE_005",
    "Fewer units have a size («{size}») than are to be drawn: {found} of the {n} in «{stratum}».",
    "Mend the sizes, ask for fewer, or choose the method simple.",
)
SAMPLE_006 = declare(
    "SAMPLE_006",
    "Sampford's method found no sample in «{stratum}»: too many of its units are nearly certain to be drawn.",
    "Write method = \"pps\", which draws such a list systematically.",
)
SAMPLE_007 = declare(
    "SAMPLE_007",
    "The budget {budget} does not buy the minimum of {least} in each stratum, which costs {needed}.",
    "Raise the budget, join strata, or lower «least» under [allocation].",
)
SAMPLE_009 = declare(
    "SAMPLE_009",
    "The two shares are equal, so no number of people can tell them apart.",
    "Give two different shares: --difference 0.4 0.5.",
    exit=Exit.USAGE,
)
SAMPLE_010 = declare(
    "SAMPLE_010",
    "{n} people are not enough to tell anything here: at least {least} are needed.",
    "Write a larger number of people.",
    exit=Exit.USAGE,
)

SAMPLE_101 = declare(
    "SAMPLE_101",
    "The sample expects {expected} people on the rarer side of the share; below 10 the margin is only a rough guide.",
    "Take a larger sample, or ask for the share of a more frequent answer.",
)
SAMPLE_102 = declare(
    "SAMPLE_102",
    "Even if all {population} people are asked, about {expected} answers come back, and {n} are needed.",
    "Raise the response (reminders, letters, shorter form), or accept a wider margin.",
)
SAMPLE_103 = declare(
    "SAMPLE_103",
    "The units {units} are so large that they are drawn with certainty.",
    "Nothing need be done; they stand for themselves alone.",
)
SAMPLE_104 = declare(
    "SAMPLE_104",
    "{clusters} of the clusters drawn have fewer than {m} people, and all of these are taken; the sample is not "
    "self-weighting.",
    "Use the weights, or join small clusters in the register.",
)
SAMPLE_105 = declare(
    "SAMPLE_105",
    "In {strata} strata only one unit is drawn, so their variance cannot be estimated: {names}.",
    "Join them with others, or draw at least two in each.",
)
SAMPLE_106 = declare(
    "SAMPLE_106",
    "{missing} reserves of {wanted} could not be drawn: the strata have nobody left.",
    "Nothing need be done; fewer replacements will be possible there.",
)
SAMPLE_107 = declare(
    "SAMPLE_107",
    "The sample differs from the register in «{column}» more than chance explains in 99 draws of 100 (p = {p}).",
    "Look at the balance; a draw is not repeated until it pleases. Post-stratification by «{column}» mends it.",
)
