"""What of a case the site can keep: what offices entered goes in whole, what only follows from work on the site stays out.

The exchange format leaves cells empty that the site needs, and knows no greatest length. All faults of such rows are told
together, with file, row and column, before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.reading import Reading, scan_beside
from bangfu.facts.tables import TABLES
from bangfu.site.roster.codes import code_of, county_at

Row = dict[str, Any]
Fault = tuple[str, str, dict[str, str]]  # code, column, details
# Entered by an office as plain facts.
ENTERED = ("checks", "payments", "rates", "grants")
LOADED = (
    "places", "organisations", "people", "posts", "households", "pairings", "calendar", "activities", "findings", *ENTERED,
)  # fmt: skip
# The longest text of each column, in characters, as the database has it.
LONGEST = {
    "checks": {"id": 64, "indicator": 64},
    "payments": {"id": 64, "what": 64, "use": 100, "note": 500},
    "rates": {"what": 64, "set_by": 200},
    "grants": {"id": 64, "category": 64, "granted_by": 100, "number": 100, "regulation": 64},
}
NEEDED = {"payments": ("from", "to"), "rates": ("place",)}
FOR_WHOM = ("person", "organisation", "post", "place")
MOST_MONEY = Decimal(10) ** 10  # yuan, which it stays below


def read_fitting(path: Path | str, on: date) -> Case:
    """A case without fault that the site can keep. Raises `BangfuError` with every fault."""
    reading = scan_beside(path)
    problems = [*reading.problems, *unfit(reading.case, on, reading)]
    if problems:
        raise BangfuError(*problems)
    return reading.case


def left_out(case: Case) -> dict[str, int]:
    """How many rows stand in tables that are not loaded, by table; the commands say why for each."""
    return {name: case[name].num_rows for name in TABLES if name not in LOADED and case[name].num_rows}


def unfit(case: Case, on: date, reading: Reading | None = None) -> list[Problem]:
    """What the site cannot keep of a case that is brought on a day; `reading` knows files and rows as people see them."""
    counties = {code_of(r["code"]) for r in case["places"].to_pylist() if r["level"] == "county"}
    found: list[Problem] = []
    for table in ENTERED:
        file = reading.files.get(table, "") if reading else f"{table}.csv"
        for index, row in enumerate(case[table].to_pylist()):
            number = int(reading.rows[table][index]) if reading else index + 2  # the header is row 1
            for code, column, details in _faults(table, row, counties, on):
                value = row[column]
                said = None if value is None else str(value)
                found.append(Problem(code, file, number, column, said, tuple(details.items())))
    return found


def _faults(table: str, row: Row, counties: set[int | None], on: date) -> Iterator[Fault]:
    yield from (("missing_value", column, {}) for column in NEEDED.get(table, ()) if row[column] is None)
    for column, most in LONGEST[table].items():
        if len(row[column] or "") > most:
            yield "cell_too_long", column, {"most": str(most)}
    if "place" in row and row["place"] and county_at(code_of(row["place"]) or 0) not in counties:
        yield "in_no_county_of_the_case", "place", {}
    yield from _OWN[table](row, on)


def _of_a_check(row: Row, on: date) -> Iterator[Fault]:
    if row["household"] is not None:
        yield "not_kept_here", "household", {}


def _of_a_payment(row: Row, on: date) -> Iterator[Fault]:
    if all(row[name] is None for name in FOR_WHOM):
        yield "paid_to_nobody", "person", {}
    yield from _of_money(row)
    if row["amount"] == 0:
        yield "amount_of_nothing", "amount", {}


def _of_money(row: Row, on: date | None = None) -> Iterator[Fault]:
    if row["amount"] is not None and abs(row["amount"]) >= MOST_MONEY:
        yield "amount_too_large", "amount", {}


def _of_a_grant(row: Row, on: date) -> Iterator[Fault]:
    if (row["person"] is None) == (row["organisation"] is None):
        yield "given_to_one", "person", {}
    if row["granted_on"] > on:
        yield "granted_ahead", "granted_on", {}


_OWN: Mapping[str, Callable[[Row, date], Iterator[Fault]]] = {
    "checks": _of_a_check, "payments": _of_a_payment, "rates": _of_money, "grants": _of_a_grant,
}  # fmt: skip
