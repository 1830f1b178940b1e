# Cronbach's alpha and what goes with it.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(psych))
set.seed(5)
n <- 90; f <- rnorm(n)
x <- sapply(c(.9, .7, .8, .4, .1), function(l) pmin(5, pmax(1, round(3 + l * f + rnorm(n)))))
colnames(x) <- c("a", "b", "c", "d", "e")
holes <- x; holes[sample(length(x), 40)] <- NA
one <- function(call, x) {
  a <- suppressWarnings(alpha(x, warnings = FALSE))
  least <- min(crossprod(!is.na(x))); ci <- alpha.ci(a$total$raw_alpha, least, ncol(x))
  case(call, list(x = x), list(raw = a$total$raw_alpha, std = a$total$std.alpha, mean_r = a$total$average_r, low = c(ci$lower.ci)[[1]],
       high = c(ci$upper.ci)[[1]], if_dropped = if (ncol(x) > 2) a$alpha.drop$raw_alpha, item_rest = a$item.stats$r.drop))
}
save_cases("scale", list(one("psych::alpha(x), alpha.ci(alpha, n, k), complete", x),
  one("psych::alpha(x), alpha.ci(alpha, least pairs, k), missing", holes),
  one("psych::alpha(x), alpha.ci(alpha, n, k), three items", x[1:25, c(1, 3, 4)]),
  one("psych::alpha(x), alpha.ci(alpha, n, k), two items", x[, 1:2])))
