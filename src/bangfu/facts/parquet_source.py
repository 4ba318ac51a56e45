"""Reading a Parquet file: the types must be those of the format; the cells then go the same way as text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyarrow.types as kinds

from bangfu.errors import BangfuError, Problem
from bangfu.facts.sheet import Sheet
from bangfu.facts.tables import TABLES, ColumnType

PLAIN = (
    kinds.is_boolean,
    kinds.is_integer,
    kinds.is_floating,
    kinds.is_decimal,
    kinds.is_date,
    kinds.is_time,
    kinds.is_timestamp,
)
MAX_ROWS = 50_000_000
MAX_UNPACKED_BYTES = 4 * 1024**3


def read_parquet(path: Path, table: str, file: str) -> Sheet:
    """Read one Parquet file; raises `BangfuError` where it is broken, too big or of the wrong types."""
    try:
        with pq.ParquetFile(path) as source:
            _refuse_bombs(source.metadata, file)
            _refuse_types(table, source.schema_arrow, file)
            data = source.read()
            data.validate(full=True)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0][:200]
        raise BangfuError(Problem("corrupt_file", file, details=(("reason", reason),))) from error
    text = pa.table([_as_text(c) for c in data.columns], names=data.column_names)
    return Sheet.of(table, file, text, np.arange(2, text.num_rows + 2, dtype=np.int64))


def _refuse_bombs(metadata: pq.FileMetaData, file: str) -> None:
    unpacked = sum(metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups))
    if metadata.num_rows > MAX_ROWS or unpacked > MAX_UNPACKED_BYTES:
        raise BangfuError(Problem("zip_bomb", file))


def _refuse_types(table: str, schema: pa.Schema, file: str) -> None:
    columns = TABLES[table].by_name
    problems = [
        Problem("wrong_type", file, None, field.name, str(field.type))
        for field in schema
        if not _fits(field.type, columns[field.name].type if field.name in columns else None)
    ]
    if problems:
        raise BangfuError(*problems)


def _fits(type_: pa.DataType, wanted: ColumnType | None) -> bool:
    """Whether cells of this type can be taken as the wanted one; text can always be, an extra column needs no type."""
    plain = type_.value_type if kinds.is_dictionary(type_) else type_
    if kinds.is_string(plain) or kinds.is_large_string(plain) or kinds.is_null(plain):
        return True
    if wanted is None:
        return any(is_plain(plain) for is_plain in PLAIN)
    return {
        "date": kinds.is_date(plain),
        "integer": kinds.is_integer(plain),
        "number": kinds.is_integer(plain) or kinds.is_floating(plain),
        "money": kinds.is_integer(plain) or kinds.is_decimal(plain),
    }.get(wanted, False)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if kinds.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    text = column.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
