"""The synthetic archives: made once in bench/data, then reused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.sizes import DATA, SIZES

SEED = 59


def shards_of(folder: Path) -> list[Path]:
    """The shard folders of an archive, in order."""
    return sorted(p.parent for p in folder.glob("*/act.parquet"))


def build(size: str) -> None:
    """Write the archive of a size, and what it holds into `about.json` as the sign that it is complete."""
    import pyarrow.parquet as pq  # noqa: PLC0415 -- the parent process reads only about.json

    from bangfu.facts.simulation import simulate_ground  # noqa: PLC0415
    from bench.laws import YEAR  # noqa: PLC0415

    folder = DATA / size
    simulate_ground(SIZES[size], YEAR, SEED, folder)
    shards = shards_of(folder)
    files = [pq.ParquetFile(s / "act.parquet").metadata for s in shards]
    about = {
        "bearers": sum(pq.read_metadata(s / "person.parquet").num_rows for s in shards),
        "rows": sum(f.num_rows for f in files),
        "shards": len(shards),
        "bytes": sum(p.stat().st_size for s in shards for p in s.iterdir()),
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")


if __name__ == "__main__":
    build(sys.argv[1])
