"""Where an export comes from, told by the columns that its program writes itself, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from qabilet.cycle.instrument import ASKED, Form, placed
from qabilet.study.formats import odk, online_forms
from qabilet.study.formats.exported import Export
from qabilet.study.formats.formed import read_with
from qabilet.text import Lang


@dataclass(frozen=True, slots=True)
class Terms:
    """How answers are to be taken over: with which form (`name` is its file, `given` whether a person named it), the
    language of words that have only one, and whether answers that were never sent to their end are to count. `survey`
    are the bytes of a LimeSurvey survey, by which alone its files of responses can be understood."""

    form: Form | None = None
    name: str = ""
    lang: Lang = "en"
    unfinished: bool = False
    given: bool = False
    survey: bytes | None = None


def origin(headers: tuple[str, ...]) -> str:
    """limesurvey, kobo, odk, google-forms, microsoft-forms, or '' where no program shows."""
    from qabilet.study.formats.limesurvey import exports as limesurvey

    return limesurvey.origin(headers) or odk.origin(headers) or online_forms.origin(headers)


def take_over(export: Export, terms: Terms) -> None:
    """Make the export over as its program and its form tell, noting every loss in it."""
    export.origin = export.origin or origin(export.headers)
    form = terms.form if terms.given or (terms.form is not None and _knows(terms.form, export)) else None
    if export.origin:
        export.source["origin"] = export.origin
    if export.origin == "limesurvey":
        from qabilet.study.formats.limesurvey import exports as limesurvey

        limesurvey.take_over(export, form, unfinished=terms.unfinished)
    elif export.origin in (odk.KOBO, odk.ODK):
        odk.take_over(export, form)
    elif export.origin in (online_forms.GOOGLE, online_forms.MICROSOFT):
        online_forms.take_over(export)
    if form is not None:
        read_with(export, form, terms.lang, name=terms.name)
    online_forms.unfold_rankings(export)


def _knows(form: Form, export: Export) -> bool:
    """Whether the answers may have been collected with this form: it knows half of their columns, or they its own."""
    found = {id(place.question) for place in placed(form, export.headers).values()}
    asked = [question for question in form.questions() if question.kind in ASKED]
    return bool(found) and len(found) * 2 >= min(len(asked), len(export.headers))
