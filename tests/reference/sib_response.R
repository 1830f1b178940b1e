# The SIB survey weighted for non-response within career stages; how many were asked is supposed (docs/tutorial.md).
# The answers are not in this repository, so this script is not among the make_*.R that are run by themselves:
#     qabilet frame path/to/study        writes analysis/frame.csv
#     Rscript tests/reference/sib_response.R path/to/study/analysis/frame.csv
arguments <- commandArgs(trailingOnly = TRUE)
source("tests/reference/json.R")
out <- if (length(arguments) > 1) arguments[2] else "tests/reference"
suppressPackageStartupMessages(library(survey))
d <- read.csv(arguments[1])
asked <- c(student = 380, doctoral = 640, postdoc = 260, assistant = 220, senior = 300, other = 120)
# The dictionary's order: PhD candidate, senior, postdoc, assistant, Master's, Bachelor, other.
d$cell <- c("doctoral", "senior", "postdoc", "assistant", "student", "student", "other")[d$career_stage_currently + 1]
topics <- grep("^(omics_analysis|data_management|computational|biomedicine|biodiversity_ecology)_", names(d), value = TRUE)
d[topics] <- lapply(d[topics], function(x) ifelse(x < 0, NA, x + 1))
d$one <- 1
design <- postStratify(svydesign(~1, weights = ~one, data = d), ~cell, data.frame(cell = names(asked), Freq = asked))
means <- lapply(topics, function(name) {
  m <- svymean(reformulate(name), design, na.rm = TRUE)
  df <- degf(subset(design, !is.na(d[[name]])))
  list(name = name, n = sum(!is.na(d[[name]])), value = unname(coef(m)), se = unname(SE(m)[1]), df = df,
       interval = I(unname(c(confint(m, df = df)))))
})
w <- weights(design)
save_cases("sib_response", list(case("svydesign(~1, weights = ~one) |> postStratify(~cell, asked)", list(asked = as.list(asked)),
  list(means = means, effective = sum(w)^2 / sum(w^2), least = min(w), greatest = max(w)))))
