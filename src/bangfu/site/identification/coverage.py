"""How far the villages are screened, and what is not met there, by name: nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from bangfu.site.clock import today
from bangfu.site.household.models import Member, Version
from bangfu.site.identification.models import Move, Report, Roll, Screening
from bangfu.site.identification.posting import all_unposted
from bangfu.site.identification.screening import scheme_of
from bangfu.site.identification.templates import templates
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

LOOKED_AT = ("appraised", "posted", "confirmed", "not_taken_in")  # a screening that came to a result


@dataclass
class Covered:
    """A place: households on the roll, and how many of them were looked at."""

    place: Place
    roll: int = 0
    screened: int = 0
    parts: list[Covered] = field(default_factory=list["Covered"])

    @property
    def left(self) -> int:
        """How many were not."""
        return self.roll - self.screened


@dataclass(frozen=True)
class Lead:
    """Something that is not met, is late or waits for a person: what, where, and the name or words that it is about."""

    code: str
    place: Place
    name: str = ""
    words: str = ""
    on: date | None = None
    screening: str = ""
    pk: str = ""  # by which whoever knows a household is shown its name

    @property
    def place_id(self) -> int:
        """Where it is."""
        return self.place.pk


def screened() -> Exists:
    """Whether a household of the roll has a screening that came to a result."""
    return Exists(Screening.objects.filter(roll=OuterRef("pk"), state__in=LOOKED_AT))


def under_way() -> Exists:
    """Whether somebody has begun to screen a household of the roll, without a result so far."""
    return Exists(Screening.objects.filter(roll=OuterRef("pk"), state="screening"))


def coverage(account: Account) -> Covered | None:
    """The account's area, with its townships and villages below. None for an account without one."""
    area = account.area
    if area is None:
        return None
    counted = (
        Roll.objects.filter(left_on=None)
        .annotate(seen=screened())
        .values("place", "seen")
        .annotate(n=Count("pk"))
    )
    numbers = {(row["place"], row["seen"]): row["n"] for row in counted}
    rows = {
        p.pk: Covered(p) for p in Place.objects.filter(code__range=(area.code, area.last)).order_by("code")
    }
    for code, row in rows.items():
        row.screened = numbers.get((code, True), 0)
        row.roll = row.screened + numbers.get((code, False), 0)
    for row in reversed(rows.values()):  # villages before their township
        above = rows.get(cast(Any, row.place).parent_id)
        if above is not None and row is not above:
            above.roll, above.screened = above.roll + row.roll, above.screened + row.screened
            above.parts.insert(0, row)
    return rows.get(area.code)


def leads(account: Account) -> list[Lead]:
    """Everything in the area that is not met (GI-11, GI-12), is late, or waits for the county's words (GI-08)."""
    return [*_unset(account), *_unscreened(), *_late(), *_fewer(), *_not_posted()]


def _unset(account: Account) -> list[Lead]:
    county = account.area if account.area and account.area.level == "county" else None
    return [
        Lead("unconfigured", county, words=str(template))
        for template in templates().values()
        if county and ((found := scheme_of(county.pk, template.code)) is None or found.missing)
    ]


def _unscreened() -> list[Lead]:
    rows = Roll.objects.filter(left_on=None).annotate(seen=screened()).filter(seen=False)
    return [Lead("unscreened", row.place, row.head) for row in rows.select_related("place")]


def waiting() -> QuerySet[Report]:
    """Reports without an answer whose household was not looked at since."""
    seen = Screening.objects.filter(report=OuterRef("pk"), state__in=(*LOOKED_AT, "withdrawn"))
    return Report.objects.filter(~Exists(seen), answered_on=None)


def _late() -> list[Lead]:
    rows = waiting().filter(due_on__lt=today()).select_related("place")
    return [Lead("overdue", row.place, row.about, on=row.due_on) for row in rows]


def _fewer() -> list[Lead]:
    """Confirmed households whose first file has fewer or more people than the roll (二(一)/j)."""
    first = (
        Version.objects.filter(household=OuterRef("household"))
        .order_by("start", "recorded_at", "pk")
        .values("pk")[:1]
    )
    moves = Move.objects.filter(code="confirm").annotate(first=Subquery(first))
    filed = dict(
        Member.objects.filter(version__in=moves.values("first"))
        .values("version")
        .annotate(n=Count("pk"))
        .values_list("version", "n")
    )
    return [
        Lead(
            "fewer", m.screening.place, m.screening.roll.head, f"{filed.get(m.first, 0)} / {m.screening.roll.people}",
            m.on, m.screening_id, m.household_id or "",
        )
        for m in cast(Any, moves.select_related("screening__roll", "screening__place"))
        if filed.get(m.first, 0) != m.screening.roll.people
    ]  # fmt: skip


def _not_posted() -> list[Lead]:
    found = all_unposted(today())
    villages = Place.objects.in_bulk(found)
    return [
        Lead(span.code, villages[pk], words=f"{span.first} — {span.last}", on=span.first)
        for pk, spans in found.items()
        for span in spans
    ]
