"""EXPORT: a study as a data set with its labels, the gate of microdata, and the files made of them."""
