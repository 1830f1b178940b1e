# Weights adjusted in steps over the survey designs: what they become, and the errors of estimates made with them.
# calibrate() with a distance other than the unbounded linear one needs the package MASS.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R"); source("tests/reference/survey_weighting.R")
options(width = 500)
cost <- function(distance, g, L, U) switch(distance, linear = (g - 1)^2 / 2, raking = g * log(g) - g + 1, logit = {
  A <- (U - L) / ((1 - L) * (U - 1)); ((g - L) * log((g - L) / (1 - L)) + (U - g) * log((U - g) / (U - 1))) / A })
both <- function(m) list(theta = I(unname(as.vector(coef(m)))), se = I(unname(as.vector(SE(m)))))
answer <- function(d, steps, before, x) {
  w <- weights(d)
  found <- list(mean = both(svymean(~y1 + income + x, d)), missing = both(svymean(~y3, d, na.rm = TRUE)), total = both(svytotal(~count + z, d)),
       ratio = both(svyratio(~income, ~x, d)), by = both(svyby(~y1, ~sex, d, svymean)), by_total = both(svyby(~income, ~m1, d, svytotal)),
       sum = sum(w), quartiles = I(unname(quantile(w))), cv = sqrt(mean((w - mean(w))^2)) / mean(w), deff = length(w) * sum(w^2) / sum(w)^2)
  last <- steps[[length(steps)]]
  g <- w / before
  found$g <- I(range(g))
  if (last$kind == "calibrate") found$cost <- sum(before * cost(last$distance, g, last$lower, last$upper))
  found
}
one <- function(name, ..., filter = FALSE, respond = FALSE) {
  drawn <- data[[name]]
  if (respond) data[[name]] <<- drawn[!is.na(drawn$y4), ]  # who answered y4 are the respondents, the others were drawn and silent
  d <- design(name); x <- data[[name]]; data[[name]] <<- drawn
  if (filter) { d <- subset(d, w > 0); x <- x[x$w > 0, ] }
  steps <- list(...); calls <- design_call(name)
  if (respond) calls <- sub(paste0("data = ", name), paste0("data = subset(", name, ", !is.na(y4))"), calls, fixed = TRUE)
  if (filter) calls <- paste0("subset(", calls, ", w > 0)")
  calls <- paste("d <-", calls)
  known <- list()
  for (make in steps) {
    s <- make(d, x, drawn); before <- weights(d)
    new <- tryCatch(s$run(d), error = function(e) NULL, warning = function(e) NULL)
    if (is.null(new)) return(NULL)
    d <- new; calls <- c(calls, s$call); known <- c(known, list(s[setdiff(names(s), c("call", "run"))]))
  }
  given <- list(name = name, steps = known)
  if (respond) given$respondents <- "y4"
  case(paste(calls, collapse = " |> "), given, answer(d, known, before, x))
}
n_of <- function(...) function(d, x, drawn) {
  key <- interaction(drawn[c(...)], drop = TRUE, sep = "/"); sums <- tapply(drawn$w, key, sum); sums <- sums[order(names(sums))]
  m <- list(columns = I(c(...)), levels = do.call(rbind, lapply(strsplit(names(sums), "/"), as.numeric)), population = I(as.vector(sums)))
  s <- post(m); s$kind <- "response"; s
}
p_sex <- function(d, x, ...) post(cells(d, x, "sex", .1)); p_two <- function(d, x, ...) post(cells(d, x, c("z", "sex"), .2))
r_two <- function(d, x, ...) raked(margins(d, x, c("sex", "age"), .12)); r_three <- function(d, x, ...) raked(margins(d, x, c("sex", "age", "m1"), .15))
c_of <- function(distance, vars = c("sex", "age"), numbers = "x", tilt = .12, shrink = NA) function(d, x, ...) {
  m <- margins(d, x, vars, tilt); w <- weights(d)
  t <- lapply(setNames(numbers, numbers), function(v) sum(w * x[[v]]) * sum(m[[1]]$population) / sum(w) * 1.01)
  if (is.na(shrink)) return(calibrated(m, t, distance))
  free <- calibrated(m, t, "linear")$run(d); g <- range(weights(free) / w)
  calibrated(m, t, distance, round(1 - shrink * (1 - g[1]), 4), round(1 + shrink * (g[2] - 1), 4))
}
t_of <- function(low, high, strict) function(d, x, ...) { m <- median(weights(d)); trimmed(round(low * m, 3), round(high * m, 3), strict) }
every <- setdiff(designs, c("tiny", "census", "zero_weights"))
cases <- list()
for (name in every) cases <- c(cases, list(one(name, p_sex), one(name, r_two), one(name, c_of("linear"))))
some <- function(from) every[seq(from, length(every), by = 3)]
for (name in some(1)) cases <- c(cases, list(one(name, c_of("linear", shrink = .9)), one(name, p_two, r_two), one(name, r_three, t_of(.4, 1.9, FALSE))))
for (name in some(2)) cases <- c(cases, list(one(name, c_of("raking")), one(name, c_of("raking", shrink = .95)), one(name, p_two), one(name, r_two, t_of(.3, 2.2, TRUE))))
for (name in some(3)) cases <- c(cases, list(one(name, c_of("logit", shrink = 1.3)), one(name, c_of("raking", c("sex", "age", "z"), c("x", "income"))), one(name, r_three)))
for (name in c("srs", "strat_uneven", "two_stage")) cases <- c(cases, list(one(name, c_of("linear", numbers = NULL)), one(name, c_of("raking", numbers = NULL)),
  one(name, c_of("logit", numbers = NULL, shrink = 1.3)), one(name, c_of("linear", numbers = NULL, shrink = .9)), one(name, p_sex, c_of("linear"), t_of(.4, 2, FALSE))))
cases <- c(cases, list(one("census", p_sex), one("census", r_two), one("tiny", p_sex), one("zero_weights", p_two, filter = TRUE),
  one("zero_weights", r_two, filter = TRUE), one("zero_weights", c_of("linear"), filter = TRUE), one("zero_weights", c_of("raking"), filter = TRUE)))
for (name in c("srs_fpc", "strat", "strat_uneven", "clus_fpc", "strat_clus", "two_stage", "strat_two_stage", "lonely_adjust"))
  cases <- c(cases, list(one(name, n_of("sex"), respond = TRUE), one(name, n_of("age", "sex"), r_two, respond = TRUE)))
save_cases("survey_weights", Filter(Negate(is.null), cases))
cat(sum(!vapply(cases, is.null, NA)), "of", length(cases), "\n")
