"""Files of every kind damaged at random, through the command line: a coded fault or a result, and nothing in between.

The seeds of chance are fixed; whoever wants more raises ROUNDS.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from docx import Document
from tests.corpus import exports, limesurvey
from tests.study.formats.xlsform.books import book

from qabilet.cli import main
from qabilet.study import shipped_framework
from qabilet.study.formats import write_json_ld, write_turtle

ROUNDS = 12
STATISTICS = Path(__file__).parents[1] / "reference" / "statistics"
ANSWERS = exports.as_csv(limesurvey.export())


def template() -> bytes:
    kept = io.BytesIO()
    Document().save(kept)
    return kept.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "form.xlsx": book, "survey.lss": limesurvey.lss, "template.docx": template,
    "archive.lsa": limesurvey.lsa, "central.zip": lambda: exports.as_zip({"a.csv": exports.as_csv(exports.central())}),
    "google.csv": lambda: exports.as_csv(exports.google()),
    "a.sav": (STATISTICS / "of_haven.sav").read_bytes, "a.zsav": (STATISTICS / "of_haven.zsav").read_bytes,
    "new.dta": (STATISTICS / "new_unicode.dta").read_bytes, "old.dta": (STATISTICS / "old_cp1251.dta").read_bytes,
    "a.ttl": lambda: write_turtle(shipped_framework("oecd-2019"))[0],
    "a.jsonld": lambda: write_json_ld(shipped_framework("oecd-2019"))[0],
}


def words(file: Path, out: Path) -> list[str]:
    """The step that opens such a file."""
    end = file.suffix
    if file.name.startswith("form"):
        return ["form", str(file), "--to", str(out / "again.xlsx"), "--xml", str(out / "a.xml")]
    if end == ".docx":
        form = file.with_name("whole.xlsx")
        form.write_bytes(book())
        return ["print", str(form), "--to", str(out / "paper"), "--as", "docx", "--draft", "--template", str(file)]
    if end == ".lss":
        answers = file.with_name("answers.csv")
        answers.write_bytes(ANSWERS)
        return ["adopt", str(answers), "--form", str(file), "--to", str(out / "study")]
    if end in (".ttl", ".jsonld"):
        return ["convert", str(file), "--to", str(out / "framework")]
    return ["adopt", str(file), "--to", str(out / "study")]


def one_of(chance: np.random.Generator, among: Sequence[Any]) -> Any:
    return among[chance.integers(len(among))]


def damaged(content: bytes, chance: np.random.Generator) -> bytes:
    """Cut, overwritten, shortened, or repacked with one part spoilt."""
    data, way = bytearray(content), chance.integers(5)
    at = chance.integers(len(data))
    if way == 0:
        return bytes(data[:at])
    if way == 1:
        for _ in range(one_of(chance, (1, 4, 16))):
            data[chance.integers(len(data))] = chance.integers(256)
    elif way == 2:
        data[at:at + 4] = one_of(chance, (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f"))
    elif way == 3:
        del data[at:at + one_of(chance, (1, 8, 500))]
    elif content.startswith(b"PK"):
        return repacked(content, chance)
    else:
        data[at:at] = one_of(chance, (b"\x00", b"\xed\xa0\x80", b"<", b'"', b"9" * 400, b"\xe2\x80\xae"))
    return bytes(data)


def repacked(content: bytes, chance: np.random.Generator) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        spoilt = one_of(chance, old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == spoilt and part:
                at = chance.integers(len(part))
                part[at:at + one_of(chance, (1, 40))] = one_of(chance, (b"", b"<", b"\x00", b"-1", b"1e400", b"&x;"))
            new.writestr(name, bytes(part))
    return out.getvalue()


@pytest.mark.parametrize("name", list(WHOLE))
def test_a_damaged_file_is_read_or_refused_in_words_and_leaves_nothing(
        name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QABILET_DEBUG", "1")  # what is not foreseen comes up here with its frames
    content, chance = WHOLE[name](), np.random.default_rng(list(name.encode()))
    for at in range(ROUNDS):
        out = tmp_path / str(at)
        out.mkdir()
        file = tmp_path / name
        file.write_bytes(damaged(content, chance))
        code = main([*words(file, out), "--lang", "en"])
        said = "".join(capsys.readouterr())
        assert "Traceback" not in said
        left = [path for path in out.rglob("*") if path.is_file() and ".qabilet" not in path.parts]
        assert code in (0, 1, 3), said
        assert code == 0 or not left, (said, left)
