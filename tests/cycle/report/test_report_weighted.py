"""A drawn sample with weights in the report: what was drawn, how it was weighted, what it costs, what is kept back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.cycle.report.fixture import akims
from tests.cycle.report.test_report_chapters import chapter, everything, prose, table

from qabilet.cycle.analysis import WEIGHT_010, Finding, Row, Sheet
from qabilet.cycle.report import ReportAudience, ReportDraw, ReportInput, ReportWeights, compose
from qabilet.cycle.report.document import FigureBlock
from qabilet.errors import Caution
from qabilet.text import LANGS, Lang, Text

REGION, DISTRICT = Text("Облыс", "Область", "Region"), Text("Аудан", "Район", "District")
GENDER = Text("Жынысы", "Пол", "Gender")
HIDDEN = Finding(withheld="small")


def step(code: str, total: float, deff: float, effective: float) -> Row:
    cells = {"n": 412.0, "total": total, "p25": 2.7, "median": 3.4, "p75": 4.2, "cv": 0.33, "deff": deff,
             "effective": effective}
    return Row(code, Text(), {name: Finding(value, 412) for name, value in cells.items()}
               | {"least": HIDDEN, "greatest": HIDDEN})


def weights(*rows: Row, cautions: tuple[Caution, ...] = ()) -> Sheet:
    columns = ("n", "total", "least", "p25", "median", "p75", "greatest", "cv", "deff", "effective")
    return Sheet("weights", "weights", Text(), columns, rows, "release", "cluster", {"n": 412}, cautions)


def register() -> Sheet:
    def row(code: str, label: Text, sample: float, weighted: float, there: float) -> Row:
        return Row(code, label, {"sample": Finding(412 * sample, 412), "sample_share": Finding(sample, 412),
                                 "weighted_share": Finding(weighted, 412), "register": Finding(2345 * there, 0),
                                 "register_share": Finding(there, 0)})
    rows = [row("m", Text("Ер", "Мужской", "Male"), 0.8, 0.84, 0.84),
            row("f", Text("Әйел", "Женский", "Female"), 0.2, 0.16, 0.16)]
    return Sheet("register/gender", "register", GENDER,
                 ("sample", "sample_share", "weighted_share", "register", "register_share"), rows, "release", "cluster",
                 {"dims": "gender"})


@cache
def given() -> ReportInput:
    steps = (step("1-design", 1440.0, 1.1, 370.0), step("2-cells", 2350.0, 1.3, 310.0),
             step("3-cells", 2340.0, 1.3, 305.0), step("4-raked", 2340.0, 1.4, 290.0),
             step("5-trimmed", 2340.0, 1.3, 300.0))
    return ReportInput(
        title=Text("Зерттеу", "Исследование", "A study"), sheets=(register(), weights(*steps)),
        made_on=date(2026, 5, 4), audiences=(ReportAudience(n=412, population=2345),), design="cluster",
        cells=(REGION,), population=2345,
        draw=ReportDraw(17, 182, 85, 680, DISTRICT, two_stage=True),
        weights=ReportWeights("draw", response=(REGION, GENDER), post=(REGION,), margins=((REGION,), (GENDER,)),
                              trim=3.5))


def test_the_steps_stand_in_a_table_under_their_own_names() -> None:
    told = table(compose(given(), "en"), "table-weights")
    assert [row.header for row in told.rows] == [
        "Weights of the draw", "Adjusted for non-response", "Agreed with the register (post-stratification)",
        "Agreed with the register (raking)", "Trimmed"]
    assert [column.words for column in told.columns] == [
        "Step", "Effective number of answers", "Design effect of the weights", "Variation of the weights", "Median",
        "Sum of the weights"]
    assert [cell.words for cell in told.rows[0].cells] == ["370", "1.1", "0.33", "3.4", "1,440"]
    assert told.rows[0].cells[3].minor == "2.7–4.2"


def test_single_weights_leave_no_empty_columns_and_the_note_says_why() -> None:
    whole = compose(given(), "en")
    told = table(whole, "table-weights")
    assert not any(cell.words == "–" for row in told.rows for cell in row.cells)
    assert "exact ones could point to people" in told.notes[-1].words
    assert "withheld" not in prose(chapter("summary", whole))


def test_in_the_work_view_the_least_and_the_greatest_weight_stand_there() -> None:
    row = step("1-design", 1440.0, 1.1, 370.0)
    open_row = replace(row, cells={**row.cells, "least": Finding(1.25, 1), "greatest": Finding(17.5, 1)})
    told = table(compose(replace(given(), sheets=(replace(weights(open_row), view="work"),)), "en"), "table-weights")
    assert [cell.words for cell in told.rows[0].cells][-2:] == ["1.2", "17.5"]
    assert told.notes == ()


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "The weighted answers of 412 people tell as much as about 300 answers of equal weight would."),
    ("ru", "По точности взвешенные ответы (всего 412) равноценны примерно такому числу ответов с равными весами: 300."),
    ("kk", "Жауап берген 412 адамның салмақталған жауаптары дәлдігі жағынан салмағы бірдей шамамен 300 жауапқа тең.")])
def test_what_the_answers_are_worth_is_one_plain_sentence(lang: Lang, words: str) -> None:
    whole = compose(given(), lang)
    assert words in prose(chapter("respondents", whole))
    assert words in prose(chapter("summary", whole))


def test_the_method_tells_the_draw_in_numbers_and_every_step_of_the_weights() -> None:
    told = prose(chapter("method", compose(given(), "en")))
    for words in ("Strata: “Region”, 17 in all.", "First stage, “District”: 85 of 182 were drawn.",
                  "Second stage: within these 680 people were drawn.",
                  "Within each cell of “Region” × “Gender” those who answered stand for all who were asked.",
                  "In each cell of “Region” the weights add up to the people in the register.",
                  "until they agree with the register by each of these: “Region”; “Gender”.",
                  "No weight is more than 3.5 times the median weight", "Not weighted: counts of people",
                  "finite population correction"):
        assert words in told, words


def test_where_nothing_was_drawn_no_weights_of_a_draw_are_told() -> None:
    opened = replace(given(), design="open", draw=None, cells=(), weights=replace(given().weights, source="none"))
    whole = compose(opened, "en")
    assert table(whole, "table-weights").rows[0].header == "Before weighting"
    told = everything(whole)
    assert "Weights of the draw" not in told
    assert "That makes no random sample of those who did." in told
    assert "speak for everybody in the register" not in told


def test_where_one_group_of_respondents_alone_is_weighted_it_is_said_whose() -> None:
    akims_label, deputies = Text("Әкімдер", "Акимы", "Akims"), Text("Депутаттар", "Депутаты", "Deputies")
    sheets = [replace(one, audience="akim") for one in given().sheets]
    both = replace(given(), sheets=sheets, audiences=(
        ReportAudience("akim", "self", label=akims_label, n=412),
        ReportAudience("deputy", "observer", of="akim", label=deputies, n=50)))
    whole = compose(both, "en")
    for name in ("summary", "method"):
        assert "Only these answers are weighted: “Akims”." in prose(chapter(name, whole))
    assert "Only these answers" not in everything(compose(given(), "en"))


def test_without_a_finite_draw_no_correction_is_promised() -> None:
    uneven = replace(given(), draw=replace(given().draw or ReportDraw(), even=False))
    assert "finite population correction" not in prose(chapter("method", compose(uneven, "en")))


def test_bounds_and_the_kind_of_calibration_are_told() -> None:
    bounded = replace(given(), weights=replace(given().weights, method="logit", bounds=(0.3, 3.0)))
    told = prose(chapter("method", compose(bounded, "ru")))
    assert "Калибровка (логит)" in told
    assert "меньше чем на 0,3 и больше чем на 3" in told


def test_the_register_stands_beside_the_sample_before_and_after_weighting() -> None:
    whole = compose(given(), "en")
    figure = next(block for block in chapter("respondents", whole).blocks if isinstance(block, FigureBlock))
    assert "Female: in the sample 20%, weighted 16%, in the register 16%" in figure.alt
    assert "Weighted share" in [column.words for column in figure.table.columns]


def test_the_doubts_of_the_weights_are_said_once_in_every_language() -> None:
    doubts = (Caution(WEIGHT_010, {"count": 7}), Caution("WEIGHT_011", {"columns": "gender", "count": 3}),
              Caution("WEIGHT_012", {"effective": "120", "n": 412}))
    doubted = replace(given(), sheets=(register(), weights(step("1-design", 1440.0, 1.1, 370.0), cautions=doubts)))
    for lang in LANGS:
        told = everything(compose(doubted, lang))
        for one in doubts:
            assert told.count(one.says(lang)) == 1, (lang, one.code)


def test_without_weights_no_word_of_them() -> None:
    plain = replace(given(), sheets=(), weights=ReportWeights(), draw=None)
    told = everything(compose(plain, "en"))
    assert "Effective number of answers" not in told
    assert "in this report are weighted" not in told
    assert "How the answers were weighted" not in told


def test_of_differences_that_are_all_kept_back_nothing_is_said() -> None:
    kept_back = [replace(one, rows=[replace(row, cells=dict.fromkeys(row.cells, HIDDEN)) for row in one.rows])
                 if one.kind == "needs-contrast" else one for one in akims().sheets]
    hidden, shown = (prose(chapter("groups", compose(given, "en")))
                     for given in (replace(akims(), sheets=kept_back), akims()))
    assert "Differences that hold after" in shown
    for words in ("No difference between these groups holds", "Differences that hold after",
                  "Differences between groups:"):
        assert words not in hidden
