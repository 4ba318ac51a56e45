"""The ledger with its chain as a file: one entry a line, to be proved anywhere without a database."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from bangfu.errors import BangfuError, Problem
from bangfu.paper.files import whole_file
from bangfu.site.ledger.chain import Entry, line

ENDINGS = (".jsonl", ".jsonl.gz")
LONGEST = 1 << 20  # bytes of one line; an entry has a few hundred
MAGIC = b"\x1f\x8b"


@contextmanager
def writing(path: Path) -> Generator[IO[bytes]]:
    """An export that takes its name when it is whole; only its owner may read it. Raises `BangfuError`."""
    if not path.name.endswith(ENDINGS):
        raise BangfuError(
            Problem("ledger_file_name", value=path.name, details=(("choices", ", ".join(ENDINGS)),))
        )
    with whole_file(path) as temporary:
        temporary.touch(mode=0o600)
        packed = path.suffix == ".gz"
        with cast("IO[bytes]", gzip.open(temporary, "wb", 6) if packed else temporary.open("wb")) as stream:
            yield stream


def kept(entries: Iterable[Entry], stream: IO[bytes]) -> Iterator[Entry]:
    """The same entries, each written down as it passes."""
    for entry in entries:
        stream.write(line(entry).encode() + b"\n")
        yield entry


def entries_of(path: Path) -> Iterator[Entry]:
    """Entries of an export, one a line; empty where a line is not just what an export writes. Raises `BangfuError`."""
    if not path.is_file():
        raise BangfuError(Problem("no_such_path", str(path)))
    try:
        with path.open("rb") as file:
            packed = file.read(len(MAGIC)) == MAGIC
            file.seek(0)
            stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
            for text in iter(lambda: stream.readline(LONGEST), b""):
                yield _entry(text.rstrip(b"\r\n"))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BangfuError(Problem("ledger_file_cut", str(path))) from error


def _entry(text: bytes) -> Entry:
    """An entry, only where writing it again gives the same bytes: nothing may stand beside what is hashed."""
    try:
        entry = json.loads(text)
        return entry if line(entry).encode() == text else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
