"""Files of SPSS and Stata are taken over with all they tell; what is lost is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.study.formats.statistics.sav_files import LOWEST, Var, sav

from qabilet.cycle.instrument import Column, draft
from qabilet.errors import QabiletError
from qabilet.study.formats import RawAnswers, read_answers

NEED = {1: "Не нужно", 2: "Немного нужно", 3: "Нужно", 4: "Очень нужно", 99: "Затрудняюсь ответить"}


def read(folder: Path, data: bytes, name: str = "a.sav") -> RawAnswers:
    (folder / name).write_bytes(data)
    return read_answers(folder / name)


def drafted(answers: RawAnswers) -> dict[str, Column]:
    return {column.header: column for column in draft(answers.counts(), cells=answers.column, told=answers.told)}


def codes(answers: RawAnswers) -> list[str]:
    return [loss.code for loss in answers.losses]


def test_a_labelled_scale_keeps_its_codes_and_gets_its_words_in_order(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("Q1", label="Насколько нужно обучение?", labels=dict(NEED), missing=(99,))],
                               [[4], [1], [99], [None], [2]]))
    assert given.headers == ("Q1",)
    assert given.columns == (("4", "1", "99", "", "2"),)
    column = drafted(given)["Q1"]
    assert (column.kind, column.values) == ("rating", ("1", "2", "3", "4"))
    assert column.labels["4"].ru == "Очень нужно"
    assert column.labels["4"].kk == "Өте қажет", "words of a known scale are known in three languages"
    assert column.missing["99"] == "cannot judge"
    assert column.question == "Насколько нужно обучение?"


def test_a_scale_whose_words_run_against_its_codes_runs_as_its_words(tmp_path: Path) -> None:
    words = {1: "Очень важно", 2: "Важно", 3: "Немного важно", 4: "Не важно"}
    column = drafted(read(tmp_path, sav([Var("Q1", labels=dict(words))], [[1], [2], [4], [3]])))["Q1"]
    assert column.values == ("4", "3", "2", "1")


def test_ends_of_a_scale_are_enough(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("Q1", labels={1: "Совсем нет", 5: "Полностью"})], [[1], [2], [3], [4], [5]]))
    assert drafted(given)["Q1"].values == ("1", "2", "3", "4", "5")
    assert "STATFILE_106" in codes(given), "values without a label are told"


def test_a_choice_keeps_values_that_nobody_gave_and_values_that_nobody_named(tmp_path: Path) -> None:
    words = {1: "Аудан әкімі", 2: "Ауыл әкімі", 3: "Қала әкімі"}
    given = read(tmp_path, sav([Var("POST", label="Лауазымыңыз қандай?", labels=dict(words))], [[1], [2], [2], [7]]))
    column = drafted(given)["POST"]
    assert (column.kind, column.values) == ("one", ("1", "2", "3", "7"))
    assert column.labels["1"].kk == "Аудан әкімі"
    assert not column.labels["1"].ru, "no language is made up"
    loss = next(loss for loss in given.losses if loss.code == "STATFILE_106")
    assert loss.facts["value"] == "7"


def test_missing_values_are_declared_singly_and_as_ranges(tmp_path: Path) -> None:
    given = read(tmp_path, sav([
        Var("AGE", label="Ваш возраст", labels={998: "Отказ"}, missing=(998, 999)),
        Var("INCOME", missing=(LOWEST, -1), span=True),
        Var("CARS", missing=(90, 99, -1), span=True)],
        [[44, 100.5, 1], [998, -5, 95], [999, -1, -1], [51, 20.0, 2], [51, 20.0, 1]]))
    columns = drafted(given)
    assert columns["AGE"].kind == "number"
    assert columns["AGE"].missing == {"998": "refused", "999": "refused"}
    assert set(columns["INCOME"].missing) == {"-5", "-1"}
    assert set(columns["CARS"].missing) == {"95", "-1"}
    unsaid = next(loss for loss in given.losses if loss.code == "STATFILE_108")
    assert unsaid.facts["count"] == 3
    assert unsaid.facts["value"] == "999", "of 998 the label says why"


def test_no_answer_by_its_label_alone_is_missing_too_and_told(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("Q1", labels={1: "Да", 2: "Нет", 9: "Не знаю"})], [[1], [2], [9], [1]]))
    column = drafted(given)["Q1"]
    assert column.values == ("1", "2")
    assert column.missing == {"9": "cannot judge"}
    assert "STATFILE_109" in codes(given)


def test_no_answer_by_its_label_is_an_answer_where_the_file_declares_others_missing(tmp_path: Path) -> None:
    words = {1: "Да", 2: "Нет", 3: "Не знаю", 98: "Затрудняюсь ответить", 99: "Отказ"}
    given = read(tmp_path, sav([Var("Q1", labels=dict(words), missing=(99,))], [[1], [2], [3], [98], [99]]))
    column = drafted(given)["Q1"]
    assert column.values == ("1", "2", "3")
    assert column.missing == {"98": "cannot judge", "99": "refused"}


def test_words_as_values_have_labels_too(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("SEX", 1, "Жынысы", labels={"m": "Ер", "f": "Әйел"})], [["m"], ["f"], ["f"]]))
    column = drafted(given)["SEX"]
    assert (column.kind, column.values) == ("one", ("f", "m"))
    assert column.labels["f"].kk == "Әйел"
    assert column.labels["f"].ru == "Женский"


def test_two_values_with_the_same_words_stay_two_and_are_told(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("Q", labels={1: "Аким", 2: "Аким", 3: "Заместитель"})], [[1], [2], [3]]))
    assert drafted(given)["Q"].values == ("1", "2", "3")
    assert "STATFILE_107" in codes(given)


def test_the_items_of_a_grid_share_question_and_group(tmp_path: Path) -> None:
    items = ("Право", "Финансы", "Кадры")
    variables = [Var(f"Q5_{place}", label=f"Насколько вам нужно обучение: {item}", labels=dict(NEED))
                 for place, item in enumerate(items, start=1)]
    columns = drafted(read(tmp_path, sav(variables, [[1, 2, 3], [4, 4, 1], [2, 1, 1]])))
    assert [column.item for column in columns.values()] == list(items)
    assert len({column.group for column in columns.values()}) == 1
    assert {column.question for column in columns.values()} == {"Насколько вам нужно обучение"}
    assert {column.role for column in columns.values()} == {"need"}
    assert columns["Q5_1"].name().ru == "Право", "a report calls it by its item"


def test_dates_and_times_are_read_as_people_write_them(tmp_path: Path) -> None:
    forms = {"DATE": (20, 11), "ADATE": (23, 10), "EDATE": (38, 10), "SDATE": (39, 10), "JDATE": (24, 7),
             "MOMENT": (22, 20), "TIME": (21, 8), "DTIME": (25, 12), "WKDAY": (26, 3), "MONTH": (27, 3)}
    day = 13904870400.0
    variables = [Var(name, form=(kind, width, 0)) for name, (kind, width) in forms.items()]
    row = [day, day, day, day, day, day + 3_723, 3_723, 90_000, 2, 5]
    given = read(tmp_path, sav(variables, [row, [None] * 10]))
    cells = {header: column[0] for header, column in zip(given.headers, given.columns, strict=True)}
    assert {cells[name] for name in ("DATE", "ADATE", "EDATE", "SDATE", "JDATE")} == {"2023-05-31"}
    assert cells["MOMENT"] == "2023-05-31 01:02:03"
    assert cells["TIME"] == "01:02:03"
    assert cells["DTIME"] == "25:00:00"
    assert (cells["WKDAY"], cells["MONTH"]) == ("2", "5")
    assert {column[1] for column in given.columns} == {""}


def test_a_date_outside_the_calendar_stays_a_number_and_is_told(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("D", form=(20, 11, 0))], [[1e15], [13904870400.0]]))
    assert given.columns[0][1] == "2023-05-31"
    assert given.columns[0][0] == "1000000000000000" or given.columns[0][0] == "1e+15"
    assert "STATFILE_111" in codes(given)


@pytest.mark.parametrize(("encoding", "declared", "page"), [
    ("cp1251", None, None), ("cp1251", "windows-1252", None), ("cp1251", None, 1251), ("cp1251", None, 2),
    ("koi8-r", None, None), ("kz1048", "windows-1251", None), ("utf-8", "windows-1252", None), ("utf-8", None, None)])
def test_old_encodings_are_found_by_their_letters(tmp_path: Path, encoding: str, declared: str | None,
                                                   page: int | None) -> None:
    words = "Аудан әкімінің орынбасары" if encoding in ("kz1048", "utf-8") else "Заместитель акима района"
    given = read(tmp_path, sav([Var("POST", label="Должность, занимаемая сейчас",
                                    labels={1: words, 2: "Аким сельского округа"}),
                                Var("TEXT", 60, "Что мешает учиться?")],
                               [[1, "Нет времени и замены"], [2, "Далеко ехать"]],
                               encoding=encoding, declared=declared, code_page=page))
    assert given.told["POST"].question == "Должность, занимаемая сейчас"
    labels = given.told["POST"].labels["1"]
    assert words in (labels.kk, labels.ru)
    assert given.column("TEXT") == ("Нет времени и замены", "Далеко ехать")
    believed = (encoding, declared, page) in (("cp1251", None, 1251), ("utf-8", None, None))
    assert ("STATFILE_101" in codes(given)) != believed, "a guess is told"


def test_a_field_too_narrow_for_its_last_letter_loses_only_that_letter(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("T", 7)], [["Сәлем"], ["abc"]]))
    assert given.column("T")[0] in ("Сәл", "Сәле")
    whole = sav([Var("T", 9)], [["Сәлем"]])
    assert read(tmp_path, whole.replace("Сәлем".encode(), "Сәле".encode() + b"\xd0 "[:2])).rows == 1


def test_labels_spoiled_long_ago_are_told(tmp_path: Path) -> None:
    spoiled = "Должность".encode().decode("cp1252", "replace")
    given = read(tmp_path, sav([Var("Q", label=spoiled, labels={1: "???????"})], [[1], [2]]))
    assert "STATFILE_102" in codes(given)


def test_sets_of_boxes_become_one_column(tmp_path: Path) -> None:
    box = {0: "Нет", 1: "Да"}
    variables = [Var("V1", long="topic_law", label="Право", labels=dict(box), missing=(9,)), Var("AGE"),
                 Var("V2", long="topic_money", label="Финансы", labels=dict(box), missing=(9,)),
                 Var("V3", long="topic_staff", label="Кадры", labels=dict(box), missing=(9,))]
    label = "Какие темы нужны?"
    sets = f"$topics=D1 1 {len(label.encode())} {label} v1 v2 v3\n"
    given = read(tmp_path, sav(variables, [[1, 30, 0, 1], [0, 31, 0, 0], [None, 32, None, None], [9, 33, 9, 9]],
                               sets=sets))
    assert given.headers == ("topics", "AGE")
    assert given.column("topics") == ("topic_law | topic_staff", "0", "", "9")
    column = drafted(given)["topics"]
    assert (column.kind, column.question) == ("many", label)
    assert column.labels["topic_money"].ru == "Финансы"
    assert column.missing["9"] == "refused"
    told = next(loss for loss in given.losses if loss.code == "STATFILE_103")
    assert told.facts == {"name": "topics", "count": 3}


def test_sets_of_categories_become_one_column(tmp_path: Path) -> None:
    words = {1: "Право", 2: "Финансы", 3: "Кадры"}
    variables = [Var("F1", labels=dict(words)), Var("F2", labels=dict(words))]
    given = read(tmp_path, sav(variables, [[3, 1], [2, None], [2, 2], [None, None]], sets="$top=C 4 Темы f1 f2\n"
                               .replace("4 Темы", "8 Темы")))
    assert given.column("top") == ("1 | 3", "2", "2", "")
    assert drafted(given)["top"].labels["3"].ru == "Кадры"


def test_a_set_that_cannot_be_folded_is_left_and_told(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("A"), Var("B")], [[1, 0], [0, 1]],
                               sets="$one=D1 1 0  a\n$two=D1 1 0  a b\n$three=D1 1 0  b a\n$broken=D9\n$x=C 99 a b\n"))
    assert given.headers == ("two",)
    assert sorted(codes(given))[:3] == ["STATFILE_103", "STATFILE_104", "STATFILE_104"]


def test_boxes_that_are_ticked_or_not_are_folded_though_no_set_is_declared(tmp_path: Path) -> None:
    ticked = {0: "Не выбрано", 1: "Выбрано"}
    variables = [Var("T_1", label="Право", labels=dict(ticked)), Var("T_2", label="Финансы", labels=dict(ticked)),
                 Var("U_1", label="Есть ли компьютер?", labels={0: "Нет", 1: "Да"}),
                 Var("U_2", label="Есть ли сеть?", labels={0: "Нет", 1: "Да"})]
    given = read(tmp_path, sav(variables, [[1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1]]))
    assert given.headers == ("T", "U_1", "U_2"), "yes and no are answers to two questions"
    assert given.column("T") == ("T_1", "T_1 | T_2", "0")
    assert given.told["T"].labels["T_2"].ru == "Финансы"


def test_grids_without_a_common_question_are_told_apart_by_their_names(tmp_path: Path) -> None:
    variables = [Var(f"{grid}_{item}"[:8], long=f"{grid}_{item}", label=words, labels=dict(NEED))
                 for grid in ("know", "need") for item, words in (("a", "Право"), ("b", "Финансы"), ("c", "Кадры"))]
    columns = drafted(read(tmp_path, sav(variables, [[1, 2, 3, 4, 1, 2], [4, 4, 1, 1, 2, 3], [2, 1, 1, 3, 3, 1]])))
    assert [column.group for column in columns.values()] == ["know_grid"] * 3 + ["need_grid"] * 3
    assert columns["need_b"].item == "Финансы"


def test_weight_notes_attributes_and_the_label_of_the_file_are_told(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("A"), Var("W", long="weight_final")], [[1, 1.5], [2, 0.5]], weight=2,
                               attributes="A:$@Role('0'\n)Source('register'\n)", documents=["Проведено в мае"],
                               file_label="Опрос акимов"))
    weight = next(loss for loss in given.losses if loss.code == "STATFILE_105")
    assert weight.facts["name"] == "weight_final"
    assert codes(given).count("STATFILE_110") == 3
    assert "notes" in next(loss for loss in given.losses if loss.code == "STATFILE_110").says("en")


def test_names_that_differ_in_case_alone_are_numbered(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("A", long="Age"), Var("B", long="age"), Var("C", long="өңір")],
                               [[1, 2, 3], [4, 5, 6]]))
    assert given.headers == ("Age", "age_2", "өңір")
    assert "STATFILE_112" in codes(given)
    given = read(tmp_path, sav([Var("Q"), Var("Q")], [[1, 2], [4, 5]]))
    assert given.headers == ("Q", "Q_2")
    assert "STATFILE_112" in codes(given)


def test_what_asks_for_a_person_is_personal_though_its_name_is_only_a_number(tmp_path: Path) -> None:
    given = read(tmp_path, sav([Var("Q1", 60, "Ваши фамилия, имя, отчество (ФИО)"), Var("Q2", 20, "Телефон")],
                               [["Ахметов Асан Серикович", "+7 701 111 22 33"],
                                ["Иванова Анна Петровна", "+7 702 111 22 33"]]))
    assert {column.kind for column in drafted(given).values()} == {"personal"}


@pytest.mark.parametrize("order", ["<", ">"])
def test_files_of_other_machines_are_read(tmp_path: Path, order: str) -> None:
    assert read(tmp_path, sav([Var("A"), Var("B", 5)], [[1, "x"], [2, "y"]], order=order)).columns == \
        (("1", "2"), ("x", "y"))


@pytest.mark.parametrize(("data", "code"), [
    (sav([Var("A")], []), "ANSWERS_004"),
    (sav([], []), "STATFILE_004"),
    (sav([Var("A")], [[1]], declared_rows=2_000_000_000), "ANSWERS_013"),
    (sav([Var("A")], [[1]], declared_rows=1_000), "STATFILE_002"),
    (sav([Var(f"V{place}") for place in range(5_000)], [[1] * 5_000]), "ANSWERS_012"),
    (sav([Var("A")], [[1]] * 40)[:-100], "STATFILE_002"),
    (sav([Var("A")], [[1]])[:200], "STATFILE_001"),
    (b"$FL2" + bytes(range(256)) * 40, "STATFILE_001"),
    (b"$FL3", "STATFILE_001"),
    (b"\x1c\0\0\0\0\0\0\0ENCRYPTED SAV", "STATFILE_005"),
], ids=["no rows", "no variables", "a lie of rows", "too few rows", "5,000 variables",
        "cut in the data", "cut in the dictionary", "noise", "four bytes", "encrypted"])
def test_a_file_that_cannot_be_read_ends_in_its_code(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(QabiletError) as caught:
        read(tmp_path, data)
    assert caught.value.code == code
    assert all(fault.says(lang) and fault.mend(lang) for fault in caught.value.faults for lang in ("kk", "ru", "en"))
