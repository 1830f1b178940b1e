"""Which version this is, as `qabilet.__version__` has it (a test holds them together): nobody inside may import the
front door, and asking the installed package takes ten milliseconds."""

VERSION = "0.1.0"
