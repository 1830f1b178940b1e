"""From the export of a form to every format and back, on the command line: each reader finds the same cells."""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from qabilet.cli import main
from qabilet.study.formats import restored

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Table = dict[str, list[Any]]
STATA = {"a": -6.0, "b": -7.0, "c": -8.0, "d": -9.0, "e": -5.0}


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code = main([*words, "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 0, said["faults"]
    return dict(said["result"])


@pytest.fixture(params=["adopted", "akims-2023", "akims-two-stage-2024"])
def study(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    root = tmp_path / "study"
    if request.param == "adopted":
        ran(capsys, "adopt", str(EXAMPLES / "form-export.xlsx"), "--to", str(root))
        return root
    return Path(shutil.copytree(EXAMPLES / request.param, root, ignore=shutil.ignore_patterns(".*", "analysis")))


def from_csv(path: Path) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    return {name: [restored(row[at]) for row in rows] for at, name in enumerate(head)}


def from_xlsx(path: Path) -> Table:
    sheet = load_workbook(path).worksheets[0]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return {str(name): [restored(row[at]) if isinstance(row[at], str) else row[at] for row in rows]
            for at, name in enumerate(head)}


def from_parquet(path: Path) -> Table:
    return dict(parquet.read_table(path).to_pydict())


def from_sav(path: Path) -> Table:
    return dict(pyreadstat.read_sav(path, user_missing=True, output_format="dict")[0])


def from_dta(path: Path) -> Table:
    table = pyreadstat.read_dta(path, user_missing=True, output_format="dict")[0]
    return {name: [STATA.get(cell, cell) if isinstance(cell, str) and len(cell) == 1 else cell for cell in column]
            for name, column in table.items()}


READERS: dict[str, Callable[[Path], Table]] = {"csv": from_csv, "xlsx": from_xlsx, "sav": from_sav, "zsav": from_sav,
                                               "dta": from_dta}


def same(one: object, other: object) -> bool:
    """One cell read by two readers: numbers as numbers, days as days, nothing as nothing."""
    if one in (None, "") or (isinstance(one, float) and math.isnan(one)):
        return other in (None, "") or (isinstance(other, float) and math.isnan(other))
    if isinstance(one, int | float):
        return math.isclose(float(one), float(str(other).replace(",", ".")), rel_tol=1e-14)  # Excel keeps 15 digits
    return str(one)[:10] == str(other)[:10] if hasattr(one, "year") else str(one).split() == str(other).split()


@pytest.mark.parametrize("kind", list(READERS))
def test_every_format_holds_the_same_cells(study: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    for one in (kind, "parquet"):
        ran(capsys, "convert", str(study), "--to", f"a.{one}", "--work", "--lang", "ru")
    folder = study / "analysis" / "export"
    typed = from_parquet(folder / "a-not-for-release.parquet")
    found = READERS[kind](folder / f"a-not-for-release.{kind}")
    assert list(found) == list(typed)
    for name, column in typed.items():
        assert len(found[name]) == len(column)
        odd = [(row, one, other) for row, (one, other) in enumerate(zip(column, found[name], strict=True))
               if not same(one, other)]
        assert odd == [], name


@pytest.mark.parametrize("kind", list(READERS))
def test_every_format_of_a_release_holds_the_same_cells(tmp_path: Path, kind: str,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study"))
    toml = root / "study.toml"
    told = toml.read_text(encoding="utf-8").replace('dimensions = ["region", "office", "seniority", "newcomer"]',
                                                    'dimensions = ["region"]').replace('[["region", "office"]]', "[]")
    toml.write_text(told + '\n[microdata]\nallow = ["archive"]\ntraits = ["region", "office"]\nkeep = ["topics"]\n',
                    encoding="utf-8")
    for one in (kind, "parquet"):
        ran(capsys, "convert", str(root), "--to", str(tmp_path / "out" / f"a.{one}"), "--by", "archive")
    typed, found = from_parquet(tmp_path / "out" / "a.parquet"), READERS[kind](tmp_path / "out" / f"a.{kind}")
    assert list(found) == list(typed)
    assert any(-5 in column for column in typed.values())
    for name, column in typed.items():
        assert all(same(one, other) for one, other in zip(column, found[name], strict=True)), name


@pytest.mark.parametrize("kind", ["sav", "zsav", "dta"])
def test_a_study_that_went_out_and_was_taken_over_again_is_the_same_cell_by_cell(
        tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    root, again = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study")), tmp_path / "again"
    for one in (kind, "parquet"):
        ran(capsys, "convert", str(root), "--to", f"a.{one}", "--work", "--lang", "kk")
    folder = root / "analysis" / "export"
    ran(capsys, "adopt", str(folder / f"a-not-for-release.{kind}"), "--to", str(again))
    ran(capsys, "convert", str(again), "--to", "a.parquet", "--work")
    before = from_parquet(folder / "a-not-for-release.parquet")
    after = from_parquet(again / "analysis" / "export" / "a-not-for-release.parquet")
    assert set(after) == set(before)
    for name, column in before.items():
        assert after[name] == column, name


def test_the_labels_of_an_adopted_form_are_its_own_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unedited draft: what people chose comes back in their own words, letter by letter."""
    root = tmp_path / "study"
    ran(capsys, "adopt", str(EXAMPLES / "form-export.xlsx"), "--to", str(root))
    ran(capsys, "convert", str(root), "--to", "a.csv", "--work", "--labels", "--lang", "ru")
    found = from_csv(root / "analysis" / "export" / "a-not-for-release.csv")
    book = json.loads((root / "analysis" / "export" / "a-not-for-release.csv.codebook.json").read_text("utf-8"))
    answers = parquet.read_table(root / "fieldwork" / "answers.parquet").to_pydict()
    with (root / "fieldwork" / "answers.dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        dictionary = {row["code"]: row for row in csv.DictReader(file, delimiter=";")}
    checked = 0
    for variable in book["variables"]:
        row = dictionary[variable["column"]]
        if row["kind"] not in ("one", "rating") or row["merge"]:
            continue
        values = {" ".join(value.split()) for value in row["values"].split(" | ")}
        for told, raw in zip(found[variable["name"]], answers[restored(row["header"])], strict=True):
            if raw and " ".join(raw.split()) in values:
                assert told == " ".join(raw.split())
                checked += 1
    assert checked > 5000


def test_a_file_of_spss_opens_in_r_with_the_same_values_and_labels(tmp_path: Path,
                                                                   capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine")
    root = Path(shutil.copytree(EXAMPLES / "akims-2023", tmp_path / "study"))
    for kind in ("sav", "parquet"):
        ran(capsys, "convert", str(root), "--to", f"a.{kind}", "--work", "--lang", "kk")
    path = root / "analysis" / "export" / "a-not-for-release.sav"
    script = ('if (!requireNamespace("haven", quietly = TRUE)) quit(status = 77); '
              f'd <- haven::read_sav("{path}", user_na = TRUE); '
              'cat(sum(unclass(d$region)), attr(d$region, "label"), names(attr(d$region, "labels"))[1], sep = "|")')
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode == 77:
        pytest.skip("R has no package haven")
    total, label, first = done.stdout.split("|")
    typed = from_parquet(root / "analysis" / "export" / "a-not-for-release.parquet")
    assert (float(total), label, first) == (sum(typed["region"]), "Облыс", "Ақмола облысы")


def test_a_codebook_is_written_in_each_form_and_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, title in (("kk", "Әкімдерді оқыту"), ("ru", "Потребности акимов"), ("en", "Training needs")):
        out = tmp_path / f"book-{lang}.html"
        said = ran(capsys, "convert", str(EXAMPLES / "akims-2023"), "--to", str(out), "--lang", lang)
        assert (said["rows"], said["variables"]) == (0, 56)
        assert title in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "code"), [
    (["{study}", "--to", "a.sav", "--labels", "--work"], "CLI_008"),
    (["{study}", "--to", "a.csv", "--labels", "--codes", "--work"], "CLI_008"),
    (["{study}", "--to", "a.html", "--work"], "CLI_008"),
    (["{study}", "--to", "a.odt"], "EXPORT_001"),
    (["{study}", "--to", "a.csv", "--as", "sav", "--work"], "CLI_008"),
    (["nowhere", "--to", "a.csv"], "EXPORT_005"),
    (["form.xlsx", "--to", "a.csv"], "EXPORT_006"),
    (["{study}"], "CLI_002"),
])
def test_what_makes_no_sense_is_refused_in_words(words: list[str], code: str,
                                                 capsys: pytest.CaptureFixture[str]) -> None:
    given = [word.replace("{study}", str(EXAMPLES / "akims-2023")) for word in words]
    assert main(["convert", *given, "--json"]) != 0
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == code
