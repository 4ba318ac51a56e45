"""What search-as-you-type fields ask for."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bangfu.site.roster.options import KINDS, offered
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for(WORK)
def options(request: HttpRequest, kind: str) -> HttpResponse:
    """Up to twenty rows that are meant by what was typed."""
    if kind not in KINDS:
        raise Http404
    found = offered(kind, cast(Account, request.user), request.GET.get("q", ""))
    return render(request, "roster/_options.html", {"options": found})
