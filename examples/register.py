"""The register of the example study: 2,345 posts of akim, by kind as published for 2021, by region invented."""

from __future__ import annotations

KINDS = {"город районного значения": 48, "сельский округ": 1993, "посёлок": 106, "село": 198}
"""As of 1 January 2021 (published)."""

REGIONS: dict[str, tuple[int, int, int, int]] = {
    "Акмолинская область": (236, 5, 9, 19), "Актюбинская область": (141, 5, 0, 3),
    "Алматинская область": (158, 4, 3, 12), "Атырауская область": (71, 1, 3, 6),
    "Восточно-Казахстанская область": (115, 2, 16, 14),
    "Жамбылская область": (153, 3, 2, 7), "Западно-Казахстанская область": (148, 1, 6, 12),
    "Карагандинская область": (152, 4, 15, 18), "Костанайская область": (205, 2, 5, 29),
    "Кызылординская область": (143, 2, 9, 8), "Мангистауская область": (52, 1, 4, 14),
    "Павлодарская область": (131, 1, 5, 17), "Северо-Казахстанская область": (190, 4, 7, 18),
    "Туркестанская область": (177, 6, 8, 12), "область Абай": (129, 3, 6, 3), "область Жетісу": (111, 3, 2, 4),
    "область Ұлытау": (33, 1, 6, 2)}
"""All posts, and of these cities, settlements and villages; the rest are rural districts. Invented."""

DISTRICTS = {region: max(3, round(total / 13)) for region, (total, *_) in REGIONS.items()}
"""Districts of a region in the two-stage example: some thirteen posts in each, and no district is real."""


def district(region: str, number: int) -> str:
    return f"{region}, район № {number}"


def rows() -> list[tuple[str, str, str, str]]:
    """(id, region, office, district): districts numbered within the region, some thirteen posts in each."""
    out: list[tuple[str, str, str, str]] = []
    for region, (total, cities, settlements, villages) in REGIONS.items():
        offices = (["город районного значения"] * cities + ["посёлок"] * settlements + ["село"] * villages
                   + ["сельский округ"] * (total - cities - settlements - villages))
        districts = max(2, round(total / 13))
        out += [(f"{len(out) + i + 1:04d}", region, office, f"район № {i % districts + 1}")
                for i, office in enumerate(offices)]
    return out
