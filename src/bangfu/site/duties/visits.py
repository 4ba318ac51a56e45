"""The households of a helper or a village that nobody has visited in this month yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from bangfu.regulation.periods import period_holding
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Household, Person

VISITS = ("household_visit",)


def paired_with(person: Person, as_of: date) -> QuerySet[Household]:
    """The households that somebody helps on a day."""
    rows = Household.objects.filter(on(as_of, "pairings__"), pairings__person=person)
    return rows.select_related("place").order_by("place", "pk").distinct()


def unvisited(paired: QuerySet[Household], person: Person, as_of: date) -> QuerySet[Household]:
    """Those of them where somebody has not been this month."""
    month = period_holding("month", as_of)
    visit = Entry.objects.filter(
        household=OuterRef("pk"),
        person=person,
        kind__in=VISITS,
        on__range=(month.start, as_of),
        withdraws=False,
        corrected_by=None,
    )
    return paired.filter(~Exists(visit))
