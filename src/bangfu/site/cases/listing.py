"""Which cases a page shows, and which of them wait for the account that asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.cases.machine import ENDED, MACHINE, STANDING, STATES
from bangfu.site.cases.models import MEASURE, Case, Step
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

NAMED = ("place", "person", "organisation", "unit")
OWED = {"clerk": "weigh", "decider": "decide", "reviewer": "review"}  # who of a state → their right
GROUPS: dict[str, Promise] = {
    "mine": _("等我办"),
    "going": _("在办"),
    "standing": _("已决定"),
    "barred": _("今天仍有限制"),
    "review": _("复核中"),
}


def waiting(account: Account, day: date) -> QuerySet[Case]:
    """Cases in view whose next step is this account's: by its right, as the body that decides, or as whom it is about."""
    owed = Q()
    for who, right in OWED.items():
        if account.may(right):
            owed |= Q(state__in=MACHINE.by_owed[who])
    if account.may("weigh"):  # nobody spoke, and the day for it has passed
        owed |= Q(state="notified", answer_by__lt=day)
    if account.may("decide"):
        owed &= _decides(account) | ~Q(state="submitted")
    owed |= about(account) & Q(state="notified", answer_by__gte=day)
    taken = Step.objects.filter(case=OuterRef("pk"), by=account.pk, code__in=("open", "notify", "submit"))
    decided = Q(state__in=MACHINE.by_owed["decider"] | MACHINE.by_owed["reviewer"])
    return Case.objects.filter(owed).exclude(decided & Exists(taken))


def _decides(account: Account) -> Q:
    """Cases that the account's own body decides: the unit's about its people, the area's about all others."""
    mine = Q(unit=None) if account.kind.sees == "area" else Q(pk=None)
    return mine | Q(unit=account.organisation_id) if account.organisation_id else mine


def about(account: Account) -> Q:
    """Cases about the account's own person, or about the unit for which it answers."""
    mine = Q(person=account.person_id) if account.person_id else Q(pk=None)
    if account.organisation_id and account.may("answer"):
        mine |= Q(person=None, organisation=account.organisation_id)
    return mine


def group(name: str, account: Account, day: date) -> QuerySet[Case]:
    """One of `GROUPS`; every case for another name."""
    if name == "mine":
        return waiting(account, day)
    if name == "barred":
        spans = Q(effect_from__lte=day) & (Q(effect_to__gte=day) | Q(effect_to=None, proposed_to=None))
        return Case.objects.filter(
            spans, state__in=STANDING, measure__in=("award_bar", "promotion_bar", "rating_cap")
        )
    states = {
        "going": set(STATES) - {*ENDED, *STANDING, "under_review"}, "standing": STANDING, "review": {"under_review"},
    }.get(name)  # fmt: skip
    return Case.objects.filter(state__in=states) if states else Case.objects.all()


class Narrow(filters.FilterSet):
    """The filters of the list."""

    q = filters.CharFilter(method="by_name", label=_("姓名、单位、编号"))
    state = filters.ChoiceFilter(choices=[(s, s) for s in STATES], label=_("状态"))
    measure = filters.ChoiceFilter(method="by_measure", choices=MEASURE, label=_("措施"))
    regulation = filters.CharFilter(label=_("文件"))
    place = filters.NumberFilter(method="by_place", label=_("乡镇、村"))
    person = filters.CharFilter(field_name="person_id", label=_("人员"))

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def by_name(self, found: QuerySet[Case], _name: str, text: str) -> QuerySet[Case]:
        """Part of a name, or the number."""
        word = text.strip()
        wanted = Q(person__name__contains=word) | Q(organisation__name__contains=word)
        return found.filter(wanted | Q(number=int(word)) if word.isdecimal() and len(word) < 9 else wanted)

    def by_measure(self, found: QuerySet[Case], _name: str, code: str) -> QuerySet[Case]:
        """Decided, or proposed while nothing was decided."""
        return found.filter(Q(measure=code) | Q(measure="", proposed_measure=code))

    def by_place(self, found: QuerySet[Case], _name: str, code: Any) -> QuerySet[Case]:
        """At or below a place."""
        place = Place.objects.filter(pk=int(code)).first()
        return found.filter(place__code__range=(place.code, place.last)) if place else found.none()


def narrowed(asked: Any, account: Account, day: date) -> QuerySet[Case]:
    """The cases that an address asks for, what waits first."""
    found = Narrow(asked, group(asked.get("group", ""), account, day)).qs
    return found.order_by(
        F("decided_on").desc(nulls_first=True), F("answer_by").asc(nulls_last=True), "-made_at", "pk"
    )
