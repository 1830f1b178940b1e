"""A codebook as one page that needs no other file, for reading on a screen and for printing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from qabilet.study.formats.codebook.book import composed
from qabilet.study.formats.dataset import Dataset
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import Lang, pattern

if TYPE_CHECKING:
    from jinja2 import Template

_WORDS = {
    "skip": pattern("Skip to the codebook"), "contents": pattern("Contents"), "codebook": pattern("Codebook"),
    "notes": pattern("What must be known of the data"), "name": pattern("Name"), "label": pattern("Label"),
    "code": pattern("Code"), "meaning": pattern("Meaning"), "kind": pattern("Kind"),
    "competence": pattern("Competence asked about"), "question": pattern("Question as asked"),
    "missing": pattern("Why there is no answer"), "source": pattern("Source of the data"),
    "variables": pattern("Variables"), "study": pattern("Study"),
    "foot": pattern("This codebook holds no answers and no counts.")}


def write_codebook_page(dataset: Dataset, lang: Lang) -> bytes:
    """One HTML page in `lang`: no script, no foreign address, every word of the study escaped."""
    from markupsafe import Markup

    book = composed(dataset, lang)
    page: str = _template().render(book=book, css=Markup(_file("page.css")),
                                   words={name: book.say(words) for name, words in _WORDS.items()})
    return allowed(page).encode()


@cache
def _template() -> Template:
    from jinja2 import Environment

    world = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("page.html"))


def _file(name: str) -> str:
    return (resources.files("qabilet") / "data" / "codebook" / name).read_text(encoding="utf-8")
