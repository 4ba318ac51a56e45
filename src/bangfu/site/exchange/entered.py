"""What offices entered of a case, as rows of the database: checks, payments, rates and grants."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from bangfu.facts.case import Case
from bangfu.site.exchange.found import Places
from bangfu.site.roster.codes import code_of, county_at

Row = dict[str, Any]
Told = tuple[
    str, tuple[str, ...], Iterator[tuple[Any, ...]]
]  # a table of the database, its columns, its rows


def entered(case: Case, county: int, at: datetime, by: str) -> Iterator[Told]:
    """Each table with its rows; `at` and `by` say when and by whom they were entered here."""
    places = Places(case, county, "checks")
    how: dict[str, tuple[str, Callable[[Row], Row]]] = {
        "checks": ("assessment_check", lambda row: _check(row, places)),
        "payments": ("allowances_payment", lambda row: _payment(row, county)),
        "rates": ("allowances_rate", _rate),
        "grants": ("honours_grant", lambda row: _grant(row, county)),
    }
    for source, (table, tell) in how.items():
        stamp = {"by": by, "at": at} if source == "grants" else {"made_by": by, "made_at": at}
        told = [tell(row) | stamp for row in case[source].to_pylist()]
        if told:
            yield table, tuple(told[0]), (tuple(row.values()) for row in told)


def _check(row: Row, places: Places) -> Row:
    """Where no place is named it was where the person served, or where the unit has its seat."""
    place = code_of(row["place"]) or places.of(row)
    return {
        "id": row["id"], "county_id": county_at(place), "indicator": row["indicator"], "on": row["on"], "place_id": place,
        "organisation_id": row["organisation"], "person_id": row["person"], "result": row["result"], "note": "",
    }  # fmt: skip


def _payment(row: Row, county: int) -> Row:
    place = code_of(row["place"])
    return {
        "id": row["id"], "county_id": county_at(place) if place else county, "what": row["what"],
        "person_id": row["person"], "organisation_id": row["organisation"], "post_id": row["post"], "place_id": place,
        "start": row["from"], "end": row["to"], "amount": row["amount"], "paid_on": row["paid_on"],
        "payer_id": row["payer"], "use": row["use"] or "", "note": row["note"] or "",
    }  # fmt: skip


def _rate(row: Row) -> Row:
    return {
        "id": secrets.token_hex(8), "what": row["what"], "place_id": code_of(row["place"]), "amount": row["amount"],
        "per": row["per"], "start": row["from"], "end": row["to"], "set_by": row["set_by"],
    }  # fmt: skip


def _grant(row: Row, county: int) -> Row:
    texts = ("category", "level", "granted_by", "issuer", "comprehensive", "number", "regulation")
    return {
        "id": row["id"], "county_id": county, "person_id": row["person"], "organisation_id": row["organisation"],
        "kind": row["kind"], "granted_on": row["granted_on"], "year": row["year"],
        **{name: row[name] or "" for name in texts},
    }  # fmt: skip
