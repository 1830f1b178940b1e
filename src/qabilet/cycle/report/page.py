"""The document as one self-contained HTML page: styles and figures inside it, no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import count
from typing import Any

from qabilet.cycle.report.document import Document, FigureBlock
from qabilet.cycle.report.svg import drawn


def page(document: Document) -> str:
    from markupsafe import Markup

    numbers: dict[str, Iterator[int]] = {"table": count(1), "figure": count(1)}

    def numbered(kind: str) -> str:
        return document.labels[kind].format(number=next(numbers[kind]))

    def svg(figure: FigureBlock, narrow: bool) -> Markup:
        name = f"{figure.anchor}-{'n' if narrow else 'w'}"
        return Markup(drawn(figure.narrow if narrow else figure.wide, name, title=figure.caption,
                            description=figure.alt))

    words: str = _template().render(document=document, css=Markup(_file("page.css")), svg=svg, numbered=numbered,
                                    kind=lambda block: type(block).__name__)
    return words


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("page.html"))


@cache
def _file(name: str) -> str:
    return (resources.files("qabilet") / "data" / "report" / name).read_text(encoding="utf-8")
