"""The entries of an archive as they were written, with their links: read again for whoever follows the chain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bangfu.errors import BangfuError, Problem
from bangfu.site.ledger.chain import FIELDS, KEYS, Entry
from bangfu.verdict.archive import LEDGER

AT_ONCE = 10_000  # rows
COLUMNS = (*FIELDS, "former", "hash")
_SELECTED = (
    f'{n}_id as "{n}"' if n in KEYS else "location::text as location" if n == "location" else f'"{n}"'
    for n in COLUMNS
)
# The year of an entry is that of its recording, in the order of its book: one that a clock dated back stays behind the
# one before it.
SELECT = f"""select {", ".join(_SELECTED)},
    (max(extract(year from recorded_at at time zone 'Asia/Shanghai')) over (partition by book order by seq))::int as year
    from ledger_entry order by book, seq"""


def entries(folder: Path) -> Iterator[Entry]:
    """The entries of one folder of entries, in their order."""
    path = folder / LEDGER
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(AT_ONCE):
                yield from map(_entry, batch.to_pylist())
    except (pa.ArrowException, OSError) as error:
        raise BangfuError(
            Problem("archive_unreadable", str(path), details=(("reason", type(error).__name__),))
        ) from error


def _entry(row: dict[str, Any]) -> Entry:
    """An entry; empty where it is none, so that following the chain names its line."""
    try:
        location = row["location"]
        return {**row, "location": None if location is None else json.loads(location)}
    except (KeyError, ValueError):
        return {}
