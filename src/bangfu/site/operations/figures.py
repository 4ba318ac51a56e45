"""How much there is in the whole installation, how far the judge has come, and how late the reminders are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from bangfu.site.clock import moment


@dataclass(frozen=True)
class Figures:
    """Numbers that say nothing of anybody."""

    entries: int
    judged: int | None
    judged_at: datetime | None
    bytes: int

    @property
    def behind(self) -> int | None:
        """How many entries are not judged yet; None where nothing ever was."""
        return None if self.judged is None else max(self.entries - self.judged, 0)


@dataclass(frozen=True)
class Deliveries:
    """What is due and was not sent: how much, and for how long the oldest of it."""

    due: int
    lag: timedelta


def deliveries() -> Deliveries:
    """As they are now, on the day that the installation stands on."""
    at = moment()
    with connection.cursor() as cursor:
        cursor.execute("select due, oldest from site_deliveries(%s)", [at.isoformat()])
        [(due, oldest)] = cursor.fetchall()
    return Deliveries(due, at - oldest if oldest else timedelta())


def figures() -> Figures:
    """As they are now."""
    with connection.cursor() as cursor:
        cursor.execute("select entries, judged, judged_at, bytes from site_figures()")
        [row] = cursor.fetchall()
    return Figures(*row)
