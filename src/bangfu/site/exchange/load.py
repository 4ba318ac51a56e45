"""Putting a case into the database, in one transaction: its roster, the days of its calendar, its ledger at the end of its
county's book, what was found, and what offices entered.

Rows are staged and then inserted, because a table under row-level security takes no COPY. Connects as the owner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any

import psycopg

from bangfu.errors import BangfuError
from bangfu.facts.case import Case
from bangfu.site.exchange import found
from bangfu.site.exchange.entered import entered
from bangfu.site.exchange.fitting import unfit
from bangfu.site.ledger.chain import REFERENCES, START, linked
from bangfu.site.roster.codes import code_of, last_of
from bangfu.site.roster.search import keys_of

Row = dict[str, Any]
Cell = Callable[[Row], Any]


def _told(name: str) -> Cell:
    """A text that the database keeps as empty where the case has none."""
    return lambda row: row[name] or ""


def _words(name: str, between: str | None = None) -> Cell:
    """A list that the case writes as one text."""
    return lambda row: [word for word in (row[name] or "").split(between) if word]


def _code(name: str) -> Cell:
    return lambda row: code_of(row[name])


def _keys(name: str) -> Cell:
    """What the name is found by."""
    return lambda row: keys_of(row[name] or "")


def _as_is(*names: str) -> dict[str, Cell]:
    return {name: itemgetter(name) for name in names}


def _sealed(*names: str) -> dict[str, Cell]:
    """What no case tells, kept sealed."""
    return dict.fromkeys(names, lambda _row: b"")


# The case's tables and the database's, in the order in which they name each other: each column, and how a row tells it.
ROSTER: dict[tuple[str, str], dict[str, Cell]] = {
    ("places", "roster_place"): {
        "code": _code("code"), "last": lambda row: last_of(row["code"]), **_as_is("name", "level"),
        "parent_id": _code("parent"), "tags": _words("tags"), "area": _told("area"), "aliases": _words("aliases", ";"),
    },
    ("organisations", "roster_organisation"): {
        "id": itemgetter("id"), "name": _told("name"), "key": _keys("name"), "level": _told("level"),
        "kind": _told("kind"), "place_id": _code("place"),
    },
    ("people", "roster_person"): {
        "id": itemgetter("id"), "name": _told("name"), "key": _keys("name"),
        "organisation_id": itemgetter("organisation"), "rank": _told("rank"), "staff_type": _told("staff_type"),
        "phone": lambda _row: "", **_sealed("id_number"),
    },
    ("posts", "roster_post"): {
        **_as_is("id", "role"), "person_id": itemgetter("person"), "organisation_id": itemgetter("organisation"),
        "place_id": _code("place"), **_as_is("start", "end"),
    },
    ("households", "roster_household"): {
        "id": itemgetter("id"), "place_id": _code("place"), "head": _told("head"), "key": _keys("head"),
        "kinds": _words("kinds"), **_as_is("start", "end"), "phone": lambda _row: "",
        **_sealed("id_number", "bank_account"),
    },
    ("pairings", "roster_pairing"): {
        "id": itemgetter("id"), "person_id": itemgetter("person"), "household_id": itemgetter("household"),
        **_as_is("start", "end"),
    },
}  # fmt: skip
# Days that stand there already as the case has them stay; a day that is otherwise there is refused by its key.
CALENDAR = ("day", "workday", "name", "place_id", "set_by", "set_at")
NEW_DAYS = (
    "where not exists (select from workdays_day d where d.day = staged.day and d.workday = staged.workday)"
)
ENTRY = (
    "id", "book", "seq", "kind", "on", "until", "person_id", "organisation_id", "place_id", "household_id",
    "counterpart_person_id", "counterpart_organisation_id", "note", "withdraws", "reason", "area", "recorded_by",
    "recorded_at", "former", "hash",
)  # fmt: skip


def load(connection: psycopg.Connection[Any], case: Case, at: datetime, by: str) -> None:
    """Add a case to an empty or other county's roster. `at` and `by` say when and by whom entries were recorded.

    Raises `BangfuError`, and changes nothing, where the site cannot keep what offices entered.
    """
    if problems := unfit(case, at.date()):
        raise BangfuError(*problems)
    with connection.transaction(), connection.cursor() as cursor:
        for (source, table), columns in ROSTER.items():
            rows = case[source].to_pylist()
            if source == "places":  # the wider first, since each names the one above it
                rows.sort(key=columns["code"])
            cells = (tuple(tell(row) for tell in columns.values()) for row in rows)
            _insert(cursor, table, tuple(columns), cells)
        days = case["calendar"].to_pylist()
        if days:
            county = _book(case)
            cells = ((d["date"], d["workday"] == "yes", d["name"] or "", county, by, at) for d in days)
            _insert(cursor, "workdays_day", CALENDAR, cells, only=NEW_DAYS)
        _insert(cursor, "ledger_entry", ENTRY, _entries(cursor, case, at, by), order="seq")
        if case["findings"].num_rows:
            _insert(cursor, "rectification_finding", found.FINDING, found.findings(case, _book(case), at, by))
            moves = found.moves(case, at, by)
            _insert(cursor, "rectification_move", found.MOVE, moves, order='number, "on", finding_id')
        for table, columns, rows in entered(case, _book(case), at, by):
            _insert(cursor, table, columns, rows)


def _entries(cursor: psycopg.Cursor[Any], case: Case, at: datetime, by: str) -> Iterable[tuple[Any, ...]]:
    """The activities as entries of the county's book, each on the one before it."""
    rows = case["activities"].sort_by([("on", "ascending"), ("id", "ascending")]).to_pylist()
    homes = {r["id"]: code_of(r["place"]) for r in case["households"].to_pylist()}
    book = _book(case)
    cursor.execute("select seq, hash from hold_book(%s)", [book])
    seq, former = cursor.fetchone() or (0, START)
    contents = (_content(row, homes, book, at, by) for row in rows)
    return (tuple(entry[c.removesuffix("_id")] for c in ENTRY) for entry in linked(contents, seq, former))


def _content(row: Row, homes: dict[str, int | None], book: int, at: datetime, by: str) -> Row:
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
    only: str = "",
) -> None:
    listed = ", ".join(f'"{c}"' for c in columns)
    cursor.execute(f"create temp table staged on commit drop as select {listed} from {table} limit 0")  # type: ignore[arg-type]
    with cursor.copy(f"copy staged ({listed}) from stdin") as copy:  # type: ignore[arg-type]
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"insert into {table} ({listed}) select {listed} from staged {only} order by {order}")  # type: ignore[arg-type]
    cursor.execute("drop table staged")
