"""`python -m qabilet`, for those whose PATH does not know the command."""

import sys

from qabilet.cli import main

sys.exit(main())
