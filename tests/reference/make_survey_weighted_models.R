# Models and tests with weights that were post-stratified, raked or calibrated first: svyglm, svychisq, svyttest, svyranktest.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
cells <- function(d, x, v, tilt) {
  sums <- tapply(weights(d), x[[v]], sum)
  list(columns = I(v), levels = I(as.numeric(names(sums))), population = I(as.vector(sums) * (1 + tilt * sin(seq_along(sums)))))
}
frame <- function(m) { f <- data.frame(m$levels, m$population); names(f) <- c(m$columns, "Freq"); f }
steps <- list(
  post = function(d, x) { m <- cells(d, x, "sex", .1)
    list(step = list(kind = "post", margins = list(m)), d = postStratify(d, ~sex, frame(m)), call = "postStratify(d, ~sex, population)") },
  rake = function(d, x) { m <- lapply(c("sex", "age"), function(v) cells(d, x, v, .12))
    m[[2]]$population <- I(m[[2]]$population * sum(m[[1]]$population) / sum(m[[2]]$population))
    list(step = list(kind = "rake", margins = m), d = rake(d, list(~sex, ~age), lapply(m, frame), control = list(maxit = 1000, epsilon = 1e-13)),
         call = "rake(d, list(~sex, ~age), populations)") },
  greg = function(d, x) { m <- cells(d, x, "sex", .08); t <- sum(weights(d) * x$x) * 1.01 * sum(m$population) / sum(weights(d))
    list(step = list(kind = "calibrate", margins = list(m), totals = list(x = t), distance = "linear", lower = -Inf, upper = Inf),
         d = calibrate(d, ~factor(sex) + x, c(sum(m$population), m$population[-1], t), calfun = "linear", epsilon = 1e-11),
         call = "calibrate(d, ~factor(sex) + x, population)") })
families <- list(gaussian = gaussian(), logit = quasibinomial(), poisson = quasipoisson())
glm_case <- function(d, kind, formula, keep) {
  e <- if (is.null(keep)) d else subset(d, eval(parse(text = keep)))
  m <- suppressWarnings(svyglm(as.formula(formula), e, family = families[[kind]], control = list(epsilon = 1e-14, maxit = 60)))
  w <- weights(m$survey.design); p <- length(coef(m))
  list(b = I(unname(coef(m))), V = unname(matrix(vcov(m), p)), df = m$df.residual, n = sum(w != 0))
}
chisq_case <- function(d, f, keep) {
  e <- if (is.null(keep)) d else subset(d, eval(parse(text = keep)))
  r <- suppressWarnings(svychisq(as.formula(f), e, statistic = "F"))
  list(f = c(r$statistic, r$parameter, r$p.value), nu = length(unique(e$cluster[, 1])) - length(unique(e$strata[, 1])))
}
cases <- list()
for (name in c("srs_fpc", "strat", "strat_uneven", "clus_fpc", "strat_clus", "two_stage", "strat_two_stage", "lonely_average")) for (how in names(steps)) {
  d <- update(design(name), u = x + row / 1e5); s <- steps[[how]](d, data[[name]])
  add <- function(call, given, answer) cases <<- c(cases, list(case(paste0("d <- ", design_call(name), " |> ", s$call, "; ", call),
    c(list(name = name, steps = list(s$step)), given), answer)))
  add("svyglm(y1 ~ x + factor(age), d)", list(what = "glm", kind = "gaussian", y = "y1", number = "x", factor = "age", keep = NULL), glm_case(s$d, "gaussian", "y1 ~ x + factor(age)", NULL))
  add("svyglm(m1 ~ y3 + factor(sex), d, family = quasibinomial())", list(what = "glm", kind = "logit", y = "m1", number = "y3", factor = "sex", keep = NULL), glm_case(s$d, "logit", "m1 ~ y3 + factor(sex)", NULL))
  if (how == "post") add("svyglm(count ~ x + factor(age), subset(d, sex == 1), family = quasipoisson())", list(what = "glm", kind = "poisson", y = "count", number = "x", factor = "age", keep = "sex == 1"),
    glm_case(s$d, "poisson", "count ~ x + factor(age)", "sex == 1"))
  add("svychisq(~age + z, d)", list(what = "chisq", rows = "age", columns = "z", keep = NULL), chisq_case(s$d, "~age + z", NULL))
  if (how != "post") add("svychisq(~age + m1, subset(d, sex == 1))", list(what = "chisq", rows = "age", columns = "m1", keep = "sex == 1"), chisq_case(s$d, "~age + m1", "sex == 1"))
  t <- svyttest(y1 ~ sex, s$d); r <- svyranktest(u ~ sex, s$d)
  add("svyttest(y1 ~ sex, d)", list(what = "student", y = "y1"), list(t = unname(t$statistic), df = unname(t$parameter), p = unname(t$p.value)))
  add("svyranktest(u ~ sex, d)", list(what = "ranks"), list(t = unname(r$statistic), df = unname(r$parameter), p = unname(r$p.value)))
}
save_cases("survey_weighted_models", cases)
