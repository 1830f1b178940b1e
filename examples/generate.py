"""Make the synthetic people of `examples/akims-2023`: no real person's answer is in it.

    python examples/generate.py                 write into examples/akims-2023 (and examples/form-export.xlsx)
    python examples/generate.py --to DIR        write the same files into DIR

The same seed gives the same bytes. What is calibrated to published figures, and what is invented, stands in
`examples/README.md`; `tests/examples` recomputes every calibrated figure. `study.toml` and `needs/needs.csv` are
written by hand and are not touched.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import questionnaire as form
import wishes

SEED = 2023
AKIMS, DEPUTIES_A_REGION = 250, 10
Rows = list[dict[str, str]]
Numbers = npt.NDArray[np.float64]

OFFICES = [ru for ru, _, _ in form.OFFICES]
QUOTA: Mapping[str, tuple[int, int, int, int]] = {
    "Акмолинская область": (3, 42, 7, 8), "Восточно-Казахстанская область": (1, 30, 6, 8),
    "Западно-Казахстанская область": (1, 31, 6, 7), "Северо-Казахстанская область": (2, 35, 6, 7),
    "Туркестанская область": (2, 34, 7, 7)}
"""Akims by region and kind of akim: 250 in all; the split is invented."""

COUNTS = {
    "education": (62, 58, 49, 43, 24, 14),
    "seniority": (31, 122, 38, 35, 24),
    "residence": (11, 24, 41, 170),      # of 246: four akims leave it blank
    "elections": (185, 31, 6, 28),
}
DEPUTY_COUNTS = {"education": (9, 13, 12, 7, 6, 3), "residence": (0, 2, 7, 41), "elections": (37, 6, 0, 7)}

WORTH = np.array([0.53, 0.34, 0.10, -0.25, -0.62])
"""Plackett-Luce log worths of finance, communication, legal, digital, mediation for an akim of no special kind."""
DEPUTY_WORTH = np.array([0.35, 0.95, 0.05, -0.50, 0.00])

#             finance comm legal digital mediat budget procure inform staff
IMPORTANT = (4.15, 4.05, 4.00, 3.70, 3.35, 4.25, 4.10, 3.60, 3.65)
ABLE = (2.85, 3.35, 3.10, 2.95, 2.80, 3.00, 2.75, 3.05, 3.30)
STATEMENTS = (4.1, 3.3, 3.7, 2.6)


def spread(rng: np.random.Generator, options: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Each option as often as its count says, in random order."""
    return list(rng.permutation(np.repeat(np.array(options, dtype=object), counts)))


def ages(rng: np.random.Generator, n: int, low: int, high: int, mean: int) -> npt.NDArray[np.int64]:
    """Whole years within low..high, both ends taken, with exactly that mean."""
    years = np.clip(np.rint(rng.normal(mean, 8.5, n)), low + 1, high - 1).astype(np.int64)
    years[:2] = low, high
    while (missing := mean * n - int(years.sum())) != 0:
        one = int(rng.integers(2, n))
        years[one] = np.clip(years[one] + np.sign(missing), low + 1, high - 1)
    return rng.permutation(years)


def scores(rng: np.random.Generator, worth: Numbers) -> list[str]:
    """One forced ranking under Plackett and Luce: 5 for the first place, 1 for the last."""
    order = np.argsort(-(worth + rng.gumbel(size=worth.size)), kind="stable")
    given = np.empty(worth.size, dtype=np.int64)
    given[order] = np.arange(worth.size, 0, -1)
    return [str(point) for point in given]


def points(rng: np.random.Generator, means: Sequence[float], lean: float, noise: float = 0.85) -> list[int]:
    """One person's points 1 to 5 on a grid: the items' means, the person's own lean, noise."""
    return [int(point) for point in np.clip(np.rint(np.array(means) + lean + rng.normal(0, noise, len(means))), 1, 5)]


def some(rng: np.random.Generator, options: Sequence[str], chances: Sequence[float]) -> str:
    """Many choices joined in one cell, as an online form exports them; at least the likeliest."""
    taken = [option for option, chance in zip(options, chances, strict=True) if rng.random() < chance]
    return ", ".join(taken or [options[int(np.argmax(chances))]])


def spoken(rng: np.random.Generator) -> str:
    """Languages spoken with the population: Kazakh or Russian in any case, other languages now and then."""
    options = [ru for ru, _, _ in form.LANGUAGES]
    kazakh = rng.random() < 0.95
    return some(rng, options, (float(kazakh), 0.9 if kazakh else 1.0, 0.12, 0.03))


def wish(rng: np.random.Generator, language: str, chance: float) -> str:
    """One wish or two, as people type them: with a full stop or without."""
    if rng.random() >= chance:
        return ""
    told = wishes.KAZAKH if language == "казахский" else wishes.RUSSIAN
    chosen = rng.choice(len(told), size=1 + int(rng.random() < 0.45), replace=False)
    words = " ".join(told[int(one)] for one in chosen)
    return words if rng.random() < 0.7 else words.rstrip(".")


def language(rng: np.random.Generator, region: str) -> str:
    kazakh = {"Туркестанская область": 0.9, "Западно-Казахстанская область": 0.75, "Акмолинская область": 0.4,
              "Восточно-Казахстанская область": 0.45, "Северо-Казахстанская область": 0.2}[region]
    return "казахский" if rng.random() < kazakh else "русский"


def ranked(rng: np.random.Generator, worth: Numbers) -> dict[str, str]:
    """The question of the article, by column."""
    return {f"knowledge_{name}": point for name, point in zip(form.AREAS, scores(rng, worth), strict=True)}


def leaning(row: Mapping[str, str]) -> Numbers:
    """How an akim's place and past shift the worths: newcomers ask for law, lawyers do not, and so on."""
    new = row["seniority"] in ("менее 1 года", "от 1 до 3 лет")
    shift = np.array([-0.10, 0.05, 0.30, 0.0, 0.0]) if new else np.array([0.15, -0.05, -0.35, 0.10, 0.15])
    shift = shift + {"Туркестанская область": np.array([0.0, -0.1, 0.0, 0.35, 0.0]),
                     "Западно-Казахстанская область": np.array([0.0, 0.3, 0.0, 0.0, 0.0]),
                     }.get(row["region"], np.zeros(5))
    by_education = {"юридическое": np.array([0.1, 0.0, -0.6, 0.0, 0.1]),
                    "экономическое": np.array([-0.4, 0.1, 0.1, 0.0, 0.0])}
    return np.asarray(shift + by_education.get(row["education"], np.zeros(5)))


def two_scales(rng: np.random.Generator, row: Mapping[str, str]) -> dict[str, str]:
    """The module that is our addition: importance and own level of nine areas, 2 % 'cannot judge'."""
    new = row["seniority"] in ("менее 1 года", "от 1 до 3 лет")
    important = points(rng, IMPORTANT, float(rng.normal(0, 0.45)))
    able = points(rng, ABLE, float(rng.normal(-0.2 if new else 0.3, 0.5)))
    out = {}
    for scale, given in (("importance", important), ("competence", able)):
        for name, point in zip(form.MODULE, given, strict=True):
            out[f"{scale}_{name}"] = form.CANNOT_JUDGE if rng.random() < 0.02 else str(point)
    return out


def said(age: str) -> str:
    """The age as some write it, with the word for years."""
    return f"{age} {'год' if age[-1] == '1' else 'года' if age[-1] in '234' else 'лет'}"


def akims(rng: np.random.Generator) -> Rows:
    places = [(region, OFFICES[kind]) for region, counts in QUOTA.items() for kind, n in enumerate(counts)
              for _ in range(n)]
    age = ages(rng, AKIMS, 25, 64, 44)
    education = spread(rng, [ru for ru, _, _ in form.EDUCATION], COUNTS["education"])
    elections = spread(rng, [ru for ru, _, _ in form.ELECTIONS], COUNTS["elections"])
    residence = spread(rng, [*(ru for ru, _, _ in form.RESIDENCE), ""], (*COUNTS["residence"], 4))
    older_first = np.argsort(-(age + rng.normal(0, 12, AKIMS)), kind="stable")
    seniority = np.empty(AKIMS, dtype=object)
    seniority[older_first] = np.repeat(np.array([ru for ru, _, _ in form.SENIORITY], dtype=object),
                                       COUNTS["seniority"])[::-1]
    ranks = np.random.default_rng([SEED, 1])  # a stream of its own: other questions may change without touching it
    rows: Rows = []
    for i, (region, office) in enumerate(places):
        row = {"respondent": "akim", "language": language(rng, region), "region": region, "office": office,
               "age": str(age[i]), "education": education[i], "seniority": str(seniority[i]),
               "residence": residence[i], "elections": elections[i]}
        new = row["seniority"] in ("менее 1 года", "от 1 до 3 лет")
        row["elected"] = "да" if rng.random() < (0.92 if new else 0.25) else "нет"
        row["introductory"] = [ru for ru, _, _ in form.COURSE][int(rng.choice(3, p=(0.7, 0.25, 0.05)))]
        row["languages"] = spoken(rng)
        row["channels"] = some(rng, [ru for ru, _, _ in form.CHANNELS], (0.86, 0.8, 0.92, 0.6, 0.45, 0.2, 0.35))
        row["topics"] = some(rng, [ru for ru, _, _ in form.TOPICS], (0.55, 0.5, 0.48, 0.42, 0.3, 0.4))
        row |= ranked(ranks, WORTH + leaning(row)) | two_scales(rng, row)
        agreed = points(rng, STATEMENTS, 0.0, 0.6)
        lean = float(rng.normal(0, 0.7))
        for (name, _), point in zip(form.STATEMENTS.items(), agreed, strict=True):
            moved = int(np.clip(np.rint(point + (-lean if name == "complaints" else lean)), 1, 5))
            row[f"interaction_{name}"] = form.AGREEMENT[moved - 1][0]
        row["wish"] = wish(rng, row["language"], 0.55)
        rows.append(row)
    for row, dirt in zip([row for row in rows if row["region"] == "Акмолинская область"][:3],
                         ("Акмолинская обл.", "Акмолинская обл.", f"{form.LATIN_A}кмолинская область"), strict=True):
        row["region"] = dirt
    for row in rows[100:106]:
        row["age"] = said(row["age"])
    return rows


def deputies(rng: np.random.Generator) -> Rows:
    n = DEPUTIES_A_REGION * len(QUOTA)
    age = np.clip(np.rint(rng.normal(47, 8, n)), 28, 66).astype(np.int64)
    drawn = {name: spread(rng, [ru for ru, _, _ in getattr(form, name.upper())], counts)
             for name, counts in DEPUTY_COUNTS.items()}
    ranks = np.random.default_rng([SEED, 2])
    rows: Rows = []
    for i in range(n):
        region = list(QUOTA)[i // DEPUTIES_A_REGION]
        row = {"respondent": "deputy", "language": language(rng, region), "region": region, "age": str(age[i]),
               **{name: options[i] for name, options in drawn.items()}}
        row["languages"] = spoken(rng)
        row |= ranked(ranks, DEPUTY_WORTH)
        row["wish"] = wish(rng, row["language"], 0.6)
        rows.append(row)
    return rows


def answers(rng: np.random.Generator) -> Rows:
    """Everybody's answers by dictionary code, in random order, with the day of answering."""
    people = akims(rng) + deputies(rng)
    for row in people:
        day = int(rng.integers(0, 47))
        row["answered_on"] = f"2023-08-{7 + day:02d}" if day < 25 else f"2023-09-{day - 24:02d}"
    return [people[int(i)] for i in rng.permutation(len(people))]


def main() -> None:
    import saving

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parent, help="the folder to write into")
    folder = parser.parse_args().to
    for path in saving.write(answers(np.random.default_rng(SEED)), folder):
        print(path.relative_to(folder).as_posix())


if __name__ == "__main__":
    main()
