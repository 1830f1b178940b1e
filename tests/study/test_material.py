"""What the report is told about the study."""

from __future__ import annotations

import pytest

from qabilet.study.material import _period
from qabilet.text import Lang


@pytest.mark.parametrize(("lang", "written"), [
    ("kk", "2023 ж. тамыз–қыркүйек"), ("ru", "август–сентябрь 2023 г."), ("en", "August–September 2023")])
def test_two_months_of_one_year_share_the_year(lang: Lang, written: str) -> None:
    assert _period(("2023-08", "2023-09"), lang).replace("\N{NO-BREAK SPACE}", " ") == written


@pytest.mark.parametrize(("period", "written"), [
    ((), ""), (("2023-08",), "август 2023 г."), (("2023-08", "2023-08"), "август 2023 г."),
    (("2023-12", "2024-01"), "декабрь 2023 г. – январь 2024 г."),
    (("2023-08-03", "2023-09-01"), "3 августа 2023 г. – 1 сентября 2023 г.")])
def test_months_of_two_years_and_days_are_written_in_full(period: tuple[str, ...], written: str) -> None:
    assert _period(period, "ru").replace("\N{NO-BREAK SPACE}", " ") == written
