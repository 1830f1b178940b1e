# Tails and quantiles over a wide grid: Rscript tests/reference/make_distributions.R (from the repository's root)
source("tests/reference/json.R")
dfs <- c(1, 2, 3, 4, 5, 7.5, 10, 30, 59, 100, 1e3, 1e4, 1e5, 1e6, 1e7)
ps <- c(1e-12, 1e-6, .001, .025, .2, .4, .5, .6, .9, .975, .999, 1 - 1e-6)
zs <- c(-37, -20, -8, -3, -1, -.1, 0, .1, .5, 1, 1.96, 3, 6, 12, 25, 37)
grid <- function(...) unname(as.matrix(expand.grid(...)))
both <- function(f, g) cbind(g, f(g, TRUE), f(g, FALSE))
t.. <- grid(c(-30, -4, -1, -.01, 0, .01, .3, 1, 1.5, 1.732, 2, 3, 5, 10, 100), dfs)
x.. <- do.call(rbind, lapply(dfs, function(d) cbind(qchisq(c(1e-10, 1e-4, .1, .4, .5, .6, .9, .9999), d), d)))
x.. <- rbind(x.., cbind(dfs * 3 + 5, dfs))
fd <- grid(dfs, dfs)
f.. <- do.call(rbind, lapply(seq_len(nrow(fd)), function(i) cbind(qf(c(1e-6, .05, .5, .9, .99999), fd[i, 1], fd[i, 2]), fd[i, 1], fd[i, 2])))
ab <- grid(c(.5, 1, 2, 3.5, 17, 400, 1e5), c(.5, 1, 2, 3.5, 17, 400, 1e5))
b.. <- do.call(rbind, lapply(seq_len(nrow(ab)), function(i) cbind(qbeta(c(1e-5, .05, .5, .95), ab[i, 1], ab[i, 2]), ab[i, 1], ab[i, 2])))
b.. <- b..[b..[, 1] < .999, ]
save_cases("distributions", list(
  case("pnorm(z, lower.tail = )", list(), both(function(g, l) pnorm(g[, 1], lower.tail = l), cbind(zs))),
  case("pt(t, df, lower.tail = )", list(), both(function(g, l) pt(g[, 1], g[, 2], lower.tail = l), t..)),
  case("pchisq(x, df, lower.tail = )", list(), both(function(g, l) pchisq(g[, 1], g[, 2], lower.tail = l), x..)),
  case("pf(f, df1, df2, lower.tail = )", list(), both(function(g, l) pf(g[, 1], g[, 2], g[, 3], lower.tail = l), f..)),
  case("pbeta(x, a, b, lower.tail = )", list(), both(function(g, l) pbeta(g[, 1], g[, 2], g[, 3], lower.tail = l), b..)),
  case("qnorm(p)", list(), cbind(ps, qnorm(ps))),
  case("qt(p, df)", list(), cbind(grid(ps, dfs), qt(grid(ps, dfs)[, 1], grid(ps, dfs)[, 2]))),
  case("qchisq(p, df)", list(), cbind(grid(ps, dfs), qchisq(grid(ps, dfs)[, 1], grid(ps, dfs)[, 2]))),
  case("qf(p, df1, df2)", list(), local({
    # R goes through qbeta and loses digits near zero: only the quantiles whose own round trip holds are a measure
    g <- grid(c(.001, .025, .5, .95, .9999), c(1, 2, 4, 30, 1e4), c(1, 3, 60, 1e5)); q <- qf(g[, 1], g[, 2], g[, 3])
    ok <- abs(pf(q, g[, 2], g[, 3]) / g[, 1] - 1) < 1e-13; cbind(g, q)[ok, ]})),
  case("qbeta(p, a, b)", list(), local({
    g <- grid(c(.001, .025, .5, .975), c(.5, 1, 3, 80, 1e4), c(.5, 1, 7, 200)); cbind(g, qbeta(g[, 1], g[, 2], g[, 3]))}))
))
