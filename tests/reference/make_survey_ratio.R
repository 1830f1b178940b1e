# Likelihood ratios under the design: regTermTest(method = "LRT"), and the tails of weighted sums of chi-squares.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
families <- list(gaussian = gaussian(), logit = quasibinomial(), poisson = quasipoisson())
one <- function(name, kind, formula, y, number, factor, term) {
  assign("des.", design(name), envir = globalenv()); assign("fam.", families[[kind]], envir = globalenv())
  m <- eval(parse(text = paste0("svyglm(", formula, ", des., family = fam., control = list(epsilon = 1e-14, maxit = 60))")), globalenv())
  r <- suppressWarnings(regTermTest(m, term, method = "LRT"))
  w <- weights(m$survey.design); scale <- mean(weights(des.)) / mean(w[w != 0])
  case(paste0("regTermTest(svyglm(", formula, ", ", design_call(name), ", family = ", families[[kind]]$family, "), ", term, ", method = \"LRT\")"),
       list(design = name, kind = kind, y = y, number = number, factor = factor, place = if (term == number) 0 else 1),
       list(ratio = as.vector(r$chisq) * scale, df = r$df, ddf = r$ddf, p = as.vector(r$p), deltas = I(sort(Re(r$lambda), decreasing = TRUE) * scale)))
}
cases <- list()
for (name in c("srs", "strat_uneven", "clus_fpc", "strat_clus", "two_stage", "strat_two_stage", "lonely_average", "zero_weights")) cases <- c(cases, list(
  one(name, "gaussian", "y1 ~ x + factor(age)", "y1", "x", "age", "factor(age)"), one(name, "logit", "m1 ~ y2 + factor(sex)", "m1", "y2", "sex", "y2"),
  one(name, "poisson", "count ~ y1 + factor(age)", "count", "y1", "age", "factor(age)")))
sums <- list(c(1, 1), c(3, 1, .5), c(2, .2, .1, .05), 1.7)
tails <- do.call(c, lapply(sums, function(a) lapply(c(.3, 4, 12, 40), function(x) list(x = x, a = I(a),
  free = pchisqsum(x, rep(1, length(a)), a, lower.tail = FALSE, method = "saddlepoint"), free2 = pchisqsum(x, rep(1, length(a)), a, lower.tail = FALSE, method = "satterthwaite"),
  df12 = pFsum(x, rep(1, length(a)), a, ddf = 12, lower.tail = FALSE, method = "saddlepoint"), df12b = pFsum(x, rep(1, length(a)), a, ddf = 12, lower.tail = FALSE, method = "satterthwaite")))))
save_cases("survey_ratio", c(cases, list(case("pchisqsum(x, 1, a), pFsum(x, 1, a, ddf = 12), lower.tail = FALSE", list(), list(tails = tails)))))
