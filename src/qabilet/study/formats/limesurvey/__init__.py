"""LimeSurvey: a survey's structure as a form, its archives and exports as answers."""
