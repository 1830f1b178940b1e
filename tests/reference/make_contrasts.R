# Groups compared: analysis of variance, Welch, Hedges' g, Kruskal-Wallis, chi-square, Holm, noncentral tails.
source("tests/reference/json.R")
set.seed(11)
root <- function(f, low, high) if (f(low) >= 0) low else uniroot(f, c(low, high), tol = 1e-12, maxiter = 10000)$root
oneway <- function(call, y, g) {
  g <- factor(g); N <- length(y); k <- nlevels(g)
  equal <- oneway.test(y ~ g, var.equal = TRUE); w <- oneway.test(y ~ g)
  f <- unname(equal$statistic); a <- summary(aov(y ~ g))[[1]][["Sum Sq"]]
  low <- root(function(l) .025 - pf(f, k - 1, N - k, ncp = l) + .95, 0, 500)
  high <- root(function(l) .025 - pf(f, k - 1, N - k, ncp = l), 0, 500)
  case(call, list(n = as.vector(table(g)), mean = as.vector(tapply(y, g, mean)), variance = as.vector(tapply(y, g, var)),
                  counts = unclass(unname(table(g, y)))),
       list(f = f, df2 = N - k, p = equal$p.value, eta2 = a[1] / sum(a), low = low / (low + N), high = high / (high + N),
            welch = c(w$statistic, w$parameter[2], w$p.value),
            kruskal = c(kruskal.test(y, g)$statistic, kruskal.test(y, g)$p.value)))
}
hedges <- function(call, x, y) {
  n <- c(length(x), length(y)); m <- sum(n) - 2
  s <- sqrt(((n[1] - 1) * var(x) + (n[2] - 1) * var(y)) / m); d <- (mean(x) - mean(y)) / s
  r <- sqrt(sum(1 / n)); t <- d / r; J <- gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))
  low <- uniroot(function(l) pt(t, m, ncp = l) - .975, c(t - 10, t + 10), tol = 1e-12)$root
  high <- uniroot(function(l) pt(t, m, ncp = l) - .025, c(t - 10, t + 10), tol = 1e-12)$root
  case(call, list(n = n, mean = c(mean(x), mean(y)), variance = c(var(x), var(y))), J * c(d, low * r, high * r))
}
table.. <- function(call, x) {
  q <- suppressWarnings(chisq.test(x, correct = FALSE)); c2 <- unname(q$statistic); df <- unname(q$parameter)
  N <- sum(x); l <- min(dim(x)) - 1
  low <- root(function(n) .975 - pchisq(c2, df, ncp = n), 0, 900); high <- root(function(n) .025 - pchisq(c2, df, ncp = n), 0, 900)
  v <- function(n) if (n == 0) 0 else sqrt((n + df) / (N * l))
  case(call, list(counts = x), list(chi2 = c2, df = df, p = q$p.value, v = sqrt(c2 / (N * l)), low = v(low), high = v(high)))
}
likert <- function(n, up) pmin(5, pmax(1, round(rnorm(n, 3 + up, 1.1))))
y4 <- c(likert(40, 0), likert(25, .4), likert(60, .9), likert(12, -.2)); g4 <- rep(1:4, c(40, 25, 60, 12))
y2 <- c(likert(9, 0), likert(14, .1)); g2 <- rep(1:2, c(9, 14))
p <- c(.01, .04, .03, .005, .6, .6)
f <- as.matrix(expand.grid(c(.2, 1, 3.5, 20), c(1, 3, 12), c(6, 40, 2000), c(.3, 4, 60)))
t <- as.matrix(expand.grid(c(-3, -.2, 0, .5, 2, 9), c(3, 30, 900), c(-4, -.7, 0, 1.5, 8)))
q <- as.matrix(expand.grid(c(.5, 3, 20, 150), c(1, 4, 30), c(.2, 5, 90)))
save_cases("contrasts", list(
  oneway("oneway.test(y ~ g), kruskal.test(y, g), four groups", y4, g4),
  oneway("oneway.test(y ~ g), kruskal.test(y, g), two groups", y2, g2),
  hedges("pt(ncp = ), two groups", y2[g2 == 1], y2[g2 == 2]),
  hedges("pt(ncp = ), far apart", y4[g4 == 1], y4[g4 == 3]),
  table..("chisq.test(x, correct = FALSE), 3 x 4", matrix(c(12, 5, 9, 3, 22, 8, 4, 4, 17, 30, 2, 6), 3)),
  table..("chisq.test(x, correct = FALSE), 2 x 2 alike", matrix(c(20, 21, 30, 28), 2)),
  case("p.adjust(p, 'holm')", list(p = p), p.adjust(p, "holm")),
  case("pf(f, df1, df2, ncp)", list(), unname(cbind(f, pf(f[, 1], f[, 2], f[, 3], f[, 4])))),
  case("pt(t, df, ncp)", list(), unname(cbind(t, pt(t[, 1], t[, 2], t[, 3])))),
  case("pchisq(x, df, ncp)", list(), unname(cbind(q, pchisq(q[, 1], q[, 2], q[, 3]))))))
