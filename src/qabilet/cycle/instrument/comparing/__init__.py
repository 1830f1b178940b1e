"""COMPARING: two versions of a form: what changed, in words, and which items stay comparable."""
