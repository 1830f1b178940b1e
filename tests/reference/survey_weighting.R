# Steps of weighting as R makes them, each with the call that makes it and what another program needs to make it again.
cells <- function(d, x, vars, tilt) {
  w <- weights(d); key <- interaction(x[vars], drop = TRUE, sep = "/")
  sums <- tapply(w[w > 0], droplevels(key[w > 0]), sum)
  sums <- sums[order(names(sums))]
  list(columns = I(vars), levels = do.call(rbind, lapply(strsplit(names(sums), "/"), as.numeric)),
       population = I(as.vector(sums) * (1 + tilt * sin(seq_along(sums)))))
}
scaled <- function(margin, total) { margin$population <- I(margin$population * total / sum(margin$population)); margin }
frame <- function(margin) { f <- as.data.frame(margin$levels); names(f) <- margin$columns; f$Freq <- margin$population; f }
side <- function(margin) as.formula(paste("~", paste(margin$columns, collapse = " + ")))
# one step: how it is typed, how it is done, what a reader in another language needs to do it again
post <- function(margin) list(kind = "post", margins = list(margin),
  call = sprintf("postStratify(d, %s, population)", deparse(side(margin))), run = function(d) postStratify(d, side(margin), frame(margin)))
raked <- function(margins) list(kind = "rake", margins = margins,
  call = sprintf("rake(d, list(%s), populations, control = list(maxit = 1000, epsilon = 1e-13))", paste(sapply(margins, function(m) deparse(side(m))), collapse = ", ")),
  run = function(d) rake(d, lapply(margins, side), lapply(margins, frame), control = list(maxit = 1000, epsilon = 1e-13)))
calibrated <- function(margins, totals, distance, lower = -Inf, upper = Inf) {
  rhs <- paste(c(sapply(margins, function(m) sprintf("factor(%s)", m$columns)), names(totals)), collapse = " + ")
  pop <- unlist(c(sum(margins[[1]]$population), lapply(margins, function(m) m$population[-1]), totals))
  bounds <- if (is.finite(lower) || is.finite(upper)) sprintf(", bounds = c(%.15g, %.15g)", lower, upper) else ""
  list(kind = "calibrate", margins = margins, totals = totals, distance = distance, lower = lower, upper = upper,
       call = sprintf("calibrate(d, ~%s, population, calfun = \"%s\"%s, epsilon = 1e-11, maxit = 300)", rhs, distance, bounds),
       run = function(d) do.call(calibrate, c(list(d, as.formula(paste("~", rhs)), unname(pop), calfun = distance, bounds = c(lower, upper),
         epsilon = 1e-11, maxit = 300), if (inherits(d, "svyrep.design")) list(compress = FALSE))))
}
trimmed <- function(lower, upper, strict) list(kind = "trim", lower = lower, upper = upper, strict = strict,
  call = sprintf("trimWeights(d, lower = %.15g, upper = %.15g, strict = %s)", lower, upper, strict),
  run = function(d) trimWeights(d, lower = lower, upper = upper, strict = strict))
margins <- function(d, x, vars, tilt) { m <- lapply(vars, function(v) cells(d, x, v, tilt)); n <- sum(m[[1]]$population); lapply(m, scaled, n) }
