"""The floor: DuckDB reads the columns that the fold uses, decodes every value and adds it up."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.outcome import Outcome

COLUMNS = ("kind", "first", "last", "person", "org", "signed", "place", "household", "cperson", "corg")


def run(shards: list[Path]) -> Outcome:
    """All files in one query: the most favourable floor."""
    files = [str(shard / "act.parquet") for shard in shards]
    sums = ", ".join(f"sum({column}::int)" for column in COLUMNS)
    duckdb.connect().execute(f"select {sums} from read_parquet(?)", [files]).fetchall()
    return Outcome()
