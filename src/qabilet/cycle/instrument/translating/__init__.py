"""TRANSLATING: what is written in which language, what went stale, and what a translator brings back."""
