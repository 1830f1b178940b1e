"""A sheet read back from its file, as somebody else's program reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

POPPLER = shutil.which("pdftotext")
needs_poppler = pytest.mark.skipif(POPPLER is None, reason="pdftotext (poppler) is not on this machine")
_SPACES = re.compile(r"[\s\u200b\u00ad]+")


def squeezed(words: str) -> str:
    """Without any space, so that line breaks do not matter."""
    return _SPACES.sub("", words)


def pdf_words(content: bytes) -> str:
    done = subprocess.run([str(POPPLER), "-raw", "-enc", "UTF-8", "-", "-"], input=content, capture_output=True,
                          check=True)
    return done.stdout.decode()


def word_words(content: bytes) -> str:
    """Every text of the body, tables too, in the order of the document."""
    body = Document(BytesIO(content)).element.body
    return "".join(one.text or "" if one.tag == qn("w:t") else "\n" for one in body.iter(qn("w:t"), qn("w:p"),
                                                                                          qn("w:br"), qn("w:tab")))
