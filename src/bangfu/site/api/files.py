"""Tables as files, written some thousand rows at a time. Made whole before they are sent: the scope ends with the view."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import QuerySet
from pyarrow import ipc

from bangfu.facts.case import Case
from bangfu.facts.writing import write_case
from bangfu.site.duties.exporting import lines
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.codes import text_of

AT_ONCE = 10_000  # rows
WORD, DAY, MOMENT = pa.string(), pa.date32(), pa.timestamp("us", "UTC")
VERDICTS = pa.schema(
    [
        *((n, WORD) for n in ("regulation", "clause", "duty", "role", "person", "organisation", "place")),
        *((n, WORD) for n in ("household", "counterpart")),
        *((n, DAY) for n in ("period_start", "period_end")),
        *((n, pa.float64()) for n in ("required", "achieved")),
        *((n, WORD) for n in ("unit", "status")),
    ]
)
# Column → where it comes from, and its type.
_ENTRY: dict[str, tuple[str, pa.DataType]] = {
    "id": ("pk", WORD),
    "book": ("book", pa.int64()),
    "seq": ("seq", pa.int64()),
    "kind": ("kind", WORD),
    "on": ("on", DAY),
    "until": ("until", DAY),
    "person": ("person_id", WORD),
    "organisation": ("organisation_id", WORD),
    "place": ("place_id", WORD),
    "household": ("household_id", WORD),
    "counterpart_person": ("counterpart_person_id", WORD),
    "counterpart_organisation": ("counterpart_organisation_id", WORD),
    "note": ("note", WORD),
    "corrects": ("corrects_id", WORD),
    "withdraws": ("withdraws", pa.bool_()),
    "reason": ("reason", WORD),
    "made_at": ("made_at", MOMENT),
    "recorded_at": ("recorded_at", MOMENT),
    "hash": ("hash", WORD),
}
ENTRIES = pa.schema([(name, type_) for name, (_, type_) in _ENTRY.items()])
Writer = AbstractContextManager[Any]


def verdicts_parquet(rows: QuerySet[Verdict]) -> IO[bytes]:
    """Verdicts in the columns of the contract."""
    ordered = rows.order_by("number")
    return _file(lambda path: pq.ParquetWriter(path, VERDICTS, compression="zstd"), VERDICTS, lines(ordered))


def entries_arrow(rows: QuerySet[Entry]) -> IO[bytes]:
    """Entries in the order of their books, as an Arrow stream."""
    ordered = rows.order_by("book", "seq").values_list(*(source for source, _ in _ENTRY.values()))
    found = (dict(zip(_ENTRY, values, strict=True)) for values in ordered.iterator(chunk_size=AT_ONCE))
    told = ({**row, "place": text_of(row["place"])} for row in found)
    return _file(lambda path: ipc.new_stream(path, ENTRIES), ENTRIES, told)


def case_zip(case: Case) -> IO[bytes]:
    """The folder of a case, packed."""
    with TemporaryDirectory(prefix="bangfu-") as home:
        folder, packed = Path(home) / "case", Path(home) / "case.zip"
        write_case(case, folder)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
            for path in sorted(folder.iterdir()):
                into.write(path, path.name)
        return packed.open("rb")


def _file(opened: Callable[[str], Writer], schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> IO[bytes]:
    """Rows written into an open file without a name."""
    with TemporaryDirectory(prefix="bangfu-") as home:
        path = Path(home) / "table"
        with opened(str(path)) as writer:
            for batch in _batches(schema, rows):
                writer.write_batch(batch)
        return path.open("rb")


def _batches(schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield pa.RecordBatch.from_pylist(some, schema)
