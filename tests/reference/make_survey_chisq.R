# Two-way tables under the eighteen designs: svychisq of both orders, Wald's tests, shares and their covariance; svygofchisq.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
stat <- function(f, des, how) {
  r <- tryCatch(suppressWarnings(svychisq(as.formula(f), des, statistic = how)), error = function(e) NULL)
  if (is.null(r)) NULL else c(r$statistic, r$parameter[1], if (how == "Chisq") NA else r$parameter[2], r$p.value)
}
one <- function(name, rows, columns, keep = NULL) {
  des <- design(name)
  if (!is.null(keep)) des <- subset(des, eval(parse(text = keep)))
  f <- paste0("~", rows, " + ", columns)
  v <- des$variables[c(rows, columns)]; full <- !is.na(v[[1]]) & !is.na(v[[2]])
  cell <- factor(paste(v[[1]], v[[2]]), levels = as.vector(t(outer(sort(unique(v[[1]])), sort(unique(v[[2]])), paste))))
  cell[!full] <- NA; des$variables$cell. <- cell
  shares <- svymean(~cell., des, na.rm = TRUE)
  inside <- if (is.null(keep)) design_call(name) else paste0("subset(", design_call(name), ", ", keep, ")")
  case(paste0("svychisq(", f, ", ", inside, ", statistic = c(\"Chisq\", \"F\", \"Wald\", \"adjWald\"))"),
       list(design = name, rows = rows, columns = columns, keep = keep),
       list(chisq = stat(f, des, "Chisq"), f = stat(f, des, "F"), wald = stat(f, des, "Wald"), adjusted = stat(f, des, "adjWald"),
            shares = I(unname(coef(shares))), V = unname(matrix(vcov(shares), length(shares))), rows = nrow(des$variables),
            nu = length(unique(des$cluster[, 1])) - length(unique(des$strata[, 1]))))
}
fit <- function(name, column, p) {
  r <- suppressWarnings(svygofchisq(as.formula(paste0("~factor(", column, ")")), p, design(name)))
  w <- weights(design(name)); n <- sum(w != 0)
  case(paste0("svygofchisq(~factor(", column, "), p = c(", paste(p, collapse = ", "), "), ", design_call(name), ")"),
       list(design = name, column = column, p = p),
       list(x2 = unname(r$statistic) * n / sum(w), scale = unname(r$parameter[1]) * n / sum(w), df = unname(r$parameter[2]), p = unname(r$p.value)))
}
cases <- list()
for (name in setdiff(designs, c("tiny", "census"))) cases <- c(cases, list(one(name, "g", "sex"), one(name, "age", "y1")))
cases <- c(cases, list(
  one("strat_clus", "y3", "sex"), one("two_stage", "y4", "age"), one("strat_uneven", "sex", "y3"), one("zero_weights", "m1", "sex"),
  one("strat_two_stage", "age", "z", "sex == 1"), one("two_stage_groups", "age", "m1", "sex == 2"), one("srs", "g", "age", "sex == 1"),
  one("lonely_average", "sex", "z", "h != 2"), one("strat_two_stage", "sex", "z", "psu < 8"), one("strat_fpc", "age", "m1", "h != 3"),
  one("clus", "m2", "g"), one("lonely_adjust", "m1", "z"), one("strat", "y4", "g")))
for (name in c("srs_fpc", "strat_uneven", "strat_clus", "two_stage", "strat_two_stage", "clus_fpc"))
  cases <- c(cases, list(fit(name, "age", c(.3, .5, .2))))
cases <- c(cases, list(fit("strat_clus", "g", c(4, 3, 2, 2, 1)), fit("lonely_average", "sex", c(.5, .5))))
save_cases("survey_chisq", cases)
