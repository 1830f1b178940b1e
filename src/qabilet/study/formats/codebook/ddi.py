"""A codebook as DDI-Codebook 2.5, the XML that data archives read: the study, the file, the variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from qabilet.study.formats.codebook.about import About
from qabilet.study.formats.dataset import Dataset, Variable, VariableKind
from qabilet.study.formats.xml_letters import allowed
from qabilet.text import LANGS, Text, say

SPACE = "ddi:codebook:2_5"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLACE = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_FILE = "F1"
_REPRESENTED: Mapping[VariableKind, str] = {"code": "code", "flag": "code", "number": "numeric", "date": "datetime",
                                            "text": "text"}
_ASKED: Mapping[VariableKind, str] = {**_REPRESENTED, "flag": "multiple"}


def write_ddi(dataset: Dataset, about: About) -> bytes:
    """UTF-8 XML, valid by codebook.xsd 2.5; every word in each language that has it, under xml:lang. No count is in it.

    The same bytes for the same data set. Signs that XML cannot hold become blanks.
    """
    from lxml import etree

    root = etree.Element(f"{{{SPACE}}}codeBook", nsmap={None: SPACE, "xsi": _PLACE[1:].partition("}")[0]})
    root.set("version", "2.5")
    root.set(_PLACE, f"{SPACE} {_SCHEMA}")
    _document(root, dataset, about)
    _study(_child(root, "stdyDscr"), dataset, about)
    _file(root, dataset)
    _data(_child(root, "dataDscr"), dataset, about)
    etree.indent(root, " ")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _document(root: Any, dataset: Dataset, about: About) -> None:
    citation = _child(_child(root, "docDscr"), "citation")
    title = Text(*(f"{say(lang, 'Codebook')}: {words}" if (words := dataset.title[lang]) else "" for lang in LANGS))
    _titles(_child(citation, "titlStmt"), title, dataset.code)
    _software(_child(citation, "prodStmt"), about)


def _study(study: Any, dataset: Dataset, about: About) -> None:
    citation = _child(study, "citation")
    titles = _child(citation, "titlStmt")
    _titles(titles, dataset.title, dataset.code)
    _child(titles, "IDNo", dataset.code)
    _software(_child(citation, "prodStmt"), about)
    _texts(citation, "notes", dataset.source)
    info = _child(study, "stdyInfo")
    _texts(info, "abstract", about.abstract)
    summary = _child(info, "sumDscr")
    events = ("single",) if len(about.period) == 1 else ("start", "end")
    for event, when in zip(events, about.period, strict=False):
        _child(summary, "collDate", when, event=event, date=when)
    _texts(summary, "universe", about.universe)
    _texts(summary, "dataKind", Text(*(say(lang, "answers to a questionnaire") for lang in LANGS)))
    _texts(_child(_child(study, "method"), "dataColl"), "sampProc", about.sampling)
    for note in dataset.notes:
        _texts(study, "notes", note)


def _titles(statement: Any, title: Text, code: str) -> None:
    """One language is the title, as the schema wants, the others are its parallels: the first that there is."""
    spoken = [lang for lang in LANGS if title[lang]]
    if not spoken:
        _child(statement, "titl", code)
    for place, lang in enumerate(spoken):
        _child(statement, "parTitl" if place else "titl", title[lang]).set(_LANG, lang)


def _software(statement: Any, about: About) -> None:
    software = _child(statement, "software", "Qabilet")
    if about.version:
        software.set("version", about.version)


def _file(root: Any, dataset: Dataset) -> None:
    file = _child(_child(root, "fileDscr", ID=_FILE), "fileTxt")
    _child(file, "fileName", dataset.code)
    _child(file, "fileStrc", type="rectangular")
    _child(_child(file, "dimensns"), "varQnty", str(len(dataset.variables)))


def _data(data: Any, dataset: Dataset, about: About) -> None:
    for place, (kind, variables) in enumerate(_groups(dataset), start=1):
        group = _child(data, "varGrp", ID=f"G{place}", type=kind, name=variables[0].set or variables[0].group,
                       var=" ".join(_id(one) for one in variables))
        if kind == "multipleResp":
            _texts(group, "txt", variables[0].question)
    for one in dataset.variables:
        _variable(data, one, about)


def _groups(dataset: Dataset) -> Iterator[tuple[str, list[Variable]]]:
    """Grids and questions of many choices, in order; a group may stand in several places."""
    named: dict[tuple[str, str], list[Variable]] = {}
    for (many, group), variables in groupby(dataset.variables, key=lambda one: (one.set, one.group)):
        if many or group:
            named.setdefault(("multipleResp" if many else "grid", many or group), []).extend(variables)
    yield from ((kind, variables) for (kind, _), variables in named.items())


def _variable(data: Any, one: Variable, about: About) -> None:
    var = _child(data, "var", ID=_id(one), name=one.name, files=_FILE, representationType=_REPRESENTED[one.kind],
                 intrvl="contin" if one.kind == "number" else "discrete")
    if one.weight:
        var.set("wgt", "wgt")
    if one.kind in ("code", "flag"):
        var.set("nature", "ordinal" if one.ordered else "nominal")
    if one.kind == "number" and one.decimals:
        var.set("dcml", str(one.decimals))
    _texts(var, "labl", one.label)
    if any(one.question):
        _texts(_child(var, "qstn", responseDomainType=_ASKED[one.kind]), "qstnLit", one.question)
    valid = [value.code for value in one.values if value.missing is None]
    if valid:
        _child(_child(var, "valrng"), "range", UNITS="INT", min=str(min(valid)), max=str(max(valid)))
    if missing := [value for value in one.values if value.missing is not None]:
        invalid = _child(var, "invalrng")
        for value in missing:
            _child(invalid, "item", UNITS="INT", VALUE=str(value.code))
    for value in one.values:
        category = _child(var, "catgry")
        if value.missing is not None:
            category.set("missing", "Y")
            category.set("missType", value.missing)
        _child(category, "catValu", str(value.code))
        _texts(category, "labl", value.label)
    _concept(var, one, about)
    character = one.kind in ("text", "date")
    _child(var, "varFormat", type="character" if character else "numeric",
           category="date" if one.kind == "date" else "other")


def _concept(var: Any, one: Variable, about: About) -> None:
    if not one.competence:
        return
    name = about.competences.get(one.competence, Text())
    words = Text(*(f"{name[lang]} ({one.competence})" if name[lang] else "" for lang in LANGS))
    for concept in _texts(var, "concept", words) or [_child(var, "concept", one.competence)]:
        if about.framework:
            concept.set("vocab", about.framework)


def _id(one: Variable) -> str:
    return f"V-{one.name}"


def _texts(parent: Any, name: str, words: Text) -> list[Any]:
    """An element a language; one without a language where all three say the same: a code, a name."""
    if words.kk and words.kk == words.ru == words.en:
        return [_child(parent, name, words.kk)]
    made = []
    for lang in LANGS:
        if words[lang]:
            made.append(_child(parent, name, words[lang]))
            made[-1].set(_LANG, lang)
    return made


def _child(parent: Any, tag: str, words: str = "", /, **attributes: str) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{SPACE}}}{tag}")
    for attribute, value in attributes.items():
        child.set(attribute, allowed(value))
    if words:
        child.text = allowed(words)
    return child
