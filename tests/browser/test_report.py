"""The report in a real browser: phone and desktop, three languages, with and without script, read by axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cycle.report.fixture import akims, awkward
from tests.cycle.report.test_report_weighted import given as weighted

from qabilet.cycle.report import write_report
from qabilet.text import LANGS, Lang

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.slow,
              pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    for name, given in (("akims", akims()), ("awkward", awkward()), ("weighted", weighted())):
        for lang in LANGS:
            (folder / f"{name}-{lang}.html").write_text(write_report(given, lang), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser: Any, path: Path, size: dict[str, int], *, script: bool = True) -> Any:
    page = browser.new_context(viewport=size, java_script_enabled=script).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", ["akims", "awkward", "weighted"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_wrong(browser: Any, pages: Path, name: str, lang: Lang, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = opened(browser, pages / f"{name}-{lang}.html", size)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:120]) for one in found] == []
    page.context.close()


@pytest.mark.parametrize("name", ["akims", "awkward", "weighted"])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_scrolls_sideways_on_a_phone(browser: Any, pages: Path, name: str, lang: Lang) -> None:
    page = opened(browser, pages / f"{name}-{lang}.html", PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.context.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_words_in_figures_are_not_cut_and_do_not_cover_one_another(browser: Any, pages: Path, lang: Lang,
                                                                   size: dict[str, int]) -> None:
    page = opened(browser, pages / f"akims-{lang}.html", size)
    faults = page.evaluate("""() => {
        const out = [];
        for (const svg of document.querySelectorAll('svg')) {
            const frame = svg.getBoundingClientRect();
            if (!frame.width) continue;
            const boxes = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
            for (const [words, box] of boxes)
                if (box.right > innerWidth || box.left < 0 || box.bottom > frame.bottom + 2) out.push(['cut', words]);
            for (let i = 0; i < boxes.length; i++)
                for (let j = i + 1; j < boxes.length; j++) {
                    const [a, b] = [boxes[i][1], boxes[j][1]];
                    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                    if (across > 2 && down > 4) out.push(['covered', boxes[i][0], boxes[j][0]]);
                }
        }
        return out;
    }""")
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_each_width_shows_its_own_layout_of_a_figure_and_only_that(browser: Any, pages: Path,
                                                                   size: dict[str, int]) -> None:
    page = opened(browser, pages / "akims-kk.html", size)
    shown = "narrow" if size is PHONE else "wide"
    hidden = "wide" if size is PHONE else "narrow"
    assert page.locator(f"figure .{shown} svg").first.is_visible()
    assert not page.locator(f"figure .{hidden} svg").first.is_visible()
    page.context.close()


def test_without_script_the_report_is_the_same(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "akims-ru.html", PHONE, script=False)
    assert page.locator("h1").inner_text() == "Потребности акимов в обучении: 2023 год"
    page.locator("details summary").first.click()
    assert page.locator("details table").first.is_visible()
    page.locator("nav a").last.click()
    assert page.url.endswith("#appendix")
    page.context.close()


def test_the_keyboard_reaches_the_text_first_and_then_every_wide_table(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "akims-en.html", PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.locator(".scroll").first.focus()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "group"
    page.context.close()


def test_nothing_is_fetched_from_anywhere(browser: Any, pages: Path) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((pages / "akims-kk.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.context.close()


def test_it_prints_on_a4_with_its_wide_figures(browser: Any, pages: Path) -> None:
    page = opened(browser, pages / "akims-ru.html", DESKTOP)
    page.emulate_media(media="print")
    assert page.locator("figure .wide svg").first.is_visible()
    assert not page.locator("nav").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.context.close()
