"""Interviews: transcript, codebook, coding, themes. Not yet lived in."""
