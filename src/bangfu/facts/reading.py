"""Reading a case: a folder of CSV or Parquet files, or one workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyarrow as pa

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case, case_of, words_of
from bangfu.facts.checking import Known, Review, ids_of
from bangfu.facts.csv_source import read_csv
from bangfu.facts.parquet_source import read_parquet
from bangfu.facts.places import Gazetteer
from bangfu.facts.sheet import Rows, Sheet
from bangfu.facts.sources import find_sources, misnamed, refuse_oversized
from bangfu.facts.tables import TABLES
from bangfu.facts.workbook import open_workbook, read_sheet
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary

Reader = Callable[[], Sheet]

REFERRED = {c.refers for t in TABLES.values() for c in t.columns}


def read_case(path: Path | str, vocabulary: Vocabulary | None = None) -> Case:
    """Read a case that must be without fault.

    `vocabulary` holds the codes known beside the case's own; by default the shared ones and those of all shipped
    regulations. Raises `BangfuError` with every fault found.
    """
    case, problems = scan(path, vocabulary)
    if problems:
        raise BangfuError(*problems)
    return case


def scan(path: Path | str, vocabulary: Vocabulary | None = None) -> tuple[Case, list[Problem]]:
    """Read what can be read of a case, and say what cannot.

    A faulty cell that may be empty is taken as unknown, any other faulty row is left out, and a file whose form is
    broken counts as empty. Raises `BangfuError` only where there is no case to read: nothing there, or a container
    that must not be opened.
    """
    found = scan_beside(path, vocabulary)
    return found.case, found.problems


@dataclass(frozen=True)
class Reading:
    """A case as read, its problems, and for each table the row numbers that a person sees, the columns it gave and its file."""

    case: Case
    problems: list[Problem]
    rows: dict[str, Rows]
    given: dict[str, frozenset[str]]
    files: dict[str, str]


def scan_beside(
    path: Path | str, vocabulary: Vocabulary | None = None, beside: Case | None = None
) -> Reading:
    """`scan` of something that adds to a case which is there already: cells may also refer to what stands in that."""
    path = Path(path)
    readers, problems = _readers(path)
    sheets: dict[str, Sheet] = {}
    unread: set[str] = {p_near for p in problems for k, p_near in p.details if k == "near"}
    for table, reader in readers.items():
        try:
            sheets[table] = reader()
        except BangfuError as error:
            problems.extend(error.problems)
            unread.add(table)
    words = vocabulary if vocabulary is not None else vocabulary_of(list(shipped().values()))
    name = path.stem if path.is_file() else path.resolve().name
    read = _checked(name, sheets, Known(words, unread=unread), beside)
    return replace(read, problems=problems + read.problems)


def _readers(path: Path) -> tuple[dict[str, Reader], list[Problem]]:
    """How each table that is there is read, and the names that look like a slip."""
    if not path.exists():
        raise BangfuError(Problem("no_such_path", str(path)))
    if path.is_dir():
        sources, slips = find_sources(path)
        kinds = {".csv": read_csv, ".parquet": read_parquet}
        return {s.table: partial(kinds[s.path.suffix], s.path, s.table, s.file) for s in sources}, slips
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        raise BangfuError(Problem("unknown_file_type", path.name))
    refuse_oversized(path, path.name)
    book = open_workbook(path, path.name)
    slips = [
        Problem(p.code, f"{path.name}/{p.file}", details=p.details)
        for p in misnamed((n, n) for n in book.sheet_names)
    ]
    found = [t for t in TABLES if t in book.sheet_names]
    if not found and not slips:
        raise BangfuError(Problem("empty_case", path.name))
    return {t: partial(read_sheet, book, path, t, f"{path.name}/{t}") for t in found}, slips


def _checked(name: str, sheets: dict[str, Sheet], known: Known, beside: Case | None) -> Reading:
    shared = known.vocabulary
    tables: dict[str, pa.Table] = {}
    rows: dict[str, Rows] = {}
    problems: list[Problem] = []
    spellings: list[Problem] = []
    known.gazetteer = _gazetteer(sheets, beside)
    for table in _order():
        if table in REFERRED and beside is not None:
            known.ids[table] = _ids_in(beside, table)
        if table not in sheets:
            continue
        if table in REFERRED:
            known.ids[table] = frozenset(known.ids.get(table, ())) | frozenset(ids_of(sheets[table]))
        review = Review(sheets[table], known)
        tables[table] = review.run()
        rows[table] = review.rows
        problems += review.problems
        spellings += review.spellings
        if table == "vocabulary":
            known.vocabulary = shared.with_words(words_of(tables[table]))
    given = {table: frozenset(sheet.text.column_names) for table, sheet in sheets.items()}
    files = {table: sheet.file for table, sheet in sheets.items()}
    return Reading(case_of(name, tables, spellings), problems, rows, given, files)


def _gazetteer(sheets: dict[str, Sheet], beside: Case | None) -> Gazetteer:
    known = Gazetteer() if beside is None else Gazetteer.of(beside["places"])
    if "places" in sheets:
        known.add(sheets["places"].text)
    return known


def _ids_in(case: Case, table: str) -> frozenset[str]:
    key = TABLES[table].key
    return frozenset(case[table][key].to_pylist()) if key else frozenset()


def _order() -> Iterator[str]:
    """The case's own words first, then each table after those it refers to."""
    yield "vocabulary"
    yield from (t for t in TABLES if t != "vocabulary")
