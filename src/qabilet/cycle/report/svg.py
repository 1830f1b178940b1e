"""A chart specification as an SVG element that stands in a page: named, described, in the page's own font."""

from __future__ import annotations

import re
from html import escape

from qabilet.cycle.report.document import Spec

_INNER = re.compile(r'\s(?:role|aria-[a-z]+|class|font-family|pointer-events)="[^"]*"')
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


def drawn(spec: Spec, name: str, *, title: str, description: str) -> str:
    """The chart as `<svg role="img">`, with ids made of `name`, unique in the page."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(dict(spec))
    size = _SIZE.search(svg)
    inner = svg[svg.index(">") + 1:svg.rindex("</svg>")]
    inner = re.sub(r'<rect width="[\d.]+" height="[\d.]+" fill="white"/>', "", inner, count=1)
    inner = _INNER.sub("", inner)
    inner = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", inner)
    width, height = size.groups() if size else ("760", "400")
    return (f'<svg role="img" aria-labelledby="{name}-t {name}-d" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}"><title id="{name}-t">{escape(title)}</title>'
            f'<desc id="{name}-d">{escape(description)}</desc>{inner}</svg>')
