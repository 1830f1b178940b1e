# Writing JSON with 17 digits in base R, so that the reference cases need no package of their own.
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    inside <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(inside, collapse = ", "), "]"))
    return(paste0("{", paste0("\"", names(x), "\": ", inside, collapse = ", "), "}"))
  }
  if (is.matrix(x)) return(json(lapply(seq_len(nrow(x)), function(i) unname(x[i, ]))))
  one <- function(v) {
    if (is.character(v)) return(paste0("\"", gsub("\"", "\\\\\"", v), "\""))
    if (is.logical(v) && !is.na(v)) return(if (v) "true" else "false")
    if (is.na(v) || is.infinite(v)) return("null")
    if (v == round(v) && abs(v) < 1e15) return(sprintf("%.0f", v))
    sprintf("%.17g", v)
  }
  cells <- vapply(unname(x), one, "")
  if (length(x) == 1 && !inherits(x, "AsIs")) cells else paste0("[", paste(cells, collapse = ", "), "]")
}
# One case: the call as a person would type it, the data it was given, what it answered.
case <- function(call, given, answer) list(call = call, given = given, answer = answer)
save_cases <- function(name, cases) {
  made <- paste0("R ", getRversion(), ", survey ", packageVersion("survey"), ", psych ", packageVersion("psych"))
  lines <- vapply(cases, json, "")
  writeLines(c("{", paste0("\"made_with\": \"", made, "\","), "\"cases\": [",
               paste(lines, collapse = ",\n"), "]", "}"), file.path(out, paste0(name, ".json")))
}
args <- commandArgs(trailingOnly = TRUE)
out <- if (length(args)) args[1] else "tests/reference"
