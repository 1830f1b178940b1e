"""SURVEY: estimates from samples drawn in strata and clusters, weighted, with the error their design bears."""
