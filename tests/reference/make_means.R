# Means, shares and their intervals under simple, stratified and quota designs, with missing answers.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail")
set.seed(20261)
n <- 83
d <- data.frame(a = sample(1:5, n, TRUE), b = sample(1:5, n, TRUE, c(1, 1, 2, 4, 6)), c = sample(1:4, n, TRUE),
                s = sample(c(1, 1, 1, 2, 2, 3), n, TRUE))
d$b <- pmin(5, pmax(1, d$b + (d$a > 3) - (d$a < 2)))
holes <- d
holes$a[sample(n, 9)] <- NA; holes$b[sample(n, 17)] <- NA; holes$c[sample(n, 60)] <- NA
N <- c(400, 130, 21)
shift <- table(factor(d$s, 1:3))
items <- c("a", "b", "c")
describe <- function(des, data, by_item = TRUE) {
  full <- !anyNA(data[items])
  each <- lapply(items, function(v) {
    m <- svymean(as.formula(paste0("~", v)), des, na.rm = TRUE)
    ddf <- degf(subset(des, !is.na(data[[v]])))
    ci <- confint(m, df = ddf)
    list(name = v, theta = unname(coef(m)), se = unname(SE(m)[1]), df = ddf, low = ci[1, 1], high = ci[1, 2])
  })
  all <- if (full) svymean(~a + b + c, des) else NULL
  con <- if (full) svycontrast(all, c(a = 1, b = -1, c = 0)) else NULL
  list(items = each, V = if (full) unname(matrix(vcov(all), 3)) else NULL,
       contrast = if (full) c(coef(con), SE(con)) else NULL)
}
given <- function(data, ...) list(x = as.matrix(data[items]), strata = data$s, ...)
one <- function(call, des, data, ...) case(call, given(data, ...), describe(des, data))
cases <- list()
for (what in c("complete", "missing")) {
  x <- if (what == "complete") d else holes
  x$N <- N[x$s]; x$one <- 600
  cases <- c(cases, list(
    one(paste("svydesign(~1, fpc = ~600)", what), svydesign(~1, data = x, fpc = ~one), x, populations = I(600)),
    one(paste("svydesign(~1)", what), svydesign(~1, data = x, weights = ~I(1 + 0 * one)), x),
    one(paste("svydesign(~1, strata = ~s, fpc = ~N)", what), svydesign(~1, strata = ~s, data = x, fpc = ~N), x, populations = N),
    one(paste("svydesign(~1, strata = ~s, weights = ~1)", what), svydesign(~1, strata = ~s, data = x, weights = ~I(1 + 0 * one)), x)))
}
# two strata of one respondent, put together by hand for R, their weights kept
lone <- d; lone$s <- c(4, 5, lone$s[3:n]); lone$N <- c(N, 9, 12)[lone$s]
lone$w <- lone$N / ave(lone$a, lone$s, FUN = length)
lone$g <- ifelse(lone$s >= 4, 4, lone$s); lone$Ng <- ifelse(lone$g == 4, 21, lone$N)
cases <- c(cases, list(one("svydesign(~1, strata = ~g, weights = ~w, fpc = ~Ng) two lone strata together",
  svydesign(~1, strata = ~g, weights = ~w, fpc = ~Ng, data = lone), lone, populations = c(N, 9, 12))))
save_cases("means", cases)

kn <- rbind(c(0, 1), c(1, 1), c(0, 10), c(3, 10), c(10, 10), c(1, 2), c(17, 46), c(158, 246), c(1, 100000), c(60000, 100000))
wilson <- lapply(c(.9, .95, .99), function(level) t(apply(kn, 1, function(v)
  suppressWarnings(c(v, prop.test(v[1], v[2], conf.level = level, correct = FALSE)$conf.int)))))
save_cases("shares", list(case("prop.test(count, n, conf.level = .9, correct = FALSE)", list(level = .9), wilson[[1]]),
  case("prop.test(count, n, conf.level = .95, correct = FALSE)", list(level = .95), wilson[[2]]),
  case("prop.test(count, n, conf.level = .99, correct = FALSE)", list(level = .99), wilson[[3]])))
