"""A district of one village in memory: who serves there, what was decided and given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES

START = date(2018, 1, 1)
VILLAGE = "511703101201"
Row = dict[str, Any]


def case(**tables: list[Row]) -> Case:
    """A case of these rows beside the roster."""
    rows = roster() | tables
    return case_of("village", {n: pa.Table.from_pylist(found, TABLES[n].schema) for n, found in rows.items()})


def roster() -> dict[str, list[Row]]:
    """Four first secretaries of one village, from before the year on."""
    codes = (
        ("511703", "county", None),
        ("511703101", "township", "511703"),
        (VILLAGE, "village", "511703101"),
    )
    kinds = ("civil_servant", "civil_servant", "public_institution", "other")
    return {
        "places": [{"code": c, "name": c, "level": level, "parent": up} for c, level, up in codes],
        "people": [{"id": f"p{n}", "staff_type": kind} for n, kind in enumerate(kinds)],
        "posts": [
            {"id": f"a{n}", "role": "first_secretary", "person": f"p{n}", "place": VILLAGE, "start": date(2017, 10, 1)}
            for n in range(len(kinds))
        ],
    }  # fmt: skip


def day(number: int) -> date:
    """A day of 2018 or 2019 by its number."""
    return START + timedelta(days=number)


def decision(number: int, measure: str, who: str, first: int, days: int, state: str = "confirmed") -> Row:
    """A decision made and in effect on a day, for so many days."""
    return {
        "id": f"d{number}", "measure": measure, "person": who, "decided_on": day(first), "from": day(first),
        "to": day(first + days), "state": state,
    }  # fmt: skip
