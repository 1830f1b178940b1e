"""PAPER: the questionnaire and the interview guide as an official hands them out: Word and PDF from one model."""
