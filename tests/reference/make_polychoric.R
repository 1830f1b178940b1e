# Polychoric and tetrachoric correlations, and the bivariate normal probabilities behind them.
source("tests/reference/json.R")
suppressPackageStartupMessages({library(psych); library(mnormt)})
set.seed(33)
options(mc.cores = 1)
# psych leaves optimize() its default tolerance, which is 1e-4 of rho; "tight" is the same code with tol = 1e-12.
tighter <- new.env(parent = asNamespace("psych"))
tighter$optimize <- function(...) stats::optimize(..., tol = 1e-12)
for (name in c("polychoric", "polyc", "tetrachoric", "tetra.mat", "tetrac")) {
  tighter[[name]] <- get(name, asNamespace("psych"))
  environment(tighter[[name]]) <- tighter
}
answers <- function(n, loadings, cuts) {
  f <- rnorm(n)
  sapply(loadings, function(l) findInterval(l * f + sqrt(1 - l^2) * rnorm(n), cuts) + 1)
}
five <- answers(200, c(.8, .7, .6, .5, .75, .4), c(-1.5, -.5, .5, 1.5))
skewed <- answers(120, c(.8, .7, .6, .5), c(-2, -1.4, -.6, .3))
three <- answers(80, c(.8, .6, .7), c(-.5, .8))
holes <- five; holes[sample(length(holes), 200)] <- NA
two <- answers(150, c(.8, .7, .6, .5), .4)
rare <- answers(60, c(.8, .7, .6), 1.1)
mixed <- cbind(five[, 1:3], three[rep(1:80, length.out = 200), 1], two[rep(1:150, length.out = 200), 1])
turned <- five; turned[, 2] <- 6 - turned[, 2]
empty <- five; empty[empty == 3] <- 4
few <- answers(12, c(.95, .9, .9, .85, .9, .3), c(-1, 0, 1))
quiet <- function(expression) { sink(tempfile()); on.exit(sink()); suppressMessages(suppressWarnings(expression)) }
weights <- round(runif(200, .5, 2.5), 2)
poly <- function(call, x, f, weights = NULL, ...) {
  p <- quiet(f(x, smooth = FALSE, weight = weights, ...))
  smooth <- if (any(is.na(p$rho))) p$rho else quiet(cor.smooth(p$rho))
  a <- quiet(alpha(p$rho, warnings = FALSE))
  case(call, list(x = x, weights = if (is.null(weights)) NULL else I(weights)),
       list(rho = unname(p$rho), smooth = unname(smooth), tau = if (is.matrix(p$tau)) unname(p$tau) else I(unname(p$tau)),
            alpha = a$total$raw_alpha, if_dropped = I(a$alpha.drop$raw_alpha), item_rest = I(a$item.stats$r.drop)))
}
normal <- function() {
  at <- expand.grid(a = c(-2.3, -.4, 0, 1.1), b = c(-1.7, .4, 2.2), rho = c(-.99, -.6, 0, .3, .8, .93, .9999))
  at$p <- mapply(function(a, b, r) as.numeric(sadmvn(c(-Inf, -Inf), c(a, b), c(0, 0), matrix(c(1, r, r, 1), 2))), at$a, at$b, at$rho)
  case("mnormt::sadmvn(c(-Inf, -Inf), c(a, b), c(0, 0), matrix(c(1, rho, rho, 1), 2))",
       list(a = I(at$a), b = I(at$b), rho = I(at$rho)), list(p = I(at$p)))
}
polyt <- tighter$polychoric; tetrat <- tighter$tetrachoric
save_cases("polychoric", list(normal(),
  poly("psych::polychoric(x): five points", five, polychoric),
  poly("psych::polychoric(x): skewed", skewed, polychoric),
  poly("psych::polychoric(x, global = FALSE): five points", five, polychoric, global = FALSE),
  poly("psych::tetrachoric(x): two points", two, tetrachoric),
  poly("tight psych::polychoric(x): five points", five, polyt),
  poly("tight psych::polychoric(x): skewed", skewed, polyt),
  poly("tight psych::polychoric(x): three points", three, polyt),
  poly("tight psych::polychoric(x): answers missing", holes, polyt),
  poly("tight psych::polychoric(x): one item turned about", turned, polyt),
  poly("tight psych::polychoric(x): an unused point", empty, polyt),
  poly("tight psych::polychoric(x): two points", two, polyt),
  poly("tight psych::polychoric(x): few people", few, polyt),
  poly("tight psych::polychoric(x, weight = weights, global = FALSE, correct = 0): weighted", five, polyt, weights = weights, global = FALSE, correct = 0),
  poly("tight psych::polychoric(x, global = FALSE): five points", five, polyt, global = FALSE),
  poly("tight psych::polychoric(x, global = FALSE): skewed", skewed, polyt, global = FALSE),
  poly("tight psych::polychoric(x, global = FALSE, correct = 0): skewed", skewed, polyt, global = FALSE, correct = 0),
  poly("tight psych::polychoric(x, global = FALSE, correct = 0): answers missing", holes, polyt, global = FALSE, correct = 0),
  poly("tight psych::polychoric(x): items of 5, 3 and 2 points", mixed, polyt),
  poly("tight psych::tetrachoric(x): two points", two, tetrat),
  poly("tight psych::tetrachoric(x): a rare point", rare, tetrat),
  poly("tight psych::tetrachoric(x, correct = 0): two points", two, tetrat, correct = 0)))
