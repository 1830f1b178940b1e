"""Make a sample: people in clusters in strata in regions, in no order, five-point answers that clusters share in part.

    python -m survey_bench.made_data FOLDER ROWS UNITS

Writes the frame of Qabilet, the same with nulls for Polars, and a file of raw numbers for each column for R, so that
nobody reads anything slower than it must.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from survey_bench.question import CROSSING, DOMAINS, FACTS, FRAME, ITEMS, NESTED, NULLS, SEED, WITH_MISSING

BLOCK = 122_880
SPREAD_OF_UNITS, SPREAD_OF_PEOPLE = 0.45, 1.0
CUTS = np.array([-1.6, -0.7, 0.3, 1.2])
NA_OF_R = np.int32(-2_147_483_648)


def strata_of(units: int) -> int:
    """Two to twenty strata a region, of several units each."""
    return DOMAINS * max(2, min(20, units // 300))


def block(rng: np.random.Generator, rows: int, units: dict[str, Any]) -> dict[str, np.ndarray]:
    """Some rows: codes from 0, -1 to -4 for a missing answer; the unit of each is drawn by size."""
    unit = np.searchsorted(units["reach"], rng.random(rows), side="right").astype(np.int32)
    stratum, post = units["stratum"][unit], rng.integers(0, DOMAINS, rows, dtype=np.int16)
    person = rng.normal(0.0, 0.6, rows) + units["effect"][unit] + 0.03 * (post - DOMAINS / 2)
    out = {"stratum": stratum, "psu": unit, NESTED: units["region"][unit], CROSSING: post,
           "weight": units["weight"][stratum] * np.exp(rng.normal(0.0, 0.25, rows))}
    for place, name in enumerate(ITEMS):
        latent = person + 0.1 * (place - 5) + rng.normal(0.0, SPREAD_OF_PEOPLE, rows)
        code = np.searchsorted(CUTS, latent).astype(np.int16)
        if name in WITH_MISSING:
            gone = rng.random(rows) < WITH_MISSING[name]
            code[gone] = -rng.integers(1, 5, int(gone.sum()), dtype=np.int16)
        out[name] = code
    return out


def drawn_units(rng: np.random.Generator, units: int) -> dict[str, Any]:
    """Units of unequal size, numbered through; strata are runs of them, regions runs of strata."""
    strata = strata_of(units)
    stratum = (np.arange(units) * strata // units).astype(np.int16)
    size = rng.gamma(4.0, 1.0, units)
    return {"reach": np.cumsum(size)[:-1] / size.sum(), "stratum": stratum,
            "region": (stratum.astype(np.int64) * DOMAINS // strata).astype(np.int16),
            "effect": rng.normal(0.0, SPREAD_OF_UNITS, units), "weight": np.exp(rng.normal(4.0, 0.5, strata))}


def main(folder: Path, rows: int, units: int) -> None:
    rng = np.random.default_rng([SEED, rows, units])
    known = drawn_units(rng, units)
    few = "int16" if units <= 1 << 15 else "int32"
    kinds = {"psu": pa.type_for_alias(few), "weight": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.int16()))
                        for name in ("stratum", "psu", NESTED, CROSSING, "weight", *ITEMS)])
    raw = {name: (folder / f"{name}.bin").open("wb") for name in schema.names}
    with parquet.ParquetWriter(folder / FRAME, schema, compression="zstd") as frame, \
            parquet.ParquetWriter(folder / NULLS, schema, compression="zstd") as nulls:
        for start in range(0, rows, BLOCK):
            part = block(rng, min(BLOCK, rows - start), known)
            frame.write_batch(pa.record_batch([pa.array(part[name], kind) for name, kind in
                                               zip(schema.names, schema.types, strict=True)], schema=schema))
            nulls.write_batch(pa.record_batch(
                [pa.array(part[name] + (name in ITEMS), kind, mask=(part[name] < 0) if name in ITEMS else None)
                 for name, kind in zip(schema.names, schema.types, strict=True)], schema=schema))
            for name, file in raw.items():
                values = part[name]
                if name in ITEMS:
                    values = np.where(values < 0, NA_OF_R, values.astype(np.int32) + 1)
                file.write(values.astype("<f8" if name == "weight" else "<i4").tobytes())
    for file in raw.values():
        file.close()
    (folder / FACTS).write_text(json.dumps({"rows": rows, "units": units, "strata": strata_of(units)}),
                                encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
