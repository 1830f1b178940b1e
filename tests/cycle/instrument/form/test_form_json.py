"""A frozen form is the form, exactly; the same form gives the same bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from tests.cycle.instrument.form.small_forms import forms, replaced, survey

from qabilet.cycle.instrument import Form, content_hash, form_from_json, form_json
from qabilet.errors import QabiletError


@given(forms)
def test_the_round_trip_is_exact(form: Form) -> None:
    assert form_from_json(form_json(form)) == form
    assert form_json(form_from_json(form_json(form))) == form_json(form)


def test_keys_are_sorted_and_letters_stay_readable() -> None:
    text = form_json(survey()).decode()
    assert "Жасыңыз нешеде?" in text
    assert list(json.loads(text)) == ["form", "format"]


def test_the_order_of_lists_and_cells_is_kept() -> None:
    form = survey().with_(lists=dict(reversed(list(survey().lists.items()))))
    assert list(form_from_json(form_json(form)).lists) == ["sex", "agree"]


@pytest.mark.parametrize("data", [
    b"", b"{}", b"[]", b"nonsense", b'{"format":2,"form":{}}', b'{"format":1,"form":[]}', b'{"format":1,"form":{}}',
    b'{"format":1,"form":{"code":7}}', b'{"format":1,"form":{"code":"a","nodes":[{"code":"b","kind":"odd"}]}}',
    b'{"format":1,"form":{"code":"a","other":1}}', b'{"format":1,"form":{"code":"a","title":{"de":"x"}}}',
    b'{"format":1,"form":' * 5000, b"[" * 100_000, b"\xff\xfe",
    b'{"format":1,"form":{"code":"a","lists":[["x"]]}}',
])
def test_what_is_no_frozen_form_is_refused_with_a_code(data: bytes) -> None:
    with pytest.raises(QabiletError) as refused:
        form_from_json(data, file="form.json")
    assert refused.value.code == "FORM_001"


@pytest.mark.parametrize("depth", [120, 240, 5_000])
def test_sections_nested_too_deep_are_refused_with_a_code(depth: int) -> None:
    nodes = '"nodes":[{"is":"section","code":"s",' * depth + '"kind":"group"' + "}]" * depth
    with pytest.raises(QabiletError) as refused:
        form_from_json(f'{{"format":1,"form":{{"code":"f",{nodes}}}}}'.encode())
    assert refused.value.code == "FORM_001"


def test_rows_and_the_authors_number_do_not_count_as_content() -> None:
    form = survey()
    assert content_hash(replaced(form, "age", row=77).with_(version="9")) == content_hash(form)
    assert content_hash(replaced(form, "age", relevance="1 = 1")) != content_hash(form)


def test_half_a_surrogate_pair_survives() -> None:
    form = replaced(survey(), "age", default="\ud83d")
    assert form_from_json(form_json(form)) == form
