"""The codes of the analysis and of its gate."""

from qabilet.errors import Exit, declare

GATE_001 = declare(
    "GATE_001",
    "The rule `{rule}` is {value}, and may not be lower than {least}.",
    "Set `{rule}` in study.toml to {least} or more, or leave it out.",
    exit=Exit.STUDY)
GATE_002 = declare(
    "GATE_002",
    "These findings were not written by this program, or were changed afterwards: {reason}.",
    "Run `analyse` again; do not edit findings.json.",
    exit=Exit.STUDY)
