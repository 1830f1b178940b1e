"""Qabilet turns what public servants say about their work into what they should learn next."""

__version__ = "0.1.0"
