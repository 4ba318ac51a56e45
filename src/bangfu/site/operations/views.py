"""The state of the site for its administrator, and figures for machines."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from bangfu.site.clock import now
from bangfu.site.operations.metrics import exposition
from bangfu.site.operations.state import checks
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.views.errors import forbidden

HERE = frozenset({"127.0.0.1", "::1"})
PASSED_ON = (
    "X-Forwarded-For",
    "Forwarded",
    "X-Real-Ip",
)  # somebody else asks, through a proxy of this machine


@opens_for("accounts")
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """What works, what does not, and what to do about it."""
    return render(request, "operations/status.html", {"checks": checks(), "at": now()})


@opens_for(PUBLIC)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site answers, its database included; nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")


@opens_for(PUBLIC)
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever asks from this machine itself, or knows the token."""
    if not _may_measure(request):
        return forbidden(request)
    return HttpResponse(exposition(settings.HOME), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: HttpRequest) -> bool:
    told = request.headers.get("Authorization", "").encode()
    token: str = settings.METRICS_TOKEN
    if token and hmac.compare_digest(told, f"Bearer {token}".encode()):
        return True
    return request.META.get("REMOTE_ADDR") in HERE and not any(h in request.headers for h in PASSED_ON)
