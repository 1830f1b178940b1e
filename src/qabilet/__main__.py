"""`python -m qabilet`, for those whose PATH does not know the command."""

from qabilet.cli import run

run()
