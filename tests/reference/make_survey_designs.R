# The data of the eighteen survey designs and how each is declared; degf() of each.
source("tests/reference/json.R"); source("tests/reference/survey_designs.R")
save_cases("survey_designs", lapply(designs, function(name)
  case(design_call(name), list(name = name, declared = declared[[name]], data = lapply(data[[name]], I)), list(degf = degf(design(name))))))
