# Jackknife and bootstrap replicates of the survey designs; the random ones are stored, unit by unit.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
suppressWarnings(RNGkind("Mersenne-Twister", "Inversion", "Rejection")); set.seed(20264)
both <- function(m) list(theta = I(unname(as.vector(coef(m)))), se = I(unname(as.vector(SE(m)))))
quiet <- suppressWarnings
answer <- function(r) {
  m <- svymean(~y1 + income, r); q <- quiet(svyquantile(~income, r, c(.2513, .4871, .8067), interval.type = "quantile"))[[1]]
  list(mean = both(m), V = unname(matrix(vcov(m), 2)), missing = both(svymean(~y3, r, na.rm = TRUE)), total = both(svytotal(~count + z, r)),
       ratio = both(svyratio(~income, ~x, r)), by = both(quiet(svyby(~y1, ~sex, r, svymean))), small = both(quiet(svyby(~y1, ~g, r, svymean))),
       by_total = both(svyby(~income, ~m1, r, svytotal)), quantiles = list(theta = I(unname(q[, 1])), se = I(unname(q[, 4]))),
       degf = degf(r), degf_sex = I(vapply(sort(unique(r$variables$sex)), function(s) degf(r[r$variables$sex == s, ]), 0)),
       degf_y3 = degf(r[!is.na(r$variables$y3), ]))
}
units <- function(name, r) {
  st <- declared[[name]]$stages[[1]]; x <- data[[name]]
  stratum <- if (st$strata == "") rep(0, nrow(x)) else x[[st$strata]]
  unit <- if (st$unit == "") x$row else x[[st$unit]]
  first <- !duplicated(cbind(stratum, unit)); w <- as.matrix(weights(r, type = "replication"))
  w[first, , drop = FALSE][order(stratum[first], unit[first]), ]
}
one <- function(name, type, mse, replicates = NULL) {
  d <- design(name)
  r <- tryCatch(if (is.null(replicates)) quiet(as.svrepdesign(d, type = "auto", mse = mse)) else
    quiet(as.svrepdesign(d, type = type, replicates = replicates, mse = mse)), error = function(e) NULL)
  found <- if (!is.null(r)) tryCatch(answer(r), error = function(e) { message(name, " ", type, ": ", conditionMessage(e)); NULL })
  if (is.null(found)) return(NULL)
  call <- paste0("as.svrepdesign(", design_call(name), ", type = \"", if (is.null(replicates)) r$type else type, "\"",
                 if (!is.null(replicates)) paste0(", replicates = ", replicates), ", mse = ", mse, ")")
  given <- list(name = name, type = if (is.null(replicates)) r$type else type, mse = mse)
  if (!is.null(replicates)) given <- c(given, list(scale = r$scale, factors = units(name, r)))
  case(call, given, found)
}
cases <- list()
for (name in designs) for (mse in c(FALSE, TRUE)) cases <- c(cases, list(one(name, "auto", mse)))
for (name in c("srs", "clus", "strat_clus", "clus_fpc", "strat_clus_fpc", "two_stage", "strat_two_stage", "strat_uneven", "zero_weights"))
  cases <- c(cases, list(one(name, "bootstrap", FALSE, 40), one(name, "subbootstrap", TRUE, 25)))
save_cases("survey_replicates", Filter(Negate(is.null), cases))
cat(sum(!vapply(cases, is.null, NA)), "of", length(cases), "\n")
