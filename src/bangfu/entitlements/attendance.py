"""On which days somebody was in the village of the post, or away with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from bangfu.entitlements.holders import Held
from bangfu.entitlements.stretches import days_of, within
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span
from bangfu.regulation.vocabulary import AWAY

THERE = "resident_day"


@dataclass(frozen=True, slots=True)
class Attended:
    """Days in the village, days away with a reason (a day that is both was in the village), and the entries."""

    there: frozenset[date]
    away: frozenset[date]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger, as far as it is asked for here."""

    id: str
    kind: str
    days: Span
    place: str | None


class Attendance:
    """The ledger of a period asked who was where."""

    def __init__(self, roster: Roster, period: Span, more: Iterable[str] = ()) -> None:
        self._roster = roster
        self._of: dict[str, list[Entry]] = defaultdict(list)
        acts = roster.case["activities"]
        asked = pc.is_in(acts["kind"], pa.array([THERE, *AWAY, *more], pa.string()))
        last = pc.coalesce(acts["until"], acts["on"])
        asked = pc.and_(asked, pc.less_equal(acts["on"], pa.scalar(period.last, pa.date32())))
        asked = pc.and_(asked, pc.greater_equal(last, pa.scalar(period.first, pa.date32())))
        for row in acts.filter(asked).to_pylist():
            days = Span(row["on"], row["until"] or row["on"]).within(period)
            if row["person"] and days:
                self._of[row["person"]].append(Entry(row["id"], row["kind"], days, row["place"]))

    def of(self, person: str, held: Held) -> Attended:
        """The days of somebody's posts."""
        entries = [e for e in self._of.get(person, ()) if within(held.days, e.days) and self._fits(e, held)]
        there = self._days((e for e in entries if e.kind == THERE), held)
        away = self._days((e for e in entries if e.kind in AWAY), held)
        told = sorted(e.id for e in entries if e.kind == THERE or e.kind in AWAY)
        return Attended(there, away - there, tuple(told))

    def entries(self, person: str, kinds: Iterable[str], held: Held) -> tuple[str, ...]:
        """The entries of some kinds on the days of somebody's posts."""
        wanted = set(kinds)
        found = (e for e in self._of.get(person, ()) if e.kind in wanted and within(held.days, e.days))
        return tuple(sorted(e.id for e in found))

    def _fits(self, entry: Entry, held: Held) -> bool:
        """A day in a village counts in that of a post; an entry without a place is taken to be made there."""
        if entry.kind != THERE or entry.place is None:
            return True
        return bool(set(self._roster.upwards(entry.place)) & set(held.places))

    def _days(self, entries: Iterable[Entry], held: Held) -> frozenset[date]:
        return frozenset(d for e in entries for d in days_of(within(held.days, e.days)))
