"""What was decided: which decisions stand on a day, and which days of a person's allowance they take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bangfu.entitlements.rules import Entitled
from bangfu.entitlements.stretches import left_over, within
from bangfu.facts.case import Case
from bangfu.facts.decided import RECOVERY
from bangfu.facts.roster.spans import Span
from bangfu.facts.standing import decisions

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What decisions make of an allowance in a period. `how`: not at all, all of it, a part, or a person must say."""

    how: Literal["none", "whole", "part", "unclear", "before_law"]
    ids: tuple[str, ...] = ()


class Decisions:
    """The decisions known on a day."""

    def __init__(self, case: Case, as_of: date) -> None:
        found = list(decisions(case, as_of))
        self._standing = [row for row, _sure in found]
        self._unclear = {row["id"] for row, sure in found if not sure}
        self._of: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._standing:
            if row["person"]:
                self._of[row["regulation"], row["person"]].append(row)

    def cancelled(self, one: Entitled, person: str, days: tuple[Span, ...], month: Span) -> Cancelled:
        """What of the days of a month's posts was cancelled; every day once, whatever the decisions."""
        rows = [r for r in self._rows(one, person, one.rule.cancelled_by) if _touches(r, month)]
        ids = tuple(r["id"] for r in rows)
        if not rows:
            return Cancelled("none")
        if month.last < one.head.start:  # no measure reaches back before the document
            return Cancelled("before_law", ids)
        vague = any(r["from"] is None or r["to"] is None or r["id"] in self._unclear for r in rows)
        covers = [Span(r["from"], r["to"]) for r in rows if r["from"] and r["to"]]
        covers = within(covers, month)
        if vague:
            return Cancelled("unclear", ids)
        return Cancelled("part" if left_over(days, covers) else "whole", ids)

    def recovery(self, one: Entitled, person: str, month: Span) -> tuple[str, ...]:
        """The decisions that what was paid for a month is to be paid back."""
        return tuple(r["id"] for r in self._rows(one, person, [RECOVERY]) if _touches(r, month))

    def astray(self, rules: Iterable[Entitled], period: Span) -> list[Row]:
        """Decisions of a period that cancel something of nobody, or by a document that does not let it be cancelled."""
        known = {(one.head.id, measure) for one in rules for measure in one.rule.cancelled_by}
        measures = {measure for _, measure in known}
        return [
            r
            for r in self._standing
            if r["measure"] in measures
            and _touches(r, period)
            and (r["person"] is None or (r["regulation"], r["measure"]) not in known)
        ]

    def _rows(self, one: Entitled, person: str, measures: list[Any]) -> list[Row]:
        return [r for r in self._of.get((one.head.id, person), ()) if r["measure"] in measures]


def _touches(row: Row, month: Span) -> bool:
    return Span(row["from"] or date.min, row["to"] or date.max).within(month) is not None
