# Quantiles with Woodruff intervals under simple, stratified and model-based designs.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(survey))
set.seed(77)
age <- data.frame(x = sample(25:64, 141, TRUE), s = sample(1:3, 141, TRUE, c(5, 3, 2))); N <- c(500, 200, 90)
age$N <- N[age$s]; age$all <- 790; age$one <- 1
small <- data.frame(x = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8), s = 1, one = 1)
one <- function(call, des, d, q, rule, by, ...) {
  a <- svyquantile(~x, des, q, interval.type = "xlogit", qrule = rule)[[1]]
  v <- sort(unique(d$x))
  counts <- unclass(unname(table(factor(if (by) d$s else rep(1, nrow(d))), factor(d$x, v))))
  case(paste0(call, ", qrule = '", rule, "'"), list(values = v, counts = counts, rule = rule, ...),
       unname(cbind(q, a[, 1:3, drop = FALSE])))
}
cases <- list()
for (rule in c("math", "school")) cases <- c(cases, list(
  one("svyquantile(svydesign(~1, fpc = ~790))", svydesign(~1, data = age, fpc = ~all), age, c(.1, .25, .5, .75), rule, FALSE, populations = I(790)),
  one("svyquantile(svydesign(~1, strata = ~s, fpc = ~N))", svydesign(~1, strata = ~s, data = age, fpc = ~N), age, c(.25, .5, .75), rule, TRUE, populations = N),
  one("svyquantile(svydesign(~1, strata = ~s))", svydesign(~1, strata = ~s, data = age, weights = ~one), age, c(.25, .5, .9), rule, TRUE),
  one("svyquantile(svydesign(~1)) small", svydesign(~1, data = small, weights = ~one), small, c(.25, .5, .75), rule, FALSE)))
save_cases("quantiles", cases)
