"""LimeSurvey files that are damaged, foreign or meant to harm: a code, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from tests.corpus.exports import as_csv, as_zip
from tests.corpus.limesurvey import document, export, lsa, lsr, lss
from tests.study.formats.test_odk import taken

from qabilet.errors import QabiletError
from qabilet.study.formats.form_files import read_form_file
from qabilet.study.formats.limesurvey.words import plain
from qabilet.study.formats.origins import Terms

LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def refused(tmp_path: Path, content: bytes, name: str = "survey.lss") -> str:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(QabiletError) as error:
        read_form_file(tmp_path / name)
    return error.value.code


@pytest.mark.parametrize(("content", "code"), [
    (lss().replace(HEAD, HEAD + LAUGHS), "LIME_002"), (lss().replace(HEAD, HEAD + OUTSIDE), "LIME_002"),
    (lss()[: len(lss()) // 2], "LIME_001"), (lss().replace(b"UTF-8", b"koi9-q", 1), "LIME_001"),
    (lss().replace("Ваша".encode(), "Ваша".encode("cp1251")), "LIME_001"),
    (document("Survey", "640", ""), "LIME_005"), (document("Responses", "640", ""), "LIME_003"),
    (document("Label set", "640", ""), "LIME_003"), (lss() + b"<more/>", "LIME_001"),
    (document("Survey", "640", "<a>" * 100 + "</a>" * 100), "LIME_001"),
    (lss().replace("Опрос ru".encode(), b"x" * 150_000), "LIME_004"),
])
def test_no_such_survey_is_read(tmp_path: Path, content: bytes, code: str) -> None:
    assert refused(tmp_path, content) == code


def test_a_survey_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "survey.lss").write_bytes(lss().decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert read_form_file(tmp_path / "survey.lss").form is not None


@pytest.mark.parametrize("make", [lss, lsr, lsa], ids=["survey", "responses", "archive"])
def test_any_damage_ends_in_a_code(tmp_path: Path, make: object) -> None:
    whole = make()  # type: ignore[operator]
    dice = np.random.default_rng(4)
    for _ in range(60):
        data = bytearray(whole)
        for place in dice.integers(len(data), size=dice.integers(1, 30)):
            data[place] = dice.integers(256)
        if dice.random() < 0.3:
            del data[dice.integers(1, len(data)):]
        (tmp_path / "x").write_bytes(bytes(data))
        with suppress(QabiletError):  # anything else ends the test
            read_form_file(tmp_path / "x")
        with suppress(QabiletError):
            taken(tmp_path, bytes(data), Terms(), "y")


def test_responses_without_their_survey_tell_nothing(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as error:
        taken(tmp_path, lsr(), Terms(), "survey_1_responses.lsr")
    assert error.value.code == "LIME_006"


def test_an_archive_without_responses(tmp_path: Path) -> None:
    with pytest.raises(QabiletError) as error:
        taken(tmp_path, as_zip({"survey_1.lss": lss()}), Terms(), "a.lsa")
    assert error.value.code == "LIME_007"


def test_rows_of_a_survey_that_do_not_fit_each_other_are_left(tmp_path: Path) -> None:
    """Answers of a question that is gone, a part whose question is missing, numbers that are none."""
    wild = (lss(3).replace(b"<qid><![CDATA[10]]></qid>", b"<qid><![CDATA[oops]]></qid>", 3)
            .replace(b"<question_order><![CDATA[1]]>", b"<question_order><![CDATA[9999999999999999999]]>")
            .replace(b"<parent_qid><![CDATA[13]]>", b"<parent_qid><![CDATA[77]]>"))
    (tmp_path / "survey.lss").write_bytes(wild)
    assert read_form_file(tmp_path / "survey.lss").form is not None


def test_an_export_with_the_wrong_survey_is_told_and_still_read(tmp_path: Path) -> None:
    (tmp_path / "survey.lss").write_bytes(lss().replace(b"<![CDATA[need]]>", b"<![CDATA[other_code]]>"))
    form = read_form_file(tmp_path / "survey.lss").form
    answers = taken(tmp_path, as_csv(export()), Terms(form, "survey.lss", "ru", given=True))
    assert {"LOSS_046", "LOSS_047"} <= {caution.code for caution in answers.losses}


@pytest.mark.parametrize(("html", "words"), [
    ("<p>Ваш&nbsp;<b>возраст</b>?</p>", "Ваш возраст?"), ("a &amp; b &lt; c", "a & b < c"),
    ("<script>alert('x')</script>Сұрақ<br/>екі", "Сұрақ\nекі"), ("<style>p{}</style>x", "x"),
    ("<img src=\"data:image/png;base64,AAAA\">Сурет", "Сурет"), ("1 < 2", "1 < 2"),
    ("&#x41;&bogus;", "A&bogus;"), ("<!-- no -->y", "y"), ("<p>1</p><p></p><p>2</p>", "1\n2"),
])
def test_html_becomes_words(html: str, words: str) -> None:
    assert plain(html) == words


def test_broken_html_costs_no_time_and_leaves_no_tag() -> None:
    for html in ("<scr<script>ipt>alert(1)</script>z", "<" * 50_000, "<a " * 30_000, "&" * 90_000, "<!--" * 20_000,
                 "<script>" * 10_000 + "x", "<![CDATA[" * 9_000):
        assert "<script" not in plain(html)
