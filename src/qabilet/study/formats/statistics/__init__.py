"""SPSS AND STATA: files of the statistical packages, read with all they tell and written so that they open there."""
