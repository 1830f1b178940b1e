"""What the report says: how surely, what it keeps back, what was never asked, and in whose words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from tests.cycle.report.fixture import AKIMS, akims, awkward

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report import ReportInput, compose
from qabilet.cycle.report.document import (
    Block,
    Bullets,
    Chapter,
    Document,
    Facts,
    FigureBlock,
    Heading,
    Note,
    Paragraph,
    Span,
    TableBlock,
    plain,
)
from qabilet.errors import Caution
from qabilet.text import LANGS, Lang, Text

NBSP = "\N{NO-BREAK SPACE}"


@cache
def document(lang: Lang) -> Document:
    return compose(akims(), lang)


@cache
def odd(lang: Lang) -> Document:
    return compose(awkward(), lang)


def words_of(block: Block) -> str:
    match block:
        case Heading():
            return block.words
        case Paragraph():
            return plain(block.inline)
        case Bullets():
            return "\n".join(plain(item) for item in block.items)
        case Note():
            return block.title + "\n" + "\n".join(plain(one) for one in block.body)
        case Facts():
            return "\n".join(f"{name}: {plain(one)}" for name, one in block.items)
        case TableBlock():
            cells = [f"{cell.words} {cell.minor}" for row in block.rows for cell in row.cells]
            return "\n".join([block.caption, *(column.words for column in block.columns), *cells,
                              *(row.header for row in block.rows), *(note.words for note in block.notes)])
        case FigureBlock():
            return "\n".join([block.caption, block.alt, *block.notes, words_of(block.table)])


def prose(chapter: Chapter) -> str:
    return "\n".join(words_of(block) for block in chapter.blocks)


def chapter(name: str, whole: Document) -> Chapter:
    return next(one for one in whole.chapters if one.anchor == name)


def everything(whole: Document) -> str:
    return "\n".join([*(prose(one) for one in whole.chapters), *(words_of(one) for one in whole.banners)])


def table(whole: Document, anchor: str) -> TableBlock:
    return next(block for one in whole.chapters for block in one.blocks
                if isinstance(block, TableBlock) and block.anchor == anchor)


def test_the_summary_says_who_was_asked_and_what_is_first_and_how_surely() -> None:
    said = prose(chapter("summary", document("en")))
    assert "Akims: 250 people answered, of 2,345 in the register." in said
    assert "“Financial literacy” is first of 5 needs." in said
    assert "With 95% (model-based) confidence its place is between 1 and 2." in said
    assert "The first place may equally belong to: “Communication”." in said


def test_the_summary_says_it_in_kazakh_and_in_russian_without_inflecting_the_need() -> None:
    kk, ru = prose(chapter("summary", document("kk"))), prose(chapter("summary", document("ru")))
    assert f"5 қажеттілік ішінде бірінші орында{NBSP}– «Қаржылық сауаттылық»." in kk
    assert f"95{NBSP}% (модель бойынша) сенім деңгейінде оның орны 1–2 аралығында." in kk
    assert f"Из 5 потребностей на первом месте{NBSP}— «Финансовая грамотность»." in ru
    assert f"С доверительной вероятностью 95{NBSP}% (по модели) её место{NBSP}— от 1 до 2." in ru


@pytest.mark.parametrize("lang", LANGS)
def test_no_plus_minus_stands_anywhere(lang: Lang) -> None:
    assert "±" not in everything(document(lang))


def test_a_margin_of_error_is_named_only_to_say_that_there_is_none() -> None:
    for sentence in re.split(r"[.\n]", everything(document("en"))):
        if "margin of error" in sentence.lower():
            assert re.search(r"\b(no|cannot|none)\b", sentence)


def test_intervals_of_a_quota_sample_are_labelled_model_based() -> None:
    said = everything(document("en"))
    assert "95% interval, model-based, as if random within cells" in said
    assert "confidence interval" not in said.lower()


def test_where_no_cells_were_declared_the_method_says_what_takes_their_place() -> None:
    without = replace(akims(), design="open", cells=())
    assert "all answers are taken for one cell" in prose(chapter("method", compose(without, "en")))
    quota = replace(akims(), cells=(Text.same("Region"),))
    assert "taken for one cell" not in prose(chapter("method", compose(quota, "en")))


@pytest.mark.parametrize("lang", LANGS)
def test_a_small_p_value_is_not_called_equal_to_less(lang: Lang) -> None:
    sheets = [replace(sheet, facts={**sheet.facts, "friedman_chi2": 26.2, "friedman_df": 4, "friedman_p": 1e-9})
              if sheet.kind == "needs-ranking" else sheet for sheet in akims().sheets]
    said = everything(compose(replace(akims(), sheets=tuple(sheets)), lang))
    assert re.search(r"p\s<\s0", said)
    assert not re.search(r"=\s<", said)


def test_intervals_of_a_drawn_sample_are_confidence_intervals() -> None:
    drawn = replace(akims(), design="simple")
    assert "The intervals are 95% confidence intervals" in prose(chapter("method", compose(drawn, "en")))


def test_where_methods_disagree_the_report_says_so_and_shows_both() -> None:
    said = prose(chapter("summary", document("en")))
    assert "disagree" in said
    assert "“Financial literacy” by: mean place; “Communication” by: Borich" in said


def test_where_nobody_was_asked_it_says_no_evidence_and_supposes_nothing() -> None:
    for lang, words in (("kk", "дерек жоқ"), ("ru", "нет данных"), ("en", "no evidence")):
        sides = table(document(lang), "table-needs-sides-knowledge")  # type: ignore[arg-type]
        digital = next(row for row in sides.rows if row.header in
                       ("Цифрлық сауаттылық", "Цифровая грамотность", "Digital literacy"))
        assert digital.cells[1].words == words
        assert digital.cells[1].mark


def test_a_withheld_cell_is_a_dash_with_the_reason_under_the_table() -> None:
    skills = table(odd("en"), "table-needs-skills")
    withheld = [cell for row in skills.rows for cell in row.cells if cell.mark]
    assert {cell.words for cell in withheld} == {"–"}
    assert {cell.minor for cell in withheld} == {""}
    assert {cell.mark for cell in withheld} == {note.mark for note in skills.notes}
    assert any("Everybody in the group answered alike" in note.words for note in skills.notes)


def test_below_thirty_respondents_no_share_is_printed() -> None:
    who, needs = prose(chapter("respondents", odd("en"))), prose(chapter("needs", odd("en")))
    assert "7 of 12" in who
    assert "%" not in who
    assert not re.search(r"\d%", needs.replace("95%", ""))


def test_a_scale_is_told_with_alpha_and_omega_and_below_it_its_questions() -> None:
    whole, items = (table(document("en"), f"table-scales-{AKIMS}{part}") for part in ("", "-courses"))
    assert [column.words for column in whole.columns] == [
        "Item", "Respondents", "Alpha", "Standardised alpha", "Omega", "Ordinal alpha", "Ordinal omega"]
    assert [cell.words for cell in whole.rows[0].cells] == ["250", "0.83", "0.84", "0.85", "0.87", "0.88"]
    assert [cell.minor for cell in whole.rows[0].cells] == ["", "0.79–0.86", "", "0.81–0.88", "", ""]
    assert items.caption == "Akims: The scale “Courses rated”, question by question"
    assert [[cell.words for cell in row.cells] for row in items.rows] == [
        ["0.71", "0.74"], ["0.66", "0.79"], ["−0.12", "0.89"]]
    told = prose(chapter("respondents", document("en")))
    assert "no more than 12 questions and 8 points" in told
    assert "Usefulness (read the other way about)" in told
    assert "Depth (read" not in told
    assert "Against the other questions: “Dullness”." in told
    assert "The ordinal values are unsure for “Courses rated”" in told
    assert "No interval is told" not in told


def test_of_a_weighted_sample_it_is_said_that_the_reliability_is_not_weighted() -> None:
    given = akims()
    weighted = replace(given, sheets=[
        replace(one, facts={**one.facts, "weighted": True}) if one.kind == "scale" else one for one in given.sheets])
    assert "without the weights of the sample" in prose(chapter("respondents", compose(weighted, "en")))
    assert "without the weights of the sample" not in prose(chapter("respondents", document("en")))


def test_the_score_of_a_scale_is_told_with_the_rule_for_missing_answers() -> None:
    scores = table(document("en"), f"table-scores-{AKIMS}")
    assert [column.words for column in scores.columns] == ["Item", "Respondents", "Mean", "Answered too few questions"]
    assert [cell.words for cell in scores.rows[0].cells] == ["236", "3.71", "14"]
    assert "“Courses rated”: at least 2 of 3 questions answered." in prose(chapter("respondents", document("en")))


def test_a_label_missing_in_kazakh_is_shown_in_another_language_with_its_code() -> None:
    assert "Юридическое [ru]" in everything(odd("kk"))
    assert "басқа тілде" in prose(chapter("method", odd("kk")))
    assert "[ru]" not in everything(odd("en"))


def test_synthetic_people_a_draft_and_a_work_view_are_announced_above_everything() -> None:
    assert [one.title for one in document("en").banners] == ["The people in this example are synthetic"]
    assert [one.title for one in odd("en").banners] == ["A draft"]
    work = replace(awkward(), draft=False, sheets=[replace(one, view="work") for one in awkward().sheets])
    assert [one.title for one in compose(work, "ru").banners] == ["Не для публикации"]


def test_an_assumed_kind_of_question_is_said_where_it_matters() -> None:
    assert "whether people rated these needs or put them in order" in prose(chapter("needs", document("en")))
    assert "is read as: a forced ranking" in prose(chapter("method", document("en")))


def test_only_differences_that_survive_holm_are_told_as_differences() -> None:
    said = prose(chapter("groups", document("en")))
    assert "“Digital literacy”: effect size 0.08 (0.05–0.13), p after Holm 0.004." in said
    assert said.count(": effect size") == 1
    assert "No difference between these groups holds after Holm’s correction" in said


def test_a_doubt_is_said_once() -> None:
    given = akims()
    doubted = [replace(one, cautions=(Caution("NEED_900"), Caution("NEED_900"))) if one.key == "needs/akim/module"
               else one for one in given.sheets]
    assert everything(compose(replace(given, sheets=doubted), "en")).count("NEED_900") == 1


def test_the_appendix_holds_every_sheet_and_how_to_make_the_report_again() -> None:
    appendix = chapter("appendix", document("en"))
    tables = [block for block in appendix.blocks if isinstance(block, TableBlock)]
    assert len(tables) == len(akims().sheets)
    assert "5f2b9c0e7a61d3a4c8f0b1e2937d64aa" in prose(appendix)
    assert "qabilet report examples/akims-2023" in prose(appendix)


def test_no_two_tables_of_the_appendix_are_called_the_same() -> None:
    captions = [block.caption for block in chapter("appendix", document("kk")).blocks if isinstance(block, TableBlock)]
    assert len(set(captions)) == len(captions)


def test_kazakh_and_russian_reports_are_not_left_half_in_english() -> None:
    given = akims()
    bare = replace(given, source=Text.same("X"), command="x", version="1")
    for lang in ("kk", "ru"):
        found = set(re.findall(r"\b[A-Za-z]{4,}\b", everything(compose(bare, lang))))  # type: ignore[arg-type]
        assert found <= {"Mogstad", "Romano", "Shaikh", "Wilhelm", "Qabilet", "reproduce", "survey", "psych"}


def test_all_three_languages_tell_the_same_story() -> None:
    def shape(whole: Document) -> list[str]:
        return [type(block).__name__ for one in whole.chapters for block in one.blocks]

    assert shape(document("kk")) == shape(document("ru")) == shape(document("en"))


def test_headings_never_skip_a_level() -> None:
    for one in document("ru").chapters:
        level = 2
        for block in one.blocks:
            if isinstance(block, Heading):
                assert block.level <= level + 1
                level = block.level


def test_a_study_without_questions_about_needs_still_has_a_report() -> None:
    bare = ReportInput(Text.same("X"), [one for one in akims().sheets if one.kind.startswith("profile")],
                       akims().made_on)
    assert "No question of this study asks about needs." in prose(chapter("summary", compose(bare, "en")))


def test_a_study_with_nothing_at_all_still_has_a_report() -> None:
    empty = ReportInput(Text.same("X"), [], akims().made_on)
    for lang in LANGS:
        assert everything(compose(empty, lang))


def test_a_sheet_of_needs_all_withheld_is_told_without_an_order() -> None:
    gone = Finding(withheld="small")
    rows = [Row(code, Text.same(code), {"mean": gone, "rank": gone}) for code in "ab"]
    sheet = Sheet("needs/q", "needs-rating", Text.same("Q"), ("mean", "rank"), rows, "release", "open",
                  {"question": "q", "points": 5})
    said = everything(compose(ReportInput(Text.same("X"), [sheet], akims().made_on), "en"))
    assert "The order of these needs cannot be told: too few people answered." in said


def test_the_cells_of_the_pairs_are_tinted_by_their_share() -> None:
    pairs = table(document("en"), f"needs-{AKIMS}-knowledge-pairs")
    shades = [cell.shade for row in pairs.rows for cell in row.cells]
    assert shades[0] is None
    assert all(0 <= shade <= 1 for shade in shades if shade is not None)


def test_words_that_look_like_marks_of_style_stay_words() -> None:
    needs = [replace(one, rows=[replace(row, label=Text.same("a `b` **c**")) for row in one.rows[:2]])
             for one in awkward().sheets if one.kind == "needs-rating"]
    lead = next(block for block in chapter("summary", compose(replace(awkward(), sheets=needs), "en")).blocks
                if isinstance(block, Paragraph) and block.lead)
    assert lead.inline[0] == Span("“a `b` **c**”", "strong")


def test_a_gap_to_the_position_profile_shows_the_level_beside_its_target() -> None:
    def one(code: str, level: float, target: float, place: int) -> Row:
        gap = target - level
        return Row(code, Text.same(code.title()), {
            "level": Finding(level, 60, level - 0.1, level + 0.1, basis="design"), "target": Finding(target, 0),
            "gap": Finding(gap, 60, gap - 0.1, gap + 0.1, basis="design"), "below": Finding(0.7, 60, count=42),
            "rank": Finding(float(place), 60, place, place, basis="design")})

    sheet = Sheet("needs/gap", "needs-gap", Text.same("Levels"), ("level", "target", "gap", "below", "rank"),
                  [one("law", 2.1, 4.0, 1), one("budget", 3.0, 3.5, 2)], "release", "simple",
                  {"question": "gap", "kind": "gap", "points": 5, "level": 0.95})
    whole = compose(ReportInput(Text.same("X"), [sheet], akims().made_on, design="simple"), "en")
    said = prose(chapter("needs", whole))
    assert "“Law” is first of 2 needs. With 95% confidence its place is exactly 1." in said
    assert "Law: level 2.10, target 4.00" in said


def test_a_question_mark_does_not_stand_inside_a_heading() -> None:
    sheets = tuple(replace(sheet, title=Text.same("What do you need?")) if sheet.kind == "needs-ranking" else sheet
                   for sheet in akims().sheets)
    assert not re.search(r"\?[,:]", everything(compose(replace(akims(), sheets=sheets), "en")))


def test_while_nobody_has_decided_on_remedies_no_table_of_them_stands() -> None:
    undecided = tuple(replace(sheet, rows=tuple(replace(row, facts={"remedy": "undecided"}) for row in sheet.rows))
                      if sheet.kind == "remedies" else sheet for sheet in akims().sheets)
    said = prose(chapter("needs", compose(replace(akims(), sheets=undecided), "en")))
    assert "Nobody has decided yet." in said
    assert "What is to be done about each need" not in said
