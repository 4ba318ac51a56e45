"""Whether what was reached lasts: visits due after a household left, counted from the ledger; and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from bangfu.site.clock import today
from bangfu.site.exits.words import VISITS
from bangfu.site.roster.models import Household, Place

# Households that stand as lifted, with the day they left, the visit that was entered last, and the county's interval.
_LEFT = """with last as materialized (select distinct on (f.household_id) f.household_id, f."on", f.word from exits_standing f
        where f.word <> 'cleared' order by f.household_id, f."on" desc, f.at desc, f.id desc),
    left_it as materialized (select l.household_id, l."on", h.place_id / 1000000 * 1000000 as county from last l
        join roster_household h on h.id = l.household_id where l.word = 'lifted' and h."end" is null),
    county as materialized (select c.county, (exits_set(c.county, %s)).visit_days as every from (select distinct county from left_it) c)
    select l.household_id, l."on", (select max(e."on") from ledger_entry e where e.household_id = l.household_id
        and e.kind = any (%s) and e."on" >= l."on" and e."on" <= %s and not e.withdraws
        and not exists (select from ledger_entry c where c.corrects_id = e.id)), c.every
    from left_it l left join county c on c.county = l.county"""
_MANY = """select d.*, m.many from (select h.place_id / 1000 * 1000 as town, s."on", count(*) as number
        from exits_standing s join roster_household h on h.id = s.household_id where s.word = 'lifted' group by 1, 2) d,
        lateral (select (exits_set(d.town / 1000000 * 1000000, d."on")).many) m
    where d.number >= coalesce(m.many, 2) order by 2 desc, 1"""


@dataclass(frozen=True)
class Due:
    """When a household that left is to be visited next; no day where the county set no interval."""

    pk: str  # of the household
    left: date
    visited: date | None
    due: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether that day is past."""
        return self.due is not None and self.due < today()


@dataclass(frozen=True)
class Many:
    """Exits of a township on one day: worth a look, no conclusion. `limit` is the county's; None where it set none."""

    place: Place
    on: date
    count: int
    limit: int | None


def due(day: date) -> list[Due]:
    """Every household in view that left, the one that waits longest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [day.isoformat(), VISITS, day.isoformat()])
        rows: list[tuple[str, date, date | None, int | None]] = cursor.fetchall()
    found = [
        Due(pk, left, visited, (visited or left) + timedelta(days=every) if every else None)
        for pk, left, visited, every in rows
    ]
    return sorted(found, key=lambda one: (one.due or date.max, one.pk))


def shown(some: Iterable[Due]) -> list[tuple[Due, Household]]:
    """Each with its household, for a page."""
    listed = list(some)
    known = Household.objects.select_related("place__parent").in_bulk([one.pk for one in listed])
    return [(one, known[one.pk]) for one in listed]


def many() -> list[Many]:
    """Days on which many households of a township left; two or more where the county has not said what is many."""
    with connection.cursor() as cursor:
        cursor.execute(_MANY)
        rows: list[tuple[int, date, int, int | None]] = cursor.fetchall()
    known = Place.objects.in_bulk([row[0] for row in rows])
    return [Many(known[code], on, count, limit) for code, on, count, limit in rows if code in known]
