
# ---- 2. The sample: who stands for how many ----------------------------------------------------------------------
#
# Where the design gives people different weights or draws them in clusters, the study's analysis/design.csv has what is
# known of each stratum, cluster and cell, by the codes of the frame: how many there are (size, size2, count) and what a
# person drawn there weighs. It stays in the study's folder, for with it one could tell how few answered somewhere.

# What is known of the audience at hand: the register's size, and the weighted sample where there is one.
now <- list(population = NA, survey = NULL)
weighted <- function() !is.null(now$survey)

# The people of an audience.
audience_of <- function(audience) {
  known <- study$audiences[study$audiences$audience == audience, ]
  all <- people(audience)
  if (is.null(samples[[paste0("-", audience)]])) {
    made <- list(population = known$population, survey = NULL)
    if (known$weighted) made <- c(made["population"], weighted_sample(all, known$code))
    samples[[paste0("-", audience)]] <<- made
  }
  now <<- samples[[paste0("-", audience)]]
  all
}
samples <- list()

# The codes of several columns in one word; "" where there are none.
code_of <- function(rows, columns) {
  if (!length(columns)) rep("", nrow(rows)) else do.call(paste, unname(as.list(rows[columns])))
}
unknown <- function(codes) grepl("-", codes, fixed = TRUE)

# The one place where a weighted sample is declared: strata, clusters, weights and the sizes for the finite population
# correction; then the steps of weighting, in their order. Who has no known stratum, cluster or weight is left out.
weighted_sample <- function(all, audience) {
  table <- design_table[is.na(audience) | design_table$audience %in% audience, ]
  of <- function(name) table[table$table == name, ]
  where <- code_of(all, study$cells)
  figures <- list(weight = rep(1, nrow(all)), size = NA, size2 = NA)
  listed <- rep(TRUE, nrow(all))
  asked <- if (any(vapply(study$steps, `[[`, "", "kind") == "response")) sum(of("response")$count) else 0
  if (nrow(of("units"))) {
    at <- match(code_of(all, study$unit_columns), of("units")$codes)
    figures <- as.list(of("units")[at, c("weight", "size", "size2")])
    listed <- !is.na(at)
  } else if (study$design == "stratified" && nrow(of("strata"))) {
    there <- of("strata")$count[match(where, of("strata")$codes)]
    n <- c(table(where[!unknown(where)]))[where]
    figures$size <- pmax(there, n)
    figures$weight <- if (asked > 0) rep(1, nrow(all)) else figures$size / n  # then the register comes last
    listed <- !is.na(there)
  } else if (study$design == "simple" && !is.na(study$audiences$population[match(audience, study$audiences$code)])) {
    figures$size <- rep(max(study$audiences$population[match(audience, study$audiences$code)], nrow(all)), nrow(all))
    figures$weight <- figures$size / max(asked, nrow(all))
  }
  if (study$weight_column != "") figures$weight <- column_of(all, study$weight_column)
  from <- code_of(all, c(study$cells, study$clusters))
  inside <- listed & !unknown(from) & !is.na(figures$weight) & figures$weight >= 0
  data <- data.frame(all[setdiff(study$weighting_columns, "")], where = where, weight = figures$weight,
                     size = figures$size, size2 = figures$size2, person = seq_len(nrow(all)), check.names = FALSE)
  data$cluster <- if (length(study$clusters)) all[[study$clusters]] else data$person
  data <- data[inside, ]
  two <- length(study$clusters) > 0 && !anyNA(data$size2)
  design <- svydesign(
    ids = if (two) ~cluster + person else ~cluster, strata = if (length(study$cells)) ~where, weights = ~weight,
    fpc = if (anyNA(data$size)) NULL else if (two) ~size + size2 else ~size, nest = TRUE, data = data)
  for (step in study$steps) design <- step_of(design, step, of)
  list(survey = design, inside = inside)
}

# One step of weighting.
step_of <- function(design, step, of) {
  if (step$kind == "response") {
    # Whoever answered in a cell stands for everybody asked in it; who has no cell for nobody else.
    cell <- code_of(design$variables, step$columns)
    n <- c(table(cell))
    asked <- ifelse(unknown(names(n)), n, of("response")$count[match(names(n), of("response")$codes)])
    design <- update(design, cell = cell)
    sums <- c(tapply(weights(design), cell, sum))[names(n)]
    return(postStratify(design, ~cell, data.frame(cell = names(n), Freq = sums * asked / n)))
  }
  if (step$kind == "trim")
    return(trimWeights(design, upper = step$most * median(weights(design)[weights(design) != 0]), strict = TRUE))
  margins <- lapply(seq_along(step$margins), function(at) {
    cell <- code_of(design$variables, step$margins[[at]])
    list(cell = cell, targets = targets_of(design, cell, of(step$tables[at])))
  })
  for (at in seq_along(margins)) design$variables[[paste0("margin", at)]] <- margins[[at]]$cell
  sides <- lapply(seq_along(margins), function(at) stats::reformulate(paste0("margin", at)))
  totals <- lapply(seq_along(margins), function(at) {
    targets <- margins[[at]]$targets
    stats::setNames(data.frame(names(targets), targets), c(paste0("margin", at), "Freq"))
  })
  if (step$kind == "post") return(postStratify(design, sides[[1]], totals[[1]]))
  if (step$kind == "raking" && is.null(step$bounds))
    return(rake(design, sides, totals, control = list(maxit = 10000, epsilon = 1e-13)))
  for (at in seq_along(margins))
    design$variables[[paste0("margin", at)]] <- factor(margins[[at]]$cell, names(margins[[at]]$targets))
  calibrate(design, stats::reformulate(paste0("margin", seq_along(margins))),
            unname(unlist(c(sum(margins[[1]]$targets), lapply(margins, function(one) one$targets[-1])))),
            calfun = step$kind, bounds = if (is.null(step$bounds)) c(-Inf, Inf) else step$bounds, epsilon = 1e-11,
            maxit = 300)
}

# What the weights of each cell are to add up to: the register's people, less the weight of those who have no cell.
targets_of <- function(design, cell, register) {
  sums <- c(tapply(weights(design), cell, sum))
  apart <- sums[unknown(names(sums))]
  left <- sum(register$count) - sum(apart)
  known <- stats::setNames(register$count * (if (left > 0) left / sum(register$count) else 1), register$codes)
  c(known, apart)
}

# What each person weighs; 0 for those left out, 1 where everybody weighs the same.
weight_of <- function(all) {
  weight <- rep(1, nrow(all))
  if (weighted()) {
    weight[] <- 0
    weight[now$inside] <- weights(now$survey)
  }
  weight
}

# Mean and share of x (one value a person of the audience) in the weighted sample; those who gave no x are no part of
# the domain. The share as share_of() has it: Wilson on p (1 - p) / variance; what the weighting
# itself fixes has no width.
survey_mean <- function(x) {
  design <- update(now$survey, x = x[now$inside])
  n <- sum(!is.na(design$variables$x) & weights(design) != 0)
  if (n == 0) return(number(NA, 0))
  found <- svymean(~x, design, na.rm = TRUE)
  if (n < 2) return(number(coef(found)[[1]], n))
  with_t(coef(found)[[1]], SE(found)[[1]], degf(subset(design, !is.na(x))), n)
}

survey_share <- function(x, n) {
  found <- survey_mean(x)
  if (is.na(found[["value"]])) return(number(NA, 0))
  p <- min(1, max(0, found[["value"]]))
  if (min(p, 1 - p) < 1e-12) p <- round(p)
  if (census()) return(number(p, n))
  effective <- n
  z <- qnorm(1 - (1 - study$level) / 2)
  if (!is.na(found[["se"]]) && p > 0 && p < 1) {
    if (found[["se"]] < 1e-10) return(number(p, n, p, p))
    if (is.na(found[["low"]])) return(number(p, n))  # no degrees of freedom
    effective <- p * (1 - p) / found[["se"]]^2
    z <- (found[["high"]] - found[["low"]]) / 2 / found[["se"]]
  }
  ends <- wilson(p, effective, z)
  number(p, n, ends[1], ends[2])
}

survey_borich <- function(importance, gap) {
  design <- update(now$survey, importance = importance[now$inside], gap = gap[now$inside])
  n <- min(sum(!is.na(design$variables$gap)), sum(!is.na(design$variables$importance)))
  if (n == 0) number(NA, 0) else borich_under(design, n)
}

# Wald's F of svyglm, and eta squared of the weighted answers; its interval is that of a simple sample of such a size
# that this eta squared would give this F.
survey_contrast <- function(x, group) {
  design <- update(now$survey, x = x[now$inside], group = group[now$inside])
  there <- !is.na(design$variables$x) & design$variables$group >= 0 & weights(design) != 0
  sizes <- table(design$variables$group[there])
  there <- there & design$variables$group %in% as.numeric(names(sizes)[sizes >= study$cell])
  n <- sum(there)
  if (length(unique(design$variables$group[there])) < 2) return(list(effect = number(NA, n), p = number(NA, n)))
  design$variables$there <- there
  design <- update(subset(design, there), group = factor(group))
  model <- svyglm(x ~ group, design)
  wald <- regTermTest(model, ~group)
  eta2 <- 1 - model$deviance / model$null.deviance
  size <- c(wald$Ftest) * wald$df * (1 - eta2) / eta2
  list(effect = eta_with(eta2, n, c(wald$Ftest), wald$df, wald$ddf, size), p = number(c(wald$p), n))
}
