"""Evaluation: feedback, change, revision. Not yet lived in."""
