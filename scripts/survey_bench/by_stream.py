"""Qabilet as the product goes about it: the frame streamed, exact sums by unit and domain, spread by the design.

    python -m survey_bench.by_stream FOLDER DOMAIN each|complete
"""

from __future__ import annotations

import sys
from pathlib import Path

from survey_bench.question import COMPLETE, DOMAINS, FRAME, ITEMS, POINTS, Watch, facts


def main(folder: Path, domain: str, answers: str) -> None:
    watch = Watch()
    import numpy as np

    from qabilet.stats import SampleDesign, Stage, Survey
    from qabilet.tables import Frame, FrameRows, Made, Wanted, weighted_means

    watch.lap("starting")
    known = facts(folder)
    levels = dict.fromkeys(ITEMS, POINTS) | {"stratum": known["strata"], "psu": known["units"], "weight": 0,
                                             domain: DOMAINS, COMPLETE: DOMAINS}

    def of_complete(batch):  # type: ignore[no-untyped-def]
        least = np.minimum.reduce([batch[name] for name in ITEMS])
        return np.where(least < 0, -1, batch[domain])

    rows = FrameRows.of(Frame(folder / FRAME, known["rows"], levels),
                        made={COMPLETE: Made((domain, *ITEMS), of_complete)})
    survey = Survey.of(rows, SampleDesign((Stage("psu", "stratum"),), "weight"))
    watch.lap("layout")
    by = COMPLETE if answers == COMPLETE else domain
    found = weighted_means(survey, levels, Wanted(vectors={"means": (ITEMS, by)}), "design")["means"]
    watch.lap("estimates")
    watch.tell([found[d].theta for d in range(DOMAINS)], [np.sqrt(np.diag(found[d].V)) for d in range(DOMAINS)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
