"""Files with some bytes changed, cut out, doubled, or their cells replaced: coded faults, and nothing else, in time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from tests.study.formats.xlsform.books import book, part, with_part
from tests.study.formats.xlsform.test_round_trip import FORMS, REAL, SHARED

from qabilet.errors import QabiletError
from qabilet.study.formats import read_form, read_form_bytes, write_form

PATIENCE = 15.0


def opened(data: bytes, name: str) -> None:
    """Whatever the bytes: a form that can be written back, or coded faults."""
    began = time.monotonic()
    with suppress(QabiletError):
        read = read_form_bytes(data, name=name)
        assert read.form is not None or read.faults
        if read.form is not None:
            write_form(read.form)
    assert time.monotonic() - began < PATIENCE


def damaged(data: bytes, seed: int) -> bytes:
    """One of: some bytes changed, a piece cut out, a piece doubled, the end lost, a piece made of zeros."""
    draw = np.random.default_rng(seed)
    whole = bytearray(data)
    at, size = int(draw.integers(len(whole))), int(draw.integers(1, 200))
    way = seed % 5
    if way == 0:
        for place in draw.integers(0, len(whole), size=int(draw.integers(1, 30))):
            whole[place] = int(draw.integers(256))
    elif way == 1:
        del whole[at:at + size]
    elif way == 2:
        whole[at:at] = whole[at:at + size]
    elif way == 3:
        del whole[at:]
    else:
        whole[at:at + size] = bytes(min(size, len(whole) - at))
    return bytes(whole)


def small() -> Iterator[tuple[str, bytes]]:
    form = read_form(next(one for one in FORMS if one.stem == "types"), odk=False).form
    assert form is not None
    yield "ours.xlsx", write_form(form)
    for path in FORMS[:3]:
        yield path.name, path.read_bytes()
    for path in sorted(SHARED.glob("*")):
        if path.stat().st_size < 60_000:
            yield path.name, path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "data"), list(small()), ids=lambda one: one if isinstance(one, str) else "")
def test_forty_damaged_copies_of_a_file(name: str, data: bytes) -> None:
    for seed in range(40):
        opened(damaged(data, seed), name)


@pytest.mark.parametrize("seed", range(40))
def test_a_sheet_with_damaged_markup(seed: int) -> None:
    """Bytes changed inside a part, its check sum made anew: the damage reaches the reader of the workbook."""
    data = book()
    names = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
             "xl/styles.xml", "[Content_Types].xml")
    name = names[seed % len(names)]
    if name == "xl/sharedStrings.xml" and name not in zipfile.ZipFile(io.BytesIO(data)).namelist():
        name = "xl/styles.xml"
    opened(with_part(data, name, damaged(part(data, name), seed)), "form.xlsx")


@pytest.mark.parametrize("seed", range(60))
def test_cells_of_a_form_in_any_disorder(seed: int) -> None:
    """Lines, columns and cells of a good form changed about: what people do with copy and paste."""
    draw = np.random.default_rng(seed)
    path = FORMS[seed % len(FORMS)]
    lines = path.read_text(encoding="utf-8").splitlines()
    odd = ["", "begin_group", "end_repeat", "select_one", "${", "${a}", "label", "label::", "::", "1.0", "yes", "((",
           "begin repeat x", "end group", "rank", "range", "a b", "-", "'", "start=1", "calculate", "or_other", "name",
           "select_one y or_other", "begin loop over y", "jr:count", "bind::", "media::", "label::kk::ru", "\u00a0"]
    for _ in range(int(draw.integers(1, 6))):
        at = int(draw.integers(len(lines)))
        pieces = lines[at].split("|")
        way = int(draw.integers(4))
        if way == 0:
            pieces[int(draw.integers(len(pieces)))] = odd[int(draw.integers(len(odd)))]
            lines[at] = "|".join(pieces)
        elif way == 1:
            lines.insert(int(draw.integers(len(lines))), lines[at])
        elif way == 2 and len(lines) > 3:
            del lines[at]
        else:
            other = int(draw.integers(len(lines)))
            lines[at], lines[other] = lines[other], lines[at]
    opened("\n".join(lines).encode(), path.name)


def test_the_real_forms_are_there_or_skipped() -> None:
    assert REAL
    assert all(isinstance(path, Path) for path in REAL) or not SHARED.is_dir()


@pytest.mark.parametrize(("name", "seed"), [("pyxform_widgets.xls", 1500), ("pyxform_tutorial.xls", 17)])
def test_what_has_once_gone_through(name: str, seed: int) -> None:
    """A formula of names that nobody knows; a directory that leads in a circle."""
    if not (SHARED / name).is_file():
        pytest.skip("needs ../shared/data/xlsform")
    opened(damaged((SHARED / name).read_bytes(), seed), name)
