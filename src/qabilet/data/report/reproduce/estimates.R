
# ---- 3. The design and the estimates -----------------------------------------------------------------------------

# The one place where the design is made. `...` are the variables it carries, one value a row of `rows`; `beside` are
# strata left out, for a column is not stratified by itself.
#   simple      one stratum, with the finite population correction where the register's size is known
#   stratified  strata
#   quota       nobody was drawn: the cells of the quota are taken for strata, as if people were there by chance
#   open        as one such cell
#   census      as open, and no interval is told
design_of <- function(rows, ..., beside = character()) {
  data <- data.frame(..., stratum = strata_of(rows, setdiff(study$strata, beside)), weight = 1)
  data$population <- population_of(rows)
  svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = data,
            fpc = if (anyNA(data$population)) NULL else ~population)
}

# The register's size for a simple random sample, NA for every other design.
population_of <- function(rows) {
  if (study$design != "simple" || is.na(now$population)) NA_real_ else max(now$population, nrow(rows))
}

# Strata of one person have no variance: they are joined to one another, a last lone one to the smallest other stratum.
strata_of <- function(rows, strata) {
  if (!length(strata)) return(rep("all", nrow(rows)))
  codes <- unname(as.list(rows[strata]))
  name <- do.call(paste, codes)
  sizes <- table(name)[unique(name[do.call(order, codes)])]
  lone <- names(sizes)[sizes == 1]
  others <- sizes[sizes > 1]
  if (length(lone) > 1) name[name %in% lone] <- "strata of one person, joined"
  else if (length(lone) && length(others)) name[name == lone] <- names(others)[which.min(others)]
  name
}

# Everybody was asked: there is nothing to estimate.
census <- function() study$design == "census"

# A number with its interval, the number of people it describes, and its standard error.
number <- function(value, n, low = NA, high = NA, se = NA) c(value = value, low = low, high = high, n = n, se = se)

# The t interval; none without a variance or degrees of freedom.
with_t <- function(value, se, df, n) {
  if (census() || is.na(se) || is.na(df) || df <= 0) return(number(value, n, se = se))
  half <- qt(1 - (1 - study$level) / 2, df) * se
  number(value, n, value - half, value + half, se)
}

# The mean of those who answered, with the t of their degrees of freedom.
mean_of <- function(rows, x) {
  if (weighted()) return(survey_mean(x))
  n <- sum(!is.na(x))
  if (n == 0) return(number(NA, 0))
  if (census() || length(x) < 2) return(number(mean(x, na.rm = TRUE), n))
  design <- design_of(rows, x = x)
  found <- svymean(~x, design, na.rm = TRUE)
  with_t(coef(found)[[1]], SE(found)[[1]], degf(subset(design, !is.na(x))), n)
}

# Wilson's interval for a share p of an effective n.
wilson <- function(p, n, z) {
  middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- sqrt(z^2 / n * (p * (1 - p) + z^2 / (4 * n))) / (1 + z^2 / n)
  c(max(0, middle - half), min(1, middle + half))
}

# The share of TRUE: Wilson's interval. `plain`: on n itself, whatever the design (shares of rankings and of pairs of
# answers). Under strata the effective n is p (1 - p) / variance, with t for z (Korn and Graubard 1998); under a simple
# random sample of a known register n (N - 1) / (N - n).
share_of <- function(rows, hit, beside = character(), plain = FALSE) {
  n <- sum(!is.na(hit))
  if (n == 0) return(number(NA, 0))
  p <- mean(hit, na.rm = TRUE)
  if (weighted()) return(survey_share(as.numeric(hit), n))
  if (census()) return(number(p, n))
  if (!plain && length(setdiff(study$strata, beside)) && length(hit) > 1) {
    design <- design_of(rows, hit = as.numeric(hit), beside = beside)
    variance <- c(SE(svymean(~hit, design, na.rm = TRUE)))^2
    df <- degf(subset(design, !is.na(hit)))
    if (p > 0 && p < 1 && !is.na(variance)) {
      if (variance < 1e-20) return(number(p, n, p, p))  # the cells fix the share
      ends <- wilson(p, p * (1 - p) / variance, if (df > 0) qt(1 - (1 - study$level) / 2, df) else qnorm(0.975))
      return(number(p, n, ends[1], ends[2]))
    }
  }
  population <- if (plain) NA else population_of(rows)
  if (!is.na(population)) {
    if (population <= n) return(number(p, n, p, p))
    ends <- wilson(p, n * (population - 1) / (population - n), qnorm(1 - (1 - study$level) / 2))
  } else {
    ends <- suppressWarnings(prop.test(sum(hit, na.rm = TRUE), n, conf.level = study$level, correct = FALSE))$conf.int
  }
  number(p, n, ends[1], ends[2])
}

# The value with the share q of people at or below it; the middle to the next one where q is met exactly.
quantile_of <- function(x, weight, q) {
  heaps <- tapply(weight, x, sum)
  values <- sort(unique(x))
  below <- cumsum(heaps) / sum(heaps)
  first <- match(TRUE, below >= q - 1e-12)
  if (is.na(first) || first == length(values)) values[length(values)]
  else if (abs(below[[first]] - q) <= 1e-12) (values[first] + values[first + 1]) / 2
  else values[first]
}

# Quartiles and median with Woodruff's interval: that of the share at or below, on the logit scale, read off again. As
# svyquantile(interval.type = "xlogit", qrule = "school"), which however (survey 4.1) takes the second value for the
# first where less than its share is asked for.
quartiles_of <- function(rows, x) {
  there <- !is.na(x)
  design <- if (weighted()) {
    subset(update(now$survey, x = x[now$inside]), !is.na(x))
  } else if (!census() && sum(there) > 1) design_of(rows[there, , drop = FALSE], x = x[there])
  x <- if (is.null(design)) x[there] else design$variables$x
  weight <- if (is.null(design)) rep(1, length(x)) else weights(design)
  on <- weight != 0  # a calibrated design keeps the others as rows that weigh nothing
  n <- sum(on)
  lapply(c(p25 = 0.25, median = 0.5, p75 = 0.75), function(q) {
    value <- quantile_of(x[on], weight[on], q)
    if (census() || n < 2) return(number(value, n))
    share <- svymean(~below, update(design, below = as.numeric(on & x <= value & !is.na(x))))
    if (coef(share) >= 1 - 1e-12 || degf(design) <= 0) return(number(value, n))
    if (weighted() && c(SE(share)) < 1e-12) return(number(value, n, value, value))
    names(share) <- "p"
    logit <- svycontrast(share, quote(log(p / (1 - p))))
    ends <- stats::plogis(c(confint(logit, level = study$level, df = degf(design))))
    number(value, n, quantile_of(x[on], weight[on], ends[1]), quantile_of(x[on], weight[on], ends[2]))
  })
}

# Borich's mean weighted discrepancy: the mean gap times the mean importance; its error by the delta method.
borich_of <- function(rows, importance, competence) {
  gap <- importance - competence
  if (weighted()) return(survey_borich(importance, gap))
  n <- c(sum(!is.na(gap)), sum(!is.na(importance)))
  if (min(n) == 0) return(number(NA, min(n)))
  if (census() || nrow(rows) < 2)
    return(number(mean(gap, na.rm = TRUE) * mean(importance, na.rm = TRUE), min(n)))
  borich_under(design_of(rows, gap = gap, importance = importance), min(n))
}

borich_under <- function(design, n) {
  design <- update(design, both = as.numeric(!is.na(gap)), one = as.numeric(!is.na(importance)),
                   gap = ifelse(is.na(gap), 0, gap), importance = ifelse(is.na(importance), 0, importance))
  found <- svycontrast(svytotal(~gap + both + importance + one, design), quote((gap / both) * (importance / one)))
  df <- min(degf(subset(design, both == 1)), degf(subset(design, one == 1)))
  with_t(coef(found)[[1]], SE(found)[[1]], df, n)
}

# Cronbach's alpha by psych, over all pairs of answers, with Feldt's interval, and what each item does to it; omega
# total of one factor by maximum likelihood; both on polychorics where `ordinal`. Items without variance are left out.
scale_of <- function(items, ordinal = FALSE) {
  items <- items[vapply(items, function(x) isTRUE(var(x, na.rm = TRUE) > 0), NA)]
  if (ncol(items) < 2) return(list())
  n <- min(crossprod(!is.na(as.matrix(items))))
  found <- suppressWarnings(suppressMessages(psych::alpha(items, warnings = FALSE)))
  raw <- found$total$raw_alpha
  alpha <- number(raw, n)
  if (!census() && n > 1) {
    ends <- psych::alpha.ci(raw, n, ncol(items), p.val = 1 - study$level)
    alpha <- number(raw, n, c(ends$lower.ci)[[1]], c(ends$upper.ci)[[1]])
  }
  c(list(n = number(n, n), alpha = alpha, standardised = number(found$total$std.alpha, n),
         omega = if (ncol(items) > 2) omega_of(cov(items, use = "pairwise"), n),
         item_rest = lapply(stats::setNames(found$item.stats$r.drop, names(items)), number, n = n),
         if_dropped = lapply(stats::setNames(found$alpha.drop$raw_alpha, names(items)), number, n = n)),
    if (ordinal) ordinal_of(items, n))
}

# Alpha and omega of polychoric correlations; omega from MINRES loadings, from psych's on to the least residuals with no
# communality above 0.995 (psych's may pass 1).
ordinal_of <- function(items, n) {
  R <- suppressWarnings(psych::cor.smooth(polychorics_of(items)))
  k <- ncol(R)
  omega <- NA
  if (k > 2) {
    bound <- sqrt(0.995)
    left <- function(l) (R - tcrossprod(l)) * (1 - diag(k))
    start <- c(suppressWarnings(suppressMessages(psych::fa(R, nfactors = 1, fm = "minres")))$loadings)
    l <- optim(pmax(-bound, pmin(bound, start)), function(l) sum(left(l)^2) / 4, function(l) -c(left(l) %*% l),
               method = "L-BFGS-B", lower = -bound, upper = bound, control = list(factr = 10))$par
    omega <- sum(l)^2 / (sum(l)^2 + sum(1 - l^2))
  }
  list(ordinal_alpha = number(k / (k - 1) * (1 - k / sum(R)), n), ordinal_omega = number(omega, n))
}

# As psych::polychoric(items), whose search for each correlation stops at the fourth digit, and which corrects empty
# cells where some item has an unused point: thresholds of all answers to an item, and the most likely rho between them.
polychorics_of <- function(items) {
  used <- lapply(items, function(x) match(x, sort(unique(x))))
  cuts <- lapply(used, function(x) qnorm(cumsum(tabulate(x)) / sum(!is.na(x)))[-max(x, na.rm = TRUE)])
  R <- diag(length(items))
  for (i in seq_along(items)[-1]) for (j in seq_len(i - 1)) {
    counts <- table(factor(used[[i]], seq(length(cuts[[i]]) + 1)), factor(used[[j]], seq(length(cuts[[j]]) + 1)))
    loss <- function(rho) {
      inside <- outer(cuts[[i]], cuts[[j]], Vectorize(function(a, b)
        c(mnormt::sadmvn(c(-Inf, -Inf), c(a, b), c(0, 0), matrix(c(1, rho, rho, 1), 2)))))
      below <- rbind(0, cbind(0, rbind(inside, pnorm(cuts[[j]])), c(pnorm(cuts[[i]]), 1)))
      cells <- diff(t(diff(t(below))))
      -sum((counts * log(pmax(cells, 1e-300)))[counts > 0]) / sum(counts)
    }
    R[i, j] <- R[j, i] <- optimize(loss, c(-1, 1), tol = 1e-10)$minimum
  }
  R
}

# Omega total (sum l)^2 / ((sum l)^2 + sum u) of the covariances of n people. Its interval is symmetric on the logit of
# omega, from the expected information of the loadings l and the uniquenesses u; none at the border of the model.
omega_of <- function(covariances, n) {
  set.seed(1)  # factanal tries random starts beside its own
  fit <- NULL
  for (factr in c(10, 1e3, 1e5, 1e7)) if (is.null(fit))  # as near to the optimum as the search gets
    fit <- tryCatch(factanal(covmat = covariances, n.obs = n, factors = 1, control = list(
      nstart = 3, lower = 0.005, opt = list(factr = factr))), error = function(condition) NULL)
  if (is.null(fit)) return(number(NA, n))
  l <- c(fit$loadings) * sqrt(diag(covariances))
  u <- fit$uniquenesses * diag(covariances)
  omega <- sum(l)^2 / (sum(l)^2 + sum(u))
  if (census() || any(fit$uniquenesses <= 0.005 * (1 + 1e-6)) || n <= length(l)) return(number(omega, n))
  inverse <- solve(tcrossprod(l) + diag(u))
  pull <- c(inverse %*% l)
  across <- inverse * rep(pull, each = length(l))
  information <- n * rbind(cbind(inverse * sum(l * pull) + tcrossprod(pull), across),
                           cbind(t(across), inverse^2 / 2))
  slope <- c(rep(2 / sum(l), length(l)), rep(-1 / sum(u), length(u)))
  half <- qnorm(1 - (1 - study$level) / 2) * sqrt(c(slope %*% solve(information, slope)))
  number(omega, n, plogis(qlogis(omega) - half), plogis(qlogis(omega) + half))
}

# Plackett and Luce's worths of complete rankings: a Cox model with a stratum for each person is the same likelihood.
worths_of <- function(places, weight) {
  k <- ncol(places)
  long <- data.frame(place = c(places), item = factor(rep(seq_len(k), each = nrow(places))),
                     person = rep(seq_len(nrow(places)), k), placed = 1, weight = rep(weight, k))
  long <- long[long$weight > 0, ]
  if (!nrow(long)) return(rep(list(number(NA, 0)), k))
  strata <- survival::strata
  fit <- survival::coxph(survival::Surv(place, placed) ~ item + strata(person), data = long, weights = weight,
                         control = survival::coxph.control(eps = 1e-12, toler.chol = 1e-14, iter.max = 50))
  worth <- exp(c(0, coef(fit)))
  worth <- worth / sum(worth)
  slope <- (diag(worth) - outer(worth, worth))[, -1, drop = FALSE]
  half <- 1.959963984540054 * sqrt(diag(slope %*% vcov(fit) %*% t(slope)))
  lapply(seq_len(k), function(j) {
    if (census() || weighted()) number(worth[[j]], nrow(places))  # weighted, the likelihood is none
    else number(worth[[j]], nrow(places), max(0, worth[[j]] - half[j]), min(1, worth[[j]] + half[j]))
  })
}

# Welch's test of the groups, and eta squared.
contrast_of <- function(x, group) {
  if (weighted()) return(survey_contrast(x, group))
  there <- !is.na(x) & group >= 0
  sizes <- table(group[there])
  there <- there & group %in% as.numeric(names(sizes)[sizes >= study$cell])
  x <- x[there]
  group <- factor(group[there])
  n <- length(x)
  if (nlevels(group) < 2) return(list(effect = number(NA, n), p = number(NA, n)))
  spread <- tapply(x, group, var)
  within <- sum((tapply(x, group, length) - 1) * spread)
  between <- sum((ave(x, group) - mean(x))^2)
  p <- if (all(spread > 0)) oneway.test(x ~ group)$p.value else NA
  df <- c(nlevels(group) - 1, n - nlevels(group))
  f <- between / df[1] / (within / df[2])
  list(effect = eta_with(between / (between + within), n, f, df[1], df[2], n), p = number(p, n))
}

# Eta squared with the interval of the noncentral F (Steiger 2004), for a sample of the size N.
eta_with <- function(eta2, n, f, df1, df2, N) {
  if (census() || !is.finite(f)) return(number(eta2, n))
  end <- function(tail) {
    off <- function(ncp) pf(f, df1, df2, ncp = ncp) - tail
    if (off(0) < 0) 0 else uniroot(off, c(0, 2 * f * df1 + 100), extendInt = "downX", tol = 1e-12)$root
  }
  ends <- c(end(1 - (1 - study$level) / 2), end((1 - study$level) / 2))
  number(eta2, n, min(ends[1] / (ends[1] + N), eta2), max(ends[2] / (ends[2] + N), eta2))
}

# The measure of one need, by the kind of its question, in a group of `rows` (all of them, if not said). Of a weighted
# sample a group is a domain; else its people are taken by themselves.
need_of <- function(rows, question, item, group = rep(TRUE, nrow(rows))) {
  asked <- needs[[question]]
  one <- asked$items[asked$items$item == item, , drop = FALSE]
  if (!weighted()) rows <- rows[group, , drop = FALSE]
  of_group <- function(column) if (weighted()) ifelse(group, points(rows, column), NA) else points(rows, column)
  x <- of_group(one$item)
  switch(asked$kind,
    rating = mean_of(rows, x),
    ranking = mean_of(rows, if (asked$largest == "high") nrow(asked$items) + 1 - x else x),
    gap = mean_of(rows, one$target - x),
    "two-scale" = borich_of(rows, x, of_group(one$competence)))
}
