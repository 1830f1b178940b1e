"""The Python package `svy` over Polars: every item by itself, missing answers dropped. Run in a venv of its own.

    python -m survey_bench.by_svy FOLDER DOMAIN each
"""

from __future__ import annotations

import sys
from pathlib import Path

from survey_bench.question import DOMAINS, ITEMS, NULLS, Watch


def main(folder: Path, domain: str) -> None:
    watch = Watch()
    import polars
    import svy

    watch.lap("starting")
    people = polars.read_parquet(folder / NULLS, columns=["stratum", "psu", "weight", domain, *ITEMS])
    watch.lap("reading")
    sample = svy.Sample(people, svy.Design(stratum="stratum", psu="psu", wgt="weight"))
    watch.lap("layout")
    found = sample.estimation.mean(list(ITEMS), by=domain, drop_nulls=True)
    watch.lap("estimates")
    rows = [sorted(one.estimates, key=lambda level: int(level.by_level[0])) for one in found]
    watch.tell([[one[d].est for one in rows] for d in range(DOMAINS)],
               [[one[d].se for one in rows] for d in range(DOMAINS)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
