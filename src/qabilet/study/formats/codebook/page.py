"""A codebook as one page that needs no other file, for reading on a screen and for printing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from qabilet.study.formats.codebook.book import Book, composed
from qabilet.study.formats.dataset import Dataset
from qabilet.text import Lang

if TYPE_CHECKING:
    from jinja2 import Template


def write_codebook_page(dataset: Dataset, lang: Lang) -> bytes:
    """One HTML page in `lang`: no script, no foreign address, every word of the study escaped."""
    from markupsafe import Markup

    book = composed(dataset, lang)
    page: str = _template().render(book=book, css=Markup(_file("page.css")), words=_words(book))
    return page.encode()


def _words(book: Book) -> dict[str, str]:
    return {"skip": book.say("Skip to the codebook"), "contents": book.say("Contents"),
            "codebook": book.say("Codebook"), "notes": book.say("What must be known of the data"),
            "name": book.say("Name"), "label": book.say("Label"), "code": book.say("Code"),
            "meaning": book.say("Meaning"), "kind": book.say("Kind"), "competence": book.say("Competence"),
            "question": book.say("Question as asked"), "missing": book.say("Why there is no answer"),
            "source": book.say("Source"), "variables": book.say("Variables"), "study": book.say("Study"),
            "foot": book.say("This codebook holds no answers and no counts.")}


@cache
def _template() -> Template:
    from jinja2 import Environment

    world = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("page.html"))


def _file(name: str) -> str:
    return (resources.files("qabilet") / "data" / "codebook" / name).read_text(encoding="utf-8")
