"""TERMINAL: argument parsing only."""
