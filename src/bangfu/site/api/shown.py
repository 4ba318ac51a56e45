"""Rows as programs get them: ids for ids, places by the codes of the exchange format."""

from __future__ import annotations

from typing import Any

from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.bulk import Outcome
from bangfu.site.ledger.chain import FIELDS
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import fields_of
from bangfu.site.roster.codes import text_of
from bangfu.site.roster.known import Known
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.web.views.errors import told

LEFT_OUT = {"area", "recorded_by"}  # who recorded is the audit's; the area follows from the place


def code(place: int | None) -> str | None:
    """A place as the exchange format writes it."""
    return text_of(place)


def place(row: Place) -> dict[str, Any]:
    """A place."""
    parent: int | None = row.parent_id  # type: ignore[attr-defined]
    return {
        "code": code(row.code),
        "name": row.name,
        "level": row.level,
        "parent": code(parent),
        "tags": row.tags,
    }


def organisation(row: Organisation) -> dict[str, Any]:
    """A unit."""
    at: int | None = row.place_id  # type: ignore[attr-defined]
    return {"id": row.id, "name": row.name, "level": row.level, "kind": row.kind, "place": code(at)}


def person(row: Person) -> dict[str, Any]:
    """Somebody."""
    of: str | None = row.organisation_id  # type: ignore[attr-defined]
    plain = {"id": row.id, "name": row.name, "rank": row.rank, "staff_type": row.staff_type}
    return {**plain, "organisation": of}


def household(row: Household, known: Known) -> dict[str, Any]:
    """A household, with the helpers that were found for it."""
    helped: list[Any] = getattr(row, "helped_by", [])
    return {
        "id": row.pk,
        "place": code(row.place_id),
        "head": known.shown(row.pk, row.place_id, row.head),
        "kinds": row.kinds,
        "start": row.start,
        "end": row.end,
        "helpers": [pairing.person_id for pairing in helped],
    }


def verdict(row: Verdict, law: Law) -> dict[str, Any]:
    """A verdict."""
    plain = (
        "number", "regulation", "clause", "duty", "role", "counterpart", "period_start", "period_end", "required",
        "achieved", "unit", "status",
    )  # fmt: skip
    told = {name: getattr(row, name) for name in plain}
    references = {name: getattr(row, f"{name}_id") for name in ("person", "organisation", "household")}
    at: int | None = row.place_id  # type: ignore[attr-defined]
    return {**told, **references, "place": code(at), "title": law.title(row.regulation, row.duty)}


def entry(row: Entry) -> dict[str, Any]:
    """An entry."""
    told = {name: value for name, value in fields_of(row).items() if name in FIELDS and name not in LEFT_OUT}
    return {**told, "place": code(row.place_id), "former": row.former, "hash": row.hash}


def outcome(found: Outcome) -> dict[str, Any]:
    """What came of one entry."""
    problems = [told(problem) for problem in found.problems]
    return {"id": found.id, "status": found.status, "seq": found.seq, "problems": problems}
