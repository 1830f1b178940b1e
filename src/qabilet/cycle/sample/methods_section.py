"""What a size rests on, in words for the methods section of a paper, in the three languages."""

from __future__ import annotations

from collections.abc import Iterator

from qabilet.cycle.sample.size import Size
from qabilet.stats import normal_quantile
from qabilet.text import LANGS, Lang, Text, say

NBSP = "\N{NO-BREAK SPACE}"
_MEANS = {"share": "p(1 − p)", "mean": "S²", "ranks": "2S²(1 − r)"}
_PAIRED = "(1 + 1/k)P(1 − P)", "p₁(1 − p₁) + p₂(1 − p₂)/k"
_SOURCES = {"share": "Cochran 1977, § 4.4", "mean": "Cochran 1977, § 4.6",
            "ranks": "Mogstad, Romano, Shaikh & Wilhelm 2024; Tukey 1953",
            "difference": "Fleiss, Levin & Paik 2003", "difference-mean": "Cohen 1988"}


def method_words(size: Size) -> Text:
    """The paragraph: what is to be told, from how many people, by which formula, under which conditions."""
    return Text(*(" ".join(_sentences(size, lang)) for lang in LANGS))


def number(lang: Lang, value: float, digits: int = 2) -> str:
    """At most so many decimals; comma and no-break space in kk and ru."""
    from babel.numbers import format_decimal

    words: str = format_decimal(round(value, digits) + 0.0, format="#,##0." + "#" * digits, locale=lang)
    return words.replace("-", "\N{MINUS SIGN}")


def percent(lang: Lang, share: float) -> str:
    return number(lang, 100 * share, 1) + ("%" if lang == "en" else f"{NBSP}%")


def _sentences(size: Size, lang: Lang) -> Iterator[str]:
    yield _aim(size, lang)
    yield say(lang, "The formula: {formula} ({source}).", formula=_formula(size, lang), source=_SOURCES[size.aim])
    known = size.conditions
    if size.strata:
        yield say(lang, "This holds in each stratum by itself, N being the people in it; strata: {strata}.",
                  strata=number(lang, size.strata, 0))
    elif known.population is not None:
        yield say(lang, "The size of the population is taken into account: N = {population}.",
                  population=number(lang, known.population, 0))
    if known.icc is not None and known.cluster_size is not None:
        yield say(lang, "Design effect: deff = 1 + (m − 1)ρ = {deff}, with m = {m} people in a cluster and an "
                        "intraclass correlation ρ = {icc} (Kish 1965).", deff=number(lang, known.effect),
                  m=number(lang, known.cluster_size), icc=number(lang, known.icc, 4))
    elif known.effect != 1:
        yield say(lang, "Design effect: deff = {deff} (Kish 1965).", deff=number(lang, known.effect))
    if known.response < 1:
        yield say(lang, "Expected response: {response}, so the number of invitations is {invitations}.",
                  response=percent(lang, known.response), invitations=number(lang, size.invitations, 0))


def _aim(size: Size, lang: Lang) -> str:
    """What is told, and by how many people: one sentence for each question, asked either way."""
    known, facts = size.conditions, size.facts
    told = {"n": number(lang, size.n, 0), "level": percent(lang, known.level), "power": percent(lang, known.power)}
    if size.aim == "share":
        told |= {"share": percent(lang, facts["share"]), "margin": number(lang, 100 * size.margin)}
        return say(lang, "Number of answers: {n}. A share of about {share} is then known to within ±{margin} "
                         "percentage points (confidence level {level}).", **told)
    if size.aim == "mean":
        told |= {"sd": number(lang, facts["sd"]), "margin": number(lang, size.margin, 3)}
        return say(lang, "Number of answers: {n}. A mean is then known to within ±{margin}, where the answers have a "
                         "standard deviation of {sd} (confidence level {level}).", **told)
    if size.aim == "ranks":
        told |= {"sd": number(lang, facts["sd"]), "gap": number(lang, size.margin, 3),
                 "items": number(lang, facts["items"], 0), "correlation": number(lang, facts["correlation"])}
        return say(lang, "Number of answers: {n}. Two needs that lie {gap} apart on the scale are then told apart with "
                         "a probability of {power} by rank sets that hold together at the level {level}: needs "
                         "rated by the same people {items}, standard deviation {sd}, correlation between needs "
                         "{correlation}.", **told)
    first, second = (number(lang, one, 0) for one in size.groups)
    told |= {"first": first, "second": second, "power": percent(lang, size.power)}
    if size.aim == "difference":
        told |= {"share": percent(lang, facts["first"]), "other": percent(lang, facts["second"])}
        return say(lang, "Number of answers: {n}, in two groups of {first} and {second}. The shares {share} and "
                         "{other} are then told apart with a power of {power} (two-sided test, confidence level "
                         "{level}).", **told)
    told |= {"gap": number(lang, facts["difference"], 3), "sd": number(lang, facts["sd"])}
    return say(lang, "Number of answers: {n}, in two groups of {first} and {second}. Means that differ by {gap}, with "
                     "a standard deviation of {sd}, are then told apart with a power of {power} (two-sided t test, "
                     "confidence level {level}).", **told)


def _formula(size: Size, lang: Lang) -> str:
    """Signs and numbers: no words, so nothing of a language but the decimal comma."""
    known, z = size.conditions, normal_quantile(0.5 + size.conditions.level / 2)
    numbers = {"z": z}
    if size.aim == "ranks":
        numbers = {"c": size.facts["critical"]}
        if size.asked != "power":
            numbers["z₁"] = normal_quantile(known.power)
    elif size.aim == "difference-mean":
        numbers = {}
    elif size.aim == "difference" and size.asked == "n":
        numbers["z₁"] = normal_quantile(known.power)
    if "endless" in size.facts and known.population is not None:
        numbers["n₀"] = size.facts["endless"]
    return ", ".join((_signs(size), *(f"{name} = {number(lang, value, 3)}" for name, value in numbers.items())))


def _signs(size: Size) -> str:
    finite, times = size.conditions.population is not None, "·deff" if size.conditions.effect != 1 else ""
    over = times.replace("·", "/")
    if size.aim == "difference":
        under, above = _PAIRED
        if size.asked == "n":
            return f"n₁ = (z√({under}) + z₁√({above}))²{times}/(p₁ − p₂)², n₂ = k·n₁"
        return f"z₁ = (√(n₁{over})·|p₁ − p₂| − z√({under}))/√({above})"
    if size.aim == "difference-mean":
        return f"power = P(t′ > t), ν = n₁ + n₂ − 2, δ = (Δ/S)√(n₁n₂/(n₁ + n₂){over})"
    spread, times_of = _MEANS[size.aim] + times, "(c + z₁)" if size.aim == "ranks" else "z"
    width = "Δ" if size.aim == "ranks" else "d"
    if size.asked == "power":
        return f"z₁ = Δ/√({spread}{'·(1/n − 1/N)' if finite else '/n'}) − c"
    if size.asked == "n":
        less = "(n₀ − 1)" if size.aim == "share" else "n₀"
        first, last = ("n₀", f", n = n₀/(1 + {less}/N)") if finite else ("n", "")
        return f"{first} = {times_of}²·{spread}/{width}²{last}"
    if not finite:
        return f"{width} = {times_of}√({spread}/n)"
    left = "/n·(N − n)/(N − 1)" if size.aim == "share" else "·(1/n − 1/N)"
    return f"{width} = {times_of}√({spread}{left})"
