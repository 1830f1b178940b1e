"""Only the gate makes a Finding; the rows and sheets that hold them are made by it, or by handing on its own cells."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "qabilet"
MADE_BY_THE_GATE = {"Finding", "Row", "Sheet"}
GATE = "cycle/analysis/disclosure.py"
REPORT = "cycle/report/"
"""The report may put told rows together in another order: a Row of a released row's `cells`, a Sheet of such rows."""


def makers(source: Path) -> list[str]:
    """Where a name that means one of the gate's values is called, or handed on to be called (`replace`, `map`)."""
    found = []
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {alias.asname or alias.name: alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
                 and (node.module or "").startswith("qabilet.cycle.analysis") for alias in node.names}
        names |= {node.name: node.name for node in tree.body if isinstance(node, ast.ClassDef)
                  and path.name == "finding.py"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else ""
                attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = names.get(called, attribute)
                if name in MADE_BY_THE_GATE and not harmless(name, node, path.relative_to(source).as_posix()):
                    found.append(f"{path.relative_to(source).as_posix()}:{node.lineno}")
    return found


def harmless(name: str, call: ast.Call, path: str) -> bool:
    """An empty Finding tells nothing; and the report may arrange what was told."""
    if name == "Finding":
        return not call.args and not call.keywords
    if name == "Row" and path.startswith(REPORT) and len(call.args) > 2:
        return isinstance(call.args[2], ast.Attribute) and call.args[2].attr == "cells"
    return name == "Sheet" and path.startswith(REPORT)


def test_no_module_but_the_gate_makes_a_finding() -> None:
    assert [place for place in makers(SOURCE) if not place.startswith(GATE)] == []


def test_the_gate_itself_is_seen_to_make_them() -> None:
    assert [place for place in makers(SOURCE) if place.startswith(GATE)]


def test_a_forger_is_found(tmp_path: Path) -> None:
    (tmp_path / "forger.py").write_text("from qabilet.cycle.analysis import Finding as F\nF(value=1.0)\n")
    assert makers(tmp_path) == ["forger.py:2"]
