"""R's haven and foreign read the same from our files as we wrote: an eye that is not ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.study.formats.statistics.data_sets import everything

from qabilet.study.formats import write_dta, write_sav
from qabilet.study.formats.dataset import Variable
from qabilet.study.formats.statistics.stata_storage import REASONS
from qabilet.text import Lang

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = Path(__file__).with_name("read_back.R")


@pytest.fixture(scope="module")
def rscript() -> str:
    asked = "quit(status = !all(c('haven', 'foreign') %in% rownames(installed.packages())))"
    if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", asked], check=False).returncode:
        pytest.skip("R with haven and foreign is not installed")
    return "Rscript"


def by_r(rscript: str, package: str, path: Path) -> list[dict[str, Any]]:
    out = path.with_suffix(".json")
    run = subprocess.run([rscript, str(SCRIPT), package, str(path), str(out)], cwd=ROOT, capture_output=True, text=True,
                         check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(out.read_text(encoding="utf-8"))


def shown(value: Any, stata: bool) -> str:
    """A value of the data set as the script shows it."""
    if isinstance(value, np.datetime64):
        return "" if np.isnat(value) else str(value)
    if isinstance(value, str):
        return value
    if np.isnan(value):
        return ""
    return f".{chr(ord('a') - 1 + REASONS[int(value)])}" if stata and value in REASONS else f"{value:.15g}"


def labels(variable: Variable, lang: Lang, stata: bool) -> dict[str, str]:
    return {shown(float(value.code), stata): value.label[lang] for value in variable.values}


@pytest.mark.oracle
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", ["a.sav", "a.zsav", "a.dta"])
def test_haven_reads_values_labels_missing_values_and_dates(tmp_path: Path, rscript: str, name: str,
                                                            lang: Lang) -> None:
    dataset, stata = everything(), name == "a.dta"
    if stata:
        write_dta(dataset, lang, to=tmp_path / name)
    else:
        write_sav(dataset, lang, to=tmp_path / name, compress=name == "a.zsav")
    found = by_r(rscript, "haven", tmp_path / name)
    assert [one["name"] for one in found] == [variable.name for variable in dataset.variables]
    for variable, column, one in zip(dataset.variables, dataset.columns, found, strict=True):
        assert one["values"] == [shown(value, stata) for value in column]
        assert one["label"] == variable.label[lang]
        assert dict(zip(one["labels"]["codes"], one["labels"]["words"], strict=True) if one["labels"] else ()) == \
            labels(variable, lang, stata)
        assert one["date"] == (variable.kind == "date")
        gone = {value.code for value in variable.values if value.missing}
        if not stata:
            low, high = one["span"] or (0, -1)
            assert {*one["single"], *range(int(low), int(high) + 1)} == gone


@pytest.mark.oracle
@pytest.mark.slow
def test_foreign_which_knows_nothing_of_the_writer_reads_the_same(tmp_path: Path, rscript: str) -> None:
    dataset = everything()
    write_sav(dataset, "kk", to=tmp_path / "a.sav")
    found = {one["name"]: one for one in by_r(rscript, "foreign", tmp_path / "a.sav")}
    for variable, column in zip(dataset.variables, dataset.columns, strict=True):
        one = found[variable.name]
        if variable.kind in ("code", "flag", "number"):
            assert one["values"] == [shown(value, False) for value in column]
            codes = dict(zip(one["labels"]["codes"], one["labels"]["words"], strict=True)) if one["labels"] else {}
            assert codes == labels(variable, "kk", False)
        elif variable.name == "wish":
            assert [words.strip() for words in one["values"]] == list(column)
        assert one["label"] == variable.label.kk
