# Friedman's test with and without ties.
source("tests/reference/json.R")
set.seed(7)
one <- function(call, x) {
  f <- friedman.test(x)
  case(call, list(x = x), list(chi2 = unname(f$statistic), df = unname(f$parameter), p = f$p.value,
       mean_places = colMeans(t(apply(x, 1, rank)))))
}
strict <- t(replicate(40, order(rnorm(5) + 0:4 / 2)))
tied <- matrix(sample(1:4, 60 * 6, TRUE), 60) + rep(c(0, 0, 1, 0, 1, 2), each = 60)
two <- matrix(sample(1:3, 24, TRUE), 12)
save_cases("concordance", list(one("friedman.test(strict)", strict), one("friedman.test(tied)", tied), one("friedman.test(two)", two)))
