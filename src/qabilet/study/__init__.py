"""DISK: a Study is one folder of open formats."""
