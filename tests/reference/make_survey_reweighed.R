# Replicates in which the weights are adjusted again, each for itself. calibrate() needs the package MASS.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R"); source("tests/reference/survey_weighting.R")
suppressWarnings(RNGkind("Mersenne-Twister", "Inversion", "Rejection")); set.seed(20265)
both <- function(m) list(theta = I(unname(as.vector(coef(m)))), se = I(unname(as.vector(SE(m)))))
quiet <- suppressWarnings
units <- function(name, r) {
  st <- declared[[name]]$stages[[1]]; x <- data[[name]]
  stratum <- if (st$strata == "") rep(0, nrow(x)) else x[[st$strata]]
  unit <- if (st$unit == "") x$row else x[[st$unit]]
  first <- !duplicated(cbind(stratum, unit)); w <- as.matrix(weights(r, type = "replication"))
  w[first, , drop = FALSE][order(stratum[first], unit[first]), ]
}
one <- function(name, mse, ..., replicates = NULL) {
  d <- design(name); x <- data[[name]]
  r <- if (is.null(replicates)) quiet(as.svrepdesign(d, type = "auto", mse = mse, compress = FALSE)) else
    quiet(as.svrepdesign(d, type = "bootstrap", replicates = replicates, mse = mse, compress = FALSE))
  given <- list(name = name, mse = mse)
  if (!is.null(replicates)) given <- c(given, list(scale = r$scale, factors = units(name, r)))
  calls <- paste0("d <- as.svrepdesign(", design_call(name), ", type = \"", r$type, "\"", if (!is.null(replicates)) paste0(", replicates = ", replicates),
                  ", mse = ", mse, ", compress = FALSE)")
  known <- list()
  for (make in list(...)) {
    s <- make(d, x); d <- s$run(d); r <- s$run(r)
    calls <- c(calls, sub("maxit = 300)", "maxit = 300, compress = FALSE)", s$call, fixed = TRUE)); known <- c(known, list(s[setdiff(names(s), c("call", "run"))]))
  }
  case(paste(calls, collapse = " |> "), c(given, list(steps = known)),
       list(mean = both(svymean(~y1 + income, r)), missing = both(svymean(~y3, r, na.rm = TRUE)), total = both(svytotal(~count + z, r)),
            ratio = both(svyratio(~income, ~x, r)), by = both(quiet(svyby(~y1, ~m1, r, svymean)))))
}
p_sex <- function(d, x) post(cells(d, x, "sex", .1)); p_age <- function(d, x) post(cells(d, x, "age", .1))
r_two <- function(d, x) raked(margins(d, x, c("sex", "age"), .12))
c_of <- function(distance, lower = -Inf, upper = Inf) function(d, x) calibrated(margins(d, x, c("sex", "age"), .12), NULL, distance, lower, upper)
cases <- list()
for (name in c("srs", "clus", "clus_fpc", "strat_clus", "strat_clus_fpc")) cases <- c(cases, list(
  one(name, FALSE, p_sex), one(name, TRUE, r_two), one(name, FALSE, p_age, r_two), one(name, TRUE, c_of("linear")), one(name, FALSE, c_of("raking")),
  one(name, FALSE, c_of("logit", .2, 4))))
for (name in c("strat_clus", "two_stage")) cases <- c(cases, list(one(name, FALSE, r_two, replicates = 20)))
save_cases("survey_reweighed", cases)
cat(length(cases), "\n")
