"""COMPOSING: a questionnaire and an interview guide made from a framework, in three languages at once."""
