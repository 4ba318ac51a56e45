"""Findings of a case that can carry a proposal, and those that could if a dispute were settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.facts.case import Case


@dataclass(frozen=True, slots=True)
class Finding:
    """One verified finding of an inspection or report."""

    id: str
    kind: str
    on: date
    person: str | None
    organisation: str | None
    place: str | None
    source: str | None
    level: str | None
    severity: int | None
    bad_influence: bool
    disputed: bool


def standing(case: Case, as_of: date) -> Iterator[Finding]:
    """The findings known on a day, by day and id.

    A finding that was withdrawn counts for nothing. One that nobody verified, or that only a complaint brought, is a
    lead to follow and no ground for a measure.
    """
    rows = sorted(case["findings"].to_pylist(), key=lambda r: (r["on"], r["id"]))
    for r in rows:
        lead = r["verified"] != "yes" or r["source"] == "complaint"
        if lead or r["state"] == "withdrawn" or r["on"] > as_of:
            continue
        yield Finding(
            r["id"], r["kind"], r["on"], r["person"], r["organisation"], r["place"], r["source"], r["level"],
            r["severity"], r["bad_influence"] == "yes", r["state"] == "disputed",
        )  # fmt: skip
