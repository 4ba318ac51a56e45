"""Finding the files of a case: what is read for which table, and what is refused before anything is opened."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bangfu.errors import BangfuError, Problem
from bangfu.facts.tables import TABLES

MAX_FILE_BYTES = 2 * 1024**3
DESCRIPTOR = "datapackage.json"
SUFFIXES = (".csv", ".parquet")


@dataclass(frozen=True)
class Source:
    """One file that holds one table; `file` is what errors call it."""

    table: str
    path: Path
    file: str


def find_sources(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The table files of a case folder in the order of `TABLES`, and the names that look like a slip of the pen.

    Raises `BangfuError` where the folder as a whole cannot be trusted.
    """
    descriptor = folder / DESCRIPTOR
    described = list(_described(descriptor)) if descriptor.exists() else []
    taken = {s.path.resolve() for s in described}
    listed = [s for s in _listed(folder) if s.path.resolve() not in taken]
    sources = described + listed
    problems = [p for s in sources for p in _unsafe(s, folder)] + list(_twice(sources))
    if problems:
        raise BangfuError(*problems)
    slips = list(misnamed((p.stem, p.name) for p in sorted(folder.iterdir()) if p.suffix in SUFFIXES))
    if not sources and not slips and not descriptor.exists():
        raise BangfuError(Problem("empty_case", str(folder)))
    order = list(TABLES)
    return sorted(sources, key=lambda s: order.index(s.table)), slips


def misnamed(names: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Names (stem, whole) that are no table's but nearly: reading on would silently leave the table out."""
    for stem, whole in names:
        if stem in TABLES:
            continue
        near = difflib.get_close_matches(stem.strip().lower(), TABLES, n=1, cutoff=0.85)
        if near:
            yield Problem("misnamed_table", whole, details=(("near", near[0]),))


def refuse_oversized(path: Path, file: str) -> None:
    """Raise `BangfuError` for a file bigger than any case."""
    if path.stat().st_size > MAX_FILE_BYTES:
        raise BangfuError(Problem("oversized_file", file))


def _listed(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and path.stem in TABLES:
            yield Source(path.stem, path, path.name)


def _described(descriptor: Path) -> Iterator[Source]:
    """The table files a Data Package names; other resources are none of ours."""
    for name, where in _resources(descriptor):
        path = PurePosixPath(where)
        table = name if name in TABLES else path.stem
        if path.is_absolute() or ".." in path.parts or "\\" in where or ":" in where:
            raise BangfuError(Problem("outside_path", DESCRIPTOR, value=where))
        if table not in TABLES:
            continue
        if path.suffix not in SUFFIXES:
            raise BangfuError(Problem("unknown_file_type", where))
        if not (descriptor.parent / path).is_file():
            raise BangfuError(Problem("missing_file", DESCRIPTOR, value=where))
        yield Source(table, descriptor.parent / path, where)


def _resources(descriptor: Path) -> Iterator[tuple[str, str]]:
    refuse_oversized(descriptor, DESCRIPTOR)
    try:
        package: Any = json.loads(descriptor.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _bad_package(str(error)) from error
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise _bad_package("resources?")
    for resource in resources:
        where = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(where, str):
            raise _bad_package("path?")
        yield str(resource.get("name", "")), where


def _bad_package(reason: str) -> BangfuError:
    return BangfuError(Problem("bad_package", DESCRIPTOR, details=(("reason", reason[:200]),)))


def _unsafe(source: Source, folder: Path) -> Iterator[Problem]:
    if not source.path.resolve().is_relative_to(folder.resolve()):
        yield Problem("outside_path", source.file, value=source.file)
    elif not source.path.is_file():
        yield Problem("unknown_file_type", source.file)
    elif source.path.stat().st_size > MAX_FILE_BYTES:
        yield Problem("oversized_file", source.file)


def _twice(sources: list[Source]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for source in sources:
        if source.table in seen:
            yield Problem("table_twice", source.file, details=(("other", seen[source.table]),))
        seen.setdefault(source.table, source.file)
