"""A framework as a SKOS concept scheme, and concepts of SKOS and ESCO as a framework."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabilet.cycle.framework import Competence, Framework, Group, Link
from qabilet.errors import QabiletError
from qabilet.study import shipped_framework
from qabilet.study.formats import framework_of, read_esco, read_json_ld, read_turtle, write_json_ld, write_turtle
from qabilet.text import Text

ESCO = "http://data.europa.eu/esco/skill/0005c151-5b5a-4a66-8aac-60e734beb1ab"
HEAD = ("conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,definition,inScheme,description\n")
STRING = r'"(?:[^"\\\n]|\\[tbnrf"\\]|\\u[0-9A-F]{4})*"'
OBJECT = rf"(?:<[^\s<>\"{{}}|\\^`]+>|\w+:\w+|{STRING}(?:@[a-z]+)?)"
STATEMENT = rf"<[^\s<>]+>\n    a \w+:\w+(?: ;\n    \w+:\w+ {OBJECT})* \."
TURTLE = re.compile(rf"(?:@prefix \w+: <[^\s<>]+> \.\n)+(?:\n{STATEMENT}\n)+")


def nasty() -> Framework:
    words = Text('Қос "тырнақша"', "обратная \\ черта", "two\nlines\tand \x07 a bell")
    links = (Link("one", "esco", ESCO, "close", words), Link("one", "esco", ESCO.rpartition("/")[2], "exact", words),
             Link("one", "mine", "two", "related", words), Link("two", "other", "three", "narrow", words),
             Link("two", "other", 'http://a/b"> .<c', "broad", words))
    return Framework("mine", "1", "2024", words, words, 'a "citation"', words, (Group("group", words),),
                     (Competence("one", "group", words, words), Competence("two", "group", words)), (), (), links)


def node(framework: Framework, code: str) -> dict[str, object]:
    graph = json.loads(write_json_ld(framework)[0])["@graph"]
    return next(one for one in graph if one.get("skos:notation") == code)


@pytest.mark.parametrize("framework", [nasty(), shipped_framework("local-government-2023")], ids=["nasty", "shipped"])
def test_turtle_follows_its_grammar_whatever_the_words(framework: Framework) -> None:
    assert TURTLE.fullmatch(write_turtle(framework)[0].decode())


def test_names_are_told_in_three_languages_and_groups_are_broader() -> None:
    turtle = write_turtle(shipped_framework("oecd-2019"))[0].decode()
    assert 'skos:prefLabel "Меритократия негізінде іріктеу"@kk' in turtle
    assert 'skos:prefLabel "Отбор на основе меритократии"@ru' in turtle
    assert 'skos:prefLabel "Selection by merit"@en' in turtle
    assert turtle.count("skos:broader <") == 14
    assert turtle.count("skos:hasTopConcept <") == 3


def test_every_relation_of_the_crosswalk_is_a_match_to_an_address() -> None:
    one, two = node(nasty(), "one"), node(nasty(), "two")
    assert one["skos:closeMatch"] == [{"@id": ESCO}]
    assert one["skos:exactMatch"] == [{"@id": ESCO}]
    assert "skos:related" in one
    assert "skos:narrowMatch" in two
    assert "skos:broadMatch" in two


def test_what_skos_has_no_place_for_is_said() -> None:
    for write in (write_turtle, write_json_ld):
        lost = write(shipped_framework("local-government-2023"))[1]
        assert [(one.code, one.facts["count"]) for one in lost] == [("CASE_107", 4), ("CASE_107", 5)]


def test_names_groups_and_codes_come_back_from_json_ld() -> None:
    framework = shipped_framework("leadership-innovation")
    found, doubts = framework_of(read_json_ld(write_json_ld(framework)[0], "x.jsonld"), "x")
    assert doubts == ()
    assert [(one.code, one.group, one.name, one.about) for one in found.competences] == [
        (one.code, one.group, one.name, one.about) for one in framework.competences]
    assert [(one.code, one.name) for one in found.groups] == [(one.code, one.name) for one in framework.groups]


def test_the_tables_of_esco_in_two_languages_are_one_framework() -> None:
    sort = f"KnowledgeSkillCompetence,{ESCO},skill/competence,"
    english = HEAD + f'{sort},manage staff,"a\nb",,released,2023-11-30T15:53:37Z,,,,"Leads, daily"\n'
    russian = HEAD + f"{sort},управлять персоналом,,,released,2023-11-30T15:53:37Z,,,,Ведёт\n"
    concepts = read_esco({"skills_en.csv": english.encode("utf-8-sig"), "skills_ru.csv": russian.encode()})
    framework, doubts = framework_of(concepts, "skills_en")
    assert framework.competences == (replace(framework.competences[0], code="manage-staff", name=Text(
        "", "управлять персоналом", "manage staff"), about=Text("", "Ведёт", "Leads, daily")),)
    assert framework.dated_on == "2023-11-30"
    assert [(one.framework, one.to, one.relation) for one in framework.crosswalk] == [("esco", ESCO, "exact")]
    assert [one.code for one in doubts] == ["CASE_104"]


def test_json_ld_is_read_in_the_shapes_people_write() -> None:
    spelt = [
        {"@graph": [{"@id": ESCO, "@type": "skos:Concept", "skos:prefLabel": {"@language": "ru", "@value": "Право"}}]},
        {"@graph": [{"@id": ESCO, "prefLabel": {"ru": "Право"}}]},
        [{"@id": ESCO, "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@language": "ru", "@value": "Право"}]}],
        {"uri": ESCO, "preferredLabel": {"ru": "Право"}, "className": "Skill"},
        {"uri": ESCO, "preferredTerm": {"ru": {"literal": "Право"}}}]
    for one in spelt:
        concepts = read_json_ld(json.dumps(one).encode(), "x.jsonld")
        assert [(found.uri, found.label) for found in concepts] == [(ESCO, Text(ru="Право"))]


def test_a_concept_wider_than_itself_is_refused() -> None:
    graph = [{"@id": f"http://a/{one}", "prefLabel": one, "broader": f"http://a/{other}"}
             for one, other in ("xy", "yx")]
    with pytest.raises(QabiletError) as caught:
        framework_of(read_json_ld(json.dumps(graph).encode(), "x.jsonld"), "x")
    assert caught.value.code == "CASE_010"


def test_turtle_tells_the_same_as_json_ld() -> None:
    for framework in (nasty(), shipped_framework("leadership-innovation")):
        first = read_turtle(write_turtle(framework)[0], "x.ttl")
        assert first == read_json_ld(write_json_ld(framework)[0], "x.jsonld")


def test_turtle_is_read_as_others_write_it() -> None:
    written = f'''
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>   # as in SPARQL
@prefix : <http://example.org/> .
@base <http://example.org/base/> .
[ skos:note "nameless" ; skos:member ( :a [ :b "c" ] ) ] .
<{ESCO}> a skos:Concept , <http://data.europa.eu/esco/model#Skill> ;
    skos:prefLabel "право"@ru, \'\'\'the "law"\'\'\'@en-GB ; skos:altLabel "x\\u0041" ;;
    skos:topConceptOf [ a skos:ConceptScheme ] ; skos:notation 12.5 ; skos:broader :wide, <wider> .
:wide skos:prefLabel """Wide
one"""@en ; :date "2024-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .
'''
    concepts = {one.uri: one for one in read_turtle(written.encode(), "x.ttl")}
    assert concepts[ESCO].label == Text("", "право", 'the "law"')
    assert concepts[ESCO].broader == ("http://example.org/wide", "http://example.org/base/wider")
    assert concepts["http://example.org/wide"].label.en == "Wide\none"
    assert concepts["http://example.org/wide"].changed == "2024-01-02"


@pytest.mark.parametrize(("written", "row"), [
    ("<a> <b> <c>", 1), ("\n\nx:a a x:b .", 3), ("<http://a> a <b> ;\n ???", 2), ('<http://a> <b> "half', 1),
    ('<http://a> <b> "\\uD800" .', 1), ("<http://a> <b> " + "[" * 100_000, 1), ("<http://a> <b> ] .", 1)])
def test_what_is_no_turtle_says_on_which_line(written: str, row: int) -> None:
    with pytest.raises(QabiletError) as caught:
        read_turtle(written.encode(), "x.ttl")
    assert [(one.code, one.file, one.row) for one in caught.value.faults] == [("SKOS_004", "x.ttl", row)]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("<>[]();,.\"'@^: ab\\#u\n"), max_size=40))
def test_any_text_is_concepts_or_faults(written: str) -> None:
    with suppress(QabiletError):
        read_turtle(written.encode(), "x.ttl")
