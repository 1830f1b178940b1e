# What R reads from a file of SPSS or Stata, as JSON: Rscript read_back.R haven|foreign FILE OUT
source("tests/reference/json.R")
args <- commandArgs(trailingOnly = TRUE)
path <- args[2]
stata <- grepl("dta$", path)
quoted <- function(words) as.character(enc2utf8(as.character(words)))

values <- function(column) {
  if (inherits(column, "Date")) return(ifelse(is.na(column), "", format(column, "%Y-%m-%d")))
  if (is.character(column)) return(quoted(column))
  bare <- as.vector(unclass(column))
  tags <- if (stata && args[1] == "haven") haven::na_tag(column) else rep(NA_character_, length(bare))
  ifelse(!is.na(tags), paste0(".", tags), ifelse(is.na(bare), "", sprintf("%.15g", bare)))
}

labels <- function(column) {
  found <- attr(column, "labels")
  if (is.null(found)) found <- rev(attr(column, "value.labels"))
  if (is.null(found)) return(list())
  list(codes = I(values(found)), words = I(quoted(names(found))))
}

if (args[1] == "haven") {
  data <- if (stata) haven::read_dta(path) else haven::read_sav(path, user_na = TRUE)
  label <- function(name) attr(data[[name]], "label")
} else {
  data <- suppressWarnings(foreign::read.spss(path, use.value.labels = FALSE, use.missings = FALSE, reencode = "UTF-8"))
  label <- function(name) attr(data, "variable.labels")[[name]]
}
out <- lapply(names(data), function(name) {
  column <- data[[name]]
  list(name = name, label = quoted(if (is.null(label(name))) "" else label(name)), values = I(values(column)),
       labels = labels(column), span = I(as.numeric(attr(column, "na_range"))),
       single = I(as.numeric(attr(column, "na_values"))), date = inherits(column, "Date"))
})
writeLines(json(out), file(args[3], "w", encoding = "native.enc"), useBytes = TRUE)
