"""Frameworks of competences in the forms others keep them in: CASE 1.0 and SKOS, with the files of ESCO."""
