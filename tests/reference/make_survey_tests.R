# Tests under the eighteen designs: svyttest, svyranktest, analysis of variance by regTermTest, Hedges's g by svycontrast.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
ready <- function(name, keep = NULL) {
  des <- update(design(name), u = x + row / 1e5)
  if (is.null(keep)) des else subset(des, eval(parse(text = keep)))
}
inside <- function(name, keep = NULL) if (is.null(keep)) design_call(name) else paste0("subset(", design_call(name), ", ", keep, ")")
told <- function(t) list(t = unname(t$statistic), df = unname(t$parameter), p = unname(t$p.value), estimate = unname(t$estimate),
                         low = t$conf.int[1], high = t$conf.int[2])
student <- function(name, formula, y, less = NULL, by = NULL, keep = NULL) {
  des <- ready(name, keep)
  r <- if (is.null(by)) svyttest(as.formula(formula), des, na.rm = TRUE) else svyttest(as.formula(formula), des)
  case(paste0("svyttest(", formula, ", ", inside(name, keep), ")"), list(design = name, y = y, less = less, by = by, keep = keep), told(r))
}
ranks <- function(name, y, by, test, keep = NULL) {
  des <- ready(name, keep); f <- as.formula(paste(y, "~", by))
  r <- svyranktest(f, des, test = test)
  two <- !is.null(r$estimate)
  case(paste0("svyranktest(", y, " ~ ", by, ", ", inside(name, keep), ", test = \"", test, "\")"),
       list(design = name, y = y, by = by, test = test, keep = keep),
       if (two) list(t = unname(r$statistic), df = unname(r$parameter), p = unname(r$p.value), estimate = unname(r$estimate))
       else list(chisq = unname(as.vector(r$parameter)), ndf = unname(r$statistic), ddf = r$ddf, p = as.vector(r$p.value)))
}
# ties and uneven weights: svyranktest ranks by the order of the rows there; the same test on scores from the middle of each tie
middle <- function(name, y, by, keep = NULL) {
  des <- ready(name, keep); des <- des[!is.na(des$variables[[y]]), ]
  w <- weights(des); v <- des$variables[[y]]; size <- tapply(w, v, sum); at <- cumsum(size) - size / 2
  des <- update(des, score. = as.vector(at[as.character(v)]) / sum(w))
  m <- svyglm(as.formula(paste0("score. ~ factor(", by, ")")), des); r <- regTermTest(m, paste0("factor(", by, ")"))
  case(paste0("regTermTest(svyglm(middle rank of ", y, " ~ factor(", by, "), ", inside(name, keep), "))"),
       list(design = name, y = y, by = by, test = "wilcoxon", keep = keep),
       list(chisq = as.vector(r$Ftest) * r$df, ndf = r$df, ddf = r$ddf, p = as.vector(r$p)))
}
groups <- function(name, y, by) {
  m <- svyglm(as.formula(paste0(y, " ~ factor(", by, ")")), ready(name)); r <- regTermTest(m, paste0("factor(", by, ")"))
  d <- m$survey.design$variables; w <- weights(m$survey.design); v <- d[[y]]; f <- fitted(m)
  case(paste0("regTermTest(svyglm(", y, " ~ factor(", by, "), ", inside(name), "), ~factor(", by, "))"), list(design = name, y = y, by = by),
       list(f = as.vector(r$Ftest), df1 = r$df, df2 = r$ddf, p = as.vector(r$p),
            eta2 = 1 - sum(w * (v - f)^2) / sum(w * (v - weighted.mean(v, w))^2)))
}
hedges <- function(name, y, keep = NULL) {
  des <- ready(name, keep); des <- des[!is.na(des$variables[[y]]), ]
  n <- sum(weights(des) != 0); m <- n - 2; J <- exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
  des <- update(des, a0 = as.numeric(sex == 1), b0 = as.numeric(sex == 2), v. = des$variables[[y]])
  total <- svytotal(~a0 + I(a0 * v.) + I(a0 * v.^2) + b0 + I(b0 * v.) + I(b0 * v.^2), des)
  names(total) <- c("a0", "a1", "a2", "b0", "b1", "b2")
  g <- svycontrast(total, bquote(.(J) * (b1 / b0 - a1 / a0) / sqrt((a2 - a1^2 / a0 + b2 - b1^2 / b0) / (a0 + b0) * .(n / m))))
  df <- degf(des) - 1
  case(paste0("svycontrast(svytotal(powers of ", y, " by sex, ", inside(name, keep), "), quote(J * difference / sd))"),
       list(design = name, y = y, keep = keep), list(g = unname(coef(g)), se = unname(SE(g)[1]), df = df,
       low = unname(coef(g) - qt(.975, df) * SE(g)[1]), high = unname(coef(g) + qt(.975, df) * SE(g)[1])))
}
cases <- list()
for (name in setdiff(designs, c("tiny", "census"))) cases <- c(cases, list(
  student(name, "I(y1 - 3) ~ 0", "y1", less = 3), student(name, "y1 ~ sex", "y1", by = "sex"),
  ranks(name, "u", "sex", "wilcoxon")))
for (test in c("vanderWaerden", "median", "KruskalWallis")) for (name in c("srs", "strat_uneven", "clus_fpc", "strat_clus", "strat_two_stage"))
  cases <- c(cases, list(ranks(name, "u", "sex", test), ranks(name, "u", "age", test)))
for (name in c("srs", "srs_fpc", "clus_fpc")) for (test in c("wilcoxon", "vanderWaerden")) cases <- c(cases, list(
  ranks(name, "y1", "sex", test), ranks(name, "y2", "g", test)))
cases <- c(cases, list(ranks("zero_weights", "u", "age", "wilcoxon"), ranks("clus_fpc", "y3", "sex", "median"),
  ranks("clus_fpc", "y4", "age", "KruskalWallis"), ranks("two_stage", "u", "age", "wilcoxon", "sex == 1"),
  ranks("strat_clus", "u", "sex", "wilcoxon", "age == 2"), ranks("lonely_average", "u", "age", "median")))
for (name in c("strat_uneven", "strat_clus", "two_stage", "strat_two_stage", "zero_weights"))
  cases <- c(cases, list(middle(name, "y1", "sex"), middle(name, "y3", "age")))
cases <- c(cases, list(middle("strat_clus", "y2", "g", "sex == 1"),
  student("strat_clus", "y3 ~ 0", "y3"), student("two_stage", "I(y1 - y2) ~ 0", "y1", less = "y2"),
  student("strat_uneven", "I(y1 - y3) ~ 0", "y1", less = "y3"), student("strat_two_stage", "I(y2 - y1) ~ 0", "y2", less = "y1", keep = "age == 2"),
  student("strat_clus_fpc", "y4 ~ sex", "y4", by = "sex"), student("strat_uneven", "y3 ~ sex", "y3", by = "sex", keep = "age == 2"),
  student("two_stage", "income ~ m1", "income", by = "m1"), student("strat_clus", "x ~ z", "x", by = "z", keep = "sex == 1"),
  student("census", "y1 ~ 0", "y1")))
for (name in c("srs", "strat_fpc", "strat_uneven", "clus", "strat_clus", "two_stage", "strat_two_stage", "zero_weights"))
  cases <- c(cases, list(groups(name, "y1", "age"), hedges(name, "y1")))
cases <- c(cases, list(groups("strat_clus", "y3", "g"), hedges("strat_clus", "y3"), hedges("two_stage_groups", "y2"), hedges("lonely_average", "y1"),
  hedges("strat_uneven", "y4", "age == 2")))
save_cases("survey_tests", cases)
