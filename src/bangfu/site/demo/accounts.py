"""One account a role, each bound to somebody of the county who has the work of that role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bangfu.site.clock import today
from bangfu.site.demo.inspectors import INSPECTOR
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Organisation, Person, Place, Post
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES

_COUNTY_WIDE = (
    "county_office", "organization_department", "inspector", "inspection_office", "tip_reception",
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """Where somebody of a role stands."""

    area: Place | None = None
    person: Person | None = None
    organisation: Organisation | None = None


def seats(county: Place) -> dict[str, Seat]:
    """A seat for every role of the site, from the posts of a county."""
    every = Post.objects.filter(place__code__range=(county.code, county.last)).select_related(
        "person", "place", "organisation"
    )
    lasting = every.filter(end=None)
    below = lasting if lasting.exists() else every
    # Whoever has served longest has most to read about themselves.
    cadre = below.filter(role="first_secretary", person__isnull=False).order_by("start", "place").first()
    township = Place.objects.filter(parent=county, level="township").order_by("code").first()
    unit = _busiest_unit(county)
    head = Post.objects.filter(role="unit_head", organisation=unit).select_related("person").first()
    helping = Person.objects.filter(
        on(today(), "pairings__"), pairings__place__code__range=(county.code, county.last)
    ).order_by("id")
    led = helping.exclude(posts__role__in=["unit_head", "unit_deputy", "unit_leader"])
    helper = led.filter(organisation=unit).first() or helping.first()
    secretary = Post.objects.filter(role="township_party_secretary", place=township).first()
    leader = below.filter(role__in=["county_party_secretary", "county_liaison_leader"]).first()
    wide = Seat(county)
    return {
        "resident_cadre": Seat(cadre.place, cadre.person) if cadre else wide,
        "responsible_helper": Seat(person=helper),
        "unit_contact": Seat(organisation=unit),
        "unit_leader": Seat(person=head.person if head else None, organisation=unit),
        "township_clerk": Seat(township),
        "township_leader": Seat(township, secretary.person if secretary else None),
        "county_leader": Seat(county, leader.person if leader else None),
        "provincial_analyst": Seat(_top(county)),
        **dict.fromkeys(_COUNTY_WIDE, wide),
        "inspector": Seat(county, Person.objects.filter(pk=INSPECTOR).first()),
        **dict.fromkeys(("system_admin", "security_admin", "audit_admin"), Seat()),
    }


def _busiest_unit(county: Place) -> Organisation | None:
    """The unit with most villages here: its pages show most."""
    counted: dict[str, int] = {}
    for unit in Post.objects.filter(
        role="assisting_unit", place__code__range=(county.code, county.last), organisation__level="county"
    ).values_list("organisation", flat=True):
        counted[unit] = counted.get(unit, 0) + 1
    return (
        Organisation.objects.filter(pk=max(counted, key=lambda u: (counted[u], u))).first()
        if counted
        else None
    )


def _top(place: Place) -> Place:
    while place.parent is not None:
        place = place.parent
    return place


def open_accounts(county: Place) -> list[dict[str, str]]:
    """Make the accounts; what is returned is the only place where their passwords stand."""
    made: list[dict[str, str]] = []
    for role, seat in seats(county).items():
        password = secrets.token_urlsafe(9)
        Account.objects.create(
            username=role,
            password=password,
            name=seat.person.name if seat.person else f"{ROLES[role].zh}（演示）",
            role=role,
            area=seat.area,
            person=seat.person,
            organisation=seat.organisation,
        )
        made.append({"url": "", "role": role, "username": role, "password": password})
    return made
