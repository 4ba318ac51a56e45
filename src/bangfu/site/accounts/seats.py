"""Whom of the roster an account may be opened for: names and posts, which the database tells administrators of accounts
although they see nothing else of the roster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from bangfu.site.clock import today
from bangfu.site.roster.codes import COUNTY, TOWNSHIP
from bangfu.site.roster.models import Place
from bangfu.site.roster.places import found_places
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES

# Role of the site → the posts that call for it; of several posts the first in this order decides.
BY_POST: dict[str, tuple[str, ...]] = {
    "county_leader": ("county_party_secretary", "county_liaison_leader"),
    "township_leader": (
        "township_party_secretary", "township_head", "township_group_leader", "township_chief_team_leader",
    ),
    "unit_leader": ("unit_head", "unit_deputy", "unit_leader"),
    "inspector": ("inspection_team_leader", "inspector", "special_supervisor"),
    "township_clerk": ("party_building_director", "township_group_member"),
    "resident_cadre": ("first_secretary", "team_leader", "team_member"),
    "responsible_helper": ("responsible_helper",),
}  # fmt: skip
_ORDER = {post: (n, role) for n, (role, posts) in enumerate(BY_POST.items()) for post in posts}
# How wide the area of an account is, as digits of a place code that do not count.
_WIDTH = {
    "county_leader": COUNTY,
    "inspector": COUNTY,
    "township_leader": TOWNSHIP,
    "township_clerk": TOWNSHIP,
}


@dataclass(frozen=True)
class Proposal:
    """An account that somebody of the roster lacks."""

    person: str
    name: str
    organisation: str
    organisation_name: str
    role: str
    post: str
    area: int | None
    place_name: str


def proposals(wanted: str = "") -> list[Proposal]:
    """One for everybody who holds a post today and has no account, by place and role."""
    with connection.cursor() as cursor:
        cursor.execute("select * from account_seats(%s, %s::date)", [wanted, today().isoformat()])
        rows = [row for row in cursor.fetchall() if row[4] in _ORDER and not row[7]]
    best: dict[str, Any] = {}
    for row in rows:
        known = best.get(row[0])
        if known is None or _ORDER[row[4]][0] < _ORDER[known[4]][0]:
            best[row[0]] = row
    return [_proposal(*row[:7]) for row in best.values()]


def _proposal(
    person: str,
    name: str,
    unit: str | None,
    unit_name: str | None,
    post: str,
    place: int | None,
    place_name: str,
) -> Proposal:
    role = _ORDER[post][1]
    step = _WIDTH.get(role, 1)
    area = place // step * step if place and ROLES[role].home != "unit" else None
    return Proposal(person, name, unit or "", unit_name or "", role, post, area, place_name or "")


def people(wanted: str) -> list[tuple[str, str]]:
    """Key and label of the people meant by what was typed."""
    return _named("account_people", wanted)


def units(wanted: str) -> list[tuple[str, str]]:
    """Key and label of the units."""
    return _named("account_units", wanted)


def places(wanted: str) -> list[tuple[str, str]]:
    """Key and label of the places."""
    found = found_places(Place.objects.select_related("parent"), wanted)[:20]
    return [(str(p.pk), f"{p.parent}{p}" if p.parent else p.name) for p in found]


def _named(function: str, wanted: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select id, name from {function}(%s)", [wanted])
        return list(cursor.fetchall())


def label(kind: str, key: str | int | None) -> str:
    """What one of them is called, where it is known."""
    if not key:
        return ""
    if kind == "places":
        return str(Place.objects.filter(pk=key).first() or key)
    found = people(str(key)) if kind == "people" else units(str(key))
    return dict(found).get(str(key), str(key))


def lacking(account: Account) -> list[str]:
    """Fields without which the role would see nothing."""
    sees = account.kind.sees
    needed = {"own": "person", "unit": "organisation", "area": "area"}.get(sees)
    return [needed] if needed and getattr(account, f"{needed}_id") is None else []
