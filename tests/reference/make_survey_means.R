# Means under eighteen designs: with missing answers, in domains, across domains, with their design effects.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
calm <- function(v, size = max(abs(v), na.rm = TRUE)) ifelse(is.finite(v) & abs(v) < 1e-12 * size, 0, v)  # rounding, no number
flat <- function(V) lapply(seq_len(NROW(V)), function(i) I(calm(unname(as.matrix(V)[i, ]), max(abs(V)))))
several <- c("y1", "y2", "x", "income"); each <- c("y1", "y3", "x", "income", "z")
f <- function(v) as.formula(paste0("~", paste(v, collapse = " + ")))
present <- function(des, v) des[!is.na(des$variables[[v]]), ]
item <- function(v, des) {
  one <- present(des, v); m <- svymean(f(v), des, na.rm = TRUE); ci <- confint(m, df = degf(one))
  effect <- function(kind) calm(unname(deff(svymean(f(v), des, na.rm = TRUE, deff = kind))), 1)
  list(name = v, theta = unname(coef(m)), se = calm(unname(SE(m)[1]), abs(coef(m)[[1]])), n = sum(weights(one, "sampling") != 0), df = degf(one),
       low = ci[1, 1], high = ci[1, 2], deff = effect(TRUE), replaced = effect("replace"))
}
groups <- function(des, v) {
  by <- svyby(f(v), ~g, des, svymean, na.rm = TRUE, deff = TRUE)
  lapply(seq_len(nrow(by)), function(i) {
    one <- subset(present(des, v), g == by$g[i])
    list(g = by$g[i], theta = by[[v]][i], se = calm(by$se[i], abs(by[[v]][i])), deff = calm(by[[paste0("DEff.", v)]][i], 1), df = degf(one),
         n = sum(weights(one, "sampling") != 0))
  })
}
across <- function(des, v) {
  levels <- sort(unique(des$variables$g[weights(des, "sampling") != 0]))
  for (l in levels) { des$variables[[paste0("in", l)]] <- as.numeric(des$variables$g == l)
    des$variables[[paste0("of", l)]] <- des$variables[[v]] * (des$variables$g == l) }
  k <- length(levels)
  r <- svyratio(f(paste0("of", levels)), f(paste0("in", levels)), des, covmat = TRUE)
  at <- (0:(k - 1)) * k + 1:k
  V <- unname(as.matrix(r$vcov)[at, at, drop = FALSE])
  list(levels = I(levels), theta = I(unname(diag(as.matrix(r$ratio)))), V = flat(V), apart = calm(sqrt(max(0, V[1, 1] + V[k, k] - 2 * V[1, k])), 1))
}
cases <- list()
for (n in designs) {
  des <- design(n); m <- svymean(f(several), des)
  add <- function(call, answer) cases[[length(cases) + 1]] <<- case(sub("DESIGN", design_call(n), call), list(design = n), answer)
  add("svymean(~each, DESIGN, na.rm = TRUE, deff = TRUE); confint(df = degf(subset))", lapply(each, item, des))
  add("svymean(~y1 + y2 + x + income, DESIGN); svycontrast(c(y1 = 1, y2 = -1))", {
    con <- svycontrast(m, c(y1 = 1, y2 = -1, x = 0, income = 0))
    list(theta = coef(m), V = flat(vcov(m)), contrast = c(coef(con), calm(sqrt(vcov(con)), 1))) })
  add("svyby(~y1, ~g, DESIGN, svymean, deff = TRUE)", groups(des, "y1"))
  add("svyby(~y3, ~g, DESIGN, svymean, na.rm = TRUE, deff = TRUE)", groups(des, "y3"))
  add("svyratio(~I(y1 * (g == 1)) + ..., ~I(g == 1) + ..., DESIGN, covmat = TRUE)", across(des, "y1"))
}
options(survey.adjust.domain.lonely = TRUE)
for (n in designs[!designs %in% c("census", "srs", "srs_fpc", "clus", "clus_fpc")]) for (lonely in c("adjust", "average", "remove")) {
  des <- design(n); options(survey.lonely.psu = lonely)
  cases[[length(cases) + 1]] <- case(paste0("options(survey.adjust.domain.lonely = TRUE, survey.lonely.psu = \"", lonely,
    "\"); svyby(~y1, ~g, ", design_call(n), ", svymean)"), list(design = n, lonely = lonely), groups(des, "y1"))
}
options(survey.adjust.domain.lonely = FALSE)
save_cases("survey_means", cases)
