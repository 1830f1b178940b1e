"""CODEBOOK: what each variable of a data set means, for people and for programs; no answer and no count is in it."""
