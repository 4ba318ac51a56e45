"""The households of a helper or a village that nobody has visited in this month yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bangfu.regulation.periods import period_holding
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Household, Person

VISITS = ("household_visit",)


def unvisited(person: Person, as_of: date) -> QuerySet[Household]:
    """The households paired with somebody that they have not visited this month."""
    month = period_holding("month", as_of)
    visit = Entry.objects.filter(
        household=OuterRef("pk"),
        person=person,
        kind__in=VISITS,
        on__range=(month.start, as_of),
        withdraws=False,
    )
    running = Q(pairings__end=None) | Q(pairings__end__gte=as_of)
    own = Household.objects.filter(running, pairings__person=person, pairings__start__lte=as_of)
    return own.filter(~Exists(visit)).select_related("place").order_by("place", "pk").distinct()
