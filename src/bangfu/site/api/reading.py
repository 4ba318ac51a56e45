"""Entries in the order of their books, from wherever somebody left off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from bangfu.site.api.asked import EntriesNarrowed
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.narrowing import Narrow, seen_by
from bangfu.site.web.models import Account

Cursor = dict[int, int]  # book → the last number read


def cursor_of(text: str) -> Cursor:
    """A cursor as it was told: `book-seq` of each book, by points."""
    parts = (part.partition("-") for part in text.split(".") if part)
    return {int(book): int(seq) for book, _, seq in parts}


def told(cursor: Cursor) -> str:
    """A cursor as it is told."""
    return ".".join(f"{book}-{seq}" for book, seq in sorted(cursor.items()))


def narrowed(account: Account, asked: EntriesNarrowed) -> QuerySet[Entry]:
    """The entries that the filters leave, of those that the account sees."""
    return Narrow(asked.data(), seen_by(account)).qs


def entries_after(rows: QuerySet[Entry], cursor: Cursor, most: int) -> tuple[list[Entry], bool, Cursor]:
    """The next entries, whether there are more, and the cursor behind them.

    A book gives its numbers one after the other, each only when the one before it stands: so what is behind a cursor
    is never added to, and whoever goes on from it misses nothing that was recorded since.
    """
    found = list(islice(_on(rows, cursor, most + 1), most + 1))
    given = found[:most]
    return given, len(found) > most, {**cursor, **{entry.book: entry.seq for entry in given}}


def _on(rows: QuerySet[Entry], cursor: Cursor, most: int) -> Iterator[Entry]:
    """Book by book, each from its index: one order over all of them would read everything that was read before."""
    book = -1
    while True:
        following = rows.filter(book__gt=book).order_by("book", "seq").values_list("book", flat=True)
        next_book = following.first()
        if next_book is None:
            return
        book = next_book
        yield from rows.filter(book=book, seq__gt=cursor.get(book, 0)).order_by("seq")[:most]
