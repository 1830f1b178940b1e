"""The schemas that our DDI documents are held against."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from lxml import etree

OFFICIAL = os.environ.get("QABILET_DDI_SCHEMA", "")
SUBSET = Path(__file__).resolve().parents[2] / "reference" / "ddi" / "codebook_subset.xsd"


@cache
def ddi_schemas() -> tuple[etree.XMLSchema, ...]:
    """The subset in this repository, and the official schema where a copy of it is named."""
    return tuple(etree.XMLSchema(etree.parse(file)) for file in (SUBSET, OFFICIAL) if file)
