"""What the file of a household says: on a day, and as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from bangfu.site.clock import SHANGHAI
from bangfu.site.household.models import Income, Member, Version
from bangfu.site.roster.models import Household


@dataclass(frozen=True)
class Earned:
    """The income of a year by kind, in cents; what is expected stands apart and is never added to what was earned."""

    year: int
    actual: dict[str, int]
    expected: dict[str, int]

    @property
    def total(self) -> int:
        """What was earned."""
        return sum(self.actual.values())


def known_by(day: date | None) -> datetime | None:
    """The end of a day, up to which something was recorded; None for whatever is known now."""
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI) if day else None


def versions(household: str, known: date | None = None) -> QuerySet[Version]:
    """The versions of a household, the latest first, as they were known at the end of a day."""
    rows = Version.objects.filter(household=household).order_by("-start", "-recorded_at", "pk")
    end = known_by(known)
    return rows.filter(recorded_at__lt=end) if end else rows


def as_of(household: str, day: date, known: date | None = None) -> Version | None:
    """What held on a day; None before the first version."""
    return versions(household, known).filter(start__lte=day).first()


def of_all(households: QuerySet[Household], day: date, known: date | None = None) -> QuerySet[Version]:
    """What held on a day, of each household that has a file, in one question."""
    rows = Version.objects.filter(household__in=households.values("pk"), start__lte=day)
    end = known_by(known)
    rows = rows.filter(recorded_at__lt=end) if end else rows
    latest = (
        rows.order_by("household_id", "-start", "-recorded_at", "pk").distinct("household_id").values("pk")
    )
    return Version.objects.filter(pk__in=latest)


def incomes(household: str, known: date | None = None) -> list[Earned]:
    """What was earned and expected, by year, the latest first; of two rows for the same the one recorded later."""
    rows = Income.objects.filter(household=household)
    end = known_by(known)
    return _earned(rows.filter(recorded_at__lt=end) if end else rows)


def twice(members: Iterable[Member]) -> dict[str, list[Version]]:
    """Of these members, who stands in the latest file of another household in view as well, by the mark of the ID number."""
    own = {m.mark: m.version for m in members if m.mark}
    found: dict[str, list[Version]] = {}
    rows = Version.objects.filter(members__mark__in=own).exclude(
        household__in=[v.household_id for v in own.values()]
    )
    for other in (
        rows.order_by("household_id", "-start", "-recorded_at", "pk")
        .distinct("household_id")
        .select_related("household")
    ):
        last = versions(other.household_id).first()
        for mark in own if last else ():
            if last and last.members.filter(mark=mark).exists():  # type: ignore[attr-defined]
                found.setdefault(mark, []).append(last)
    return found


def _earned(rows: QuerySet[Income]) -> list[Earned]:
    years: dict[int, Earned] = {}
    for row in rows.order_by("-year", "recorded_at", "pk"):
        year = years.setdefault(row.year, Earned(row.year, {}, {}))
        (year.actual if row.stage == Income.Stage.ACTUAL else year.expected)[row.kind] = row.cents
    return list(years.values())
