"""Decisions of a case that stand on a day: confirmed, known by then, and not replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bangfu.facts.case import Case

_HOLDS = ("confirmed", "amended")  # a decision in these states takes the place of the one that it replaces


def decisions(case: Case, as_of: date) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Rows by day and id, each with whether it is sure: one that was amended, without the decision that takes its place,
    is for a person. What is refused or void never holds; a day not reached is not known.
    """
    rows = sorted(case["decisions"].to_pylist(), key=lambda r: (r["decided_on"], r["id"]))
    holding = [r for r in rows if r["state"] in _HOLDS]
    known = [r for r in holding if r["decided_on"] <= as_of]
    replaced, followed = ({r["replaces"] for r in some} for some in (known, holding))
    for row in known:
        if row["id"] not in replaced:
            yield row, row["state"] == "confirmed" or row["id"] in followed
