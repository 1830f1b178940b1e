"""The draft on six dirty exports in Russian and Kazakh: what a person would have written, nearly."""

from __future__ import annotations

import pytest
from tests.corpus import dirty
from tests.corpus.dirty import Sheet, by_start

from qabilet.cycle.instrument import check_dictionary, draft

EXPORTS = {name: getattr(dirty, name)() for name in (
    "google_ru", "microsoft_kk", "limesurvey_codes", "machine_translated", "rankings_and_codes", "mixed_scripts")}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
class TestEveryDraft:
    def test_analyses_as_it_stands(self, export: Sheet) -> None:
        faults = check_dictionary(export.drafted(), export.headers, dict(export.counts()))
        assert [(fault.code, dict(fault.facts)) for fault in faults] == []

    def test_gives_a_reason_for_every_column(self, export: Sheet) -> None:
        assert all(column.reason for column in export.drafted())

    def test_is_the_same_every_time(self, export: Sheet) -> None:
        assert export.drafted() == export.drafted()

    def test_has_codes_that_are_short_and_different(self, export: Sheet) -> None:
        codes = [column.code for column in export.drafted()]
        assert len(set(codes)) == len(codes)
        assert all(code.isascii() and code[0].isalpha() and len(code) <= 44 for code in codes)

    def test_holds_no_value_of_a_personal_column(self, export: Sheet) -> None:
        drafted = export.drafted()
        private = [column for column in drafted if column.kind == "personal"]
        values = {cell for column in private for cell in export.cells(column.header) if cell}
        written = {word for column in drafted
                   for word in (*column.values, *column.merge, *column.missing, column.reason)}
        assert not values & written
        assert not any(column.keep for column in drafted if column.kind == "personal")

    def test_says_its_reasons_in_three_languages(self, export: Sheet) -> None:
        english, russian, kazakh = (export.drafted(lang) for lang in ("en", "ru", "kk"))
        for one, two, three in zip(english, russian, kazakh, strict=True):
            assert len({one.reason, two.reason, three.reason}) == 3, one.header


class TestGoogleForms:
    drafted = EXPORTS["google_ru"].drafted()

    def test_time_mail_and_names_are_left_out(self) -> None:
        kinds = {start: by_start(self.drafted, start) for start in ("Отметка времени", "Адрес электронной", "ФИО")}
        assert [column.kind for column in kinds.values()] == ["date", "personal", "personal"]
        assert not any(column.keep for column in kinds.values())

    def test_ages_with_words_are_numbers_and_a_range_is_said_to_be_none(self) -> None:
        age = by_start(self.drafted, "Ваш возраст")
        assert age.kind == "number"
        assert age.missing["45-50"] == "cannot judge"
        assert "45-50" in age.reason

    def test_spellings_of_a_region_become_the_clean_one(self) -> None:
        region = by_start(self.drafted, "Регион")
        assert set(region.values) == {"Акмолинская область", "Карагандинская область", "Абайская область"}
        assert region.merge["Aкмолинская область"] == "Акмолинская область"
        assert region.merge["Карагандинcкая область"] == "Карагандинская область"

    def test_typed_posts_are_other(self) -> None:
        post = by_start(self.drafted, "Ваша должность")
        assert set(post.values) == {"Аким", "Заместитель акима", "Специалист", "Другое"}
        assert post.merge["и.о."] == "Другое"

    def test_a_grid_in_brackets_is_one_question_about_needs(self) -> None:
        items = self.drafted.group(by_start(self.drafted, "Оцените").group)
        assert [column.item for column in items] == ["Бюджет и планирование", "Госзакупки", "Цифровые навыки"]
        assert {column.kind for column in items} == {"rating"}
        assert {column.role for column in items} == {"need"}
        assert {column.values for column in items} == {dirty.NEED_RU}

    def test_options_with_commas_inside_are_found_whole_and_in_the_order_of_the_form(self) -> None:
        formats = by_start(self.drafted, "Какие форматы")
        assert formats.kind == "many"
        assert formats.values == (*dirty.FORMATS_RU, "Другое")
        assert formats.merge == {"Летние школы": "Другое"}


class TestMicrosoftForms:
    drafted = EXPORTS["microsoft_kk"].drafted()

    def test_a_stem_that_ends_at_a_point_makes_a_grid(self) -> None:
        items = self.drafted.group(by_start(self.drafted, "Келесі").group)
        assert [column.item for column in items] == ["Мемлекеттік сатып алу", "Жергілікті бюджет", "Халықпен байланыс"]
        assert {column.values for column in items} == {dirty.NEED_KK}

    def test_known_points_are_labelled_in_three_languages(self) -> None:
        label = by_start(self.drafted, "Келесі").labels["Өте қажет"]
        assert label.kk == "Өте қажет"
        assert label.ru == "Очень нужно"

    def test_words_for_no_answer_are_missing(self) -> None:
        assert by_start(self.drafted, "Келесі").missing["Жауап беру қиын"] == "cannot judge"

    def test_a_blank_is_not_relevant_where_the_question_lets_people_skip(self) -> None:
        assert by_start(self.drafted, "Келесі").missing[""] == "not relevant"

    def test_choices_closed_with_semicolons_are_many(self) -> None:
        formats = by_start(self.drafted, "Қандай форматтар қолайлы?")
        assert formats.kind == "many"
        assert formats.separator == ";"
        assert set(formats.values) == {"Онлайн", "Күндізгі", "Аралас"}

    def test_years_with_words_are_numbers(self) -> None:
        assert by_start(self.drafted, "Жұмыс").kind == "number"

    def test_an_empty_and_a_constant_column_are_left_out(self) -> None:
        assert by_start(self.drafted, "Аты").kind == "empty"
        assert by_start(self.drafted, "Электрондық").kind == "constant"
        assert not by_start(self.drafted, "Аты").keep


class TestLimeSurvey:
    drafted = EXPORTS["limesurvey_codes"].drafted()

    def test_codes_of_questions_make_a_grid_and_codes_of_answers_a_scale_to_be_checked(self) -> None:
        items = self.drafted.group(by_start(self.drafted, "G02Q05").group)
        assert len(items) == 4
        assert {column.values for column in items} == {("A1", "A2", "A3", "A4", "A5")}
        assert {column.confidence for column in items} == {"guess"}

    def test_its_own_columns_are_left_out(self) -> None:
        own = ("id.", "submitdate", "startlanguage", "seed", "token")
        kinds = [by_start(self.drafted, start).kind for start in own]
        assert kinds == ["id", "date", "constant", "id", "id"]


class TestMachineTranslated:
    drafted = EXPORTS["machine_translated"].drafted()

    def test_points_of_several_roots_are_ordered_by_their_degree(self) -> None:
        item = by_start(self.drafted, "Тренировка")
        assert item.values == ("Не нужен вообще", "Слегка нужно", "Умеренно необходимый", "Сильно нужен",
                               "Абсолютно необходимый")
        assert item.role == "need"
        assert item.confidence == "likely"

    def test_neither_nor_is_the_middle(self) -> None:
        assert by_start(self.drafted, "Пожалуйста").values[2] == "Ни согласны, ни не согласны"

    def test_a_negative_item_is_only_suspected(self) -> None:
        negative = next(column for column in self.drafted if "не слушают" in column.header)
        assert not negative.reverse
        assert "reversed" in negative.reason

    def test_a_latin_letter_in_a_cyrillic_word_is_no_category(self) -> None:
        assert by_start(self.drafted, "Ваш пол").values == ("Мужской", "Женский")


class TestRankingsAndCodes:
    drafted = EXPORTS["rankings_and_codes"].drafted()

    def test_places_given_once_by_each_person_are_a_ranking(self) -> None:
        items = self.drafted.group(by_start(self.drafted, "Тақырыптарды").group)
        assert len(items) == 5
        assert {column.kind for column in items} == {"ranking"}

    def test_a_ranking_is_suspected_from_the_counts_alone(self) -> None:
        from qabilet.cycle.instrument import draft

        drafted = draft(EXPORTS["rankings_and_codes"].counts())
        assert by_start(drafted, "Тақырыптарды").kind == "ranking"

    def test_ratings_that_merely_use_the_same_numbers_are_no_ranking(self) -> None:
        assert {by_start(self.drafted, start).kind for start in ("Важность", "Насколько")} == {"rating"}

    def test_numbers_outside_the_scale_are_missing_codes(self) -> None:
        importance = [column for column in self.drafted if column.header.startswith("Важность")]
        mastery = [column for column in self.drafted if column.header.startswith("Насколько")]
        assert all(column.missing == {"99": "refused"} for column in importance)
        assert all(column.missing == {"0": "not relevant"} for column in mastery)
        assert {column.values for column in (*importance, *mastery)} == {("1", "2", "3", "4", "5")}

    def test_a_blank_after_another_question_is_not_asked(self) -> None:
        follows = by_start(self.drafted, "Если да")
        assert follows.missing[""] == "not asked"
        assert "Опыт управления" in follows.reason

    def test_phones_and_identity_numbers_are_personal(self) -> None:
        assert by_start(self.drafted, "ЖСН").kind == "personal"
        assert by_start(self.drafted, "Телефон").kind == "personal"


class TestMixedScripts:
    drafted = EXPORTS["mixed_scripts"].drafted()

    def test_spellings_are_merged_and_a_slip_is_only_a_guess(self) -> None:
        region = by_start(self.drafted, "Облысыңыз")
        assert region.merge["Aқмола облысы"] == "Ақмола облысы"
        assert region.merge["Қараганды облысы"] == "Қарағанды облысы"
        assert region.confidence == "guess"

    def test_frequency_is_ordered_and_the_doubtful_answer_left_out_of_it(self) -> None:
        often = by_start(self.drafted, "Как часто")
        assert often.values == ("Никогда", "Редко", "Иногда", "Часто", "Всегда")
        assert often.missing == {"Затрудняюсь ответить": "cannot judge"}

    def test_999_is_no_age(self) -> None:
        assert by_start(self.drafted, "Жасыңыз").missing == {"999": "refused"}

    def test_refusals_are_no_options(self) -> None:
        ready = by_start(self.drafted, "Готовы")
        assert ready.values == ("Да", "Нет")
        assert set(ready.missing) == {"Н/Д", "Отказ от ответа"}


def test_wishes_are_words_even_where_few_are_different() -> None:
    counts = {"Побольше практики": 12, "нет": 9, "Занятия в районе, а не в области": 8, "Спасибо": 7}
    assert draft([("Ваши пожелания по обучению", counts)]).columns[0].kind == "text"


def test_a_legend_inside_the_question_keeps_its_first_number() -> None:
    stem = "12. Насколько важны темы? (1 - не важно, 5 - очень важно)"
    columns = draft([(f"{stem} [{item}]", {"1": 3, "3": 4, "5": 5}) for item in ("Право", "Бюджет")]).columns
    assert columns[0].question == "Насколько важны темы? (1 - не важно, 5 - очень важно)"
