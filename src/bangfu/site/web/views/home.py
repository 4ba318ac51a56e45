"""The door to everybody's own home page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bangfu.site.web.access import SIGNED_IN, opens_for
from bangfu.site.web.models import Account


@opens_for(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Send each role to the page made for it."""
    return redirect(f"home_{cast(Account, request.user).kind.home}")
