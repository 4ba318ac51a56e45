"""Which verdicts of a day a page shows: the filters of lists and exports, kept in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bangfu.paper.model import STATUSES
from bangfu.regulation.periods import MONTHS, period_holding
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.roster.search import found, normal
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

SORTS = {
    "due": ("period_end", "number"),
    "duty": ("regulation", "duty", "period_end", "number"),
    "bearer": ("person_id", "organisation_id", "period_end", "number"),  # in the order of the roster
    "place": ("area", "period_end", "number"),
    "status": ("status", "period_end", "number"),
    "done": ("achieved", "period_end", "number"),
}
# What a row shows. Fetched after the rows: a join would lose a row that has a name outside the scope.
NAMED = ("person", "organisation", "place", "household", "household__place")
MOST_NAMES = 500  # that one search may mean


def of_day(snapshot: Snapshot) -> QuerySet[Verdict]:
    """All verdicts of a day."""
    return Verdict.objects.filter(snapshot=snapshot)


def mine(rows: QuerySet[Verdict], account: Account) -> QuerySet[Verdict]:
    """What an account sees anyway, said so that an index finds the few rows of somebody who sees only the own."""
    return rows.filter(person=account.person_id) if account.kind.sees == "own" else rows


def within(place: Place) -> Q:
    """Verdicts at or below a place, or of those who serve there while the verdict's period runs."""
    inside = {"place__code__range": (place.code, place.last)}
    during = [
        Q(start=None) | Q(start__lte=OuterRef("period_end")),
        Q(end=None) | Q(end__gte=OuterRef("period_start")),
    ]
    unit = Post.objects.filter(
        *during, role="assisting_unit", organisation=OuterRef("organisation"), **inside
    )
    helper = Pairing.objects.filter(*during, person=OuterRef("person"), **inside)
    helping = Q(role="responsible_helper")
    return Q(area__range=(place.code, place.last)) | Q(area=None) & (
        (helping & Q(Exists(helper))) | (~helping & Q(Exists(unit)))
    )


def named(text: str, law: Law) -> Q:
    """Verdicts of whoever and whatever a search means: people, units, places, households, duties."""
    near: dict[str, Any] = {
        "person__in": found(Person.objects.all(), text),
        "organisation__in": found(Organisation.objects.all(), text),
        "household__in": found(Household.objects.all(), text, "head"),
    }
    wanted = Q()
    for field, rows in near.items():
        wanted |= Q(**{field: list(rows.order_by().values_list("pk", flat=True)[:MOST_NAMES])})
    for place in found_places(text):
        wanted |= Q(area__range=(place.code, place.last))
    for (regulation, duty), known in law.duties.items():
        if normal(text) in normal(f"{known.title} {known.provision.clause}"):
            wanted |= Q(regulation=regulation, duty=duty)
    return wanted


def found_places(text: str) -> QuerySet[Place]:
    """Places by name."""
    return Place.objects.filter(name__contains=text.strip())[:20]


def month_named(text: str) -> tuple[date, date] | None:
    """The first and last day of `2020`, `2020-10` or `2020-Q4`; None for anything else."""
    year, _dash, part = text.partition("-")
    try:
        if not part:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        if part[0] in "Qq":
            period = period_holding("quarter", date(int(year), int(part[1:]) * MONTHS["quarter"], 1))
        else:
            period = period_holding("month", date(int(year), int(part), 1))
    except ValueError:
        return None
    return period.start, period.last


class Narrow(filters.FilterSet):
    """The filters of the list of duties. `law` and `as_of` say what there is to choose from."""

    q = filters.CharFilter(method="by_name", label=_("村、户、人、单位、责任"))
    status = filters.MultipleChoiceFilter(choices=[(s, s) for s in STATUSES], distinct=False, label=_("状态"))
    regulation = filters.CharFilter(label=_("文件"))
    duty = filters.CharFilter(method="by_duty", label=_("责任"))
    role = filters.CharFilter(label=_("身份"))
    place = filters.NumberFilter(method="by_place", label=_("乡镇、村"))
    person = filters.CharFilter(field_name="person_id", label=_("人员"))
    unit = filters.CharFilter(field_name="organisation_id", label=_("单位"))
    household = filters.CharFilter(field_name="household_id", label=_("户"))
    period = filters.CharFilter(method="by_period", label=_("期间"))
    due = filters.NumberFilter(method="by_due", label=_("几天内到期"))

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, law: Law, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.law, self.as_of = law, as_of

    def by_name(self, rows: QuerySet[Verdict], _name: str, text: str) -> QuerySet[Verdict]:
        """Search."""
        return rows.filter(named(text, self.law) or Q(pk=None))

    def by_duty(self, rows: QuerySet[Verdict], _name: str, value: str) -> QuerySet[Verdict]:
        """`regulation:duty`, because two documents may use one id."""
        regulation, _colon, duty = value.partition(":")
        return rows.filter(regulation=regulation, duty=duty)

    def by_place(self, rows: QuerySet[Verdict], _name: str, code: Any) -> QuerySet[Verdict]:
        """At or below a place."""
        place = Place.objects.filter(pk=int(code)).first()
        return rows.filter(within(place)) if place else rows.none()

    def by_period(self, rows: QuerySet[Verdict], _name: str, text: str) -> QuerySet[Verdict]:
        """Periods that share a day with a year, quarter or month."""
        span = month_named(text)
        return rows.filter(period_start__lte=span[1], period_end__gte=span[0]) if span else rows

    def by_due(self, rows: QuerySet[Verdict], _name: str, days: Any) -> QuerySet[Verdict]:
        """Still open, and due within so many days."""
        return rows.filter(
            status="open", period_end__range=(self.as_of, self.as_of + timedelta(days=int(days)))
        )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the selects offer, in the order of the documents."""
        roles = dict.fromkeys(r for d in self.law.duties.values() for r in d.provision.bearer)
        chosen = (self.data or {}).get("regulation")
        return {
            "regulation": [(id_, self.law.name(id_)) for id_ in self.law.packs],
            "duty": [
                (f"{r}:{d}", f"{known.provision.clause} {known.title}")
                for (r, d), known in self.law.duties.items()
                if not chosen or r == chosen
            ],
            "role": [(r, word("role", r)) for r in roles],
        }


def in_order(rows: QuerySet[Verdict], sort: str) -> QuerySet[Verdict]:
    """Sorted by one of `SORTS`, turned round by a dash before it. Without one, what is due last comes first."""
    fields = SORTS.get(sort.removeprefix("-"), SORTS["due"])
    down = sort.startswith("-") or sort not in SORTS
    return rows.order_by(*(f"-{f}" for f in fields) if down else fields)


def slice_of(rows: QuerySet[Verdict]) -> list[Verdict]:
    """A page of sorted rows: the names are joined only to those that are shown."""
    ids = list(rows.values_list("pk", flat=True))
    found = Verdict.objects.prefetch_related(*NAMED).in_bulk(ids)
    return [found[i] for i in ids if i in found]
