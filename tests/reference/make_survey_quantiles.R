# Quantiles with Woodruff's intervals, and shares with theirs, under eighteen designs.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
f <- function(v) as.formula(paste0("~", v))
p <- c(.1, .25, .5, .75, .9)
present <- function(des, v) des[!is.na(des$variables[[v]]), ]
quantiles <- function(des, v, rule) lapply(c("mean", "xlogit"), function(type) {
  q <- svyquantile(f(v), des, p, interval.type = type, qrule = rule, na.rm = TRUE)[[1]]
  list(interval = type, df = degf(present(des, v)), value = I(unname(q[, 1])), low = I(unname(q[, 2])), high = I(unname(q[, 3])), se = I(unname(q[, 4])))
})
shares <- function(des) lapply(c("logit", "xlogit", "beta", "mean"), function(method) {
  s <- suppressWarnings(svyciprop(~z, des, method = method)); ci <- attr(s, "ci")
  if (min(s, 1 - s) < 1e-6) return(list(method = method, share = round(as.vector(s)), se = 0, low = NA, high = NA))  # a model at its edge
  list(method = method, share = as.vector(s), se = sqrt(as.vector(attr(s, "var"))), low = ci[[1]], high = ci[[2]])
})
cases <- list()
for (n in designs) {
  des <- design(n)
  add <- function(call, answer, ...) cases[[length(cases) + 1]] <<- case(sub("DESIGN", design_call(n), call), list(design = n, ...), answer)
  for (rule in c("math", "school")) for (v in c("y3", "income"))
    add(paste0("svyquantile(~", v, ", DESIGN, c(.1, .25, .5, .75, .9), qrule = \"", rule, "\", na.rm = TRUE)"), quantiles(des, v, rule), rule = rule, of = v)
  add("svyquantile(~income, DESIGN, c(.1, .25, .5, .75, .9), qrule = \"hf7\")", quantiles(des, "income", "hf7"), rule = "hf7", of = "income")
  add("svyby(~x, ~g, DESIGN, svyquantile, c(.1, .25, .5, .75, .9))", { l <- sort(unique(des$variables$g[weights(des, "sampling") != 0]))
    lapply(l[vapply(l, function(g) sum(des$variables$g == g) > 1, NA)], function(l) list(g = l, answer = quantiles(des[des$variables$g == l, ], "x", "math"))) },
    rule = "math", of = "x")
  add("svyciprop(~z, DESIGN, method = each)", shares(des))
  add("svyciprop(~I(y3 >= 4), subset(DESIGN, !is.na(y3)), method = each)", { d <- present(des, "y3"); d <- update(d, z = as.numeric(y3 >= 4)); shares(d) })
  add("svyciprop(~z, subset(DESIGN, g == 1), method = each)", shares(subset(des, g == 1)))
}
save_cases("survey_quantiles", cases)
