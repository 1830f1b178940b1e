"""Handbook: act, case, book. Not yet lived in."""
