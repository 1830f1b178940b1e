"""Take pictures of a report for the README and the tutorial.

    python scripts/pictures.py STUDY.html... --to docs [--name report] [--part summary --part needs]

A picture a page and a width (1280 for a desk, 360 for a phone): `report-kk-1280.png`. `--part` takes the chapters
with those anchors only, one picture each; `--tall` is the height of the picture in pixels.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

WIDTHS = (1280, 360)


def chromium() -> str | None:
    return next((found for name in ("chromium", "chromium-browser", "google-chrome", "msedge")
                 if (found := shutil.which(name))), None)


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path, help="report pages, as `qabilet report` writes them")
    parser.add_argument("--to", type=Path, default=Path("docs"))
    parser.add_argument("--name", default="report")
    parser.add_argument("--part", action="append", default=[], help="the anchor of a chapter or a figure")
    parser.add_argument("--width", action="append", type=int, default=[])
    parser.add_argument("--tall", type=int, default=1400)
    return parser.parse_args(words)


def taken(page: Any, path: Path, width: int, asked: argparse.Namespace) -> list[Path]:
    """The pictures of one report at one width."""
    page.set_viewport_size({"width": width, "height": asked.tall})
    page.goto(path.resolve().as_uri())
    lang = page.evaluate("document.documentElement.lang")
    out = []
    for part in asked.part or [""]:
        picture = asked.to / f"{asked.name}-{'-'.join(one for one in (part, lang, str(width)) if one)}.png"
        if part:
            page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", part)
        page.screenshot(path=picture)
        out.append(picture)
    return out


def main(words: list[str]) -> int:
    asked = arguments(words)
    binary = chromium()
    if binary is None:
        print("No Chromium here: install one (on Debian the package `chromium`).", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    asked.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        page = browser.new_page(device_scale_factor=1)
        for path in asked.pages:
            for width in asked.width or WIDTHS:
                for picture in taken(page, path, width, asked):
                    print(picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
