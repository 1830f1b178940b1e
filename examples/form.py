"""Make the form and the interview guide of `examples/akims-2023`, in Kazakh, Russian and English.

    python examples/form.py                 write akims-2023/instrument/form.xlsx and guide.xlsx
    python examples/form.py --to DIR        write the same files below DIR

The items are those of the framework `local-government-2023` that the answers are about; options, order and codes are
those of the dictionary of the answers (`questionnaire.py`), so that the two cannot part. The same bytes each time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import form_words as said
import questionnaire

from qabilet.cycle.instrument import BLANK, Choice, ChoiceList, Column, Form, Node, Question, Section
from qabilet.study import GUIDE_FILE, Wanted, drafted, read_settings, regions, shipped_framework, wording
from qabilet.study.formats import write_form
from qabilet.text import LANGS, Text

STUDY = Path(__file__).resolve().parent / "akims-2023"
AKIMS = "${respondent} = 'akim'"
GRIDS = {"knowledge": "ranking", "importance": "importance", "competence": "competence", "interaction": "agreement"}
INDICATOR = "engaging-population"
"""The group of indicators that the four statements belong to."""
CANNOT_JUDGE = "99"
MINUTES = 15
COLUMNS = {column.code: column for column in questionnaire.dictionary()}


def form() -> Form:
    settings = read_settings((STUDY / "study.toml").read_bytes())[0]
    nodes: tuple[Node, ...] = (
        introduction(settings.rules.cell), Question("answered_on", "meta", "today"), asked("language"),
        asked("respondent", required="yes"),
        Section("about_you", type="begin_group", label=said.SECTIONS["about_you"], nodes=(
            asked("region"), asked("office"), age(), *map(asked, ("education", "seniority", "elected", "introductory",
                                                                  "residence")))),
        Section("population", type="begin_group", label=said.SECTIONS["population"],
                nodes=(asked("languages"), asked("channels"))),
        grid("knowledge"), grid("importance"), grid("competence"),
        Section("training", type="begin_group", label=said.SECTIONS["training"], nodes=(asked("topics"),)),
        grid("interaction"), asked("elections"), *ending())
    return Form(settings.code, settings.title, "2023-08", "ru", LANGS, nodes, lists())


def guide() -> Form:
    """The plan of the in-depth interviews, naming the seven areas that came out of them."""
    settings = read_settings((STUDY / "study.toml").read_bytes())[0]
    return drafted(settings, shipped_framework("local-government-2023"), Wanted(group="interview", guide=True))[0]


def introduction(cell: int) -> Section:
    phrases = wording().phrases
    words = (said.AIM, filled(phrases["anonymous"], cell=cell), said.DEPUTIES, filled(phrases["length"],
                                                                                      minutes=MINUTES))
    note = Question("welcome", "note", "note", Text(*("\n\n".join(told) for told in zip(*words, strict=True))))
    return Section("introduction", type="begin_group", label=phrases["introduction"], nodes=(note,))


def asked(code: str, *, required: str = "") -> Question:
    """A question of one or many choices."""
    many = COLUMNS[code].kind == "many"
    only = for_akims(COLUMNS[code])
    return Question(code, "many" if many else "one", f"{'select_multiple' if many else 'select_one'} {code}",
                    said.QUESTIONS[code], choices=code, required=required, relevance=AKIMS if only else "",
                    perspectives=("self",) if only else ())


def for_akims(column: Column) -> bool:
    """What deputies left blank was not asked of them."""
    return column.missing.get(BLANK) == "not asked"


def age() -> Question:
    return Question("age", "integer", "integer", said.QUESTIONS["age"], constraint=". >= 18 and . <= 100",
                    constraint_says=said.AGE)


def grid(code: str) -> Section:
    """The items of one grid under its question. In the ranking no number of points may be given twice."""
    columns = [column for column in COLUMNS.values() if column.group == code]
    once = wording().phrases["once"]
    items = []
    for place, column in enumerate(columns):
        before = [one.code for one in columns[:place]] if column.kind == "ranking" else []
        items.append(Question(
            column.code, "one", f"select_one {code}", column.label, choices=code, competence=column.competence,
            indicator="" if column.competence else INDICATOR, scale=GRIDS[code], reverse=column.reverse,
            missing={CANNOT_JUDGE: "cannot judge"} if questionnaire.CANNOT_JUDGE in column.missing else {},
            appearance="" if column.kind == "ranking" else "likert",
            constraint=" and ".join(f". != ${{{one}}}" for one in before), constraint_says=once if before else Text()))
    only = for_akims(columns[0])
    return Section(code, type="begin_group", label=said.QUESTIONS[code], relevance=AKIMS if only else "",
                   appearance="field-list",
                   nodes=tuple(one.with_(perspectives=("self",)) if only else one for one in items))


def ending() -> tuple[Node, ...]:
    phrases = wording().phrases
    return (Question("wish", "text", "text", said.QUESTIONS["wish"], phrases["wish_hint"], appearance="multiline"),
            Question("thanks", "note", "note", phrases["thanks"]))


def lists() -> dict[str, ChoiceList]:
    """The choices in the order of the dictionary's values, with its labels."""
    found = {code: ChoiceList(code, tuple(options(COLUMNS[code], codes))) for code, codes in said.CHOICES.items()}
    by_name = {one.name.ru: one.code for one in regions()}
    surveyed = [value for value in COLUMNS["region"].values if value != questionnaire.ELSEWHERE]
    found["region"] = ChoiceList("region", tuple(Choice(by_name[value], COLUMNS["region"].labels[value])
                                                 for value in surveyed))
    for code in GRIDS:
        column = next(one for one in COLUMNS.values() if one.group == code)
        points = [Choice(str(point), column.labels[value]) for point, value in enumerate(column.values, 1)]
        if questionnaire.CANNOT_JUDGE in column.missing:
            points.append(Choice(CANNOT_JUDGE, said.CANNOT_JUDGE))
        found[code] = ChoiceList(code, tuple(points))
    return found


def options(column: Column, codes: Sequence[str]) -> Iterator[Choice]:
    for code, value in zip(codes, column.values, strict=True):
        yield Choice(code, column.labels[value])


def filled(words: Text, **facts: object) -> Text:
    return Text(*(one.format(**facts) for one in words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=STUDY, help="the study folder to write into")
    folder = parser.parse_args().to
    for name, made in (("instrument/form.xlsx", form()), (GUIDE_FILE, guide())):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_form(made))
        print(path.relative_to(folder).as_posix())


if __name__ == "__main__":
    main()
