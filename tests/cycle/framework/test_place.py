"""A region is found again however people spell it, and never guessed between two."""

from __future__ import annotations

import pytest

from qabilet.cycle.framework import Region, find_region, require_region
from qabilet.errors import QabiletError
from qabilet.study import regions
from qabilet.text import LANGS, Text

LATIN_A = "\u0041"


@pytest.mark.parametrize(("written", "name"), [
    ("Абайская область", "Abai Region"), ("область  абай", "Abai Region"), ("АБАЙ ОБЛЫСЫ", "Abai Region"),
    ("Turkestan", "Turkistan Region"), ("Turkistan region", "Turkistan Region"), ("Түркістан", "Turkistan Region"),
    ("Южно-Казахстанская область", "Turkistan Region"), ("ЮКО", "Turkistan Region"),
    ("East-Kazakhstan", "East Kazakhstan Region"), ("Восточно Казахстанская обл.", "East Kazakhstan Region"),
    ("ВКО", "East Kazakhstan Region"), ("Шығыс Қазақстан", "East Kazakhstan Region"),
    (f"{LATIN_A}кмолинская область", "Akmola Region"), ("Акмолинская", "Akmola Region"), ("KZ-AKM", "Akmola Region"),
    ("Жетысуская область", "Zhetysu Region"), ("Jetisu", "Zhetysu Region"), ("жетысу", "Zhetysu Region"),
    ("Улытауская обл", "Ulytau Region"), ("Костанай", "Kostanay Region"), ("Кустанайская область", "Kostanay Region"),
    ("г. Шымкент", "Shymkent city"), ("Шымкент қ.", "Shymkent city"), ("Нур-Султан", "Astana city"),
    ("KZ-35", "Karaganda Region"), ("350000000", "Karaganda Region"),
])
def test_a_usual_spelling_is_understood(written: str, name: str) -> None:
    found = find_region(written, regions())
    assert found is not None
    assert found.name.en == name


@pytest.mark.parametrize(("written", "code"), [
    ("Алматы", "KZ-75"), ("Almaty", "KZ-75"), ("г. Алматы", "KZ-75"), ("Алматы қаласы", "KZ-75"),
    ("Алматы облысы", "KZ-19"), ("Almaty Region", "KZ-19"), ("Алматинская", "KZ-19"), ("Алматинская обл.", "KZ-19"),
])
def test_the_city_of_almaty_is_told_from_the_oblast(written: str, code: str) -> None:
    found = find_region(written, regions())
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["", "область", "Москва", "Казахстан", "Северная", "город"])
def test_what_is_no_region_is_not_guessed(written: str) -> None:
    assert find_region(written, regions()) is None


def test_a_name_shared_by_two_oblasts_is_not_guessed() -> None:
    twins = [Region(code, code, "oblast", Text.same(f"{code} oblast"), synonyms=("Middle",)) for code in ("A1", "B2")]
    assert find_region("Middle", twins) is None


def test_every_name_of_every_region_leads_back_to_it() -> None:
    for region in regions():
        for name in (region.code, region.kato, *region.name, *region.synonyms):
            assert find_region(name, regions()) == region, name


def test_a_wrong_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(QabiletError) as caught:
        require_region("Карагадинская область", regions())
    (fault,) = caught.value.faults
    assert fault.code == "FRAME_013"
    assert fault.facts["nearest"] == "Карагандинская область"
    assert all(fault.says(lang) and fault.mend(lang) for lang in LANGS)
