"""Turning away who hands in while too many do, before a transaction is opened for them."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bangfu.site.web.access import API
from bangfu.site.web.gate import INTAKE
from bangfu.site.web.views.errors import busy

DOORS = ("/record/entries/", f"{API}entries", f"{API}case")


def intake(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Entries and photos of phones, entries and case folders of programs; everything else passes."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(DOORS):
            return handler(request)
        wait = INTAKE.enter()
        if wait:
            return busy(wait)
        since = time.monotonic()
        try:
            return handler(request)
        finally:
            INTAKE.leave(time.monotonic() - since)

    return guarded
