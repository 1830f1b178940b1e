"""INSTRUMENT on disk: the form, the interview guide, their translations, their frozen versions, their paper."""
