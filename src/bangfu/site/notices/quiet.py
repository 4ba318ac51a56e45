"""Quiet hours: when what was made now may be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bangfu.regulation.workdays import WorkCalendar

LONGEST_REST = 30  # days; no row of official rest days is as long


@dataclass(frozen=True)
class Quiet:
    """From one hour of the day to another, over midnight where the second is earlier; the same hour twice is never."""

    start: time = time(20)
    stop: time = time(8)
    rest_days: bool = True
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    def holds(self, moment: datetime) -> bool:
        """Whether nothing is to be sent at a moment."""
        return self._rests(moment.date()) or self._night(moment.timetz().replace(tzinfo=None))

    def over(self, moment: datetime) -> datetime:
        """The moment itself where it is not quiet, else the first one that is not."""
        if not self.holds(moment):
            return moment
        for days in range(LONGEST_REST):
            day = moment.date() + timedelta(days=days)
            for hour in sorted({time(0), self.stop}):
                candidate = datetime.combine(day, hour, moment.tzinfo)
                if candidate > moment and not self.holds(candidate):
                    return candidate
        return moment  # a calendar without workdays: better told at night than never

    def _night(self, hour: time) -> bool:
        if self.start <= self.stop:
            return self.start <= hour < self.stop
        return hour >= self.start or hour < self.stop

    def _rests(self, day: date) -> bool:
        return self.rest_days and not self.calendar.expects_work(day)
