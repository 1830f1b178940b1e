"""Two files, or the versions of a study, beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cycle.instrument.form.small_forms import replaced, survey
from tests.study.instrument.form_studies import LATER, NOW, put, with_form

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study.formats import write_form
from qabilet.text import Text

OTHER = replaced(survey(), "age", label=Text("Жасыңыз қаншада?", "Ваш возраст", "Your age"))


def test_two_files_are_compared_whatever_holds_them(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    (tmp_path / "other.xlsx").write_bytes(write_form(OTHER))
    frozen = root / "instrument" / "versions" / "1" / "form.json"
    found = workflow.compare(frozen, tmp_path / "other.xlsx").comparison
    assert [(one.code, one.lang) for one in found.changed.changes] == [("age", "kk"), ("age", "ru"), ("age", "en")]
    assert not workflow.compare(frozen, root).comparison.changed.changes


def test_a_study_compares_its_newest_version_with_the_working_form(tmp_path: Path) -> None:
    root = with_form(tmp_path)
    workflow.publish(root, NOW)
    put(root, OTHER)
    found = workflow.compare(root)
    assert (found.old_name, found.new_name) == ("instrument/versions/1", "instrument/form.xlsx")
    assert {one.code for one in found.comparison.changed.changes} == {"age"}
    workflow.publish(root, LATER)
    assert not workflow.compare(root).comparison.changed.changes
    assert workflow.compare(root, versions=(1, 2)).comparison.changed.changes
    assert workflow.compare(root, versions=(1,)).comparison.changed.changes


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    root = with_form(tmp_path)

    def code(old: Path, new: Path | None = None, versions: tuple[int, ...] = ()) -> str:
        with pytest.raises(QabiletError) as refused:
            workflow.compare(old, new, versions)
        return refused.value.code

    assert code(root) == "FORM_016"
    workflow.publish(root, NOW)
    assert code(root, versions=(1, 4)) == "FORM_017"
    assert code(tmp_path) == "FORM_019"
    (tmp_path / "x.json").write_text("{}")
    assert code(tmp_path / "x.json", root) == "FORM_001"
    assert code(tmp_path / "none.xlsx", root) == "ANSWERS_001"
