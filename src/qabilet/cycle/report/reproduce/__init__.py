"""REPRODUCE: the R script beside the report, with which a reviewer makes its tables again without us."""
