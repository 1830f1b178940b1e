"""Registers as they come: whatever is wrong is told with its row and a mend, and nothing is drawn from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.study.sampling.studies import NOW, STRATIFIED, people, study, table

from qabilet import workflow
from qabilet.errors import CODES, QabiletError
from qabilet.study import check
from qabilet.study.sampling import tables
from qabilet.text import LANGS


def faults(root: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(QabiletError) as error:
        workflow.draw(root, NOW)
    assert not (root / "sample/drawn.csv").exists()
    for fault in error.value.faults:
        assert all(fault.says(lang) and fault.mend(lang) for lang in LANGS)
    return [(fault.code, fault.row, fault.column) for fault in error.value.faults]


def changed(row: int, place: int, value: str) -> list[tuple[str, ...]]:
    rows = [list(one) for one in people()]
    rows[row][place] = value
    return [tuple(one) for one in rows]


def test_a_repeated_code_names_both_rows(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, changed(7, 0, "A-0003"))
    assert faults(root) == [("DRAW_004", 9, "id")]


def test_a_blank_code_and_a_blank_stratum_are_told_with_their_rows(tmp_path: Path) -> None:
    assert faults(study(tmp_path / "a", STRATIFIED, changed(7, 0, " "))) == [("DRAW_005", 9, "id")]
    assert faults(study(tmp_path / "b", STRATIFIED, changed(11, 2, ""))) == [("DRAW_005", 13, "region")]


@pytest.mark.parametrize(("header", "values"), [
    ("code", [f"ivanov{place}@gov.kz" for place in range(30)]),
    ("code", [f"8503{place:02d}300{place:03d}"[:12].ljust(12, "1") for place in range(1, 29)]),
    ("code", [f"+7 701 123 45 {place:02d}" for place in range(30)]),
    ("code", [f"87011234{place:03d}" for place in range(30)]),
    ("code", [f"Ахметов Ерлан {place}" for place in range(30)]),
    ("code", ["Ахметов", "Иванова", "Сериков", "Петров", "Нұрланұлы"]),
    ("code", ["АХМЕТОВ", "ИВАНОВА", "СЕРИКОВ7", "ПЕТРОВ", "НҰРЛАНҰЛЫ"]),
    ("code", [f"{name}_{place}" for place, name in enumerate(("Akhmetov", "Ivanova", "SERIKOV", "petrov"))]),
    ("ФИО", [f"x{place}" for place in range(30)]),
    ("ЖСН", [f"x{place}" for place in range(30)]),
])
def test_a_column_of_people_is_no_column_of_codes(tmp_path: Path, header: str, values: list[str]) -> None:
    root = study(tmp_path, '[design]\nkind = "simple"\nn = 3\nseed = 1\n', [(value, "x") for value in values],
                 head=f"{header};region", register=f'file = "../register.csv"\nunit = "{header}"')
    assert [code for code, _, _ in faults(root)] == ["DRAW_003"]


@pytest.mark.parametrize("values", [
    [f"{place:04d}" for place in range(1, 40)], [f"KZ-10-{place}" for place in range(40)],
    [f"{place:09d}" for place in range(101000000, 101000040)], [f"1001403{place:05d}" for place in range(40)],
    [f"0b{place:030x}" for place in range(40)], ["abai", "akmola", "aktobe", "almaty", "atyrau"],
])
def test_codes_of_all_kinds_are_codes(tmp_path: Path, values: list[str]) -> None:
    """Numbers, KATO, business identification numbers, hashes, short words."""
    root = study(tmp_path, '[design]\nkind = "simple"\nn = 3\nseed = 1\n', [(value, "x") for value in values],
                 head="code;region", register='file = "../register.csv"\nunit = "code"')
    workflow.draw(root, NOW)
    assert {row["unit"] for row in table(root, "drawn.csv")} <= set(values)


def test_names_as_strata_are_refused_too(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED.replace('"region"', '"name"'))
    assert [code for code, _, _ in faults(root)] == ["DRAW_003"]


def test_a_register_of_names_must_not_lie_in_the_study(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, register='file = "sample/register.csv"\nunit = "id"')
    (tmp_path / "register.csv").rename(root / "sample/register.csv")
    assert [code for code, *_ in faults(root)] == ["DRAW_024"]
    rows = [";".join((row[0], *row[2:])) for row in people()]
    (root / "sample/register.csv").write_text("\n".join(["id;region;district;sex", *rows]), encoding="utf-8")
    workflow.draw(root, NOW)


def test_without_codes_units_are_rows_of_the_file(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, register='file = "../register.csv"')
    found = workflow.draw(root, NOW)
    assert "DRAW_102" in [one.code for one in found.cautions]
    lines = (tmp_path / "register.csv").read_text(encoding="utf-8").splitlines()
    for row in table(root, "drawn.csv"):
        assert lines[int(row["unit"]) - 1].split(";")[2] == row["region"]


def test_a_missing_column_is_told_with_the_headers_there_are(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, head="id;name;oblast;district;sex")
    with pytest.raises(QabiletError) as error:
        workflow.draw(root, NOW)
    fault = error.value.faults[0]
    assert fault.code == "DRAW_002"
    assert "oblast" in fault.mend("en")
    plan = root / "sample/design.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + '[register.columns]\nregion = "Oblast"\n', encoding="utf-8")
    workflow.draw(root, NOW)
    assert "region" in table(root, "drawn.csv")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str) -> None:
    rows = people({"Абай": 20, "Шымкент": 20})
    root = study(tmp_path, STRATIFIED.replace("n = 20", "n = 10"), rows)
    text = "\n".join(["id,name,region", *(",".join(row[:2]) + f",область {row[2]}" for row in rows)])
    (tmp_path / "register.csv").write_bytes(text.encode(encoding))
    workflow.draw(root, NOW)
    assert {row["region"] for row in table(root, "units.csv")} == {"область Абай", "область Шымкент"}


def test_titles_above_the_header_blank_rows_and_odd_blanks_do_no_harm(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    workflow.draw(root, NOW)
    want = table(root, "drawn.csv")
    lines = (tmp_path / "register.csv").read_text(encoding="utf-8").splitlines()
    dirty = ["Тізілім 2026;;;;", "", lines[0].replace("region", " Region\u00a0")]
    dirty += [line.replace("Алматы қаласы", " Алматы  қаласы\u200b") if place % 2 else line + "\n;;;;"
              for place, line in enumerate(lines[1:])]
    other = study(tmp_path / "dirty", STRATIFIED)
    (tmp_path / "dirty/register.csv").write_text("\n".join(dirty), encoding="utf-8")
    workflow.draw(other, NOW)
    assert table(other, "drawn.csv") == want


def test_levels_that_look_alike_are_told(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, changed(3, 2, "АБАЙ"))
    found = workflow.draw(root, NOW)
    told = [one for one in found.cautions if one.code == "DRAW_101"]
    assert told[0].facts["values"] == "АБАЙ / Абай"


@pytest.mark.parametrize("value", ["много", "-3", "", "1e30", "nan"])
def test_a_size_that_is_none_is_told_with_its_row(tmp_path: Path, value: str) -> None:
    rows = [(f"B{place:03d}", "5" if place else value) for place in range(20)]
    root = study(tmp_path, '[design]\nkind = "simple"\nn = 3\nmethod = "pps"\nsize = "staff"\nseed = 3\n', rows,
                 head="id;staff")
    assert faults(root) == [("DRAW_006", 2, "staff")]


def test_a_register_that_is_not_there_or_is_empty(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED)
    (tmp_path / "register.csv").write_text("id;name;region\n", encoding="utf-8")
    assert [code for code, *_ in faults(root)] == ["ANSWERS_004"]
    (tmp_path / "register.csv").write_text("", encoding="utf-8")
    assert [code for code, *_ in faults(root)] == ["ANSWERS_021"]
    (tmp_path / "register.csv").unlink()
    assert [code for code, *_ in faults(root)] == ["ANSWERS_001"]


def test_counts_that_repeat_are_no_counts_or_count_too_many(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED, register='counts = "sample/counts.csv"')
    path = root / "sample/counts.csv"
    for text, want in (("region;count\nАбай;40\nАбай;25\n", ("DRAW_004", 3, "")),
                       ("region;count\nАбай;40\nҰлытау;2.5\n", ("DRAW_006", 3, "count")),
                       ("region;count\nАбай;40\nҰлытау;x\n", ("DRAW_006", 3, "count")),
                       ("region;count\nАбай;900000000\n", ("DRAW_007", None, "")),
                       ("region;n\nАбай;9\n", ("DRAW_002", None, ""))):
        path.write_text(text, encoding="utf-8")
        assert faults(root) == [want], text


def test_figures_of_a_stratum_that_is_none_are_told(tmp_path: Path) -> None:
    root = study(tmp_path, STRATIFIED + '[allocation]\nrule = "neyman"\ntable = "sample/strata.csv"\n')
    path = root / "sample/strata.csv"
    path.write_text("region;sd\nАбай;1,5\nҰлытау;2\nАлматы;1\nШымкент;1\n", encoding="utf-8")
    assert faults(root) == [("DRAW_008", 4, "")]
    path.write_text("region;sd\nАбай;1,5\nҰлытау;2\nАлматы қаласы;-\nШымкент;1\n", encoding="utf-8")
    assert faults(root) == [("DRAW_006", 4, "sd")]
    path.write_text("region;sd\nАбай;1,5\nҰлытау;2\nШымкент;1\n", encoding="utf-8")
    assert faults(root) == [("SAMPLE_004", None, "")]


def test_a_large_register_is_read_the_quick_way_to_the_same_sample(tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    slow = study(tmp_path / "slow", STRATIFIED)
    quick = study(tmp_path / "quick", STRATIFIED)
    workflow.draw(slow, NOW)
    monkeypatch.setattr(tables, "LARGE", 10)
    used: list[bool] = []
    quickly = tables._quickly

    def watched(*given):  # type: ignore[no-untyped-def]
        found = quickly(*given)
        used.append(found is not None)
        return found

    monkeypatch.setattr(tables, "_quickly", watched)
    workflow.draw(quick, NOW)
    assert used == [True]
    for name in ("drawn.csv", "units.csv", "balance.csv", "draw.json"):
        assert (slow / "sample" / name).read_bytes() == (quick / "sample" / name).read_bytes()


@pytest.mark.parametrize("text", [
    "Тізілім\nid;region\n1;a\n2;a\n3;b\n4;b\n", "id;region\n1;a\n2;a;x\n3;b\n4;b\n",
    "sep=;\nid;region\n1;a\n2;a\n3;b\n4;b\n", "id;region\n\"1;a\n2;a\n3;b\n4;b\n",
    "id;region;id\n1;a;1\n2;a;2\n3;b;3\n4;b;4\n", "id;region\n1;a\n\n2;a\n3;b\n;\n4;b\n",
])
def test_what_the_quick_way_cannot_read_is_left_to_the_slow_one(tmp_path: Path, text: str,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for limit in (10**9, 10):
        monkeypatch.setattr(tables, "LARGE", limit)
        root = study(tmp_path / str(limit), STRATIFIED.replace("n = 20", "n = 4"))
        (tmp_path / str(limit) / "register.csv").write_text(text, encoding="utf-8")
        try:
            workflow.draw(root, NOW)
            outcomes.append((root / "sample/drawn.csv").read_bytes())
        except QabiletError as error:
            outcomes.append(tuple((fault.code, fault.row) for fault in error.faults))
    assert outcomes[0] == outcomes[1]


CELLS = st.sampled_from(["a", "1", "x y", " b ", '"', '""', "'", "", ";", "\u00a0", "қ", '"q;r"', '"q\nr"', '"q""r"',
                         'ТОО "Р"', " ", "\t", ",", "|", "=1", "NULL", "NA", "#N/A"])


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5),
       end=st.sampled_from(["\n", "\r\n", "\r"]), last=st.booleans())
@settings(max_examples=400)
def test_both_ways_read_any_text_alike(rows: list[list[str]], end: str, last: bool,
                                       tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.csv"
    path.write_bytes((end.join(["id;region;z", *map(";".join, rows)]) + end * last).encode())
    outcomes = []
    for limit in (10**9, 1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "LARGE", limit)
            try:
                table = tables.read_register_table(path, {"id": "id", "region": "region"})
                outcomes.append(({header: [column.words[code] for code in column.codes]
                                  for header, column in table.columns.items()}, list(table.lines)))
            except QabiletError as error:
                outcomes.append(sorted({fault.code for fault in error.faults}))
    assert outcomes[0] == outcomes[1]


def test_spoiled_letters_are_told_also_in_a_large_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGE", 10)
    root = study(tmp_path, STRATIFIED)
    text = "\n".join(["id;region", *(f"A{place};Алматы" for place in range(40))])
    (tmp_path / "register.csv").write_bytes(text.encode().decode("cp1251", "ignore").encode())
    assert [code for code, *_ in faults(root)] == ["ANSWERS_017"]


PLAN = '[register]\nfile = "r.csv"\n'


@pytest.mark.parametrize(("text", "codes"), [
    (PLAN + '[design]\nkind = "stratified"\nn = 5\nseed = 1\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "simple"\nseed = 5\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "cluster"\nseed = 5\n', ["DRAW_011", "DRAW_011"]),
    (PLAN + '[design]\nkind = "cluster"\nseed = 5\ncluster = "d"\nn = 9\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "cluster"\nseed = 5\ncluster = "d"\nclusters = 9\nreserves = 1\n', ["DRAW_012"]),
    (PLAN + '[design]\nkind = "quota"\nn = 5\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\nstrata = ["a"]\n', ["DRAW_012"]),
    (PLAN + '[design]\nkind = "census"\nn = 5\n', ["DRAW_012"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\nmethod = "pps"\n', ["DRAW_011"]),
    (PLAN + '[design]\nkind = "simpel"\nn = 5\nseed = 1\n', ["STUDY_009"]),
    (PLAN + '[design]\nkind = "simple"\nn = "5"\nseed = 1\n', ["STUDY_008"]),
    (PLAN + '[design]\nkind = "cluster"\ncluster = "d"\nn = 9\nper_cluster = 0\nreserves = 1\nseed = 1\n',
     ["STUDY_008"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\nreserves = -1\n', ["STUDY_008"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\nfoo = 2\n', ["STUDY_007"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\n[size]\nshare = 0.5\n', ["DRAW_011", "DRAW_023"]),
    (PLAN + '[design]\nkind = "stratified"\nstrata = ["unit"]\nn = 5\nseed = 1\n', ["DRAW_009"]),
    (PLAN + '[design]\nkind = "simple"\nn = 5\nseed = 1\n[size]\nshare = 0.5\nmargin = 0.1\n', ["DRAW_023"]),
    (PLAN + '[design]\nkind = "cluster"\ncluster = "d"\nper_cluster = 3\nclusters = 5\nseed = 1\n[size]\nshare = 0.5\n'
     'margin = 0.1\n', ["DRAW_023"]),
    (PLAN + '[design]\nkind = "stratified"\nstrata = ["d"]\nn = 5\nseed = 1\n[allocation]\nbudget = 9\n', ["DRAW_023"]),
    (PLAN + '[design]\nkind = "quota"\nstrata = ["d"]\n[size]\nshare = 0.5\nmargin = 0.1\n', ["DRAW_012"]),
    ('[design]\nkind = "census"\n', ["DRAW_011"]),
    (PLAN + "[design\n", ["STUDY_006"]),
    ("format = 9\n", ["STUDY_026"]),
])
def test_a_plan_with_faults_tells_them_all_and_check_tells_the_same(tmp_path: Path, text: str,
                                                                   codes: list[str]) -> None:
    root = study(tmp_path, "")
    (root / "sample/design.toml").write_text(text, encoding="utf-8")
    assert sorted(code for code, *_ in faults(root)) == sorted(codes)
    assert sorted(fault.code for fault in check(root)) == sorted(codes)
    assert all(code in CODES for code in codes)


def test_no_plan_is_told_with_a_way_out(tmp_path: Path) -> None:
    root = study(tmp_path, "")
    (root / "sample/design.toml").unlink()
    assert [code for code, *_ in faults(root)] == ["DRAW_001"]
