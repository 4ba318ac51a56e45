"""Which schemes there are in a county, and for which years."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.http import Http404

from bangfu.assessment.scheme import Scheme, schemes
from bangfu.regulation.model import Head
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account


def counties(account: Account) -> list[Place]:
    """The counties whose assessments an account may look at: its own, or all of its area."""
    with connection.cursor() as cursor:
        cursor.execute("select scope_county()")
        (own,) = cursor.fetchone() or (None,)
    if own is not None:
        return list(Place.objects.filter(pk=own))
    if account.area is None:
        return []
    span = (account.area.code, account.area.last)
    return list(Place.objects.filter(level="county", code__range=span))


def county_or_404(account: Account, wanted: str = "") -> Place:
    """The county that is asked for, else the first."""
    found = counties(account)
    fitting = [c for c in found if str(c.code) == wanted] if wanted else found
    if not fitting:
        raise Http404
    return fitting[0]


def head_of(scheme: Scheme) -> Head:
    """The document of a scheme that is adopted here."""
    return law().packs[scheme.regulation].regulation


def in_force(year: int) -> list[Scheme]:
    """The schemes of the regulations adopted here that are in force in some part of a year."""
    known = law().packs
    return [s for s in schemes().values() if s.regulation in known and year in years(s)]


def years(scheme: Scheme) -> range:
    """The years in which its document was in force, up to this one."""
    head = head_of(scheme)
    return range(head.start.year, min((head.end or date.max).year, today().year) + 1)


def scheme_or_404(id_: str, year: int) -> Scheme:
    """The one door to a scheme."""
    found = next((s for s in in_force(year) if s.id == id_), None)
    if found is None:
        raise Http404
    return found
