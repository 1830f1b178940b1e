"""MODELS: regressions, tables and comparisons of groups under the design."""
