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
from tests.cycle.instrument.routes.routed_form import FULL
from tests.cycle.instrument.routing.trees import CONTEXTS, TREES
from tests.cycle.instrument.routing.vectors import SHARED, alike

from qabilet.cycle.instrument import Context, Form, Logic, Question, compiled, parse, routes_json

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
SCRIPTS = Path(__file__).parents[2] / "src" / "qabilet" / "web" / "respond"
LOGIC = Logic(FULL)
PAGE = """<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<title>x</title><script src="routing.js"></script><script src="form.js"></script>"""
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
        opened.route("**/*.js", lambda route: route.fulfill(
            body=(SCRIPTS / route.request.url.rpartition("/")[2]).read_bytes(), content_type="text/javascript"))
        opened.route("http://form.test/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
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


@pytest.mark.parametrize("name", ["routing.js", "form.js"])
def test_the_script_is_small_and_makes_no_code_from_text(name: str) -> None:
    source = (SCRIPTS / name).read_bytes()
    assert len(source) < 8_000
    assert b"eval(" not in source
    assert b"Function(" not in source


@pytest.mark.slow
@settings(max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(batch=st.lists(st.tuples(TREES, CONTEXTS), min_size=20, max_size=60))
def test_python_and_the_browser_agree_on_anything(page: Any, batch: list[tuple[Any, dict[str, Any]]]) -> None:
    ours = [compiled(tree)(Context(**context)) for tree, context in batch]
    theirs = asked(page, batch)
    for (tree, context), here, there in zip(batch, ours, theirs, strict=True):
        if isinstance(here, float) and isinstance(there, float) and math.isfinite(here) and here != there:
            assert math.isclose(here, there, rel_tol=1e-9), (tree, context, here, there)
        else:
            assert alike(there, here), (tree, context, here, there)


ANSWERED = st.fixed_dictionaries({}, optional={
    "head": st.sampled_from(["yes", "no", ""]), "years": st.sampled_from(["", "5", "12", "61", "x"]),
    "region": st.sampled_from(["north", "south"]), "town": st.sampled_from(["ast", "ala", "x"]),
    "skills": st.sampled_from(["law", "law money", "law money people", "other"]),
    "budget": st.sampled_from(["", "100", "2,5"]),
    "staff": st.sampled_from(["0", "1", "3", "-1", "x", "2.9", "1000"]), "lot": st.sampled_from(["", "7"]),
    "day": st.sampled_from(["2024-03-10", "2024-03-11"]), "course#2": st.sampled_from(["0", "2", ""]),
    **{f"age#{at}": st.sampled_from(["", "10", "30", "70"]) for at in (1, 2, 3)},
    **{f"hours#{at}": st.sampled_from(["", "4", "8"]) for at in ("1.1", "2.1", "2.2", "3.1")}})


@pytest.mark.slow
@settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(batch=st.lists(ANSWERED, min_size=5, max_size=10))
def test_a_whole_form_says_the_same_in_the_browser(page: Any, batch: list[dict[str, str]]) -> None:
    day = {"today": "2024-03-10", "now": "2024-03-10T10:00:00.000+05:00", "seed": "k"}
    theirs = page.evaluate("([plan, batch, day]) => batch.map(one => QabiletForm.outcome(plan, one, day))",
                           [routes_json(FULL), batch, day])
    for answers, there in zip(batch, theirs, strict=True):
        here = LOGIC.outcome(answers, **day)
        assert there["values"] == here.values, answers
        assert there["relevant"] == here.relevant
        assert there["counts"] == here.counts
        assert {key: tuple(codes) for key, codes in there["offered"].items()} == here.offered
        assert (tuple(there["missing"]), tuple(there["broken"])) == (here.missing, here.broken), answers


def test_no_name_means_anything_by_itself(page: Any) -> None:
    """JavaScript has names of its own on every object; a question may bear them all the same."""
    form = Form("f", nodes=(Question("__proto__", "integer"),
                            Question("constructor", "calculate", calculation="${__proto__} + 1"),
                            Question("toString", "text", relevance="${constructor} = 6")))
    answers = '{"__proto__": "5"}'
    there = page.evaluate("""([plan, given]) =>
        JSON.stringify(QabiletForm.outcome(JSON.parse(plan), JSON.parse(given), {}))""",
                          [json.dumps(routes_json(form)), answers])
    here = Logic(form).outcome(json.loads(answers))
    assert json.loads(there)["values"] == here.values == {"__proto__": "5", "constructor": "6", "toString": ""}
    assert page.evaluate("QabiletRouting.evaluate(['ref', 'constructor'], {values: {}})") == ""
