"""Which findings a page shows, in which order, and how old each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.rectification.machine import BODY_OWES, OFFICE_OWES, OPEN, STATES
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Place

NAMED = ("place", "body", "organisation", "leader", "person", "campaign")
SORTS = {
    "number": ("year", "number"),
    "deadline": ("deadline", "number"),
    "found": ("found_on", "number"),
    "body": ("body_id", "organisation_id", "found_on"),
}
GROUPS: dict[str, Promise] = {
    "open": _("未销号"),
    "overdue": _("逾期"),
    "office": _("等督查方处理"),
    "body": _("等被督查方处理"),
    "repeated": _("重复发生"),
}


@dataclass(frozen=True)
class Row:
    """A finding as lists show it."""

    finding: Finding
    age: int | None  # days since it was fed back, until it ended
    left: int | None  # days until the deadline; below zero is overdue

    @property
    def overdue(self) -> bool:
        """Whether the body should have done something by now."""
        return self.left is not None and self.left < 0


def row(finding: Finding, day: date) -> Row:
    """A finding on a day."""
    begun = finding.fed_back_on
    age = ((finding.ended_on or day) - begun).days if begun else None
    owes = finding.state in BODY_OWES and finding.deadline is not None
    return Row(finding, age, (finding.deadline - day).days if owes and finding.deadline else None)


def rows(findings: Iterable[Finding], day: date) -> list[Row]:
    """Findings on a day."""
    return [row(finding, day) for finding in findings]


def overdue(day: date) -> QuerySet[Finding]:
    """Those in view that a body should have answered or put right before a day."""
    return Finding.objects.filter(state__in=BODY_OWES, deadline__lt=day)


def group(name: str, day: date) -> Q:
    """One of `GROUPS`; every finding for another name."""
    if name == "overdue":
        return Q(state__in=BODY_OWES, deadline__lt=day)
    if name == "repeated":
        return Q(repeats__isnull=False)
    states = {"open": OPEN, "office": OFFICE_OWES, "body": BODY_OWES}.get(name)
    return Q(state__in=states) if states else Q()


class Narrow(filters.FilterSet):
    """The filters of the list."""

    q = filters.CharFilter(method="by_text", label=_("问题、意见、编号"))
    state = filters.ChoiceFilter(choices=[(s, s) for s in STATES], label=_("状态"))
    place = filters.NumberFilter(method="by_place", label=_("乡镇、村"))
    unit = filters.CharFilter(field_name="organisation_id", label=_("单位"))
    leader = filters.CharFilter(field_name="leader_id", label=_("责任领导"))
    campaign = filters.CharFilter(field_name="campaign_id", label=_("督查"))
    regulation = filters.CharFilter(label=_("文件"))
    clause = filters.CharFilter(label=_("条款"))

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def by_text(self, found: QuerySet[Finding], _name: str, text: str) -> QuerySet[Finding]:
        """Words of the finding, or its number."""
        wanted = Q(text__contains=text.strip()) | Q(opinion__contains=text.strip())
        return found.filter(wanted | Q(number=int(text)) if text.isdecimal() and len(text) < 9 else wanted)

    def by_place(self, found: QuerySet[Finding], _name: str, code: Any) -> QuerySet[Finding]:
        """At or below a place."""
        place = Place.objects.filter(pk=int(code)).first()
        return found.filter(place__code__range=(place.code, place.last)) if place else found.none()


def narrowed(asked: Any, day: date) -> QuerySet[Finding]:
    """The findings that an address asks for."""
    found = Narrow(asked, Finding.objects.exclude(state="discarded")).qs
    return in_order(found.filter(group(asked.get("group", ""), day)), asked.get("sort", ""))


def in_order(found: QuerySet[Finding], sort: str) -> QuerySet[Finding]:
    """Sorted by one of `SORTS`, turned round by a dash before it; without one, what is open by its deadline, then the rest."""
    fields = SORTS.get(sort.removeprefix("-"))
    if fields is None:
        return found.order_by(F("ended_on").desc(nulls_first=True), "deadline", "-found_on", "pk")
    return found.order_by(*(f"-{f}" if sort.startswith("-") else f for f in fields), "pk")


def slice_of(found: QuerySet[Finding]) -> list[Finding]:
    """A page of sorted findings; the names in them are fetched after, by their keys."""
    ids = list(found.values_list("pk", flat=True))
    whole = Finding.objects.prefetch_related(*NAMED).in_bulk(ids)
    return [whole[i] for i in ids if i in whole]
