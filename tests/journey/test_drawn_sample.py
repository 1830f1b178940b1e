"""A survey from the register to the needs: a plan drafted, a sample drawn, its answers weighed as it was drawn."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest
from tests.journey.test_round import qabilet

NEEDS = ("finance", "law", "digital", "talks")
DESIGNS = {"stratified": 'kind = "stratified"\nstrata = ["region"]\nn = 300\n[allocation]\nrule = "equal"\n',
           "cluster": 'kind = "cluster"\nstrata = ["region"]\ncluster = "district"\nclusters = 40\nper_cluster = 8\n'
                      'method = "pps"\n[allocation]\nrule = "equal"\n',
           "simple": 'kind = "simple"\nn = 250\n'}


def people() -> list[dict[str, str]]:
    """1,500 people in three regions of very different size; what they need differs by region and by district."""
    rng = np.random.default_rng(11)
    found = []
    for region, count, shift in (("North", 1000, 0.0), ("South", 350, 1.0), ("West", 150, -1.0)):
        lean = rng.normal(0, 0.4, 25)
        for place in range(count):
            district = place % 25
            level = 3 + shift * np.array([1, -1, 0.5, 0]) + lean[district]
            points = np.clip(np.round(level + rng.normal(0, 0.9, 4)), 1, 5)
            found.append({"id": f"P{len(found):04d}", "region": region, "district": f"{region} {district + 1}",
                          **{need: f"{point:.0f}" for need, point in zip(NEEDS, points, strict=True)}})
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", DESIGNS)
def test_answers_of_a_drawn_sample_are_weighed_as_it_was_drawn(tmp_path: Path, kind: str) -> None:
    everybody = {row["id"]: row for row in people()}
    study = tmp_path / "study"
    qabilet("new", study)
    with (tmp_path / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "region", "district"], *([row["id"], row["region"], row["district"]]
                                                                   for row in everybody.values())])
    drafted = qabilet("draw", study, "--register", tmp_path / "register.csv")
    assert drafted["unit"] == "id"
    plan = study / "sample" / "design.toml"
    head = plan.read_text(encoding="utf-8").partition("[design]")[0]
    plan.write_text(f"{head}[design]\nseed = 5\n{DESIGNS[kind]}", encoding="utf-8")
    lines = qabilet("draw", study)["study_toml"]
    with (study / "sample" / "drawn.csv").open(encoding="utf-8-sig") as file:
        drawn = [row for row in csv.DictReader(file, delimiter=";") if row["role"] == "main"]
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        heads = [f"How much do you need it? [{need}]" for need in NEEDS]
        rows = [[everybody[row["unit"]][name] for name in ("region", "district", *NEEDS)] for row in drawn]
        csv.writer(file).writerows([["region", "district", *heads], *sorted(rows)])
    qabilet("adopt", tmp_path / "answers.csv", "--to", study)
    settings = study / "study.toml"
    text = settings.read_text(encoding="utf-8")
    design = re.sub(r"(?ms)^\[design\]\n.*?(?=^\[)", "[design]\n" + "\n".join(map(str, lines)) + "\n\n",  # type: ignore[call-overload]
                    text)
    settings.write_text(design, encoding="utf-8")
    assert qabilet("check", study)["faults"] == []
    qabilet("analyse", study)
    questions = qabilet("rank", study)["questions"]
    assert len(questions) == 1  # type: ignore[arg-type]
    assert questions[0]["design"] == kind  # type: ignore[index]
    weight = np.array([float(row["weight"]) for row in drawn])
    for need in questions[0]["needs"]:  # type: ignore[index]
        name = next(one for one in NEEDS if one in need["label"]["en"])
        points = np.array([float(everybody[row["unit"]][name]) for row in drawn])
        truth = np.mean([float(row[name]) for row in everybody.values()])
        # Four digits are told.
        assert need["value"] == pytest.approx(float((weight * points).sum() / weight.sum()), abs=6e-4)
        # Three standard errors: a wider net than the interval, for one draw is one draw.
        assert abs(need["value"] - truth) < 1.6 * (need["high"] - need["low"]) / 2
