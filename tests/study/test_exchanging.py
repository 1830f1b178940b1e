"""A framework from one form to another through `qabilet convert`: what is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from qabilet import workflow
from qabilet.errors import QabiletError
from qabilet.study import is_framework, open_framework, shipped_framework


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_to_case_and_back_through_files_gives_the_same_folder(tmp_path: Path) -> None:
    workflow.exchange(Path("local-government-2023"), tmp_path / "lg.json")
    assert names(tmp_path) == ["lg-en.json", "lg-kk.json", "lg-ru.json"]
    paths, found = workflow.exchange(tmp_path / "lg-ru.json", tmp_path / "back")
    assert found.cautions == ()
    assert len(paths) == 5
    assert open_framework(tmp_path / "back") == shipped_framework("local-government-2023")


def test_a_folder_becomes_skos(tmp_path: Path) -> None:
    workflow.exchange(Path("oecd-2019"), tmp_path / "folder")
    for end in (".ttl", ".jsonld"):
        workflow.exchange(tmp_path / "folder", tmp_path / f"oecd{end}")
        assert "Меритократия" in (tmp_path / f"oecd{end}").read_text(encoding="utf-8")


def test_a_link_to_esco_is_kept_in_the_folder(tmp_path: Path) -> None:
    uri = "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab"
    workflow.exchange(Path("oecd-2019"), tmp_path / "mine")
    (tmp_path / "mine" / "crosswalk.csv").write_text(
        "competence;framework;to;relation;reason_kk;reason_ru;reason_en\n"
        f"merit;esco;{uri};narrow;Себебі;Причина;Reason\nmerit;esco;{uri[-36:]};related;Себебі;Причина;Reason\n",
        encoding="utf-8")
    workflow.exchange(tmp_path / "mine", tmp_path / "mine.json")
    workflow.exchange(tmp_path / "mine-en.json", tmp_path / "back")
    assert open_framework(tmp_path / "back") == open_framework(tmp_path / "mine")
    assert [(one.to, one.relation) for one in open_framework(tmp_path / "back").crosswalk] == [
        (uri, "narrow"), (uri[-36:], "related")]


@pytest.mark.parametrize(("to", "code"), [("x.pdf", "EXPORT_001"), ("there.ttl", "EXPORT_002")])
def test_nothing_is_overwritten_or_written_as_what_holds_no_framework(tmp_path: Path, to: str, code: str) -> None:
    (tmp_path / "there.ttl").write_text("mine", encoding="utf-8")
    with pytest.raises(QabiletError) as caught:
        workflow.exchange(Path("oecd-2019"), tmp_path / to)
    assert caught.value.code == code
    assert names(tmp_path) == ["there.ttl"]
    assert (tmp_path / "there.ttl").read_text(encoding="utf-8") == "mine"


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"CFDocument": {}}', encoding="utf-8")
    with pytest.raises(QabiletError):
        workflow.exchange(tmp_path / "bad.json", tmp_path / "out")
    assert names(tmp_path) == ["bad.json"]


def test_what_a_framework_is(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert is_framework(Path("oecd-2019"))
    assert is_framework(tmp_path / "x.json")
    assert not is_framework(tmp_path)
    assert not is_framework(Path("no-such-thing"))
