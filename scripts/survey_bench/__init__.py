"""The race of the survey statistics: the question, those who answer it, the measuring, the page."""
