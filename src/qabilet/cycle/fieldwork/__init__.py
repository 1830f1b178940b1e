"""Fieldwork: invitation, response, disposition, progress. Not yet lived in."""
