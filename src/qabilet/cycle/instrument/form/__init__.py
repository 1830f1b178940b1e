"""FORM: the questionnaire as values: what is asked, of whom, in which words, after which answers; its versions."""
