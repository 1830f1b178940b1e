# Cronbach's alpha and what goes with it.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(psych))
set.seed(5)
n <- 90; f <- rnorm(n)
x <- sapply(c(.9, .7, .8, .4, .1), function(l) pmin(5, pmax(1, round(3 + l * f + rnorm(n)))))
colnames(x) <- c("a", "b", "c", "d", "e")
holes <- x; holes[sample(length(x), 40)] <- NA
turned <- x; turned[, "b"] <- 6 - turned[, "b"]
odd <- cbind(x[, 1:3], 6 - x[, 1:2] + rep(0:1, 45)); colnames(odd) <- letters[1:5]
many <- sapply(seq(.3, .9, length.out = 12), function(l) pmin(5, pmax(1, round(3 + l * f + rnorm(n)))))
colnames(many) <- letters[1:12]
weights <- round(runif(n, .3, 3), 2)
told <- function(call, given, a, n, k, p = .05) {
  ci <- alpha.ci(a$total$raw_alpha, n, k, p.val = p)
  case(call, given, list(raw = a$total$raw_alpha, std = a$total$std.alpha, mean_r = a$total$average_r, low = c(ci$lower.ci)[[1]],
       high = c(ci$upper.ci)[[1]], if_dropped = if (k > 2) a$alpha.drop$raw_alpha, item_rest = a$item.stats$r.drop))
}
quiet <- function(expression) suppressMessages(suppressWarnings(expression))
one <- function(call, x, ...)
  told(call, list(x = x), quiet(alpha(x, warnings = FALSE)), min(crossprod(!is.na(x))), ncol(x), ...)
save_cases("scale", list(one("psych::alpha(x), alpha.ci(alpha, n, k), complete", x),
  one("psych::alpha(x), alpha.ci(alpha, least pairs, k), missing", holes),
  one("psych::alpha(x), alpha.ci(alpha, n, k), three items", x[1:25, c(1, 3, 4)]),
  one("psych::alpha(x), alpha.ci(alpha, n, k), two items", x[, 1:2]),
  one("psych::alpha(x), alpha.ci(alpha, n, k, p.val = .1), twelve items", many, p = .1),
  one("psych::alpha(x), alpha.ci(alpha, n, k), some items against the others", odd),
  one("psych::alpha(x), alpha.ci(alpha, n, k), six people", x[1:6, 1:4]),
  told("psych::alpha(x, keys = \"b\"), alpha.ci(alpha, n, k)", list(x = turned), quiet(alpha(turned, keys = "b", warnings = FALSE)), n, 5),
  told("psych::alpha(cov.wt(x, weights / sum(weights))$cov), alpha.ci(alpha, n, k)", list(x = x, weights = I(weights)),
       quiet(alpha(cov.wt(x, weights / sum(weights))$cov, warnings = FALSE)), n, 5)))
