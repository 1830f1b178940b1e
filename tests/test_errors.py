"""What a fault says in the reader's language."""

from __future__ import annotations

import pytest

from qabilet.errors import Fault
from qabilet.study.faults import STUDY_004
from qabilet.text import Lang


@pytest.mark.parametrize(("lang", "reason"), [
    ("kk", "дискіде орын қалмаған"), ("ru", "на диске не осталось места"), ("en", "No space left on device")])
def test_the_reason_of_the_system_is_said_in_the_language_of_the_reader(lang: Lang, reason: str) -> None:
    assert reason in Fault(STUDY_004, {"path": "study", "why": "No space left on device"}).says(lang)


def test_a_reason_nobody_has_translated_stands_as_it_came() -> None:
    assert "Stale file handle" in Fault(STUDY_004, {"path": "study", "why": "Stale file handle"}).says("kk")
