# ---- 1. The frame: every answer as a small integer ---------------------------------------------------------------
#
# One row a person. A coded column holds 0, 1, 2, ... for the answers in the order of the questionnaire and a negative
# number where there is none: -1 not asked, -2 not relevant, -3 refused, -4 cannot judge. A column of numbers holds the
# numbers, empty where there is none, with the reason beside it in a column of the same name and a question mark. A
# question with several answers has a 0/1 column for each of them: name.1, name.2, ...

# Words of this file are UTF-8, wherever it is run.
utf8 <- function(words) {
  if (is.character(words)) Encoding(words) <- "UTF-8"
  words
}

# The frozen frame of the study, by whatever reader of Parquet is installed; else from the copy as CSV.
read_frame <- function(folder) {
  parquet <- file.path(folder, "analysis", "frame.parquet")
  csv <- file.path(folder, "analysis", "frame.csv")
  readers <- c("nanoparquet", "arrow", "duckdb")
  able <- readers[vapply(readers, requireNamespace, NA, quietly = TRUE)]
  if (file.exists(parquet) && length(able)) {
    path <- parquet
    frame <- switch(able[1],
      nanoparquet = nanoparquet::read_parquet(parquet),
      arrow = arrow::read_parquet(parquet),
      duckdb = {
        db <- DBI::dbConnect(duckdb::duckdb())
        on.exit(DBI::dbDisconnect(db, shutdown = TRUE))
        DBI::dbGetQuery(db, paste("SELECT * FROM read_parquet(", DBI::dbQuoteString(db, parquet), ")"))
      })
  } else if (file.exists(csv)) {
    path <- csv
    frame <- utils::read.csv(csv, check.names = FALSE, encoding = "UTF-8", na.strings = "")
  } else if (file.exists(parquet)) {
    stop("No reader of Parquet is installed here. Either install.packages(\"nanoparquet\"), or write the frame as ",
         "CSV with: qabilet frame ", shQuote(folder), call. = FALSE)
  } else {
    stop("There is no analysis/frame.parquet in ", shQuote(folder), ": is it the folder of the study, analysed?",
         call. = FALSE)
  }
  frame <- as.data.frame(frame)
  names(frame) <- utf8(names(frame))
  check_frozen(folder, path)
  cat("The frame: ", path, ", ", nrow(frame), " people\n", sep = "")
  frame
}

# analysis/frame.md5 was written with the frame and the findings. Says loudly where they are others now, or where the
# findings are not those of this script's report.
check_frozen <- function(folder, path) {
  sums <- file.path(folder, "analysis", "frame.md5")
  findings <- file.path(folder, "analysis", "findings.json")
  wrong <- if (study$stale) "the study was changed after its findings were made" else character()
  known <- if (file.exists(sums)) readLines(sums, warn = FALSE) else character()
  written <- function(file) sub(" .*", "", known[sub("^[0-9a-f]+ [ *]", "", known) == basename(file)])
  if (!identical(unname(tools::md5sum(findings)), study$findings_md5))
    wrong <- c(wrong, "the findings in the folder are not those this script was written for")
  if (!identical(unname(tools::md5sum(findings)), written(findings)))
    wrong <- c(wrong, "the findings are not those that were saved with the frame")
  if (!identical(unname(tools::md5sum(path)), written(path)))
    wrong <- c(wrong, paste(basename(path), "is not the frame that was frozen with the findings"))
  design <- file.path(folder, "analysis", "design.csv")
  if (file.exists(design) && !identical(unname(tools::md5sum(design)), written(design)))
    wrong <- c(wrong, "design.csv is not what was frozen with the findings")
  if (!length(wrong)) return(cat("The frame is the frozen one, and the findings are those of this script.\n"))
  cat("\n!!! NOT THE FROZEN FRAME:", paste(wrong, collapse = "; "), "!!!\n",
      "    The numbers below need not be those of the report.\n\n")
  frozen <<- FALSE
}
frozen <- TRUE

# What the design knows of strata, clusters and cells; see below.
read_design <- function(folder) {
  path <- file.path(folder, "analysis", "design.csv")
  if (!any(study$audiences$weighted)) return(NULL)
  if (!file.exists(path)) stop("There is no analysis/design.csv in ", shQuote(folder), call. = FALSE)
  utils::read.csv(path, colClasses = c(table = "character", codes = "character"))
}

# The people of one audience.
people <- function(audience) {
  code <- study$audiences$code[study$audiences$audience == audience]
  if (is.na(code)) frame else frame[frame[[study$audience_column]] == code, , drop = FALSE]
}

# The points of a scale, from 1; NA where there is no answer.
points <- function(rows, column) {
  code <- column_of(rows, column)
  ifelse(code < 0, NA, code + 1)
}

# Whether the answer is one of the levels; NA where there is no answer.
is_level <- function(rows, column, levels) {
  code <- column_of(rows, column)
  ifelse(code < 0, NA, code %in% levels)
}

column_of <- function(rows, column) {
  if (!column %in% names(rows)) stop("The frame has no column ", column, call. = FALSE)
  rows[[column]]
}
