# One-factor solutions by maximum likelihood and MINRES, and omega total of one factor.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(psych))
# psych::omega asks whether GPArotation is there before it does anything; with one factor nothing is rotated.
without <- new.env(parent = asNamespace("psych"))
without$requireNamespace <- function(...) TRUE
for (name in c("omega", "omegah", "schmid")) {
  without[[name]] <- get(name, asNamespace("psych"))
  environment(without[[name]]) <- without
}
omega <- without$omega
set.seed(21)
items <- function(n, loadings, cut = TRUE) {
  f <- rnorm(n)
  x <- sapply(loadings, function(l) l * f + sqrt(1 - l^2) * rnorm(n))
  if (cut) pmin(pmax(round(3 + 1.1 * x), 1), 5) else x
}
holes <- items(160, c(.7, .6, .8, .5, .4, .65)); holes[sample(length(holes), 90)] <- NA
least <- min(crossprod(!is.na(holes)))
backwards <- items(140, c(.7, .6, .8, .5)); backwards[, 2] <- 6 - backwards[, 2]
steep <- matrix(c(1, .9, .85, .3, .9, 1, .7, .2, .85, .7, 1, .25, .3, .2, .25, 1), 4)
opposed <- matrix(c(1, .8, .72, .1, .8, 1, .35, .4, .72, .35, 1, -.1, .1, .4, -.1, 1), 4)
sets <- list(
  "five items of a scale, 90 people" = list(r = cov(items(90, c(.8, .6, .7, .4, .2))), n = 90),
  "eight items, 400 people" = list(r = cov(items(400, seq(.35, .85, length.out = 8))), n = 400),
  "three items, just identified" = list(r = cov(items(75, c(.6, .7, .8))), n = 75),
  "ten close items on their own units" = list(r = cov(items(250, rep(.85, 10), FALSE) %*% diag(1:10)), n = 250),
  "six items, answers missing pair by pair" = list(r = cov(holes, use = "pairwise"), n = least),
  "four items, one turned about" = list(r = cov(backwards), n = 140),
  "four items, one at the border" = list(r = steep, n = 100),
  "four items, two of them at odds" = list(r = opposed, n = 60),
  "datasets::ability.cov" = list(r = unname(ability.cov$cov), n = ability.cov$n.obs),
  "datasets::Harman23.cor" = list(r = unname(Harman23.cor$cov), n = Harman23.cor$n.obs),
  "datasets::Harman74.cor, 24 tests" = list(r = unname(Harman74.cor$cov), n = Harman74.cor$n.obs))
quiet <- function(expression) { sink(tempfile()); on.exit(sink()); suppressMessages(suppressWarnings(expression)) }
fitted <- function(fm, name, s) {
  f <- quiet(fa(cov2cor(s$r), nfactors = 1, n.obs = s$n, fm = fm, covar = FALSE))
  case(paste0("psych::fa(r, nfactors = 1, n.obs = n, fm = \"", fm, "\"): ", name), s,
       list(loadings = I(as.numeric(f$loadings)), uniquenesses = I(as.numeric(f$uniquenesses)), objective = f$objective,
            chi_square = f$STATISTIC, df = f$dof, p = f$PVAL))
}
tight <- function(name, s) {
  f <- factanal(covmat = s$r, n.obs = s$n, factors = 1, control = list(nstart = 3, lower = .005, opt = list(factr = 10)))
  case(paste0("stats::factanal(covmat = r, factors = 1, control = list(opt = list(factr = 10))): ", name), s,
       list(loadings = I(as.numeric(f$loadings)), uniquenesses = I(as.numeric(f$uniquenesses)),
            objective = f$criteria[["objective"]], chi_square = f$STATISTIC, df = f$dof, p = f$PVAL))
}
total <- function(fm, name, s) {
  o <- quiet(omega(cov2cor(s$r), nfactors = 1, n.obs = s$n, fm = fm, flip = FALSE, plot = FALSE))
  case(paste0("psych::omega(r, nfactors = 1, fm = \"", fm, "\", flip = FALSE)$omega.tot: ", name), s, list(omega = o$omega.tot))
}
# psych keeps the uniquenesses of covariances at most max(1, squared multiple correlations): half of r is below it.
own_units <- function(name, s) {
  s$r <- s$r / 2
  f <- quiet(fa(s$r, nfactors = 1, n.obs = s$n, fm = "ml", covar = TRUE))
  l <- as.numeric(f$loadings); u <- diag(s$r) - l^2
  case(paste0("f <- psych::fa(r, fm = \"ml\", covar = TRUE); sum(l)^2 / (sum(l)^2 + sum(diag(r) - l^2)): ", name), s,
       list(omega = sum(l)^2 / (sum(l)^2 + sum(u))))
}
over <- function(f, which = names(sets)) lapply(which, function(name) f(name, sets[[name]]))
inner <- names(sets)[c(1, 2, 4, 5, 6)]
save_cases("factor", c(over(function(name, s) fitted("ml", name, s)), over(function(name, s) fitted("minres", name, s)),
  over(tight, names(sets)[-c(3, 8)]), over(function(name, s) total("ml", name, s), inner),
  over(function(name, s) total("minres", name, s), inner), over(own_units, inner[-3])))
