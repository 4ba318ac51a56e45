"""Reading a CSV file as text: strict about its form, so that no cell can land in the wrong column unnoticed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as arrow_csv

from bangfu.errors import BangfuError, Problem
from bangfu.facts.sheet import Sheet

QUOTE, NEWLINE, RETURN, COMMA = b'"'[0], b"\n"[0], b"\r"[0], b","[0]


def read_csv(path: Path, table: str, file: str) -> Sheet:
    """Read one CSV file; raises `BangfuError` with the faults of its form, all that can be told at once."""
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    _refuse_wrong_bytes(data, file)
    _refuse_open_quotes(data, file)
    header = _header(data)
    if not any(header):
        raise BangfuError(Problem("no_header", file, 1))
    text, bad_rows = _parse(data, len(header))
    if bad_rows:
        raise BangfuError(
            *(
                Problem(
                    "wrong_cell_count",
                    file,
                    row.number,
                    value=row.text,
                    details=(("expected", str(row.expected_columns)), ("found", str(row.actual_columns))),
                )
                for row in bad_rows
            )
        )
    body = pa.Table.from_arrays([c.slice(1) for c in text.columns], names=header)
    return Sheet.of(table, file, body, np.arange(2, text.num_rows + 1, dtype=np.int64))


def _row_at(data: bytes, offset: int) -> int:
    """The row of a byte, taking every line as a row."""
    before = data[:offset]
    return before.count(b"\n") + (before.count(b"\r") if b"\n" not in data else 0) + 1


def _refuse_wrong_bytes(data: bytes, file: str) -> None:
    nul = data.find(b"\x00")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BangfuError(Problem("not_utf8", file, 1, details=(("encoding", "UTF-16"),)))
    if nul >= 0:
        raise BangfuError(Problem("nul_byte", file, _row_at(data, nul)))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = _row_at(data, error.start)
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            problem = Problem("not_utf8", file, row, details=(("encoding", "?"),))
        else:
            problem = Problem("gbk_text", file, row)
        raise BangfuError(problem) from error


def _refuse_open_quotes(data: bytes, file: str) -> None:
    """Refuse quotes that do not open and close a whole cell.

    Counted from the start, quotes open and close in turn. Each opening one must begin a cell and each closing one end
    it, or stand next to its neighbour (a doubled quote inside a cell).
    """
    text = np.frombuffer(data, dtype=np.uint8)
    at: npt.NDArray[np.intp] = np.flatnonzero(text == QUOTE)
    if not at.size:
        return
    opens, closes = at[0::2], at[1::2]
    padded = np.concatenate(([NEWLINE], text, [NEWLINE]))
    before, after = padded[opens], padded[closes + 2]
    wrong = np.concatenate(
        (
            opens[~np.isin(before, (COMMA, NEWLINE, RETURN, QUOTE))],
            closes[~np.isin(after, (COMMA, NEWLINE, RETURN, QUOTE))],
            opens[-1:] if at.size % 2 else opens[:0],
        )
    )
    if wrong.size:
        first = int(wrong.min())
        snippet = data[max(0, first - 20) : first + 20].decode("utf-8", "ignore")
        raise BangfuError(Problem("bad_quote", file, _row_at(data, first), value=snippet))


def _header(data: bytes) -> list[str]:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    return next(csv.reader(stream), [])


def _parse(data: bytes, width: int) -> tuple[pa.Table, list[arrow_csv.InvalidRow]]:
    """All rows, the header among them, as text; the rows of another width are handed back apart."""
    bad_rows: list[arrow_csv.InvalidRow] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        bad_rows.append(row)
        return "skip"

    names = [str(n) for n in range(width)]
    text = arrow_csv.read_csv(
        io.BytesIO(data),
        read_options=arrow_csv.ReadOptions(
            use_threads=False, column_names=names, block_size=max(1 << 16, len(data) + 1)
        ),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={n: pa.string() for n in names},
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return text, bad_rows
