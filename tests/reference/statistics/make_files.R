# Files of SPSS and Stata that other programs write, read in tests/study/formats/statistics/test_of_others.py:
#     Rscript tests/reference/statistics/make_files.R [FOLDER]      from the repository's root; a fixed clock is not needed
# foreign writes old files of Stata, without a word on their encoding; haven writes new ones and SPSS.
args <- commandArgs(trailingOnly = TRUE)
out <- if (length(args)) args[1] else "tests/reference/statistics"
old <- function(words) iconv(words, "UTF-8", "CP1251")

people <- data.frame(
  post = factor(old(c("Аким района", "Аким села", "Аким села", "Заместитель акима")),
                levels = old(c("Аким района", "Аким села", "Заместитель акима"))),
  years = c(1L, 12L, NA, 7L), share = c(0.5, 0.1, NA, 1),
  day = as.Date(c("2023-05-31", NA, "1960-01-01", "2024-02-29")),
  wish = old(c("Больше практики", "-", "Занятия на казахском языке", "Нет времени")), stringsAsFactors = FALSE)
attr(people, "var.labels") <- old(c("Ваша должность", "Стаж, лет", "Доля", "День ответа", "Пожелания"))
foreign::write.dta(people, file.path(out, "old_cp1251.dta"), version = 10L)

library(haven)
reasons <- c(`сұралмады` = tagged_na("a"), `бас тарту` = tagged_na("r"))
answers <- tibble::tibble(
  law = labelled(c(1, 5, tagged_na("a"), tagged_na("r")), c(`Мүлдем келіспеймін` = 1, `Толық келісемін` = 5, reasons),
                 label = "Заң түсінікті"),
  single = c(1.1, 2.5, NA, 0.1),
  sent = as.POSIXct(c("2023-05-31 14:05:09", NA, "1999-12-31 23:59:59", "2024-02-29 00:00:00"), tz = "UTC"),
  month = structure(c(760, 0, NA, -1), format.stata = "%tm"),
  essay = c(strrep("ұзын ", 700), "қысқа", "", "é"))
attr(answers$single, "format.stata") <- "%9.2f"
write_dta(answers, file.path(out, "new_unicode.dta"), version = 14)
write_dta(answers[1:4], file.path(out, "stata12.dta"), version = 12)

spss <- tibble::tibble(
  q1 = labelled_spss(c(1, 2, 98, 99), c(`Иә` = 1, `Жоқ` = 2, `Білмеймін` = 98, `Бас тарту` = 99), na_range = c(90, 99),
                     label = "Оқыдыңыз ба?"),
  sex = labelled(c("m", "f", "f", ""), c(`Ер` = "m", `Әйел` = "f"), label = "Жынысы"),
  sent = as.POSIXct(c("2023-05-31 14:05:09", NA, "1999-12-31 23:59:59", "2024-02-29 00:00:00"), tz = "UTC"),
  hour = hms::hms(c(3723, NA, 0, 86399)),
  `өңір` = c("Абай", "Ұлытау", "", strrep("ә", 400)))
write_sav(spss, file.path(out, "of_haven.sav"), compress = "none")
write_sav(spss, file.path(out, "of_haven.zsav"), compress = "zsav")
