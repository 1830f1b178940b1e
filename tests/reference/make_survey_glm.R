# Regressions under the eighteen designs: svyglm of three families, confint, regTermTest, subsets, missing answers.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
tight <- list(epsilon = 1e-14, maxit = 60)
families <- list(gaussian = "gaussian()", logit = "quasibinomial()", poisson = "quasipoisson()")
one <- function(name, kind, formula, y, terms, keep = NULL) {
  des <- update(design(name), share = (y1 - 1) / 4)
  if (!is.null(keep)) des <- subset(des, eval(parse(text = keep)))
  m <- suppressWarnings(svyglm(as.formula(formula), des, family = eval(parse(text = families[[kind]])), control = tight))
  s <- suppressWarnings(summary(m)); b <- coef(m); p <- length(b); df <- m$df.residual
  tests <- lapply(attr(terms(m), "term.labels"), function(term) {
    r <- tryCatch(regTermTest(m, term), error = function(e) NULL)
    if (is.null(r)) NULL else c(r$Ftest, r$df, r$p)
  })
  used <- m$survey.design; used$variables$r. <- residuals(m, "response") / sqrt(m$family$variance(fitted(m)))
  half <- suppressWarnings(qt(.975, df)) * SE(m)
  call <- paste0("svyglm(", formula, ", ", if (is.null(keep)) design_call(name) else paste0("subset(", design_call(name), ", ", keep, ")"),
                 ", family = ", families[[kind]], ", control = list(epsilon = 1e-14))")
  case(call, list(design = name, kind = kind, y = y, terms = terms, keep = keep),
       list(names = I(names(b)), b = I(unname(b)), V = unname(matrix(vcov(m), p)), t = I(unname(s$coefficients[, 3])),
            p = I(unname(s$coefficients[, 4])), df = df, low = I(unname(b - half)), high = I(unname(b + half)),
            n = sum(weights(used) != 0), deviance = m$deviance * mean(weights(des)) / mean(weights(used)[weights(used) != 0]),
            dispersion = unname(coef(svyvar(~r., used))), tests = tests))
}
num <- function(v) list(number = v); fac <- function(v) list(factor = v); by <- function(a, b) list(cross = list(a, b))
cases <- list()
for (name in setdiff(designs, c("tiny", "census"))) cases <- c(cases, list(
  one(name, "gaussian", "y1 ~ x + factor(g)", "y1", list(num("x"), fac("g"))),
  one(name, "logit", "m1 ~ y2 + factor(sex)", "m1", list(num("y2"), fac("sex")))))
for (name in c("srs", "strat_uneven", "clus_fpc", "strat_clus", "two_stage", "strat_two_stage", "lonely_average", "zero_weights"))
  cases <- c(cases, list(one(name, "poisson", "count ~ y1 + factor(age)", "count", list(num("y1"), fac("age")))))
cases <- c(cases, list(
  one("census", "gaussian", "y1 ~ x", "y1", list(num("x"))),
  one("tiny", "gaussian", "income ~ 1", "income", list()),
  one("tiny", "gaussian", "income ~ x", "income", list(num("x"))),
  one("strat_two_stage", "gaussian", "y3 ~ x + y4", "y3", list(num("x"), num("y4"))),
  one("strat_clus", "gaussian", "y4 ~ factor(age) + income", "y4", list(fac("age"), num("income"))),
  one("strat_fpc", "logit", "z ~ y3 + factor(age)", "z", list(num("y3"), fac("age"))),
  one("srs_fpc", "poisson", "count ~ y4", "count", list(num("y4"))),
  one("strat_clus", "gaussian", "y1 ~ x", "y1", list(num("x")), "sex == 1"),
  one("two_stage", "gaussian", "y1 ~ x + factor(age)", "y1", list(num("x"), fac("age")), "sex == 2"),
  one("strat_two_stage", "logit", "m1 ~ x", "m1", list(num("x")), "sex == 1"),
  one("strat_uneven", "poisson", "count ~ y2", "count", list(num("y2")), "age == 2"),
  one("zero_weights", "gaussian", "y2 ~ factor(age)", "y2", list(fac("age")), "sex == 1"),
  one("lonely_average", "gaussian", "y1 ~ x", "y1", list(num("x")), "h != 2"), one("lonely_adjust", "logit", "z ~ x", "z", list(num("x")), "h != 1"),
  one("lonely_remove", "gaussian", "y1 ~ x", "y1", list(num("x")), "psu < 8"), one("strat_two_stage", "gaussian", "y1 ~ x", "y1", list(num("x")), "psu < 8"),
  one("strat_fpc", "poisson", "count ~ x", "count", list(num("x")), "h != 3"), one("two_stage", "logit", "m1 ~ x", "m1", list(num("x")), "h != 1"),
  one("clus", "gaussian", "y2 ~ x * factor(sex)", "y2", list(num("x"), fac("sex"), by(num("x"), fac("sex")))),
  one("strat", "logit", "z ~ factor(sex) * factor(age)", "z", list(fac("sex"), fac("age"), by(fac("sex"), fac("age")))),
  one("strat_clus", "logit", "share ~ x + factor(sex)", "share", list(num("x"), fac("sex"))), one("two_stage", "logit", "share ~ x", "share", list(num("x"))),
  one("strat_clus", "gaussian", "y1 ~ x + y2 - 1", "y1", list(num("x"), num("y2"))), one("strat_uneven", "poisson", "count ~ y2 - 1", "count", list(num("y2")))))
save_cases("survey_glm", cases)
