"""Lists that are drawn from, and the file of a draw."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.site.supervision.sampling.document import Draw

_DRAW: TypeAdapter[Draw] = TypeAdapter(Draw)


def members_of(path: Path, by: str | None) -> list[tuple[str, str]]:
    """The members of a list with a header: (stratum, id), the stratum from a column. Raises `BangfuError` by cell."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or ()
            absent = [
                Problem("sample_no_column", str(path), 1, name)
                for name in ("id", by)
                if name and name not in columns
            ]
            if absent:
                raise BangfuError(*absent)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path, str(error)) from error
    problems = list(_blanks(path, rows, by))
    if problems:
        raise BangfuError(*problems)
    return [(row[by].strip() if by else "", row["id"].strip()) for _, row in rows]


def _blanks(path: Path, rows: list[tuple[int, dict[str, str]]], by: str | None) -> Iterator[Problem]:
    for line, row in rows:
        for name in ("id", by):
            if name and not (row[name] or "").strip():
                yield Problem("sample_blank", str(path), line, name)


def _unreadable(path: Path, reason: str) -> BangfuError:
    return BangfuError(Problem("sample_unreadable", str(path), details=(("reason", reason),)))


def read(path: Path) -> Draw:
    """The draw in a file. Raises `BangfuError`."""
    try:
        return _DRAW.validate_json(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "JSON"
        raise _unreadable(path, where) from error


def write(path: Path, draw: Draw) -> None:
    """Write a draw into a new file that its owner alone may read: before the draw it holds the secret. Raises `BangfuError`."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BangfuError(Problem("sample_file_there", str(path))) from error
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(draw), ensure_ascii=False, indent=1) + "\n")
