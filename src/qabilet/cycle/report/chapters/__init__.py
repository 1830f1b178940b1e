"""CHAPTERS: one file for each, from the sheets to blocks of the document."""
