"""The register of a month: who was where on which day, as the ledger holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from bangfu.regulation.periods import period_holding
from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.attendance.kinds import SIGNS
from bangfu.site.ledger.models import Entry
from bangfu.site.workdays.official import official


@dataclass(frozen=True)
class Month:
    """A month with its official workdays."""

    first: date

    @cached_property
    def days(self) -> list[date]:
        """Its days in order."""
        period = period_holding("month", self.first)
        return [period.start + timedelta(days=n) for n in range((period.stop - period.start).days)]

    @property
    def last(self) -> date:
        """Its last day."""
        return self.days[-1]

    @cached_property
    def rests(self) -> frozenset[date]:
        """The days on which nobody works; where nobody has settled the year, the weekends."""
        return frozenset(day for day in self.days if not self._calendar.expects_work(day))

    @property
    def is_known(self) -> bool:
        """Whether somebody has settled the year."""
        return self._calendar.knows(self.first.year)

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return official()

    @property
    def workdays(self) -> int:
        """How many official workdays it has."""
        return len(self.days) - len(self.rests)


@dataclass(frozen=True)
class Attendance:
    """One person's month: the entries of each day."""

    month: Month
    entries: list[Entry]

    @cached_property
    def by_day(self) -> dict[date, list[Entry]]:
        """The entries of each day, in the order of `SIGNS`; one that lasts stands on each of its days."""
        found: dict[date, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries, key=lambda e: list(SIGNS).index(e.kind)):
            for day in self.month.days:
                if entry.on <= day <= (entry.until or entry.on):
                    found[day].append(entry)
        return found

    def days_of(self, kind: str) -> int:
        """On how many days there is an entry of a kind."""
        return sum(any(e.kind == kind for e in entries) for entries in self.by_day.values())

    @cached_property
    def totals(self) -> dict[str, int]:
        """Days of each kind."""
        return {kind: self.days_of(kind) for kind in SIGNS}

    @property
    def latest(self) -> int:
        """The number of the last entry in its book; with each later one a confirmation is out of date."""
        return max((e.seq for e in self.entries), default=0)


def attendance_of(people: Iterable[str], month: Month) -> dict[str, Attendance]:
    """The month of each person, with what stands in the ledger and this account sees."""
    ids = list(people)
    rows = Entry.objects.filter(
        person__in=ids, kind__in=list(SIGNS), on__lte=month.last, withdraws=False, corrected_by=None
    )
    lasting = rows.filter(until__gte=month.first) | rows.filter(on__gte=month.first)
    found: dict[str, list[Entry]] = defaultdict(list)
    # A township has a thousand a month.
    needed = lasting.only("kind", "on", "until", "seq", "person", "place")
    for entry in needed.prefetch_related("place").order_by("on", "seq", "pk"):
        found[entry.person_id or ""].append(entry)
    return {pk: Attendance(month, found[pk]) for pk in ids}
