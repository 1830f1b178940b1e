
# ---- 4. The tables -----------------------------------------------------------------------------------------------
#
# A function for each kind of table. `rows` names the rows of the report's table and, in `told`, the numbers that stand
# in it: what the report withholds is neither listed nor printed here.

results <- list()
counted <- c("n", "count", "sample", "left_out")  # columns of numbers of people

# Weighted numbers are told rounded: in full they would be sums that only one set of answers gives. With --full they are
# kept as they are, for checking them to the last digit: then they are not for release.
as_told <- function(one, key, column) {
  if (full || !key %in% rounded_tables || column %in% counted || grepl("^text/", key))
    return(one)
  parts <- c("value", "low", "high")
  one[parts] <- ifelse(abs(one[parts]) < 100, round(one[parts], 3), signif(one[parts], 4))
  one
}

# Keep and print the numbers of a table that the report tells. `cells(row)` gives the numbers of one row by column;
# `told` holds the names of several columns, or, where `each` row is one number, of one.
tell <- function(key, title, rows, cells, each = FALSE) {
  rows[] <- lapply(rows, utf8)
  lines <- list()
  for (at in seq_len(nrow(rows))) {
    row <- as.list(rows[at, , drop = FALSE])
    found <- cells(row)
    for (column in if (each) row$told else strsplit(row$told, " ")[[1]]) {
      one <- found[[column]]
      if (is.null(one)) stop("No number for ", key, ", ", row$row, ", ", column, call. = FALSE)
      one <- as_told(one, key, column)
      results[[length(results) + 1]] <<- list(key = key, row = row$row, column = column, number = one[1:4])
      lines[[length(lines) + 1]] <- data.frame(row = if (is.null(row$label)) row$row else row$label, at = row$row,
        column = column, n = one[["n"]], shown = shown(one))
    }
  }
  cat("\n", utf8(title), "  (", utf8(key), ")\n", sep = "")
  print_wide(do.call(rbind, lines))
}

# A number with its interval, as it is printed.
shown <- function(one) {
  short <- function(x) format(signif(x, 5), trim = TRUE, digits = 5)
  if (is.na(one[["low"]])) short(one[["value"]])
  else paste0(short(one[["value"]]), " [", short(one[["low"]]), ", ", short(one[["high"]]), "]")
}

# One line a row of the table, one column for each of its numbers, and the number of people behind them.
print_wide <- function(lines) {
  wide <- lines[!duplicated(lines$at), c("row", "at")]
  for (column in unique(lines$column)) {
    of_column <- lines[lines$column == column, ]
    wide[[column]] <- ifelse(wide$at %in% of_column$at, of_column$shown[match(wide$at, of_column$at)], "")
  }
  behind <- function(at) {
    n <- lines$n[lines$at == at & !lines$column %in% counted]
    paste(unique(range(if (length(n)) n else lines$n[lines$at == at])), collapse = " to ")
  }
  wide$n <- vapply(wide$at, behind, "")
  print(wide[names(wide) != "at"], row.names = FALSE, right = FALSE)
}

sample_size <- function(key, title, audience, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) list(n = number(nrow(all), nrow(all))))
}

# The sample by the cells of the register; `rows` has the code in each dimension as level1, level2.
against_register <- function(key, title, audience, dimensions, rows) {
  all <- audience_of(audience)
  there <- Reduce(`&`, lapply(dimensions, function(name) column_of(all, name) >= 0))
  tell(key, title, rows, function(row) {
    inside <- Reduce(`&`, lapply(seq_along(dimensions),
                                 function(at) all[[dimensions[at]]] == row[[paste0("level", at)]]))
    list(sample = number(sum(inside), sum(inside)), sample_share = number(sum(inside) / sum(there), sum(there)),
         weighted_share = if (weighted())
           number(survey_mean(ifelse(there, as.numeric(inside), NA))[["value"]], sum(there)))
  })
}

# One answer of several. What the design has fixed has no interval.
one_choice <- function(key, title, audience, column, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) {
    hit <- is_level(all, column, row$level)
    share <- share_of(all, hit, beside = column)
    if (column %in% study$strata) share <- number(share[["value"]], share[["n"]])
    list(count = number(sum(hit, na.rm = TRUE), sum(hit, na.rm = TRUE)), share = share)
  })
}

# Several answers: a share for each.
many_choices <- function(key, title, audience, column, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) {
    hit <- is_level(all, paste0(column, ".", row$level), 1)
    list(count = number(sum(hit, na.rm = TRUE), sum(hit, na.rm = TRUE)), share = share_of(all, hit))
  })
}

numbers <- function(key, title, audience, column, rows) {
  all <- audience_of(audience)
  x <- column_of(all, column)
  tell(key, title, rows, function(row) c(list(mean = mean_of(all, x)), quartiles_of(all, x)))
}

missing_answers <- function(key, title, audience, rows) {
  all <- audience_of(audience)
  reasons <- c(not_asked = -1, not_relevant = -2, refused = -3, cannot_judge = -4)
  tell(key, title, rows, function(row) {
    code <- column_of(all, row$column)
    counts <- c(answered = sum(code >= 0), vapply(reasons, function(reason) sum(code == reason), 0))
    lapply(counts, number, n = nrow(all))
  })
}

# How the answers fall on a scale, lowest point first as people saw it, and the share of its two top points.
distribution_of <- function(all, column, size, reverse) {
  levels <- if (reverse) rev(seq_len(size) - 1) else seq_len(size) - 1
  sets <- c(list(top2 = levels[seq_along(levels) > size - 2]),
            stats::setNames(as.list(levels), paste0("p", seq_len(size))))
  lapply(sets, function(set) share_of(all, is_level(all, column, set), beside = column))
}

ratings <- function(key, title, audience, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) c(list(mean = mean_of(all, points(all, row$row))),
                                         distribution_of(all, row$row, row$points, row$reverse)))
}

# Needs that were rated, or set against the target levels of a position profile.
rated_needs <- function(key, title, audience, question, rows) {
  all <- audience_of(audience)
  gap <- needs[[question]]$kind == "gap"
  tell(key, title, rows, function(row) {
    measured <- need_of(all, question, row$row)
    found <- distribution_of(all, row$row, row$points, row$reverse)
    if (!gap) return(c(list(mean = measured), found))
    x <- points(all, row$row)
    target <- needs[[question]]$items$target[needs[[question]]$items$item == row$row]
    c(list(gap = measured, level = mean_of(all, x),
           below = number(share_of(all, x < ceiling(target))[["value"]], sum(!is.na(x)))), found)
  })
}

# The places of a question with forced places: 1 is the greatest need; 0 where none was given.
places_of <- function(all, question) {
  asked <- needs[[question]]
  x <- vapply(asked$items$item, function(item) as.numeric(points(all, item)), numeric(nrow(all)))
  x <- matrix(x, nrow(all), nrow(asked$items), dimnames = list(NULL, asked$items$item))
  x <- if (asked$largest == "high") ncol(x) + 1 - x else x
  ifelse(is.na(x), 0, x)
}

ranked_needs <- function(key, title, audience, question, rows) {
  all <- audience_of(audience)
  places <- places_of(all, question)
  whole <- apply(places, 1, function(row) identical(as.numeric(sort(row)), as.numeric(seq_along(row))))
  worths <- if (any(grepl("worth", rows$told)))
    stats::setNames(worths_of(places[whole, , drop = FALSE], weight_of(all)[whole]), colnames(places))
  tell(key, title, rows, function(row) list(
    mean_place = need_of(all, question, row$row),
    first = share_of(all, ifelse(whole, places[, row$row] == 1, NA), plain = TRUE),
    worth = worths[[row$row]]))
}

# Who puts the first need above the second.
pairs_of_needs <- function(key, title, audience, question, rows) {
  all <- audience_of(audience)
  places <- places_of(all, question)
  tell(key, title, rows, function(row) {
    first <- places[, row$row]
    second <- places[, row$told]
    stats::setNames(list(share_of(all, ifelse(first > 0 & second > 0, first < second, NA), plain = TRUE)), row$told)
  }, each = TRUE)
}

# Importance against competence: Borich, the ranked discrepancy model, and its parts.
two_scale_needs <- function(key, title, audience, question, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) {
    items <- needs[[question]]$items
    importance <- points(all, row$row)
    competence <- points(all, items$competence[items$item == row$row])
    sign <- sign(competence - importance)
    n <- sum(!is.na(sign))
    list(importance = mean_of(all, importance), competence = mean_of(all, competence),
         gap = mean_of(all, importance - competence), mwds = need_of(all, question, row$row),
         rds = if (weighted()) mean_of(all, 100 * sign)
               else with_t(100 * mean(sign, na.rm = TRUE), 100 * sd(sign, na.rm = TRUE) / sqrt(n), n - 1, n),
         negative = share_of(all, sign < 0, plain = TRUE), positive = share_of(all, sign > 0, plain = TRUE),
         ties = share_of(all, sign == 0, plain = TRUE))
  })
}

# The measure of each need in each group: people of the group alone, under the strata among them.
needs_by_group <- function(key, title, audience, question, dimension, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) {
    stats::setNames(list(need_of(all, question, row$item, column_of(all, dimension) == row$level)), row$told)
  }, each = TRUE)
}

# Do the groups differ? p by Welch's test (of a weighted sample Wald's), with Holm's correction over all needs of the
# question.
differences <- function(key, title, audience, question, dimension, rows) {
  all <- audience_of(audience)
  items <- needs[[question]]$items$item
  tests <- lapply(stats::setNames(items, items),
                  function(item) contrast_of(points(all, item), column_of(all, dimension)))
  adjusted <- p.adjust(vapply(tests, function(test) test$p[["value"]], 0), "holm")
  tell(key, title, rows, function(row) list(effect = tests[[row$row]]$effect,
                                            p = number(adjusted[[row$row]], tests[[row$row]]$p[["n"]])))
}

scales <- function(key, title, audience, items, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) scale_of(scale_items(all, items[[row$row]]), grepl("ordinal", row$told)))
}

# The mean of each person's answers to a scale, for whoever answered enough of its items.
scores <- function(key, title, audience, items, rows) {
  all <- audience_of(audience)
  tell(key, title, rows, function(row) {
    answers <- scale_items(all, items[[row$row]])
    answered <- rowSums(!is.na(answers))
    score <- ifelse(answered >= row$needed, rowMeans(answers, na.rm = TRUE), NA)
    left_out <- sum(answered > 0 & answered < row$needed)
    mean <- mean_of(all, score)
    list(n = number(mean[["n"]], mean[["n"]]), mean = mean,
         left_out = number(left_out, left_out))
  })
}

# What each item does to its scale.
items_of_scale <- function(key, title, audience, items, rows) {
  found <- scale_of(scale_items(audience_of(audience), items))
  tell(key, title, rows, function(row) list(item_rest = found$item_rest[[row$row]],
                                            if_dropped = found$if_dropped[[row$row]]))
}

scale_items <- function(all, items) as.data.frame(lapply(stats::setNames(items, items), points, rows = all))

# What each audience says of the same needs; `difference` is the first of `between` less the second, with Welch's
# degrees of freedom.
sides <- function(key, title, question, between, rows) {
  tell(key, title, rows, function(row) {
    said <- function(audience) need_of(audience_of(audience), question, row$item)
    if (row$told != "difference") return(stats::setNames(list(said(row$told)), row$told))
    one <- said(between[1])
    other <- said(between[2])
    se <- sqrt(one[["se"]]^2 + other[["se"]]^2)
    df <- se^4 / (one[["se"]]^4 / max(one[["n"]] - 1, 1) + other[["se"]]^4 / max(other[["n"]] - 1, 1))
    list(difference = with_t(one[["value"]] - other[["value"]], se, if (isTRUE(se == 0)) 1 else df,
                             min(one[["n"]], other[["n"]])))
  }, each = TRUE)
}

free_text <- function(key, title, audience, column, rows) {
  answered <- sum(column_of(audience_of(audience), column) >= 0)
  tell(key, title, rows, function(row) list(answered = number(answered, answered)))
}

# All numbers as key, row, column, value, low, high, n; with every digit.
write_results <- function(path) {
  quoted <- function(words) paste0("\"", gsub("\"", "\"\"", words, fixed = TRUE), "\"")
  digits <- function(number) ifelse(is.na(number), "", sprintf("%.17g", number))
  lines <- vapply(results, function(one) paste(c(quoted(utf8(one$key)), quoted(one$row), quoted(one$column),
                                                 digits(one$number)), collapse = ","), "")
  out <- file(path, "wb")
  on.exit(close(out))
  writeLines(c("key,row,column,value,low,high,n", lines), out, useBytes = TRUE)
}
