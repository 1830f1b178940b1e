"""A whole round on a composed form: from the framework to the ranked needs, and nothing edited in between."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from qabilet import workflow
from qabilet.cycle.instrument import Form, Question
from qabilet.study.formats import read_dictionary, read_form
from qabilet.workflow import Occasion

NOW = Occasion(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), "researcher", "1")
AKIMS, DEPUTIES = 90, 30
LIKED = ("legal_literacy", "communication", "financial_literacy", "mediation", "digital_literacy")
"""The order in which the invented people rank the areas, give or take."""


def answered(form: Form, who: str, rng: np.random.Generator) -> dict[str, str]:
    """What one person answers: nothing where the form does not ask, everything else by chance but for the ranking."""
    noisy = sorted(LIKED, key=lambda area: LIKED.index(area) + rng.normal(0, 1.2))
    points = {f"knowledge_{area}": str(5 - place) for place, area in enumerate(noisy)}
    row: dict[str, str] = {}
    for path, node in form.walk():
        if not isinstance(node, Question) or node.kind not in ("one", "text"):
            continue
        routes = [node.relevance, *(section.relevance for section in path)]
        asked = who == "akim" or not any("'akim'" in route for route in routes)
        choices = [choice.code for choice in form.choices(node)]
        row[node.code] = "" if not asked or node.kind == "text" else \
            who if node.code == "respondent" else points.get(node.code) or str(rng.choice(choices))
    return row


def test_answers_to_a_composed_form_are_analysed_as_the_study_declares(tmp_path: Path) -> None:
    root, source = tmp_path / "akims", tmp_path / "export.csv"
    workflow.new(root, NOW, like="local-government", lang="kk")
    form = read_form(root / "instrument" / "form.xlsx", odk=False).form
    assert form is not None
    rng = np.random.default_rng(4)
    rows = [answered(form, "akim" if place < AKIMS else "deputy", rng) for place in range(AKIMS + DEPUTIES)]
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    workflow.adopt(source, root, NOW, form=root / "instrument" / "form.xlsx")
    dictionary, _ = read_dictionary((root / "fieldwork" / "answers.dictionary.csv").read_bytes(), file="dictionary")
    kinds = {column.group: column.kind for column in dictionary if column.group}
    assert kinds == {"knowledge": "ranking", "importance": "rating", "competence": "rating"}
    assert dictionary.column("knowledge_legal_literacy").competence == "legal-literacy"
    assert dictionary.column("importance_mediation").missing[""] == "not asked"

    assert workflow.check(root) == ()
    found = workflow.analyse(root, NOW)
    assert found.people == {"akim": AKIMS, "deputy": DEPUTIES}
    sheets = {(sheet.kind, sheet.audience): sheet for sheet in workflow.rank(root).sheets}
    assert set(sheets) == {("needs-ranking", "akim"), ("needs-ranking", "deputy"), ("needs-two-scale", "akim")}
    ranked = [row.code for row in sheets["needs-ranking", "akim"].rows]
    assert ranked[0] == "knowledge_legal_literacy"
    assert ranked[-1] == "knowledge_digital_literacy"
