"""Make the synthetic people of `examples/akims-two-stage-2024`, draw the sample, and let some of it answer.

    python examples/generate_two_stage.py                 write it beside this script, with two-stage-truth.csv
    python examples/generate_two_stage.py --to DIR        write the same files into DIR

The same seeds give the same bytes. The whole population is invented and thereby known: `two-stage-truth.csv` tells
what everybody would have answered, so that the weighted and the unweighted results can be held against it. The draw is
the program's own (`qabilet draw`). `study.toml` and `sample/design.toml` are written by hand and are not touched.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import questionnaire as form
import saving
import two_stage_form as asked
import two_stage_people as people

from qabilet.study import drawing
from qabilet.study.formats import write_dictionary

HERE = Path(__file__).resolve().parent
STUDY, TRUTH = "akims-two-stage-2024", "two-stage-truth.csv"
REGISTER = ("id", "region", "district", "office", "gender", "first_elected")
Rows = list[dict[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=HERE, help="the folder to write into")
    folder = parser.parse_args().to
    for name, content in made().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(name)


def made() -> dict[str, bytes]:
    """Every made file below the folder of the examples."""
    everybody = people.population()
    minds, ready = people.answered_by(everybody), people.answering(everybody)
    plan = (HERE / STUDY / "sample" / "design.toml").read_bytes()
    register = saving.table([REGISTER, *([row[name] for name in REGISTER] for row in everybody)])
    sample = drawn(plan, register)
    units = {row["unit"] for row in csv.DictReader(io.StringIO(sample["sample/drawn.csv"].decode("utf-8-sig")),
                                                   delimiter=";")}
    invited = [at for at, row in enumerate(everybody) if row["id"] in units]
    order = np.random.default_rng([people.SEED, 3]).permutation([at for at in invited if ready[at]])
    dictionary = asked.dictionary()
    files = {"sample/population.csv": register, **sample,
             "fieldwork/answers.parquet": saving.parquet([minds[at] for at in order], dictionary),
             "fieldwork/answers.dictionary.csv": write_dictionary(dictionary)}
    return {f"{STUDY}/{name}": content for name, content in files.items()} | {TRUTH: truth(minds)}


def drawn(plan: bytes, register: bytes) -> dict[str, bytes]:
    """What `qabilet draw` makes of the plan and the register."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "sample").mkdir()
        (root / "sample" / "design.toml").write_bytes(plan)
        (root / "sample" / "population.csv").write_bytes(register)
        return {name: content for name, content in drawing(root).files.items() if isinstance(content, bytes)}


def truth(minds: Rows) -> bytes:
    """What all 2,345 would have answered: means of points and years, shares of options."""
    rows: list[tuple[str, ...]] = [("column", "value", "n", "true")]
    for column in asked.dictionary():
        given = [row[column.code] for row in minds if row[column.code] != form.CANNOT_JUDGE]
        if column.kind in ("rating", "number"):
            told = [column.values.index(one) + 1 if column.values else int(one) for one in given]
            rows.append((column.code, "", str(len(told)), f"{np.mean(told):.10f}"))
        elif column.code in ("gender", "first_elected", "office", "language"):
            rows += [(column.code, value, str(len(given)), f"{given.count(value) / len(given):.10f}")
                     for value in column.values]
        elif column.kind == "many":
            rows += [(column.code, value, str(len(given)),
                      f"{sum(value in one for one in given) / len(given):.10f}") for value in column.values]
    return saving.table(rows)


if __name__ == "__main__":
    main()
