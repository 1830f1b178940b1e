"""The codebook in a real browser: phone, desktop and paper, three languages, with words as bad as words get."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qabilet.study import described, open_study
from qabilet.study.formats import Dataset, Value, Variable
from qabilet.study.formats.codebook.page import write_codebook_page
from qabilet.text import LANGS, Lang, Text

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow,
              pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("akims-2023", "akims-two-stage-2024", "awkward")


def awkward() -> Dataset:
    """Long words without a place to break them, markup, many codes, no title."""
    long = Text.same("Ш" * 90)
    values = tuple(Value(code, Text.same(f"<b>{code}</b> " + "долгое слово " * 12)) for code in range(1, 90))
    return Dataset("s", Text(), (Variable("v" * 32, "code", long, long, values), Variable("n", "number", Text())),
                   (), 0, notes=(Text.same("</ul><script>alert(1)</script>"),))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codebook")
    for name in NAMES:
        dataset = awkward() if name == "awkward" else described(open_study(EXAMPLES / name))
        for lang in LANGS:
            (folder / f"{name}-{lang}.html").write_bytes(write_codebook_page(dataset, lang))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser: Any, path: Path, size: dict[str, int]) -> Any:
    page = browser.new_context(viewport=size).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_wrong(browser: Any, pages: Path, name: str, lang: Lang, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = opened(browser, pages / f"{name}-{lang}.html", size)
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:120]) for one in found] == []
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_scrolls_sideways_on_a_phone(browser: Any, pages: Path, name: str, lang: Lang) -> None:
    page = opened(browser, pages / f"{name}-{lang}.html", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_on_a4_without_a_line_cut_off(browser: Any, pages: Path, name: str) -> None:
    page = opened(browser, pages / f"{name}-kk.html", {"width": 672, "height": 1000})  # 210 mm less the margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    assert page.pdf(format="A4", prefer_css_page_size=True)[:5] == b"%PDF-"
    page.context.close()
