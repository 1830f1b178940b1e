# R survey: svydesign, then svyby. One formula of ten items leaves out whoever left out any of them ("complete");
# one call an item leaves out those who left out that item ("each").
#   Rscript by_survey.R FOLDER DOMAIN each|complete
args <- commandArgs(trailingOnly = TRUE)
folder <- args[1]; domain <- args[2]; answers <- args[3]
since <- proc.time()[["elapsed"]]; stages <- c()
lap <- function(stage) {
  now <- proc.time()[["elapsed"]]
  stages[[stage]] <<- now - since
  since <<- now
}
suppressMessages(library(survey))
lap("starting")
items <- paste0("y", 1:10)
column <- function(name, what = "integer", size = 4) {
  path <- file.path(folder, paste0(name, ".bin"))
  file <- file(path, "rb"); on.exit(close(file))
  readBin(file, what, n = file.size(path) / size, size = size, endian = "little")
}
names <- c("stratum", "psu", domain, items)
people <- as.data.frame(setNames(lapply(names, column), names))
people$weight <- column("weight", "double", 8)
lap("reading")
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = people)
lap("layout")
by <- as.formula(paste("~", domain))
whole <- function(formula) svyby(formula, by, design, svymean, na.rm = TRUE)
if (answers == "complete") {
  found <- whole(reformulate(items))
  means <- as.matrix(coef(found)); dim(means) <- c(nrow(found), length(items))
  errors <- as.matrix(SE(found))
} else {
  found <- lapply(items, function(item) whole(reformulate(item)))
  means <- sapply(found, coef); errors <- sapply(found, SE)
}
lap("estimates")
table <- function(values) paste0("[", paste(apply(values, 1, function(row)
  paste0("[", paste(sprintf("%.17g", row), collapse = ","), "]")), collapse = ","), "]")
cat(sprintf('{"stages": {%s}, "means": %s, "errors": %s}',
            paste(sprintf('"%s": %.4f', names(stages), unlist(stages)), collapse = ", "), table(means), table(errors)))
