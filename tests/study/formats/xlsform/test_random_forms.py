"""Any form written is read back as it was, and ODK makes the same of both."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from tests.study.formats.xlsform.random_forms import forms
from tests.study.formats.xlsform.test_round_trip import canonical

from qabilet.cycle.instrument import ChoiceList, Form, Node, Section
from qabilet.study.formats import read_form_bytes, write_form, xform_xml


def bare(form: Form) -> Form:
    """The form without what only a file has: lines, headings, types as written, the default language."""
    lists = {name: ChoiceList(name, tuple(replace(choice, row=0) for choice in one.choices))
             for name, one in form.lists.items()}
    return form.with_(nodes=tuple(map(_bare, form.nodes)), lists=lists, headings={}, settings={})


def _bare(node: Node) -> Node:
    if isinstance(node, Section):
        return node.with_(nodes=tuple(map(_bare, node.nodes)), row=0, type="", end={})
    return node.with_(row=0, type="")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(forms())
def test_a_form_written_is_read_back_as_it_was(form: Form) -> None:
    data = write_form(form)
    read = read_form_bytes(data, name="form_1.xlsx")
    assert read.faults == ()
    assert read.form is not None
    assert bare(read.form) == bare(form)
    assert write_form(read.form) == data
    assert canonical(xform_xml(read.form)) == canonical(xform_xml(form))
