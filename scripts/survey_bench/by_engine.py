"""The other way to the same sums: DuckDB groups by domain and unit, in exact fixed point; the spread as ever.

    python -m survey_bench.by_engine FOLDER DOMAIN each

Weights cross as whole multiples of 2^-40, as decision 3 of the plan has it; only whole numbers are added.
"""

from __future__ import annotations

import sys
from pathlib import Path

from survey_bench.question import DOMAINS, FRAME, ITEMS, Watch

UNIT = 2.0**40


def main(folder: Path, domain: str) -> None:
    watch = Watch()
    import narwhals as nw
    import numpy as np

    from qabilet.tables import open_engine

    watch.lap("starting")
    with open_engine(folder) as engine:
        rows = engine.scan(folder / FRAME)
        units = rows.group_by("stratum", "psu").agg(nw.len().alias("n")).to_native().fetchnumpy()
        least = rows.select(nw.col(*ITEMS).min()).to_native().fetchone()
        watch.lap("layout")
        weight = (nw.col("weight") * UNIT).round(0).cast(nw.Int64)
        whole = [nw.when(nw.col(name) >= 0).then((nw.col(name) + 1).cast(nw.Int64) * weight).otherwise(0).sum()
                 .cast(nw.Int64).alias(f"Y{name}") for name in ITEMS]
        whole += [nw.when(nw.col(name) >= 0).then(weight).otherwise(0).sum().cast(nw.Int64).alias(f"W{name}")
                  for name, low in zip(ITEMS, least, strict=True) if low < 0]
        found = (rows.filter(nw.col(domain) >= 0).group_by("stratum", "psu", domain)
                 .agg(weight.sum().cast(nw.Int64).alias("W"), *whole).to_native().fetchnumpy())
    order = np.lexsort((found["psu"], found["stratum"], found[domain]))  # the engine gives groups in any order
    edges = np.searchsorted(found[domain][order], np.arange(DOMAINS + 1))
    codes, drawn = np.unique(np.asarray(units["stratum"]), return_counts=True)
    factor = drawn / (drawn - 1)
    means, errors = np.empty((DOMAINS, len(ITEMS))), np.empty((DOMAINS, len(ITEMS)))
    for d in range(DOMAINS):
        here = order[edges[d]:edges[d + 1]]
        stratum = np.searchsorted(codes, found["stratum"][here])
        for j, name in enumerate(ITEMS):
            total = np.asarray(found[f"Y{name}"][here], dtype=np.float64) / UNIT
            people = np.asarray(found[f"W{name}" if f"W{name}" in found else "W"][here], dtype=np.float64) / UNIT
            means[d, j] = total.sum() / people.sum()
            z = (total - means[d, j] * people) / people.sum()
            sums, squares = np.bincount(stratum, z, len(codes)), np.bincount(stratum, z * z, len(codes))
            errors[d, j] = np.sqrt((factor * (squares - sums * sums / drawn)).sum())
    watch.lap("estimates")
    watch.tell(means, errors)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
