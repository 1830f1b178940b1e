"""RESAMPLED: the spread of an estimate from replicates, units left out or drawn again."""
