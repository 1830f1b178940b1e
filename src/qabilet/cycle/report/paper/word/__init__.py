"""WORD: the sheet as a Word document, in styles of our own or of a template."""
