# Two groups and pairs in simple samples: t.test, wilcox.test with and without ties, exact and approximate.
source("tests/reference/json.R")
set.seed(5)
likert <- function(n, up) pmin(5, pmax(1, round(rnorm(n, 3 + up, 1.1))))
short <- function(t) c(t$statistic, t$parameter, t$p.value, t$conf.int)
summed <- function(...) { x <- list(...); list(n = vapply(x, length, 1), mean = vapply(x, mean, 1), variance = I(vapply(x, var, 1))) }
student <- function(call, x, y = NULL, ...) {
  given <- if (is.null(y)) summed(x) else summed(x, y)
  case(call, c(lapply(given, I), list(...)), I(unname(short(t.test(x, y, ...)))))
}
counted <- function(x, y) { v <- sort(unique(c(x, y))); rbind(table(factor(x, v)), table(factor(y, v))) }
two <- function(call, x, y) {
  answer <- lapply(list(c(FALSE, FALSE), c(FALSE, TRUE)), function(how)
    suppressWarnings(wilcox.test(x, y, exact = how[1], correct = how[2]))$p.value)
  r <- suppressWarnings(wilcox.test(x, y))
  case(call, list(counts = unname(unclass(counted(x, y)))), list(w = unname(r$statistic), p = r$p.value, plain = answer[[1]], corrected = answer[[2]]))
}
pairs <- function(call, d) {
  r <- suppressWarnings(wilcox.test(d))
  case(call, list(d = I(d)), list(v = unname(r$statistic), p = r$p.value,
    plain = suppressWarnings(wilcox.test(d, exact = FALSE, correct = FALSE))$p.value,
    corrected = suppressWarnings(wilcox.test(d, exact = FALSE, correct = TRUE))$p.value))
}
a <- likert(23, 0); b <- likert(31, .8); x <- rnorm(9); y <- rnorm(14, .8); m <- rnorm(49); k <- rnorm(49, .3); big <- rnorm(60, .2)
save_cases("two_samples", list(
  student("t.test(a, mu = 2.5)", a, mu = 2.5), student("t.test(x, mu = 0)", x, mu = 0), student("t.test(a - b, paired)", a - b[1:23], mu = 0),
  student("t.test(a, b)", a, b, mu = 0), student("t.test(x, y)", x, y, mu = 0), student("t.test(x, y, mu = .5)", x, y, mu = .5),
  student("t.test(a, b, var.equal = TRUE)", a, b, var.equal = TRUE), student("t.test(x, y, var.equal = TRUE)", x, y, var.equal = TRUE),
  two("wilcox.test(a, b)", a, b), two("wilcox.test(x, y)", x, y), two("wilcox.test(y, x)", y, x), two("wilcox.test(m, k)", m, k),
  two("wilcox.test(m, big)", m, big), two("wilcox.test(1:3, 4:6)", 1:3, 4:6), two("wilcox.test(1, 2)", 1, 2), two("wilcox.test(b, b)", b, b),
  pairs("wilcox.test(a - b)", a - b[1:23]), pairs("wilcox.test(x)", x), pairs("wilcox.test(m)", m), pairs("wilcox.test(big)", big),
  pairs("wilcox.test(1:6)", 1:6), pairs("wilcox.test(c(-1, 1))", c(-1, 1)), pairs("wilcox.test(y - 1)", y - 1)))
