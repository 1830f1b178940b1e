"""Answers out of Google Forms and Microsoft Forms, in three languages of their interface."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus.exports import ASK_ORDER, ASK_TOPICS, ITEMS, as_csv, as_xlsx, google, microsoft, people
from tests.study.formats.test_odk import codes, drafted, taken

from qabilet.cycle.instrument import Dictionary
from qabilet.study.formats.answers import RawAnswers
from qabilet.study.formats.origins import Terms
from qabilet.study.formats.taking import take_answers
from qabilet.text import LANGS, Lang

ALONE = Terms(lang="ru")


def kinds(dictionary: Dictionary) -> dict[str, str]:
    return {column.header: column.kind for column in dictionary}


def kept(answers: RawAnswers) -> str:
    """All that gets into the folder: answers of kept columns, and the dictionary."""
    dictionary = drafted(answers)
    cells = {cell for column in dictionary.kept() for cell in answers.column(column.header)}
    return repr(cells) + repr(dictionary)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("quiz", [False, True], ids=["form", "test"])
def test_google_forms(tmp_path: Path, lang: Lang, quiz: bool) -> None:
    answers = taken(tmp_path, as_csv(google(lang, quiz)), ALONE)
    assert answers.source["origin"] == "google-forms"
    found = drafted(answers)
    ratings = [column for column in found if column.kind == "rating"]
    assert [len(column.values) for column in ratings] == [4, 4, 4], "four points and «hard to say»"
    assert len({column.group for column in ratings}) == 1
    boxes = [column for column in found if column.kind == "many"]
    assert len(boxes) == 4, "the topics and a grid of boxes"
    assert "@example" not in kept(answers)
    assert "drive.google" not in kept(answers)
    assert not any(header in answers.headers for header in ("Timestamp", "Отметка времени", "Уақыт белгісі"))
    assert {"LOSS_040", "LOSS_041"} | ({"LOSS_051"} if quiz else set()) <= set(codes(answers))
    assert not any(" / 2" in cell for column in answers.columns for cell in column), "no points of a test"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("quiz", [False, True], ids=["form", "test"])
def test_microsoft_forms(tmp_path: Path, lang: Lang, quiz: bool) -> None:
    path = as_xlsx(tmp_path / "answers.xlsx", {"Form1": microsoft(lang, quiz)})
    answers = take_answers(path, ALONE)
    assert answers.source["origin"] == "microsoft-forms"
    found = drafted(answers)
    for key, label in ITEMS.items():
        header = f"{ASK_ORDER[lang]} [{label[lang]}]"
        assert answers.column(header) == tuple(str(one.order.index(key) + 1) for one in people())
        column = next(column for column in found if column.header == header)
        assert (column.kind, column.values) == ("ranking", ("1", "2", "3"))
    topics = next(column for column in found if column.header == ASK_TOPICS[lang])
    assert (topics.kind, topics.separator) == ("many", ";")
    assert kinds(found)[answers.headers[0]] == kinds(found)[answers.headers[1]] == "personal"
    assert "Сериков" not in kept(answers)
    assert "@example" not in kept(answers)
    assert len(answers.headers) == 12, "two senders, seven questions, three items of the ranking"
    assert {"LOSS_040", "LOSS_044"} | ({"LOSS_051"} if quiz else set()) <= set(codes(answers))


def test_anonymous_senders_are_nobody(tmp_path: Path) -> None:
    answers = taken(tmp_path, as_csv(microsoft("en", anonymous=True)), ALONE)
    assert kinds(drafted(answers))["Email"] == "constant"
    assert "LOSS_040" in codes(answers)


def test_other_tables_are_left_as_they_are(tmp_path: Path) -> None:
    answers = taken(tmp_path, as_csv([["ID", "Name", "Score"], ["1", "A", "3"], ["2", "B", "4"]]), ALONE)
    assert answers.headers == ("ID", "Name", "Score")
    assert "origin" not in answers.source
    assert codes(answers) == []
