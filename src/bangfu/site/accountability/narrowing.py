"""Which proposals a page or a program asks for, and the leads beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bangfu.site.accountability.proposing import Weighed, reads
from bangfu.site.duties.law import law
from bangfu.site.rectification.kinds import followed
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.roster.search import found as searched
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Asked:
    """The filters, as an address has them."""

    q: str = ""
    regulation: str = ""
    measure: str = ""
    place: str = ""

    @classmethod
    def of(cls, address: Mapping[str, Any]) -> Asked:
        """What an address asks for."""
        return cls(**{name: str(address.get(name) or "") for name in ("q", "regulation", "measure", "place")})


def narrowed(weighed: Weighed, asked: Asked) -> list[str]:
    """The keys of what the filters leave, in the order in which they are kept."""
    of = weighed.proposals
    keys = list(of)
    if asked.regulation:
        keys = [k for k in keys if of[k].regulation == asked.regulation]
    if asked.measure:
        keys = [k for k in keys if of[k].measure == asked.measure]
    if asked.place:
        span = _span(asked.place)
        keys = [k for k in keys if any(_lies(place, span) for place in weighed.places[k])]
    if asked.q.strip():
        people, units = _meant(asked.q)
        keys = [k for k in keys if (of[k].person in people if of[k].person else of[k].organisation in units)]
    return keys


def leads(account: Account, asked: Asked) -> QuerySet[Finding]:
    """Findings from which something could follow and does not: not verified, disputed, or only complained of."""
    if not reads(account):
        return Finding.objects.none()
    wanted = [law().packs[asked.regulation]] if asked.regulation in law().packs else law().packs.values()
    found = Finding.objects.filter(kind__in=followed(wanted), fed_back_on__isnull=False, ended_on=None)
    found = found.filter(Q(confirmed_on=None) | Q(source=Finding.Source.COMPLAINT))
    if asked.place:
        found = found.filter(place__code__range=_span(asked.place))
    if asked.q.strip():
        people, units = _meant(asked.q)
        found = found.filter(Q(person__in=people) | Q(organisation__in=units))
    return found.order_by("-found_on", "pk")


def _meant(text: str) -> tuple[set[str], set[str]]:
    """The people and units whose name or initials are meant."""
    people = set(searched(Person.objects.all(), text).values_list("pk", flat=True))
    units = set(searched(Organisation.objects.all(), text).values_list("pk", flat=True))
    return people, units


def _span(code: str) -> tuple[int, int]:
    """The codes at and below a place; none for what is no place."""
    place = Place.objects.filter(pk=int(code)).first() if code.isdecimal() and len(code) < 13 else None
    return (place.code, place.last) if place else (1, 0)


def _lies(place: str, span: tuple[int, int]) -> bool:
    return span[0] <= (code_of(place) or 0) <= span[1]
