"""Who serves whom: places, units, people, households, as far as the account sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.site.api import shown
from bangfu.site.api.asked import HouseholdsAsked, Paged
from bangfu.site.api.door import ONE, REFUSALS, account_of
from bangfu.site.api.schemas import (
    Code,
    Household,
    Households,
    Key,
    Organisation,
    Organisations,
    People,
    Person,
    Place,
    Places,
)
from bangfu.site.clock import today
from bangfu.site.roster import models
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.holding import holding
from bangfu.site.roster.known import known_by
from bangfu.site.roster.places import found_places, place_or_404, places_of
from bangfu.site.roster.search import found
from bangfu.site.web.models import Account

router = Router(tags=["roster"])
Show = Callable[[Any], dict[str, Any]]


def page(rows: QuerySet[Any], after: Any, limit: int, show: Show, key: str = "pk") -> dict[str, Any]:
    """Rows in the order of their keys from the one after `after`, and the key to go on from."""
    wanted = rows.filter(**{f"{key}__gt": after}) if after else rows
    listed = list(wanted.order_by(key)[: limit + 1])
    items = [show(row) for row in listed[:limit]]
    return {"items": items, "next": str(getattr(listed[limit - 1], key)) if len(listed) > limit else None}


@router.get("/places", response={200: Places, **REFUSALS}, url_name="api_places")
def places(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The places of the account."""
    rows = found_places(places_of(account_of(request)), asked.q)
    after = int(asked.after) if asked.after.isascii() and asked.after.isdigit() else 0
    return page(rows, min(after, 10**12), asked.limit, shown.place)


@router.get("/places/{code}", response={200: Place, **ONE}, url_name="api_place")
def place(request: HttpRequest, code: Path[Code]) -> dict[str, Any]:
    """One place by its code of 2 to 12 digits."""
    return shown.place(place_or_404(account_of(request), code_of(code) or 0))


@router.get("/organisations", response={200: Organisations, **REFUSALS}, url_name="api_organisations")
def organisations(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The units that the account sees."""
    return page(
        found(models.Organisation.objects.all(), asked.q), asked.after, asked.limit, shown.organisation
    )


@router.get("/organisations/{id}", response={200: Organisation, **ONE}, url_name="api_organisation")
def organisation(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One unit."""
    return shown.organisation(get_object_or_404(models.Organisation, pk=id))


@router.get("/people", response={200: People, **REFUSALS}, url_name="api_people")
def people(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The people that the account sees. A person outside its scope is known to it by the id alone."""
    return page(found(models.Person.objects.all(), asked.q), asked.after, asked.limit, shown.person)


@router.get("/people/{id}", response={200: Person, **ONE}, url_name="api_person")
def person(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One person."""
    return shown.person(get_object_or_404(models.Person, pk=id))


@router.get("/households", response={200: Households, **REFUSALS}, url_name="api_households")
def households(request: HttpRequest, asked: Query[HouseholdsAsked]) -> dict[str, Any]:
    """The households that are helped today, their heads masked unless the account knows them by its work."""
    account = account_of(request)
    rows = found(holding(_households(), today()), asked.q, "head")
    if asked.place:
        within = models.Place.objects.filter(pk=code_of(asked.place)).first()
        rows = rows.filter(place__code__range=(within.code, within.last)) if within else rows.none()
    if asked.kind:
        rows = rows.filter(kinds__contains=[asked.kind])
    return page(rows, asked.after, asked.limit, _shown_to(account))


@router.get("/households/{id}", response={200: Household, **ONE}, url_name="api_household")
def household(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One household."""
    return _shown_to(account_of(request))(get_object_or_404(_households(), pk=id))


def _households() -> QuerySet[models.Household]:
    helpers = holding(models.Pairing.objects.order_by("person"), today())
    return models.Household.objects.prefetch_related(Prefetch("pairings", helpers, to_attr="helped_by"))


def _shown_to(account: Account) -> Show:
    known = known_by(account.person_id, today())
    return lambda row: shown.household(row, known)
