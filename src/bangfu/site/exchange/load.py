"""Putting a case into the database, in one transaction: its roster, and its ledger at the end of its county's book.

Rows are staged and then inserted, because a table under row-level security takes no COPY. Connects as the owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import psycopg

from bangfu.facts.case import Case
from bangfu.site.ledger.chain import REFERENCES, START, linked
from bangfu.site.roster.search import keys_of

WIDTH = 12


def code_of(text: str | None) -> int | None:
    """A place code of the exchange format as the database keeps it."""
    return int(text.ljust(WIDTH, "0")) if text else None


def text_of(code: int | None) -> str | None:
    """A place code as the exchange format writes it: 6 digits down to the county, 9 for a township, 12 for a village."""
    if code is None:
        return None
    text = str(code)
    return text[:6] if text.endswith("000000") else text[:9] if text.endswith("000") else text


def last_of(text: str) -> int:
    """The last code that lies below a place."""
    digits = len(text)
    if digits == 6:  # provinces and prefectures are written with zeros at the end
        digits = 2 if text.endswith("0000") else 4 if text.endswith("00") else 6
    return int(text[:digits].ljust(WIDTH, "9"))


def load(connection: psycopg.Connection[Any], case: Case, at: datetime, by: str) -> None:
    """Add a case to an empty or other county's roster. `at` and `by` say when and by whom entries were recorded."""
    with connection.transaction(), connection.cursor() as cursor:
        for table, columns, rows in _roster(case):
            _insert(cursor, table, columns, rows)
        _insert(cursor, "ledger_entry", ENTRY, _entries(cursor, case, at, by), order="seq")


def _roster(case: Case) -> Iterator[tuple[str, tuple[str, ...], Iterable[tuple[Any, ...]]]]:
    yield (
        "roster_place",
        ("code", "last", "name", "level", "parent_id", "tags", "area", "aliases"),
        [
            (
                code_of(r["code"]),
                last_of(r["code"]),
                r["name"],
                r["level"],
                code_of(r["parent"]),
                (r["tags"] or "").split(),
                r["area"] or "",
                [a for a in (r["aliases"] or "").split(";") if a],
            )
            for r in sorted(case["places"].to_pylist(), key=lambda r: code_of(r["code"]) or 0)
        ],
    )
    yield (
        "roster_organisation",
        ("id", "name", "key", "level", "kind", "place_id"),
        [
            (
                r["id"],
                r["name"] or "",
                keys_of(r["name"] or ""),
                r["level"] or "",
                r["kind"] or "",
                code_of(r["place"]),
            )
            for r in case["organisations"].to_pylist()
        ],
    )
    yield (
        "roster_person",
        ("id", "name", "key", "organisation_id", "rank", "staff_type", "phone", "id_number"),
        [
            (
                r["id"],
                r["name"] or "",
                keys_of(r["name"] or ""),
                r["organisation"],
                r["rank"] or "",
                r["staff_type"] or "",
                "",
                b"",
            )
            for r in case["people"].to_pylist()
        ],
    )
    yield (
        "roster_post",
        ("id", "role", "person_id", "organisation_id", "place_id", "start", "end"),
        [
            (r["id"], r["role"], r["person"], r["organisation"], code_of(r["place"]), r["start"], r["end"])
            for r in case["posts"].to_pylist()
        ],
    )
    yield (
        "roster_household",
        ("id", "place_id", "head", "key", "kinds", "start", "end", "phone", "id_number", "bank_account"),
        [
            (
                r["id"],
                code_of(r["place"]),
                r["head"] or "",
                keys_of(r["head"] or ""),
                (r["kinds"] or "").split(),
                r["start"],
                r["end"],
                "",
                b"",
                b"",
            )
            for r in case["households"].to_pylist()
        ],
    )
    yield (
        "roster_pairing",
        ("id", "person_id", "household_id", "start", "end"),
        [(r["id"], r["person"], r["household"], r["start"], r["end"]) for r in case["pairings"].to_pylist()],
    )


ENTRY = (
    "id",
    "book",
    "seq",
    "kind",
    "on",
    "until",
    "person_id",
    "organisation_id",
    "place_id",
    "household_id",
    "counterpart_person_id",
    "counterpart_organisation_id",
    "note",
    "withdraws",
    "reason",
    "area",
    "recorded_by",
    "recorded_at",
    "former",
    "hash",
)


def _entries(cursor: psycopg.Cursor[Any], case: Case, at: datetime, by: str) -> Iterable[tuple[Any, ...]]:
    """The activities as entries of the county's book, each on the one before it."""
    rows = case["activities"].sort_by([("on", "ascending"), ("id", "ascending")]).to_pylist()
    homes = {r["id"]: code_of(r["place"]) for r in case["households"].to_pylist()}
    book = _book(case)
    cursor.execute("select seq, hash from hold_book(%s)", [book])
    seq, former = cursor.fetchone() or (0, START)
    contents = (_content(row, homes, book, at, by) for row in rows)
    return (tuple(entry[c.removesuffix("_id")] for c in ENTRY) for entry in linked(contents, seq, former))


def _content(
    row: dict[str, Any], homes: dict[str, int | None], book: int, at: datetime, by: str
) -> dict[str, Any]:
    place = code_of(row["place"])
    return {
        **{c: row[c] for c in ("id", "kind", "on", "until", *REFERENCES)},
        "place": place,
        "note": row["note"] or "",
        "book": book,
        "area": place or homes.get(row["household"] or ""),
        "location": None,
        "corrects": None,
        "withdraws": False,
        "reason": "",
        "recorded_by": by,
        "made_at": None,
        "recorded_at": at,
    }


def _book(case: Case) -> int:
    """The county whose book it is."""
    counties = [r["code"] for r in case["places"].to_pylist() if r["level"] == "county"]
    return code_of(counties[0]) or 0


def _insert(
    cursor: psycopg.Cursor[Any],
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    order: str = "1",
) -> None:
    listed = ", ".join(f'"{c}"' for c in columns)
    cursor.execute(f"create temp table staged on commit drop as select {listed} from {table} limit 0")  # type: ignore[arg-type]
    with cursor.copy(f"copy staged ({listed}) from stdin") as copy:  # type: ignore[arg-type]
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"insert into {table} ({listed}) select {listed} from staged order by {order}")  # type: ignore[arg-type]
    cursor.execute("drop table staged")
