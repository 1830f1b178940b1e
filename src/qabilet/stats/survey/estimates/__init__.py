"""ESTIMATES: means, totals, shares, quantiles and their spread in a survey and its domains."""
