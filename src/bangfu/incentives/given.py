"""What was given, and what was entered, as known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from bangfu.facts.case import Case
from bangfu.regulation.incentives import Commended, GrantLevel, PurposeName

LEVELS: tuple[str, ...] = get_args(GrantLevel)  # from the lowest
HONOURS = frozenset({"award", "commendation", "july_first"})

Known = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Grant:
    """An honour, a grade or an appointment. `year` is the one that it is for."""

    id: str
    kind: PurposeName
    category: str | None
    concerns: str | None
    level: str | None
    granted_on: date
    granted_by: str | None
    issuer: str | None
    comprehensive: str | None
    year: int
    number: str | None

    def meets(self, wanted: Commended) -> Known:
        """Whether it is the commendation that a rule asks for; unknown where the row does not say enough."""
        if self.kind not in HONOURS or (self.comprehensive == "no" and wanted.comprehensive):
            return "no"
        if self.level is not None and LEVELS.index(self.level) < LEVELS.index(wanted.level):
            return "no"
        by_others = self.level == wanted.level and bool(wanted.issuer)
        if by_others and self.issuer is not None and self.issuer not in wanted.issuer:
            return "no"
        open_ = (wanted.comprehensive and self.comprehensive is None) or self.level is None
        return "unknown" if open_ or (by_others and self.issuer is None) else "yes"


class Given:
    """The grants and attestations known on a day."""

    def __init__(self, case: Case, as_of: date) -> None:
        rows = sorted(case["grants"].to_pylist(), key=lambda r: (r["granted_on"], r["id"]))
        self.grants = [_grant(r) for r in rows if r["granted_on"] <= as_of]
        self.of: Mapping[str, list[Grant]] = _by_whom(self.grants)
        entered = sorted(case["attestations"].to_pylist(), key=lambda r: (r["on"], r["id"]))
        self._entered: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in entered:
            if row["on"] <= as_of:
                self._entered[row["condition"], row["person"] or row["organisation"] or ""].append(row)

    def says(self, condition: str, who: str) -> Known:
        """Whether a condition holds, by what was entered last; two that differ on one day leave it open."""
        rows = self._entered.get((condition, who), [])
        last = {r["holds"] for r in rows if r["on"] == rows[-1]["on"]}
        return "unknown" if len(last) != 1 else "yes" if last == {"yes"} else "no"

    def mentioned(self, conditions: Iterable[str], who: str) -> bool:
        """Whether anything was entered on one of these for somebody."""
        return any((c, who) in self._entered for c in conditions)

    def within(self, who: str, kinds: Iterable[str], year: int) -> list[Grant]:
        """What was given somebody for a year, of these kinds."""
        wanted = frozenset(kinds)
        return [g for g in self.of.get(who, ()) if g.kind in wanted and g.year == year]


def _grant(r: dict[str, Any]) -> Grant:
    return Grant(
        r["id"], r["kind"], r["category"], r["person"] or r["organisation"], r["level"], r["granted_on"],
        r["granted_by"], r["issuer"], r["comprehensive"], r["year"] or r["granted_on"].year, r["number"],
    )  # fmt: skip


def _by_whom(grants: Iterable[Grant]) -> Mapping[str, list[Grant]]:
    found: dict[str, list[Grant]] = defaultdict(list)
    for grant in grants:
        if grant.concerns:
            found[grant.concerns].append(grant)
    return found
