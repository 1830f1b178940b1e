"""The routing language in a real browser: the same trees, the same answers, the same values as in Python."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cycle.instrument.routing.trees import CONTEXTS, TREES
from tests.cycle.instrument.routing.vectors import SHARED, alike

from qabilet.cycle.instrument import Context, compiled, parse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
SCRIPT = Path(__file__).parents[2] / "src" / "qabilet" / "web" / "respond" / "routing.js"
PAGE = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<title>x</title><script src="routing.js"></script>"""
ASK = """cases => JSON.stringify(cases.map(([tree, context]) => {
  const value = QabiletRouting.evaluate(tree, context);
  return typeof value === "number" ? {number: Object.is(value, -0) ? "0" : String(value)} : value;
}))"""


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """An empty page that allows scripts of its own place alone, and nothing to be made from text."""
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = chromium.new_page()
        opened.route("**/*", lambda route: route.fulfill(
            body=SCRIPT.read_text(encoding="utf-8") if route.request.url.endswith(".js") else PAGE,
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html"))
        opened.goto("http://form.test/")
        yield opened
        chromium.close()


def asked(page: Any, cases: list[tuple[Any, Any]]) -> list[Any]:
    """What the browser gives for (tree, context) pairs, as Python would have it."""
    found = json.loads(page.evaluate(ASK, json.loads(json.dumps(cases))))
    return [float(one["number"].replace("Infinity", "inf")) if isinstance(one, dict) else one for one in found]


def test_the_vectors_hold_in_the_browser(page: Any) -> None:
    cases = [(expression, expected) for group in SHARED["groups"] for expression, expected in group["cases"]]
    found = asked(page, [(parse(expression).tree, dict(SHARED["context"])) for expression, _ in cases])
    wrong = [(expression, expected, value) for (expression, expected), value in zip(cases, found, strict=True)
             if not alike(value, expected)]
    assert wrong == []


def test_the_script_is_small_and_makes_no_code_from_text() -> None:
    source = SCRIPT.read_bytes()
    assert len(source) < 8 * 1024
    assert b"eval(" not in source
    assert b"Function(" not in source


@pytest.mark.slow
@settings(max_examples=20, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(batch=st.lists(st.tuples(TREES, CONTEXTS), min_size=20, max_size=60))
def test_python_and_the_browser_agree_on_anything(page: Any, batch: list[tuple[Any, dict[str, Any]]]) -> None:
    ours = [compiled(tree)(Context(**context)) for tree, context in batch]
    theirs = asked(page, batch)
    for (tree, context), here, there in zip(batch, ours, theirs, strict=True):
        if isinstance(here, float) and isinstance(there, float) and math.isfinite(here) and here != there:
            assert math.isclose(here, there, rel_tol=1e-9), (tree, context, here, there)
        else:
            assert alike(there, here), (tree, context, here, there)
