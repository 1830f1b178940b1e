"""Why weights could not be made, and what they may be doubted for."""

from qabilet.errors import Exit, declare

WEIGHT_001 = declare(
    "WEIGHT_001",
    "Nobody answered in these cells of {columns}: {cells}. There is nobody to stand for the people there.",
    "Join such a cell with the nearest one (say, {near}) in a [[groups.derived]] dimension and weigh by that, or take "
    "{columns} out of [weights].",
    exit=Exit.STUDY)
WEIGHT_002 = declare(
    "WEIGHT_002",
    "People answered in cells of {columns} that the table the weights are to agree with does not have: {cells}.",
    "Add the cell to the table (the register, or the counts of those who were asked), or mend the value in the "
    "answers.",
    exit=Exit.STUDY)
WEIGHT_003 = declare(
    "WEIGHT_003",
    "People answered in cells of {columns} in which the table the weights are to agree with counts nobody: {cells}.",
    "Mend the count in the table, or the value in the answers.",
    exit=Exit.STUDY)
WEIGHT_004 = declare(
    "WEIGHT_004",
    "The margins {columns} add up to different numbers of people.",
    "Take all margins from one register, in which nobody lacks a value.",
    exit=Exit.STUDY)
WEIGHT_005 = declare(
    "WEIGHT_005",
    "No weights were found that agree with {columns}: after {steps} steps the farthest total is still off by {misfit}.",
    "Take one of the margins out of [weights], or join cells in which few people answered.",
    exit=Exit.STUDY)
WEIGHT_006 = declare(
    "WEIGHT_006",
    "No weights within the bounds agree with {columns}.",
    "Widen bounds in [weights], or take one of the margins out.",
    exit=Exit.STUDY)
WEIGHT_007 = declare(
    "WEIGHT_007",
    "Nobody who answered has a known weight, stratum and cluster.",
    "Compare the values of the columns in [design] with those in the table of what was drawn: qabilet check DIR.",
    exit=Exit.STUDY)
WEIGHT_008 = declare(
    "WEIGHT_008",
    "Weights borne by fewer than {least} people: {count}. There are so few different weights, or these weigh so much, "
    "that the answers of these people could be worked out from weighted numbers.",
    "Join the smallest strata or cells with their neighbours in a [[groups.derived]] dimension and weigh by that, or "
    "let the weights agree with several margins of the register: then more of them differ.",
    exit=Exit.STUDY)
WEIGHT_009 = declare(
    "WEIGHT_009",
    "The weights cannot be trimmed to {times} times their median: those within would have to bear more than that.",
    "Raise trim in [weights], or join cells in which few people answered.",
    exit=Exit.STUDY)
WEIGHT_010 = declare(
    "WEIGHT_010",
    "The stratum, cluster or weight of some who answered is not known: {count}. Weighted numbers leave them out.",
    "Fill in these columns in the answers, or add their units to the table of what was drawn.")
WEIGHT_011 = declare(
    "WEIGHT_011",
    "Some gave no answer to {columns}, by which the weights agree with the register: {count}. Together they keep the "
    "weight they had, and the others are weighed to the rest of the register.",
    "Ask for {columns} of everybody, or weigh by something that is known of everybody.")
WEIGHT_013 = declare(
    "WEIGHT_013",
    "Nobody answered in some strata: {count} of {all}. Weighted numbers do not speak for the people there.",
    "Join these strata with others in a [[groups.derived]] dimension and name it in cells, or say for whom the numbers "
    "speak.")
WEIGHT_014 = declare(
    "WEIGHT_014",
    "In some cells of {columns} more people answered than were asked: {count}.",
    "Compare the table of those who were asked with the answers: the counts are too low, or the link was passed on.")
WEIGHT_012 = declare(
    "WEIGHT_012",
    "Weights of very different size: the sample tells no more than {effective} answers of equal weight would (of {n}).",
    "Join small cells, or set trim in [weights].")
