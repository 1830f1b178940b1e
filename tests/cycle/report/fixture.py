"""Sheets as the gate would release them, for the report alone: akims with deputies beside them, and an awkward study."""

# ruff: noqa: E501 (a row of the fixture stays on one line)

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from qabilet.cycle.analysis import Finding, Row, Sheet
from qabilet.cycle.report import ReportAudience, ReportInput
from qabilet.text import Text

AKIMS, DEPUTIES = "akim", "deputy"
NEEDS = {
    "finance": Text("Қаржылық сауаттылық", "Финансовая грамотность", "Financial literacy"),
    "communication": Text("Қарым-қатынас дағдылары", "Навыки коммуникации", "Communication"),
    "law": Text("Құқықтық сауаттылық", "Правовая грамотность", "Legal literacy"),
    "digital": Text("Цифрлық сауаттылық", "Цифровая грамотность", "Digital literacy"),
    "mediation": Text("Медиация", "Медиация", "Mediation"),
}
REGIONS = {
    "59": Text("Солтүстік Қазақстан облысы", "Северо-Казахстанская область", "North Kazakhstan region"),
    "63": Text("Шығыс Қазақстан облысы", "Восточно-Казахстанская область", "East Kazakhstan region"),
    "11": Text("Ақмола облысы", "Акмолинская область", "Akmola region"),
    "27": Text("Батыс Қазақстан облысы", "Западно-Казахстанская область", "West Kazakhstan region"),
    "61": Text("Түркістан облысы", "Туркестанская область", "Turkistan region"),
}
OFFICES = {
    "rural": (Text("Ауылдық округ әкімі", "Аким сельского округа", "Akim of a rural district"), 200, 1993),
    "village": (Text("Ауыл әкімі", "Аким села", "Akim of a village"), 28, 198),
    "settlement": (Text("Кент әкімі", "Аким посёлка", "Akim of a settlement"), 14, 106),
    "city": (Text("Аудандық маңызы бар қала әкімі", "Аким города районного значения", "Akim of a city of district significance"), 8, 48),
}
SENIORITY = {
    "new": Text("1 жылға дейін", "До 1 года", "Under 1 year"),
    "1-3": Text("1–3 жыл", "1–3 года", "1 to 3 years"),
    "4+": Text("3 жылдан көп", "Более 3 лет", "Over 3 years"),
}
POINTS = {str(at): words for at, words in enumerate((
    Text("Мүлде керек емес", "Совсем не нужно", "Not needed at all"), Text("Керек емес", "Не нужно", "Not needed"),
    Text("Орташа", "Отчасти", "In part"), Text("Керек", "Нужно", "Needed"),
    Text("Өте керек", "Очень нужно", "Needed very much")), 1)}
WORTH = np.array([1.05, 0.86, 0.55, 0.18, -0.35])


def share(k: int, n: int, basis: str = "model") -> Finding:
    p = k / n
    z = 1.96
    centre, half = (p + z * z / 2 / n) / (1 + z * z / n), z / (1 + z * z / n) * (p * (1 - p) / n + z * z / 4 / n / n) ** 0.5
    return Finding(p, n, max(0.0, centre - half), min(1.0, centre + half), basis=basis, count=k)  # type: ignore[arg-type]


def mean(values: np.ndarray, basis: str = "model") -> Finding:
    half = 1.97 * float(values.std(ddof=1)) / len(values) ** 0.5
    m = float(values.mean())
    return Finding(m, len(values), m - half, m + half, basis=basis)  # type: ignore[arg-type]


def count(k: float, n: int | None = None) -> Finding:
    return Finding(float(k), int(n if n is not None else k))


def ranks(columns: np.ndarray, *, small_first: bool) -> list[Finding]:
    """Places with sets from all pairwise comparisons at a broad critical value: close enough to look at."""
    n, k = columns.shape
    sign = 1 if small_first else -1
    theta = sign * columns.mean(axis=0)
    out = []
    for j in range(k):
        t = [(theta[j] - theta[i]) / (np.std(columns[:, j] - columns[:, i], ddof=1) / n**0.5 + 1e-12) for i in range(k)]
        low = 1 + sum(one > 2.75 for i, one in enumerate(t) if i != j)
        high = k - sum(one < -2.75 for i, one in enumerate(t) if i != j)
        out.append(Finding(float(1 + sum(theta[i] < theta[j] for i in range(k))), n, low, high, basis="model"))
    return out


def orders(rng: np.random.Generator, n: int, worth: np.ndarray) -> np.ndarray:
    """Places 1..k of a Plackett-Luce order for each of n people."""
    noise = worth + rng.gumbel(size=(n, len(worth)))
    return (-noise).argsort(axis=1).argsort(axis=1) + 1.0


def sheet(key: str, kind: str, title: Text, columns: Sequence[str], rows: Sequence[Row], audience: str = AKIMS, /,
          **facts: object) -> Sheet:
    return Sheet(key, kind, title, columns, rows, "release", "quota", facts, (), audience)  # type: ignore[arg-type]


def profile(audience: str, code: str, title: Text, options: dict[str, tuple[Text, int]], n: int,
            kind: str = "profile-one") -> Sheet:
    rows = [Row(option, label, {"count": count(k, n), "share": share(k, n)}) for option, (label, k) in options.items()]
    return sheet(f"profile/{audience}/{code}", kind, title, ("count", "share"), rows, audience, question=code, n=n,
                 few=n < 30)


def ranking(audience: str, places: np.ndarray) -> list[Sheet]:
    title = Text("Білім салаларына қажеттілік", "Потребность в областях знаний", "Areas of knowledge needed")
    sets, codes = ranks(places, small_first=True), list(NEEDS)
    worth = np.exp(WORTH) / np.exp(WORTH).sum()
    rows = [Row(code, NEEDS[code], {"mean_place": mean(places[:, at]), "first": share(int((places[:, at] == 1).sum()), len(places)),
                                    "worth": Finding(float(worth[at]), len(places)), "rank": sets[at]})
            for at, code in enumerate(codes)]
    rows.sort(key=lambda row: row.cells["rank"].value or 0)
    key = f"needs/{audience}/knowledge"
    pairs = [Row(row.code, row.label, {other: share(int((places[:, codes.index(row.code)] < places[:, codes.index(other)]).sum()), len(places))
                                       for other in codes if other != row.code}) for row in rows]
    return [sheet(key, "needs-ranking", title, ("mean_place", "first", "worth", "rank"), rows, audience, question="knowledge",
                  kind="ranking", assumed=True, level=0.95, draws=20000, friedman_chi2=158.31, friedman_df=4,
                  friedman_p=1e-9, kendall_w=0.158, largest="low", family="all"),
            sheet(f"{key}/pairs", "needs-pairs", title, [row.code for row in rows], pairs, audience)]


def two_scale(audience: str, rng: np.random.Generator, n: int) -> Sheet:
    title = Text("Маңыздылық және құзырет", "Важность и компетентность", "Importance and competence")
    level = np.clip(np.round(rng.normal([3.0, 2.9, 3.3, 3.1, 3.2], 0.9, (n, 5))), 1, 5)
    weight = np.clip(np.round(rng.normal([4.3, 4.5, 4.2, 3.6, 3.4], 0.7, (n, 5))), 1, 5)
    gap = weight - level
    borich = gap * weight.mean(axis=0)
    sets = ranks(borich, small_first=False)
    rows = []
    for at, code in enumerate(NEEDS):
        high, low = weight.mean(axis=0)[at] > weight.mean(), level.mean(axis=0)[at] < level.mean()
        quarter = "act" if high and low else "keep" if high else "low" if low else "excess"
        negative, positive = int((gap[:, at] > 0).sum()), int((gap[:, at] < 0).sum())
        rows.append(Row(code, NEEDS[code], {
            "importance": mean(weight[:, at]), "competence": mean(level[:, at]), "gap": mean(gap[:, at]),
            "mwds": mean(borich[:, at]), "rds": Finding(100 * (positive - negative) / n, n), "negative": share(negative, n),
            "positive": share(positive, n), "ties": share(n - negative - positive, n), "rank": sets[at]}, {"quadrant": quarter}))
    rows.sort(key=lambda row: row.cells["rank"].value or 0)
    return sheet(f"needs/{audience}/module", "needs-two-scale", title, tuple(rows[0].cells), rows, audience,
                 question="module", kind="two-scale", points=5, assumed=False, level=0.95, kendall_w=0.112)


def groups(places: np.ndarray, dim: str, label: Text, levels: dict[str, tuple[Text, np.ndarray]]) -> list[Sheet]:
    facts = {"dim": dim} | {f"dim_label_{lang}": label[lang] for lang in ("kk", "ru", "en")}  # type: ignore[literal-required]
    rows, effects = [], []
    for at, code in enumerate(NEEDS):
        for value, (name, which) in levels.items():
            part = places[which]
            small = len(part) < 10
            gone = Finding(withheld="small")
            rank = ranks(part, small_first=True)[at]
            rows.append(Row(f"{code}|{value}", NEEDS[code], {"mean_place": gone if small else mean(part[:, at]),
                                                             "rank": gone if small else rank},
                            {"item": code, "level": value, **{f"level_label_{lang}": name[lang] for lang in ("kk", "ru", "en")}}))  # type: ignore[literal-required]
        eta = 0.081 if (dim, at) == ("region", 3) else 0.012 + 0.004 * at
        effects.append(Row(code, NEEDS[code], {"effect": Finding(eta, len(places), max(0.0, eta - 0.03), eta + 0.05, basis="model"),
                                               "p": Finding(0.004 if eta > 0.05 else min(1.0, 0.21 + 0.2 * at), len(places))}))
    title = Text("Қажеттіліктер: топтар бойынша", "Потребности по группам", "Needs by group")
    return [sheet(f"needs/{AKIMS}/knowledge/by/{dim}", "needs-groups", title, ("mean_place", "rank"), rows, **facts, level=0.95),
            sheet(f"needs/{AKIMS}/knowledge/contrast/{dim}", "needs-contrast", title, ("effect", "p"), effects, **facts,
                  test="Kruskal-Wallis")]


def respondents() -> list[Sheet]:
    yes = {"yes": (Text("Иә, оң әсер етеді", "Да, окажет положительное влияние", "Yes, a positive effect"), 185),
           "no": (Text("Жоқ", "Нет", "No"), 24),
           "unsure": (Text("Айта алмаймын", "Затрудняюсь ответить", "Hard to say"), 41)}
    lived = {"10+": (Text("10 жылдан көп", "Более 10 лет", "Over 10 years"), 170), "5-10": (Text("5–10 жыл", "5–10 лет", "5 to 10 years"), 46),
             "0-5": (Text("5 жылға дейін", "До 5 лет", "Under 5 years"), 30)}
    channels = {"meet": (Text("Тұрғындармен кездесулер", "Встречи с жителями", "Meetings with residents"), 221),
                "chat": (Text("Мессенджерлер мен чаттар", "Мессенджеры и чаты", "Messengers and chats"), 204),
                "social": (Text("Әлеуметтік желілер", "Социальные сети", "Social networks"), 163),
                "paper": (Text("Жергілікті баспасөз", "Местная печать", "Local press"), 42)}
    place = [Row(code, label, {"sample": count(k, 250), "sample_share": share(k, 250), "register": count(r),
                               "register_share": Finding(r / 2345)}) for code, (label, k, r) in OFFICES.items()]
    missing = [Row("lived", Text("Аумақта тұру мерзімі", "Срок проживания на территории", "Years lived in the area"),
                   {"answered": count(246, 250), "not_asked": count(0, 250), "not_relevant": count(0, 250),
                    "refused": Finding(withheld="small"), "cannot_judge": count(0, 250)}),
               Row("effect", Text("Сайлаудың әсері", "Влияние выборов", "Effect of elections"),
                   {"answered": count(250), "not_asked": count(0, 250), "not_relevant": count(0, 250),
                    "refused": count(0, 250), "cannot_judge": count(41, 250)})]
    return [
        sheet(f"sample/{AKIMS}", "sample", Text("Іріктеме", "Выборка", "Sample"), ("n", "population"),
              [Row("all", Text("Барлығы", "Все", "All"), {"n": count(250), "population": count(2345)})]),
        sheet(f"register/{AKIMS}/office", "register", Text("Іріктеме мен тізілім: лауазым", "Выборка и реестр: должность", "Sample and register: office"),
              ("sample", "sample_share", "register", "register_share"), place, dims="office"),
        profile(AKIMS, "lived", Text("Осы аумақта қанша жыл тұрады", "Сколько лет живёт на этой территории", "Years lived in the area"), lived, 246),
        profile(AKIMS, "effect", Text("Сайлау аумақтың дамуына оң әсер ете ме", "Повлияют ли выборы на развитие территории", "Will the elections help the area develop"), yes, 250),
        profile(AKIMS, "channels", Text("Тұрғындармен байланыс арналары", "Каналы связи с жителями", "Channels to residents"), channels, 250, "profile-many"),
        sheet(f"profile/{AKIMS}/age", "profile-number", Text("Жасы", "Возраст", "Age"), ("mean", "median", "p25", "p75"),
              [Row("all", Text("Барлығы", "Все", "All"), {"mean": Finding(44.02, 250, 42.9, 45.1, basis="model"), "median": Finding(44.0, 250),
                                                          "p25": Finding(37.0, 250), "p75": Finding(51.0, 250)})]),
        sheet(f"profile/{AKIMS}/course", "profile-rating", Text("Курстарды бағалау", "Оценка курсов", "Courses rated"),
              ("mean", "top2", "p1", "p2", "p3", "p4", "p5"),
              [Row(code, label, {"mean": Finding(m, 250, m - 0.1, m + 0.1, basis="model"),
                                 **{f"p{at}": share(k, 250) for at, k in enumerate(ks, 1)}, "top2": share(ks[3] + ks[4], 250)})
               for code, label, m, ks in (
                   ("useful", Text("Пайдалылығы", "Полезность", "Usefulness"), 4.1, (5, 15, 40, 80, 110)),
                   ("depth", Text("Тереңдігі", "Глубина", "Depth"), 3.4, (14, 36, 82, 72, 46)))], points=5,
              **{f"point_{at}": json.dumps(words.write(), ensure_ascii=False) for at, words in POINTS.items()}),
        sheet(f"missing/{AKIMS}", "missing", Text(),
              ("answered", "not_asked", "not_relevant", "refused", "cannot_judge"), missing),
        sheet(f"scales/{AKIMS}", "scale", Text(), ("n", "alpha", "standardised", "omega", "ordinal_alpha", "ordinal_omega"),
              [Row("courses", Text("Курстарды бағалау", "Оценка курсов", "Courses rated"),
                   {"n": count(250), "alpha": Finding(0.83, 250, 0.79, 0.86, basis="model"), "standardised": Finding(0.84, 250),
                    "omega": Finding(0.85, 250, 0.81, 0.88, basis="model"), "ordinal_alpha": Finding(0.87, 250),
                    "ordinal_omega": Finding(0.88, 250)}, {"items": 3, "unsure": True})], most_items=12, most_points=8),
        sheet(f"scales/{AKIMS}/courses", "scale-items", Text("Курстарды бағалау", "Оценка курсов", "Courses rated"),
              ("item_rest", "if_dropped"),
              [Row(code, label, {"item_rest": Finding(r, 250), "if_dropped": Finding(alpha, 250)}, {"reverse": True} if code == "useful" else {})
               for code, label, r, alpha in (
                   ("useful", Text("Пайдалылығы", "Полезность", "Usefulness"), 0.71, 0.74),
                   ("depth", Text("Тереңдігі", "Глубина", "Depth"), 0.66, 0.79),
                   ("dull", Text("Зеріктіретіні", "Скучность", "Dullness"), -0.12, 0.89))], scale="courses"),
        sheet(f"scores/{AKIMS}", "scale-scores", Text(), ("n", "mean", "left_out"),
              [Row("courses", Text("Курстарды бағалау", "Оценка курсов", "Courses rated"),
                   {"n": count(236), "mean": Finding(3.71, 236, 3.62, 3.8, basis="model"), "left_out": count(14)},
                   {"items": 3, "needed": 2})], points=5),
    ]


def akims() -> ReportInput:
    """250 akims by quota in five regions, and 50 deputies who watch them."""
    rng = np.random.default_rng(2023)
    own, others = orders(rng, 250, WORTH), orders(rng, 50, WORTH + np.array([-0.3, 0.7, 0, 0, 0.2]))
    where, since = np.arange(250) % 5, rng.permutation(np.repeat([0, 1, 2], [40, 120, 90]))
    office = rng.permutation(np.repeat([0, 1, 2, 3], [200, 28, 14, 8]))
    module = two_scale(AKIMS, rng, 250)
    methods = [Row(code, NEEDS[code], {"knowledge:mean_place": Finding(ranks(own, small_first=True)[at].value, 250),
                                       "module:mwds": Finding(module.row(code).cells["rank"].value, 250)})
               for at, code in enumerate(NEEDS)]
    sides = []
    for at, code in enumerate(NEEDS):
        a, b = mean(own[:, at]), mean(others[:, at])
        half = (((a.high or 0) - (a.value or 0)) ** 2 + ((b.high or 0) - (b.value or 0)) ** 2) ** 0.5
        d = (a.value or 0) - (b.value or 0)
        sides.append(Row(code, NEEDS[code], {AKIMS: a} if code == "digital" else {
            AKIMS: a, DEPUTIES: b, "difference": Finding(d, 50, d - half, d + half, basis="model")}))
    remedies = [Row(code, NEEDS[code], {"rank": Finding(float(at), 250)}, {"remedy": remedy, "reason": reason})
                for at, (code, remedy, reason) in enumerate((
                    ("finance", "training", "Бюджетті жоспарлау курсы"), ("communication", "training", ""), ("law", "tool", ""),
                    ("digital", "undecided", ""), ("mediation", "undecided", "")), 1)]
    sheets = [*respondents(), *ranking(AKIMS, own), module,
              *ranking(DEPUTIES, others),
              sheet(f"needs/{AKIMS}/methods", "needs-methods", Text(),
                    ("knowledge:mean_place", "module:mwds"), methods, agree=False),
              *groups(own, "region", Text("Өңір", "Регион", "Region"), {code: (label, where == at) for at, (code, label) in enumerate(REGIONS.items())}),
              *groups(own, "seniority", Text("Еңбек өтілі", "Стаж", "Seniority"), {code: (label, since == at) for at, (code, label) in enumerate(SENIORITY.items())}),
              *groups(own, "office", Text("Лауазым", "Должность", "Office"), {code: (one[0], office == at) for at, (code, one) in enumerate(OFFICES.items())}),
              sheet("needs/sides/knowledge", "needs-sides", Text("Өз көзқарасы және бақылаушылар", "Собственный взгляд и взгляд наблюдателей", "Own view and observers’ view"),
                    (AKIMS, DEPUTIES, "difference"), sides, "", unit="mean_place", level=0.95),
              sheet("needs/remedies", "remedies", Text(), ("rank",), remedies, ""),
              sheet(f"text/{AKIMS}/wish", "free-text", Text("Ұсыныстар", "Пожелания", "Wishes"), ("answered",),
                    [Row("all", Text("Барлығы", "Все", "All"), {"answered": count(131)})])]
    return ReportInput(
        Text("Әкімдердің оқу қажеттіліктері: 2023 жыл", "Потребности акимов в обучении: 2023 год", "What akims need to learn: 2023"),
        sheets, date(2026, 11, 22),
        (ReportAudience(AKIMS, "self", "", Text("Әкімдер", "Акимы", "Akims"), 250, 2345),
         ReportAudience(DEPUTIES, "observer", AKIMS, Text("Мәслихат депутаттары", "Депутаты маслихатов", "Maslikhat deputies"), 50)),
        Text("Жарияланған зерттеу нәтижелеріне сәйкестендірілген мысал деректер", "Пример данных, согласованный с опубликованным исследованием",
             "Example data calibrated to a published study"),
        Text("2023 жылғы тамыз–қыркүйек", "август–сентябрь 2023 года", "August to September 2023"), True, False, "quota",
        (Text("Өңір", "Регион", "Region"), Text("Лауазым", "Должность", "Office")), 2345, "5f2b9c0e7a61d3a4c8f0b1e2937d64aa",
        "qabilet report examples/akims-2023 --lang kk,ru,en --to report", "0.1.0")


LONG = ("Preparing, defending and executing a rural district budget under the fourth level of the budget system",
        "Public procurement: drafting a technical specification and managing the risks of a contract",
        "Talking with residents in conflict, and explaining unpopular decisions in public",
        "Land relations and the registration of property", "Communal property: accounting and disposal",
        "Business writing", "Public speaking", "Managing stress", "Team management")


def awkward() -> ReportInput:
    """One audience of 12, many withheld cells, 33 needs with long names, some of them without Kazakh."""
    rng = np.random.default_rng(5)
    gone = Finding(withheld="small")
    rows = []
    means = sorted(rng.uniform(2.0, 4.6, 33), reverse=True)
    for at, value in enumerate(means):
        name = LONG[at % len(LONG)] + (f" ({at // len(LONG) + 1})" if at >= len(LONG) else "")
        label = Text("" if at % 3 else f"Қажеттілік {at + 1}", name if at % 2 else f"Потребность {at + 1}", name)
        hidden = at % 7 == 4
        rows.append(Row(f"n{at}", label, {
            "mean": gone if hidden else Finding(value, 12, value - 0.6, min(5.0, value + 0.6), basis="model"),
            "top2": Finding(withheld="unanimous") if at == 2 else gone if hidden else Finding(round(value * 2) / 12, 12, count=round(value * 2)),
            "rank": Finding(withheld="complementary") if hidden else Finding(at + 1.0, 12, max(1, at - 8), min(33, at + 10), basis="model")}))
    options = {"a": (Text("", "Юридическое", "Law"), 7), "b": (Text("", "Экономическое", "Economics"), 5)}
    sheets = [profile("", "education", Text("Білімі", "Образование", "Education"), options, 12),
              sheet("needs/skills", "needs-rating", Text("", "Навыки", "Skills"), ("mean", "top2", "rank"), rows, "",
                    question="skills", kind="rating", largest="high", points=5, assumed=False, level=0.95)]
    assert all(a >= b for a, b in pairwise(means))
    return ReportInput(Text("", "Пробный опрос", "A trial survey"), sheets, date(2026, 11, 22),
                       (ReportAudience("", "self", "", Text("Респонденттер", "Респонденты", "Respondents"), 12),),
                       draft=True, data_hash="0" * 64, command="qabilet report .", version="0.1.0")
