"""The front door: what this is, for the public; for everybody else their own home page."""

from __future__ import annotations

from typing import cast

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bangfu.site.disclosure.reading import counties
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.models import Account


@opens_for(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to the page made for it; tell the public what this is and whose."""
    if request.user.is_authenticated:
        return redirect(f"home_{cast(Account, request.user).kind.home}")
    return render(request, "web/public.html", {"served": served(), "disclosed": bool(counties())})


def served() -> str:
    """The county that works with this site."""
    with connection.cursor() as cursor:
        cursor.execute("select served()")
        [(name,)] = cursor.fetchall()
    return name
