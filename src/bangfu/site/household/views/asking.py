"""What an address asks for: a day, a place of the reader's own."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest
from django.utils.dateparse import parse_date

from bangfu.site.clock import today
from bangfu.site.roster.models import Place
from bangfu.site.roster.places import places_of
from bangfu.site.web.models import Account

WAITS = ExpressionWrapper(Q(answer__isnull=True), BooleanField())  # what nobody answered yet comes first


def day_asked(request: HttpRequest, name: str = "day") -> date | None:
    """A day of the address, where it is one."""
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def as_of_asked(request: HttpRequest) -> date:
    """The day as of which a list is wanted: today where none is named, and never one to come."""
    return min(day_asked(request) or today(), today())


def place_asked(request: HttpRequest) -> Place | None:
    """A place of the address that is the reader's."""
    code = request.GET.get("place", "")
    mine = places_of(cast(Account, request.user))
    return mine.filter(pk=int(code)).first() if code.isdecimal() and len(code) <= 12 else None
