"""WEIGHTS: made to stand for those who did not answer and to agree with the register; and what they are like."""
