"""A village with two resident cadres and a rate, as a case in memory."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from bangfu.entitlements.account import Account
from bangfu.entitlements.accounting import account_year
from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

PACK = shipped()["dachuan-2017-96"]
YEAR, VILLAGE, RATE = 2018, "511703101201", Decimal("1830.35")
PEOPLE = ("p1", "p2")
Rows = list[dict[str, Any]]

ROSTER: dict[str, Rows] = {
    "places": [
        {"code": "511703", "name": "示例区", "level": "county"},
        {"code": "511703101", "name": "甲乡", "level": "township", "parent": "511703"},
        {"code": VILLAGE, "name": "甲一村", "level": "village", "parent": "511703101", "tags": "poor_village"},
    ],
    "organisations": [{"id": "o1", "name": "示例局", "level": "county"}],
    "people": [{"id": p, "name": p, "organisation": "o1"} for p in PEOPLE],
    "rates": [
        {"what": "residency_allowance", "amount": RATE, "per": "month", "from": date(2017, 8, 1), "set_by": "示例局"}
    ],
}  # fmt: skip


def case(**rows: Rows) -> Case:
    """A case of some rows beside the roster; columns not given are unknown."""
    tables = {
        name: pa.Table.from_pylist(
            [{c.name: None for c in TABLES[name].columns} | r for r in found], TABLES[name].schema
        )
        for name, found in (ROSTER | rows).items()
    }
    return case_of("county", tables)


def post(person: str, first: date, last: date | None = None) -> dict[str, Any]:
    """A first secretary of the village."""
    return {"id": f"s-{person}", "role": "first_secretary", "person": person, "organisation": "o1", "place": VILLAGE,
            "start": first, "end": last}  # fmt: skip


def account(as_of: date | None = None, **rows: Rows) -> Account:
    """The year's account of the village."""
    posts = [post(p, date(2017, 3, 1)) for p in PEOPLE]
    return account_year(case(**({"posts": posts} | rows)), [PACK], YEAR, as_of)
