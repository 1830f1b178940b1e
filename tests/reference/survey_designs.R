# Eighteen designs over one made-up population of officials: what every survey case of this folder is computed on.
# Sourced by the make_*.R scripts; run by make_survey_designs.R it stores the data and how each design is declared.
suppressPackageStartupMessages(library(survey))
set.seed(20263)
population <- do.call(rbind, lapply(1:4, function(h) do.call(rbind, lapply(1:14, function(p) {
  size <- 6 + ((7 * h + 5 * p) %% 15); lift <- rnorm(1, h / 4, .5)
  f <- rnorm(size) + lift
  data.frame(h = h, psu = p, ssu = rep(1:6, length.out = size), f = f)
}))))
N <- nrow(population)
likert <- function(load, cut) findInterval(load * population$f + rnorm(N), cut) + 1
population <- within(population, {
  m2 <- rbinom(N, 1, .15); m1 <- rbinom(N, 1, plogis(f - .5)); z <- rbinom(N, 1, plogis(.7 * f - .4))
  count <- rpois(N, exp(.2 + .3 * f)); x <- round(rnorm(N, 40 + 2 * f, 9), 1); income <- round(exp(rnorm(N, 12 + .1 * f, .5)))
  sex <- sample(1:2, N, TRUE, c(.6, .4)); age <- sample(1:3, N, TRUE, c(.3, .5, .2)); g <- sample(1:5, N, TRUE, c(4, 3, 2, 2, 1))
  y4 <- likert(.2, c(-2.5, -1.8, -1, .2)); y3 <- likert(.6, c(-1, -.3, .6, 1.4)); y2 <- likert(.9, c(-1, 0, 1, 2)); y1 <- likert(1, c(-1, 0, .8, 1.7))
})
population$y3[sample(N, 70)] <- NA; population$y4[sample(N, 130)] <- NA
population$f <- NULL
ids <- function(d) paste(d$h, d$psu)
Nh <- table(population$h); Mp <- table(ids(population)); Sp <- tapply(population$ssu, ids(population), function(s) length(unique(s)))
take <- function(n) sample(N, n)
by_stratum <- function(n) unlist(lapply(1:4, function(h) sample(which(population$h == h), n[h])))
clusters <- function(n) unlist(lapply(1:4, function(h) paste(h, sample(14, n[h]))))
whole <- function(p) population[ids(population) %in% p, ]
within_each <- function(p, m) do.call(rbind, lapply(p, function(one) { w <- which(ids(population) == one); population[w[sample(length(w), min(m, length(w)))], ] }))
put <- function(d, ...) { d <- cbind(d, ...); rownames(d) <- NULL; d }
data <- list()
s <- population[take(90), ];                 data$srs <- put(s, w = N / 90); data$srs_fpc <- put(s, w = N / 90, n1 = N)
s <- population[by_stratum(c(30, 12, 25, 8)), ]; k <- table(s$h)
data$strat <- put(s, w = as.vector((Nh / k)[s$h])); data$strat_fpc <- put(data$strat, n1 = as.vector(Nh[s$h]))
data$strat_uneven <- put(s, w = round(as.vector((Nh / k)[s$h]) * exp(rnorm(nrow(s), 0, .5)), 3), n1 = as.vector(Nh[s$h]))
s <- whole(sample(names(Mp), 11));           data$clus <- put(s, w = 56 / 11); data$clus_fpc <- put(s, w = 56 / 11, n1 = 56)
p <- clusters(c(3, 4, 2, 5)); s <- whole(p); np <- c(3, 4, 2, 5)
data$strat_clus <- put(s, w = 14 / np[s$h] * round(runif(nrow(s), .6, 1.8), 2)); data$strat_clus_fpc <- put(s, w = 14 / np[s$h], n1 = 14)
p <- sample(names(Mp), 12); s <- within_each(p, 5); mp <- table(ids(s))
data$two_stage <- put(s, w = as.vector(56 / 12 * Mp[ids(s)] / mp[ids(s)]), n1 = 56, n2 = as.vector(Mp[ids(s)]))
p <- clusters(c(3, 4, 2, 5)); s <- within_each(p, 4); mp <- table(ids(s))
data$strat_two_stage <- put(s, w = as.vector(14 / np[s$h] * Mp[ids(s)] / mp[ids(s)]), n1 = 14, n2 = as.vector(Mp[ids(s)]))
p <- clusters(c(3, 3, 2, 4)); s <- whole(p); np <- c(3, 3, 2, 4); s <- s[s$ssu %in% c(1, 3, 4), ]
data$two_stage_groups <- put(s, w = as.vector(14 / np[s$h] * Sp[ids(s)] / 3), n1 = 14, n2 = as.vector(Sp[ids(s)]))
s <- whole(clusters(c(3, 1, 4, 1)));         np <- c(3, 1, 4, 1)
data$lonely_adjust <- put(s, w = 14 / np[s$h]); data$lonely_average <- data$lonely_adjust; data$lonely_remove <- put(data$lonely_adjust, n1 = 14)
s <- data$strat_clus; s$w[sample(nrow(s), 15)] <- 0; s$g[s$h == 2 & s$g == 4] <- 1; data$zero_weights <- s
s <- population[population$h == 2, ];        data$census <- put(s, w = 1, n1 = nrow(s))
s <- population[c(3, 17, 60, 61), ];         data$tiny <- put(s, w = c(2, 3.5, 1, 4)); data$tiny$h <- c(1, 1, 2, 2)
stage <- function(unit = "", strata = "", size = "") list(unit = unit, strata = strata, size = size)
how <- function(..., weight = "w", lonely = "adjust") list(stages = list(...), weight = weight, lonely = lonely)
declared <- list(
  srs = how(stage()), srs_fpc = how(stage(size = "n1")), strat = how(stage(strata = "h")), strat_fpc = how(stage("", "h", "n1")),
  strat_uneven = how(stage("", "h", "n1")), clus = how(stage("pid")), clus_fpc = how(stage("pid", "", "n1")),
  strat_clus = how(stage("psu", "h")), strat_clus_fpc = how(stage("psu", "h", "n1")),
  two_stage = how(stage("pid", "", "n1"), stage("", "", "n2")), strat_two_stage = how(stage("psu", "h", "n1"), stage("", "", "n2")),
  two_stage_groups = how(stage("psu", "h", "n1"), stage("ssu", "", "n2")), lonely_adjust = how(stage("psu", "h")),
  lonely_average = how(stage("psu", "h"), lonely = "average"), lonely_remove = how(stage("psu", "h", "n1"), lonely = "remove"),
  zero_weights = how(stage("psu", "h")), census = how(stage(size = "n1")), tiny = how(stage(strata = "h")))
data <- lapply(data, function(d) { d$pid <- d$h * 100 + d$psu; d$row <- seq_len(nrow(d)); d })
# The call that makes a design, as text (kept with every case) and as the design itself.
design_call <- function(name) {
  st <- declared[[name]]$stages
  unit <- vapply(st, function(s) if (s$unit == "") "row" else s$unit, ""); size <- vapply(st, `[[`, "", "size")
  paste0("svydesign(id = ~", paste(if (length(unit) == 1 && unit == "row") "1" else unit, collapse = " + "),
         if (st[[1]]$strata != "") paste0(", strata = ~", st[[1]]$strata), if (any(size != "")) paste0(", fpc = ~", paste(size, collapse = " + ")),
         ", weights = ~w, nest = TRUE, data = ", name, ")")
}
design <- function(name) {
  options(survey.lonely.psu = declared[[name]]$lonely)
  eval(parse(text = sub(paste0("data = ", name), paste0("data = data[['", name, "']]"), design_call(name), fixed = TRUE)))
}
designs <- names(declared)
