"""Writing a case as a Data Package, all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.package import MARK, Format, descriptor
from bangfu.facts.sources import DESCRIPTOR
from bangfu.facts.synthetic import MARK as SYNTHETIC
from bangfu.facts.synthetic import is_synthetic


def write_case(case: Case, folder: Path | str, format: Format = "csv") -> Path:
    """Write the tables that hold anything into a folder, with `datapackage.json`.

    The folder appears complete or not at all. An earlier case written by this function is replaced; a folder with
    anything else in it is refused with `BangfuError`. CSV cells are written as they are, so that a case read back is
    the same; text for spreadsheets is guarded where spreadsheets are written.
    """
    folder = Path(folder).resolve()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        new = temporary / "new"
        new.mkdir()
        _write(case, new, format)
        if folder.exists():
            folder.rename(temporary / "old")
        new.rename(folder)
    except OSError as error:
        old = temporary / "old"
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _unwritable(folder: Path, error: OSError) -> BangfuError:
    reason = error.strerror or type(error).__name__
    return BangfuError(Problem("unwritable_folder", str(folder), details=(("reason", reason),)))


def _refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds anything we did not write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BangfuError(Problem("foreign_folder", str(folder), value=folder.name))
    foreign = sorted({p.name for p in folder.iterdir()} - _our_files(folder))
    if foreign:
        raise BangfuError(Problem("foreign_folder", str(folder), value=", ".join(foreign[:5])))


def _our_files(folder: Path) -> set[str]:
    try:
        package: Any = json.loads((folder / DESCRIPTOR).read_bytes())
        if MARK not in package:
            return set()
        return {DESCRIPTOR, *(str(r["path"]) for r in package["resources"])}
    except (OSError, ValueError, TypeError, KeyError):
        return set()


def _write(case: Case, folder: Path, format_: Format) -> None:
    written = {name: table for name, table in case.tables.items() if table.num_rows}
    for name, table in written.items():
        path = folder / f"{name}.{format_}"
        if format_ == "csv":
            _write_csv(table, path)
        else:
            pq.write_table(table, path, compression="zstd")
    package = descriptor(case.name, {n: t.column_names for n, t in written.items()}, format_)
    if is_synthetic(case):
        package["keywords"] = [SYNTHETIC]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


def _write_csv(table: pa.Table, path: Path) -> None:
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(table.column_names)
    with path.open("wb") as stream:
        stream.write(header.getvalue().encode())
        # Some tables come in thousands of pieces, and each piece is written by itself.
        arrow_csv.write_csv(table.combine_chunks(), stream, arrow_csv.WriteOptions(include_header=False))
