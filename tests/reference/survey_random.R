# Estimates of the random designs that tests/stats/test_survey_random.py writes: Rscript survey_random.R FOLDER
source("tests/reference/json.R")
suppressPackageStartupMessages(library(survey))
folder <- args[1]
plans <- read.csv(file.path(folder, "plans.csv"))
made <- lapply(seq_len(nrow(plans)), function(t) {
  d <- read.csv(file.path(folder, sprintf("%d.csv", t - 1))); plan <- plans[t, ]
  options(survey.lonely.psu = plan$lonely)
  two <- plan$kind %in% c("two", "groups")
  id <- switch(plan$kind, rows = ~1, clusters = ~psu, two = ~psu + row, groups = ~psu + ssu)
  given <- list(id = if (two && !plan$finite) ~psu else id, weights = ~w, data = d, nest = TRUE)
  if (plan$strata) given$strata <- ~h
  if (plan$finite) given$fpc <- if (two) ~n1 + n2 else ~n1
  des <- do.call(svydesign, given)
  m <- svymean(~y, des, na.rm = TRUE); total <- svytotal(~x, des); by <- svyby(~x, ~g, des, svymean)
  ratio <- svyratio(~x, ~z, des); line <- svyglm(x ~ z + y, des)
  list(mean = c(coef(m), SE(m)), total = c(coef(total), SE(total)), levels = I(by$g), by = I(unname(coef(by))),
       by_se = I(unname(SE(by))), ratio = c(coef(ratio), SE(ratio)),
       quantiles = I(unname(coef(svyquantile(~x, des, c(.25, .5), interval.type = "mean", qrule = "math")))),
       coefficients = I(unname(coef(line))), errors = I(unname(sqrt(diag(vcov(line))))))
})
writeLines(json(made), file.path(folder, "answers.json"))
