# The two-stage example as R survey analyses it: what it was drawn from and how it is weighted stands in the study folder,
# the answers in example_two_stage.csv (tests/examples/two_stage_table.py writes it from the study).
source("tests/reference/json.R")
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
sheet <- function(name) read.csv(file.path("examples/akims-two-stage-2024/sample", name), sep = ";", fileEncoding = "UTF-8-BOM",
                                 colClasses = c(id = "character")[name == "population.csv"])
d <- read.csv("tests/reference/example_two_stage.csv", encoding = "UTF-8")
units <- sheet("units.csv"); register <- sheet("population.csv"); asked <- sheet("drawn.csv")
at <- match(d$district, units$district)
d$row <- seq_len(nrow(d)); d$w <- units$weight[at]; d$districts <- units$strata_units[at]; d$akims <- units$units[at]
d$cell <- paste(d$part, d$first_elected)
needs <- paste0("need_", c("finance", "communication", "legal", "digital", "mediation", "budget", "procurement"))
drawn <- svydesign(~district + row, strata = ~region, fpc = ~districts + akims, weights = ~w, data = d)
# Whoever answered in a cell stands for all who were asked in it: the design weights times asked over answered.
respond <- function(design) {
  asked <- c(table(paste(d$part[match(asked$region, d$region)], asked$first_elected)))
  sums <- tapply(weights(design), d$cell, sum)
  postStratify(design, ~cell, data.frame(cell = names(sums), Freq = c(sums) * asked[names(sums)] / c(table(d$cell))[names(sums)]))
}
counts <- function(column) as.data.frame(table(register[column]))
margins <- c("region", "office", "gender")
calls <- c(drawn = "svydesign(~district + row, strata = ~region, fpc = ~districts + akims, weights = ~w)")
calls["cells"] <- paste(calls["drawn"], "|> postStratify(~part + first_elected, sum(w) * asked / answered)")
calls["post"] <- paste(calls["drawn"], "|> postStratify(~office, register)")
calls["raked"] <- paste(calls["cells"], "|> rake(list(~region, ~office, ~gender), register, control = list(maxit = 1000, epsilon = 1e-13))")
designs <- list(drawn = drawn, cells = respond(drawn), post = postStratify(drawn, ~office, counts("office")))
designs$raked <- rake(designs$cells, lapply(margins, function(m) reformulate(m)), lapply(margins, counts), control = list(maxit = 1000, epsilon = 1e-13))
one <- function(design, name) {
  part <- subset(design, !is.na(design$variables[[name]]))
  m <- svymean(reformulate(name), design, na.rm = TRUE)
  list(name = name, value = unname(coef(m)), se = unname(SE(m)[1]), df = degf(part), interval = I(unname(c(confint(m, df = degf(part))))))
}
by_part <- function(design, name) lapply(sort(unique(d$part)), function(p) {
  part <- subset(design, part == p & !is.na(design$variables[[name]]))
  m <- svymean(reformulate(name), part, na.rm = TRUE)  # subset() of adjusted weights keeps the others, weighing nothing
  list(part = p, value = unname(coef(m)), se = unname(SE(m)[1]), df = degf(part), interval = I(unname(c(confint(m, df = degf(part))))))
})
answer <- function(design) {
  w <- weights(design)
  q <- svyquantile(~seniority, design, c(.25, .5, .75), qrule = "school", interval.type = "xlogit", df = degf(design))$seniority
  share <- svymean(~factor(first_elected), design)
  list(means = lapply(c(needs, "seniority", "interaction_means", paste0("channels.", 1:7)), function(v) one(design, v)),
       by_part = by_part(design, "need_legal"), quartiles = I(unname(q[, "quantile"])), ends = I(unname(as.vector(t(q[, 2:3])))),
       first_elected = list(value = I(unname(coef(share))), se = I(unname(as.vector(SE(share))))),
       sum = sum(w), kish = length(w) * sum(w^2) / sum(w)^2, effective = sum(w)^2 / sum(w^2),
       quarters = I(unname(quantile(w, c(.25, .5, .75)))))
}
save_cases("example_two_stage", lapply(names(designs), function(name) case(unname(calls[name]), list(weights = name), answer(designs[[name]]))))
