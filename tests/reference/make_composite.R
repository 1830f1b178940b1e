# Composite scores with items turned about and answers missing.
source("tests/reference/json.R")
suppressPackageStartupMessages(library(psych))
set.seed(44)
x <- matrix(sample(5, 40 * 4, replace = TRUE), 40, dimnames = list(NULL, c("a", "b", "c", "d")))
holes <- x; holes[sample(length(x), 30)] <- NA; holes[7, ] <- NA
quiet <- function(expression) suppressMessages(suppressWarnings(expression))
keys <- list(score = c("a", "-b", "c", "d"))
scored <- function(x, totals)
  as.numeric(quiet(scoreItems(keys, x, totals = totals, impute = "none", missing = TRUE, min = 1, max = 5))$scores)
turned <- function(x) { x[, "b"] <- 6 - x[, "b"]; x }
few <- function(m) { y <- turned(holes); ifelse(rowSums(!is.na(y)) >= m, rowMeans(y, na.rm = TRUE), NA) }
told <- function(call, x, answer) case(call, list(x = x), list(scores = I(ifelse(is.nan(answer), NA, answer))))
save_cases("composite", list(
  told("psych::scoreItems(keys, x, impute = \"none\"): complete", x, scored(x, FALSE)),
  told("psych::scoreItems(keys, x, impute = \"none\", totals = TRUE): complete", x, scored(x, TRUE)),
  told("psych::scoreItems(keys, x, impute = \"none\"): missing", holes, scored(holes, FALSE)),
  told("rowMeans(x, na.rm = TRUE) of who answered 2 or more", holes, few(2)),
  told("rowMeans(x, na.rm = TRUE) of who answered 3 or more", holes, few(3)),
  told("rowMeans(x): missing", holes, rowMeans(turned(holes))),
  told("rowSums(x): missing", holes, rowSums(turned(holes)))))
