# Sizes of samples: power.prop.test, power.t.test, the studentised range, and margins solved for n.
source("tests/reference/json.R")
cases <- list()
add <- function(call, given, answer) cases[[length(cases) + 1]] <<- case(call, given, answer)
for (p in list(c(.4, .5), c(.5, .6), c(.05, .1), c(.9, .95), c(.2, .7))) for (power in c(.8, .9)) for (level in c(.05, .01)) {
  add(sprintf("power.prop.test(p1 = %g, p2 = %g, power = %g, sig.level = %g)$n", p[1], p[2], power, level),
      list(aim = "difference", first = p[1], second = p[2], power = power, level = 1 - level),
      power.prop.test(p1 = p[1], p2 = p[2], power = power, sig.level = level, tol = 1e-12)$n)
  add(sprintf("power.prop.test(n = 150, p1 = %g, p2 = %g, sig.level = %g)$power, %g", p[1], p[2], level, power),
      list(aim = "difference-power", first = p[1], second = p[2], n = 150, level = 1 - level),
      power.prop.test(n = 150, p1 = p[1], p2 = p[2], sig.level = level)$power)
}
for (d in c(.2, .3, .5, 1)) for (power in c(.8, .95)) {
  add(sprintf("power.t.test(delta = %g, sd = 1.1, power = %g)$n", d, power),
      list(aim = "difference-mean", difference = d, sd = 1.1, power = power),
      power.t.test(delta = d, sd = 1.1, power = power, tol = 1e-12)$n)
  add(sprintf("power.t.test(n = 40, delta = %g, sd = 1.1)$power, %g", d, power),
      list(aim = "difference-mean-power", difference = d, sd = 1.1, n = 40),
      power.t.test(n = 40, delta = d, sd = 1.1)$power)
}
for (k in c(2, 3, 5, 12, 24, 60)) for (level in c(.9, .95, .99))
  add(sprintf("qtukey(%g, %g, Inf)", level, k), list(aim = "range", items = k, level = level), level)
# The margin as a function of n, solved for n: what the closed form must give.
solve_n <- function(margin_of, d, top) uniroot(function(n) margin_of(n) - d, c(1, top), tol = 1e-13, maxiter = 10000)$root
for (p in c(.5, .1)) for (d in c(.03, .05)) for (N in c(500, 2345, 1e6)) for (deff in c(1, 1.5))
  add(sprintf("uniroot(qnorm(.975) * sqrt(%g * %g * (1 - %g) / n * (%g - n) / (%g - 1)) - %g)", deff, p, p, N, N, d),
      list(aim = "share", share = p, margin = d, population = N, deff = deff),
      solve_n(function(n) qnorm(.975) * sqrt(deff * p * (1 - p) / n * (N - n) / (N - 1)), d, N))
for (s in c(1.1, 20)) for (N in c(500, 2345)) for (deff in c(1, 2))
  add(sprintf("uniroot(qnorm(.975) * %g * sqrt(%g * (1 / n - 1 / %g)) - %g)", s, deff, N, s / 12),
      list(aim = "mean", sd = s, margin = s / 12, population = N, deff = deff),
      solve_n(function(n) qnorm(.975) * s * sqrt(deff * (1 / n - 1 / N)), s / 12, N))
save_cases("sizes", cases)
