"""The floor: import NumPy and PyArrow, read the columns once, as Qabilet does, do nothing with them.

    python -m survey_bench.scan FOLDER DOMAIN each
"""

from __future__ import annotations

import sys
from pathlib import Path

from survey_bench.question import FRAME, ITEMS, Watch


def main(folder: Path, domain: str) -> None:
    watch = Watch()
    import numpy  # noqa: F401
    from pyarrow import parquet

    watch.lap("starting")
    with parquet.ParquetFile(folder / FRAME, pre_buffer=False) as file:
        for _ in file.iter_batches(batch_size=122_880, columns=["stratum", "psu", "weight", domain, *ITEMS]):
            pass
    watch.lap("reading")
    watch.tell([], [])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
