"""The phone path: one small page a respondent answers on. Not yet lived in."""
