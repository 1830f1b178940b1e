# Totals, ratios, shares of answers, variances and correlations under eighteen designs.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
f <- function(v) as.formula(paste0("~", paste(v, collapse = " + ")))
calm <- function(v, size) ifelse(is.finite(v) & abs(v) < 1e-12 * size, 0, v)  # rounding, no number
flat <- function(V) lapply(seq_len(NROW(V)), function(i) I(calm(unname(as.matrix(V)[i, ]), max(abs(V)))))
present <- function(des, v) des[complete.cases(des$variables[v]), ]
levels_of <- function(des) sort(unique(des$variables$g[weights(des, "sampling") != 0]))
cases <- list()
for (n in designs) {
  des <- design(n); whole <- des
  for (l in levels_of(des)) whole$variables[[paste0("of", l)]] <- whole$variables$y1 * (whole$variables$g == l)
  add <- function(call, answer) cases[[length(cases) + 1]] <<- case(sub("DESIGN", design_call(n), call), list(design = n), answer)
  add("svytotal(~each, DESIGN, na.rm = TRUE, deff = TRUE)", lapply(c("y1", "y3", "x", "income", "z"), function(v) {
    t <- svytotal(f(v), des, na.rm = TRUE, deff = TRUE)
    list(name = v, theta = unname(coef(t)), se = calm(unname(SE(t)[1]), abs(coef(t)[[1]])), df = degf(present(des, v)), deff = calm(unname(deff(t)), 1),
         replaced = calm(unname(deff(svytotal(f(v), des, na.rm = TRUE, deff = "replace"))), 1)) }))
  add("svytotal(~I(y1 * (g == 1)) + ..., DESIGN)", { t <- svytotal(f(paste0("of", levels_of(des))), whole)
    list(levels = I(levels_of(des)), theta = I(unname(coef(t))), V = flat(vcov(t))) })
  add("svyratio(~numerator, ~denominator, DESIGN, na.rm = TRUE)", lapply(list(c("y1", "x"), c("y3", "y4"), c("income", "x")), function(v) {
    r <- svyratio(f(v[1]), f(v[2]), des, na.rm = TRUE)
    list(pair = v, theta = coef(r)[[1]], se = calm(SE(r)[[1]], abs(coef(r)[[1]])), df = degf(present(des, v))) }))
  add("svyby(~y1, denominator = ~x, ~g, DESIGN, svyratio)", { by <- svyby(~y1, denominator = ~x, ~g, des, svyratio)
    lapply(seq_len(nrow(by)), function(i) list(g = by$g[i], theta = by[[2]][i], se = calm(by[[3]][i], abs(by[[2]][i])),
      n = sum(weights(subset(des, g == by$g[i]), "sampling") != 0))) })
  add("svyratio(~m1 + m2 + z, ~I(m1 + m2 + z), DESIGN, covmat = TRUE)", { r <- svyratio(~m1 + m2 + z, ~I(m1 + m2 + z), des, covmat = TRUE)
    list(theta = as.vector(coef(r)), V = flat(as.matrix(r$vcov))) })
  add("svyvar(~y1 + x, DESIGN); their standard deviations and correlation", { v <- svyvar(~y1 + x, des); S <- as.matrix(v)[1:2, 1:2]; V <- attr(v, "var")
    r <- S[1, 2] / sqrt(S[1, 1] * S[2, 2]); g <- c(-r / (2 * S[1, 1]), 1 / sqrt(S[1, 1] * S[2, 2]), 0, -r / (2 * S[2, 2]))
    list(theta = c(S[1, 1], S[1, 2], S[2, 2]), V = flat(V[c(1, 2, 4), c(1, 2, 4)]), sd = sqrt(S[2, 2]), sd_se = calm(sqrt(V[4, 4] / (4 * S[2, 2])), 1),
         r = r, r_se = calm(sqrt(max(0, sum(g * (V %*% g)))), 1e4)) })
  add("svyby(~y3, ~g, subset(DESIGN, !is.na(y3)), svyvar)", { d <- present(des, "y3"); by <- svyby(~y3, ~g, d, svyvar)
    lapply(seq_len(nrow(by)), function(i) list(g = by$g[i], theta = calm(unname(by[[2]][i]), 1), se = calm(unname(by$se[i]), 1),
      n = sum(weights(subset(d, g == by$g[i]), "sampling") != 0))) })
}
save_cases("survey_totals", cases)
