"""Forms that people really use, answered by dice and exported as KoboToolbox does: read whole, and ready to analyse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qabilet.cycle.instrument import Form, Question, check_dictionary, draft
from qabilet.errors import QabiletError
from qabilet.study.formats import read_form
from qabilet.study.formats.exported import Export
from qabilet.study.formats.origins import Terms, take_over

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "xlsform"
FILES = sorted(FOLDER.glob("*.xls*"))
PEOPLE = 40

pytestmark = pytest.mark.skipif(not FILES, reason=f"no forms in {FOLDER}")


def answered(form: Form, labels: bool) -> Export:
    dice = np.random.default_rng(7)
    columns: dict[str, tuple[str, ...]] = {}
    for path, node in form.walk():
        if not isinstance(node, Question):
            continue
        name = node.label.en or node.code if labels else "/".join([*(one.code for one in path), node.code])
        words = [choice.label.en or choice.code if labels else choice.code for choice in form.choices(node)]
        cells = []
        for _ in range(PEOPLE):
            some = list(dice.permutation(words)) if words else []
            few = some[: int(dice.integers(0, 5))]
            cells.append({"one": some[0] if some else "", "many": " ".join(few), "rank": " ".join(some),
                          "integer": str(dice.integers(1, 60)), "range": str(dice.integers(1, 60)), "decimal": "0.5",
                          "text": ("жақсы", "", "abc d")[int(dice.integers(3))], "acknowledge": "OK",
                          "foreign": "51.1 71.2"}.get(node.kind, ""))
        columns.setdefault(name, tuple(cells))
    for name in ("_id", "_uuid", "_submission_time"):
        columns[name] = tuple(map(str, range(PEOPLE)))
    return Export(columns, PEOPLE)


@pytest.mark.parametrize("labels", [False, True], ids=["names", "labels"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_answers_to_a_real_form_are_ready_to_analyse(path: Path, labels: bool) -> None:
    try:
        form = read_form(path, odk=False).form
    except QabiletError as error:
        pytest.skip(f"{path.name} is refused: {error.code}")
    if form is None:
        pytest.skip(f"{path.name} has nothing to understand")
    export = answered(form, labels)
    take_over(export, Terms(form, path.name, "en", given=True))
    counts = {header: export.counts(header) for header in export.headers}
    dictionary = draft(tuple(counts.items()), cells=export.columns.__getitem__, told=export.told)
    assert check_dictionary(dictionary, export.headers, counts) == ()
    assert export.told
    if not labels:
        assert "LOSS_046" not in {caution.code for caution in export.losses}
        assert "LOSS_047" not in {caution.code for caution in export.losses}
