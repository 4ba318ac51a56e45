"""Which entries a page shows: the filters of the list and of exports, kept in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.roster.search import found
from bangfu.site.web.models import Account

LATELY = timedelta(days=92)  # what a list shows where nobody asks for more
MOST_NAMES = 500  # that one search may mean
SORTS = {
    "on": ("on", "seq"),
    "kind": ("kind", "on", "seq"),
    "who": ("person_id", "organisation_id", "on", "seq"),
    "place": ("area", "on", "seq"),
    "recorded": ("recorded_at", "seq"),
}
STATES: dict[str, Promise] = {
    "standing": _("有效的"),
    "corrected": _("已更正或撤回的"),
    "corrections": _("更正和撤回"),
}
NAMED = (
    "person", "organisation", "place", "household", "household__place", "counterpart_person",
    "counterpart_organisation",
)  # fmt: skip


def seen_by(account: Account) -> QuerySet[Entry]:
    """The entries that an account sees. Whoever sees only the own is told so here, too, for an index to find them."""
    if account.kind.sees != "own":
        return Entry.objects.all()
    person = account.person_id
    own = Q(person=person, person__isnull=False) | Q(
        counterpart_person=person, counterpart_person__isnull=False
    )
    return Entry.objects.filter(own | Q(recorded_by=account.id))


def named(text: str) -> Q:
    """Entries of whoever and whatever a search means, or whose note says it."""
    near: dict[str, QuerySet[Any]] = {
        "person": found(Person.objects.all(), text),
        "counterpart_person": found(Person.objects.all(), text),
        "organisation": found(Organisation.objects.all(), text),
        "household": found(Household.objects.all(), text, "head"),
    }
    wanted = Q(note__contains=text.strip()) | Q(pk=text.strip())
    for field, rows in near.items():
        wanted |= Q(**{f"{field}__in": list(rows.order_by().values_list("pk", flat=True)[:MOST_NAMES])})
    for place in Place.objects.filter(name__contains=text.strip())[:20]:
        wanted |= Q(area__range=(place.code, place.last))
    return wanted


class Narrow(filters.FilterSet):
    """The filters of the ledger. `day` is today."""

    q = filters.CharFilter(method="by_name", label=_("村、户、人、单位、说明"))
    since = filters.DateFilter(field_name="on", lookup_expr="gte", label=_("从"))
    until = filters.DateFilter(field_name="on", lookup_expr="lte", label=_("到"))
    kind = filters.CharFilter(label=_("活动"))
    place = filters.NumberFilter(method="by_place", label=_("乡镇、村"))
    person = filters.CharFilter(field_name="person_id", label=_("人员"))
    unit = filters.CharFilter(field_name="organisation_id", label=_("单位"))
    household = filters.CharFilter(field_name="household_id", label=_("户"))
    state = filters.ChoiceFilter(method="by_state", choices=[(s, s) for s in STATES], label=_("更正情况"))

    class Meta:
        model = Entry
        fields: tuple[str, ...] = ()

    def by_name(self, rows: QuerySet[Entry], _name: str, text: str) -> QuerySet[Entry]:
        """Search."""
        return rows.filter(named(text))

    def by_place(self, rows: QuerySet[Entry], _name: str, code: Any) -> QuerySet[Entry]:
        """At or below a place."""
        place = Place.objects.filter(pk=int(code)).first()
        return rows.filter(area__range=(place.code, place.last)) if place else rows.none()

    def by_state(self, rows: QuerySet[Entry], _name: str, state: str) -> QuerySet[Entry]:
        """Those that stand, those that were put right, or those that put right."""
        if state == "corrections":
            return rows.filter(corrects__isnull=False)
        replaced = Entry.objects.filter(corrects__isnull=False).order_by().values("corrects")
        if state == "corrected":
            return rows.filter(pk__in=replaced)
        return rows.filter(withdraws=False).exclude(pk__in=replaced)


def narrowed(account: Account, asked: Any, day: date) -> Narrow:
    """The entries that an address asks for; without a period or somebody's name, those of the last three months."""
    data = asked.copy()
    if not any(name in data for name in ("since", "until", "person", "unit", "household")):
        data["since"] = (day - LATELY).isoformat()
    return Narrow(data, seen_by(account))


def in_order(rows: QuerySet[Entry], sort: str) -> QuerySet[Entry]:
    """Sorted by one of `SORTS`, turned round by a dash before it. Without one, the latest first."""
    fields = SORTS.get(sort.removeprefix("-"), SORTS["on"])
    down = sort.startswith("-") or sort not in SORTS
    return rows.order_by(*(f"-{f}" for f in fields) if down else fields)


def slice_of(rows: QuerySet[Entry]) -> list[Entry]:
    """A page of sorted rows; names, and what corrected them, are fetched after, by their index."""
    ids = list(rows.values_list("pk", flat=True))
    found_ = Entry.objects.prefetch_related(*NAMED, "corrected_by").in_bulk(ids)
    return [found_[i] for i in ids if i in found_]
