"""Forms as people really make them: what is understood, in which language, and what is said of it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.study.formats.xlsform.books import CHOICES, SURVEY, book

from qabilet.cycle.instrument import Form, Question, Section
from qabilet.study.formats import ReadForm, read_form, read_form_bytes, write_form
from qabilet.text import LANGS, Text

REFERENCE = Path(__file__).parents[3] / "reference" / "xlsform"


def reference(name: str) -> ReadForm:
    return read_form(REFERENCE / f"{name}.md")


def read(survey: Any, choices: Any = None, settings: Any = None, **more: Any) -> ReadForm:
    sheets = {"survey": survey, **({"choices": choices} if choices else {}),
              **({"settings": settings} if settings else {}), **more}
    return read_form_bytes(book(sheets), name="form.xlsx")


def form_in(found: ReadForm) -> Form:
    assert found.form is not None
    return found.form


def codes(found: ReadForm) -> list[str]:
    return [fault.code for fault in found.faults]


def cautions(found: ReadForm) -> set[str]:
    return {one.code for one in found.cautions}


def test_every_type_has_its_kind() -> None:
    found = reference("types")
    form = form_in(found)
    assert found.faults == ()
    assert {one.code: one.kind for one in form.questions() if one.kind != "meta"} == {
        "words": "text", "years": "integer", "share": "decimal", "mark": "range", "day": "date", "hour": "time",
        "moment": "datetime", "thanks": "note", "agreed": "acknowledge", "next": "calculate", "secret": "hidden",
        "level": "one", "needs": "many", "order": "rank"}
    assert [one.code for one in form.questions() if one.kind == "meta"] == [
        "start", "end", "today", "deviceid", "username", "phone", "email", "audit"]
    assert cautions(found) == {"XLSFORM_103"}


def test_the_title_is_in_three_languages() -> None:
    form = form_in(reference("types"))
    assert form.title == Text("Барлық түрлер", "Все типы", "Every type")
    assert (form.code, form.version, form.source_lang, form.languages) == ("types", "2026.1", "ru", LANGS)


def test_what_cannot_be_asked_here_is_kept_and_named_by_row_and_type() -> None:
    found = reference("foreign")
    assert [(one.code, one.row) for one in found.faults] == [("XLSFORM_010", row) for row in range(2, 10)]
    assert found.faults[0].facts == {"type": "geopoint", "name": "place"}
    assert [one.kind for one in form_in(found).questions()] == ["foreign"] * 8 + ["meta", "text"]


def test_old_names_of_types_and_columns_are_understood() -> None:
    found = reference("aliases")
    form = form_in(found)
    assert found.faults == ()
    assert [one.kind for one in form.questions()] == [
        "text", "integer", "decimal", "date", "datetime", "acknowledge", "note", "one", "many", "one", "many", "text",
        "text"]
    assert form.question("years").constraint == ". < 100"
    assert form.question("years").constraint_says.en == "under a hundred"
    assert form.question("many").relevance == "${live}='yes'"
    assert form.question("more").other
    assert form.question("seen").read_only == "yes"
    assert [(one.code, one.kind) for one in form.sections()] == [("g", "group"), ("r", "repeat")]


def test_our_own_columns_are_read() -> None:
    found = reference("own_columns")
    form = form_in(found)
    first, second, third = (form.question(f"it_{n}") for n in (1, 2, 3))
    assert found.faults == ()
    assert found.cautions == ()
    assert (first.competence, first.indicator, first.scale) == ("digital-skills", "digital-skills.1", "agreement")
    assert first.missing == {"99": "refused", "97": "not relevant"}
    assert second.missing == {"97": "not relevant"}
    assert [one.reverse for one in (first, second, third)] == [False, True, False]
    assert [one.perspectives for one in (first, second, third)] == [("self",), ("self", "head"), ("peer", "report")]
    assert form.question("age").missing == {"0": "refused"}
    assert all(one.rating for one in (first, second, third))


def test_odk_takes_our_columns_without_a_word() -> None:
    assert "XLSFORM_105" not in cautions(reference("own_columns"))
    assert "XLSFORM_028" not in codes(reference("own_columns"))


def test_sections_stand_inside_one_another() -> None:
    form = form_in(reference("sections"))
    assert [("/".join(one.code for one in path), node.code) for path, node in form.walk()
            if isinstance(node, Section)] == [
        ("", "outer"), ("outer", "inner"), ("", "person"), ("person", "course"), ("", "shuffled")]
    person = next(one for one in form.sections() if one.code == "person")
    assert (person.kind, person.repeat_count) == ("repeat", "${people}")
    assert form.sections()[-1].parameters == "randomize=true"


def test_choices_filters_and_random_orders_are_read() -> None:
    found = reference("choosing")
    form = form_in(found)
    assert found.faults == ()
    assert form.question("place").choice_filter == "region = ${region}"
    assert form.lists["district"].choice("a").cells == {"region": "north"}
    assert [one.random for one in form.questions()] == [False, False, True, True, True, False, False]
    assert [one.required for one in form.questions()] == ["yes", "yes", "", "${needs} != ''", "", "", ""]
    assert form.question("region").required_says == Text("Міндетті", "Обязательно", "")


def test_languages_are_known_by_their_tags_codes_and_names() -> None:
    form = form_in(reference("names_of_languages"))
    assert form.question("job").label == Text("Лауазымы", "Должность", "Position")
    assert form.question("job").cells == {"label::Deutsch (de)": "Stelle", "hint::Deutsch (de)": "vollständig"}
    assert form_in(reference("single_colons")).question("age").label == Text("Жасы", "Возраст", "")


@pytest.mark.parametrize(("heading", "lang"), [
    ("label::Қазақша (kk)", "kk"), ("label::kk", "kk"), ("Label::Kazakh", "kk"), ("label:Русский", "ru"),
    ("label::Қазақ тілі", "kk"), ("label::kk-KZ", "kk"), ("caption::RU", "ru"), ("label :: English (en-GB)", "en"),
    ("LABEL::казахский", "kk"), ("label::Орысша", "ru"), ("label\u00a0::\u00a0русский язык", "ru"),
    ("label::kz", "kk")])
def test_a_language_is_found_in_any_usual_heading(heading: str, lang: str) -> None:
    form = form_in(read((("type", "name", heading), ("text", "a", "xyz"))))
    assert form.languages == (lang,)
    assert form.question("a").label.write()[lang] == "xyz"


@pytest.mark.parametrize(("words", "lang"), [("Сіздің лауазымыңыз қандай?", "kk"), ("Какая у вас должность?", "ru"),
                                             ("What is your position?", "en")])
def test_a_label_without_a_language_is_of_the_language_of_its_letters(words: str, lang: str) -> None:
    found = read((("type", "name", "label"), ("text", "a", words)))
    assert form_in(found).source_lang == lang
    assert form_in(found).languages == (lang,)
    assert cautions(found) == {"XLSFORM_101"}


def test_a_label_without_a_language_is_of_the_default_language() -> None:
    found = read((("type", "name", "label", "label::Русский (ru)"), ("text", "a", "Лауазымы", "Должность")),
                 settings=(("default_language",), ("Қазақша (kk)",)))
    assert form_in(found).question("a").label == Text("Лауазымы", "Должность", "")
    assert form_in(found).source_lang == "kk"
    assert "XLSFORM_101" not in cautions(found)


def test_other_languages_are_listed_and_shown_where_there_is_none_of_ours() -> None:
    found = reference("german")
    assert form_in(found).languages == ()
    assert form_in(found).question("stelle").label == Text()
    assert [one.facts["tags"] for one in found.cautions if one.code == "XLSFORM_102"] == ["«Deutsch (de)»"]
    assert found.faults == ()


@pytest.mark.parametrize(("heading", "cell"), [
    ("scale", "very good!"), ("scale", "from 1 to 5"), ("reverse", "maybe"), ("perspective", "boss"),
    ("perspective", "self; me"),
    ("missing", "99"), ("missing", "99=no idea"), ("missing", "blank=refused")])
def test_our_own_columns_take_only_what_they_mean(heading: str, cell: str) -> None:
    found = read((("type", "name", "label", heading), ("select_one y", "a", "A", cell)), CHOICES)
    fault = next(one for one in found.faults if one.code == "XLSFORM_024")
    assert (fault.row, fault.column, fault.facts["heading"]) == (2, heading, heading)
    again = read_form_bytes(write_form(form_in(found)), name="form.xlsx")
    assert [one.code for one in again.faults] == codes(found)


def test_every_fault_is_found_with_its_row() -> None:
    found = reference("faulty")
    assert [(fault.row, fault.column, fault.code) for fault in found.faults] == [
        (3, "name", "XLSFORM_013"), (4, "type", "XLSFORM_009"), (5, "name", "XLSFORM_011"), (6, "name", "XLSFORM_012"),
        (7, "name", "XLSFORM_014"), (8, "type", "XLSFORM_015"), (9, "type", "XLSFORM_016"),
        (11, "label", "XLSFORM_023"),
        (12, "missing", "XLSFORM_024"), (12, "perspective", "XLSFORM_024"), (12, "reverse", "XLSFORM_024"),
        (13, "missing", "XLSFORM_025"), (14, "parameters", "XLSFORM_026"), (15, "type", "XLSFORM_010"),
        (16, "type", "XLSFORM_029"), (17, "type", "XLSFORM_020"), (19, "type", "XLSFORM_022"),
        (20, "relevant", "ROUTE_016"), (3, "choices/name", "XLSFORM_017"), (4, "choices/name", "XLSFORM_019"),
        (5, "choices/name", "XLSFORM_018"), (6, "choices/list_name", "XLSFORM_018")]


def test_an_unknown_type_is_told_with_the_nearest() -> None:
    fault = next(one for one in reference("faulty").faults if one.code == "XLSFORM_009")
    assert "«select_one»" in fault.says("en")
    assert (fault.row, fault.facts["type"]) == (4, "slect_one y")


def test_a_heading_in_the_column_of_types_is_told_as_one_and_once() -> None:
    found = read_form_bytes(b"| survey |\n| | type | name | label |\n| | text | a | A |\n"
                            + "| | Дополнительные вопросы | | |\n".encode(), name="form.md")
    assert [(fault.row, fault.code) for fault in found.faults] == [(3, "XLSFORM_040")]


def test_a_name_in_other_letters_is_told_with_one_that_sounds_like_it() -> None:
    found = read_form_bytes("| survey |\n| | type | name | label |\n| | text | стаж работы | A |\n| | text | 2* | B |\n"
                            .encode(), name="form.md")
    assert [fault.facts["better"] for fault in found.faults if fault.code == "XLSFORM_012"] == ["stazh_raboty", "q_2"]


def test_a_column_whose_heading_was_renamed_is_doubted() -> None:
    """Its words would be shown to nobody. Notes to oneself and columns that filters name are not doubted."""
    found = read_form_bytes(
        "| survey |\n| | type | name | label::ru | Қазақша мәтін | label (english) | relevent | моё |\n"
        "| | select_one l | a | А | Ә | A | | заметка |\n| | text | b | Б | | | ${a} = 1 | |\n"
        "| choices |\n| | list_name | name | label::ru | region |\n| | l | 1 | Да | north |\n".encode(), name="form.md")
    assert [one.facts for one in found.cautions if one.code == "XLSFORM_114"] == [
        {"sheet": "survey", "columns": "«Қазақша мәтін», «label (english)», «relevent»"}]


def test_cells_are_read_as_they_are_seen() -> None:
    day = dt.date(2026, 9, 1)
    choices = (("list_name", "name", "label"), ("y", 1.0, True), ("y", 2, day), ("y", "3 ", 0.5))
    survey = (("type", "name", "label", "default"), ("  select_one   y ", " a\u00a0", "\u00a0A  b ", day))
    found = read(survey, choices)
    form = form_in(found)
    assert [(one.code, one.label.en) for one in form.lists["y"].choices] == [("1", "TRUE"), ("2", "2026-09-01"),
                                                                              ("3", "0.5")]
    assert (form.question("a").label.en, form.question("a").default) == ("A  b", "2026-09-01")


def test_curly_quotation_marks_are_straight_in_expressions_and_stay_in_words() -> None:
    form = form_in(read((("type", "name", "label", "relevant"), ("text", "a", "“A”", ""),
                         ("text", "b", "B", "${a} = ‘x’"))))
    assert form.question("b").relevance == "${a} = 'x'"
    assert form.question("a").label.en == "“A”"


def test_sheets_are_found_whatever_their_case_and_blanks() -> None:
    found = read_form_bytes(book({"Notes": (("x",),), " SURVEY ": SURVEY, "Choices": CHOICES}), name="form.xlsx")
    assert found.faults == ()
    assert form_in(found).sheets == {"Notes": (("x",),)}


def test_a_hidden_sheet_is_read_like_any_other() -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["choices"].sheet_state = "hidden"

    assert read_form_bytes(book(after=hide), name="form.xlsx").faults == ()


def test_types_are_understood_whatever_their_case_and_said_so() -> None:
    found = read((("Type", "Name", "Label"), ("Select_One y", "a", "A"), ("Begin Group", "g", "G"),
                  ("INTEGER", "b", "B"), ("End  Group", "", "")), CHOICES)
    assert found.faults == ()
    assert [one.kind for one in form_in(found).questions()] == ["one", "integer"]
    assert cautions(found) == {"XLSFORM_101", "XLSFORM_111"}


def test_google_writes_a_tick_as_a_formula_and_that_is_none() -> None:
    found = read((("type", "name", "label", "required"), ("text", "a", "A", "=TRUE()")))
    assert "XLSFORM_007" not in codes(found)


def test_notes_and_lines_switched_off_are_kept_and_said() -> None:
    found = reference("blanks_and_notes")
    form = form_in(found)
    assert [one.code for one in form.questions()] == ["a", "b", "generated_note_name_8"]
    assert found.faults == ()
    assert [one.facts["rows"] for one in found.cautions if one.code == "XLSFORM_107"] == ["2, 4"]
    assert [row[0] for row in form.sheets["survey:aside"]] == ["2", "4"]


def test_two_columns_of_one_name_are_a_fault_and_both_are_written_back() -> None:
    found = read((("type", "name", "label", "label"), ("text", "a", "A", "Other")))
    assert [(one.code, one.row, one.column) for one in found.faults] == [("XLSFORM_008", 1, "D")]
    again = read_form_bytes(write_form(form_in(found)), name="form.xlsx")
    assert form_in(again) == form_in(found)


def test_columns_without_a_name_are_written_back() -> None:
    found = read((("type", "name", None, "label"), ("text", "a", "a note", "A")))
    assert form_in(found).question("a").cells == {"#C": "a note"}
    assert form_in(read_form_bytes(write_form(form_in(found)), name="form.xlsx")) == form_in(found)


def test_a_title_that_odk_stumbles_at_is_read_and_renamed() -> None:
    found = read(SURVEY, CHOICES, (("form_title::kk", "form_title::ru", "form_id", "default_language"),
                                   ("Сауалнама", "Опрос", "f", "ru")))
    assert form_in(found).title == Text("Сауалнама", "Опрос", "")
    assert "XLSFORM_112" in cautions(found)
    again = read_form_bytes(write_form(form_in(found)), name="form.xlsx")
    assert form_in(again).title == form_in(found).title
    assert "XLSFORM_112" not in cautions(again)


def test_a_new_language_gets_a_column_beside_the_old_one() -> None:
    form = form_in(read((("type", "name", "label", "required"), ("text", "a", "Position", "yes"))))
    told = form.with_(nodes=(form.question("a").with_(label=Text("Лауазымы", "Должность", "Position")),),
                      languages=LANGS)
    again = form_in(read_form_bytes(write_form(told), name="form.xlsx"))
    assert again.headings["survey"] == ("type", "name", "label", "label::Қазақша (kk)", "label::Русский (ru)",
                                        "required")
    assert again.question("a").label == Text("Лауазымы", "Должность", "Position")
    assert again.source_lang == "en"


def test_a_new_question_finds_its_place() -> None:
    form = form_in(reference("sections"))
    new = Question("added", "integer", label=Text(en="Added"))
    again = form_in(read_form_bytes(write_form(form.with_(nodes=(form.nodes[0], new, *form.nodes[1:]))),
                                    name="form.xlsx"))
    assert [one.code for one in again.questions()][3:5] == ["added", "name"]
    assert [one.code for one in again.sections()] == [one.code for one in form.sections()]


def test_a_changed_kind_is_written_as_it_is_now() -> None:
    form = form_in(reference("types"))
    changed = form.question("words").with_(kind="integer")
    nodes = tuple(changed if node.code == "words" else node for node in form.nodes)
    again = form_in(read_form_bytes(write_form(form.with_(nodes=nodes)), name="form.xlsx"))
    assert (again.question("words").kind, again.question("words").type) == ("integer", "integer")


def test_three_hundred_questions_in_three_languages_are_read_in_a_moment() -> None:
    survey = (("type", "name", "label::ru", "label::kk", "label::en", "relevant"),
              *(("select_one y" if n % 2 else "integer", f"q{n}", f"Вопрос {n}?", f"Сұрақ {n}?", f"Question {n}?",
                 f"${{q{n - 1}}} > 1" if n > 1 else "") for n in range(300)))
    data = book({"survey": survey, "choices": CHOICES})
    read_form_bytes(data, name="form.xlsx")
    began = time.monotonic()
    found = read_form_bytes(data, name="form.xlsx")
    assert time.monotonic() - began < 1.0
    assert len(form_in(found).questions()) == 300
    assert found.faults == ()


def test_a_column_of_which_odk_would_make_no_element_is_a_fault() -> None:
    found = read(SURVEY, (("list_name", "name", "label", "1st"), ("y", "1", "Yes", "x")))
    fault = next(one for one in found.faults if one.code == "XLSFORM_028")
    assert "XForm" in str(fault.facts["words"])


def test_a_namespace_that_nobody_declares_is_a_fault() -> None:
    found = read((("type", "name", "label", "bind::oc:itemgroup"), ("text", "a", "A", "IG1")))
    assert codes(found) == ["XLSFORM_028"]


def test_a_second_title_in_the_same_language_is_not_lost() -> None:
    found = read(SURVEY, CHOICES, (("form_title", "form_title_ru", "form_id", "default_language"),
                                   ("Опрос", "Опрос акимов", "f", "ru")))
    assert form_in(found).title.ru == "Опрос"
    assert form_in(found).settings["form_title_ru"] == "Опрос акимов"
    assert form_in(read_form_bytes(write_form(form_in(found)), name="form.xlsx")) == form_in(found)


def test_a_loop_cannot_be_asked_here() -> None:
    found = read((("type", "name", "label"), ("begin loop over y", "l", "L"), ("text", "a", "A"), ("end loop", "", "")),
                 CHOICES)
    assert [(one.row, one.facts["type"]) for one in found.faults if one.code == "XLSFORM_010"] == [
        (2, "begin loop over y")]
    assert [one.code for one in form_in(found).sections()] == ["l"]


def test_sections_that_cross_are_told_with_both_rows() -> None:
    found = read((("type", "name", "label"), ("begin_group", "g", "G"), ("begin_repeat", "r", "R"), ("text", "a", "A"),
                  ("end_group", "", ""), ("end_repeat", "", "")))
    fault = next(one for one in found.faults if one.code == "XLSFORM_022")
    assert (fault.row, fault.facts["first"], fault.facts["name"]) == (5, 3, "r")


def test_lists_that_are_long_are_read_from_an_old_workbook_too() -> None:
    shared = Path(__file__).parents[5] / "shared" / "data" / "xlsform" / "pyxform_tutorial.xls"
    if not shared.is_file():
        pytest.skip("needs ../shared/data/xlsform")
    found = read_form(shared)
    assert found.faults == ()
    assert form_in(found).question("age_in_years").relevance == "${older_than_five}='yes'"


def test_what_kobo_unfolds_is_kept_and_named_not_taken_for_a_slip() -> None:
    found = read((("type", "name", "label"), ("begin_score y", "s", "S"), ("score__row", "r1", "First"),
                  ("score__row", "r2", "Second"), ("end_score", "", "")), CHOICES)
    assert [(one.code, one.row, one.facts["type"]) for one in found.faults] == [
        ("XLSFORM_010", 2, "begin_score y"), ("XLSFORM_010", 3, "score__row"), ("XLSFORM_010", 4, "score__row"),
        ("XLSFORM_010", 5, "end_score")]
    assert form_in(read_form_bytes(write_form(form_in(found)), name="form.xlsx")) == form_in(found)


def test_a_cell_in_which_a_formula_has_failed_is_a_fault() -> None:
    found = read((("type", "name", "label"), ("text", "a", "#N/A")), (*CHOICES, ("y", 3, "#ССЫЛКА!")))
    assert [(one.code, one.row, one.column) for one in found.faults] == [
        ("XLSFORM_039", 2, "label"), ("XLSFORM_039", 4, "choices/label")]
