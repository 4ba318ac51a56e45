"""Who was comprehensively inspected this year and who not: by the ledger, and by the assignments that are still to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from bangfu.regulation.periods import period_holding
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Place, Post
from bangfu.site.roster.places import places_of
from bangfu.site.supervision.models import Assignment
from bangfu.site.web.models import Account

COMPREHENSIVE, SPECIAL = "comprehensive_inspection", "special_inspection"


@dataclass(frozen=True)
class Line:
    """One township or unit: its inspections of the year, the latest last, and the one that is planned."""

    of: Place | Organisation
    comprehensive: list[Entry]
    special: list[Entry]
    planned: Assignment | None

    @property
    def is_covered(self) -> bool:
        """Whether it had its comprehensive inspection."""
        return bool(self.comprehensive)


@dataclass(frozen=True)
class Coverage:
    """All of an area in a year."""

    first: date
    townships: list[Line]
    units: list[Line]

    @property
    def missing(self) -> int:
        """How many had none."""
        return sum(not line.is_covered for line in (*self.townships, *self.units))


def coverage_of(account: Account, day: date) -> Coverage:
    """The year of a day up to it. A township is covered by what was entered for it, not for one of its villages."""
    first = period_holding("year", day).start
    rows = Entry.objects.filter(
        kind__in=(COMPREHENSIVE, SPECIAL), on__gte=first, on__lte=day, withdraws=False, corrected_by=None
    )
    found: dict[tuple[str, object], list[Entry]] = defaultdict(list)
    for entry in rows.order_by("on", "pk"):
        found[entry.kind, entry.place_id or entry.counterpart_organisation_id].append(entry)
    coming = _coming()

    def line(of: Place | Organisation) -> Line:
        return Line(of, found[COMPREHENSIVE, of.pk], found[SPECIAL, of.pk], coming.get(of.pk))

    townships = [line(p) for p in places_of(account).filter(level="township").order_by("code")]
    return Coverage(first, townships, [line(o) for o in _assisting(account, day)])


def _coming() -> dict[object, Assignment]:
    """What teams of comprehensive inspections still have before them."""
    rows = Assignment.objects.filter(
        entry="", team__campaign__closed_at=None, team__campaign__kind="comprehensive"
    )
    return {a.place_id or a.organisation_id: a for a in rows.select_related("team__campaign")}


def _assisting(account: Account, day: date) -> list[Organisation]:
    """The units that assist in the area today."""
    posts = holding(Post.objects.filter(role="assisting_unit", place__in=places_of(account)), day)
    return list(
        Organisation.objects.filter(pk__in=posts.values("organisation")).order_by("level", "key", "id")
    )
