"""One line of the log and one count for every request: which page, how it ended, how long it took, for which role."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from bangfu.site.operations.logs import request_id
from bangfu.site.operations.metrics import counted
from bangfu.site.web.middleware.scope import ROLE

log = logging.getLogger(__name__)
BUSY = 503  # turned away with a time to come back: no fault
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def requests(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Never the address itself, which names people and rows; files of the pages are counted and not told."""

    def told(request: HttpRequest) -> HttpResponse:
        since, token = perf_counter(), request_id.set(secrets.token_hex(8))
        try:
            response = handler(request)
            seconds, route = perf_counter() - since, _route(request)
            method = request.method if request.method in METHODS else "other"
            counted(route, str(method), response.status_code, seconds)
            if route != "static":
                line = {
                    "route": route,
                    "method": method,
                    "status": response.status_code,
                    "seconds": round(seconds, 4),
                    "role": request.META.get(ROLE, "public"),
                }
                log.log(
                    logging.ERROR
                    if response.status_code >= 500 and response.status_code != BUSY
                    else logging.INFO,
                    "request",
                    extra={"told": line},
                )
            response["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return told


def _route(request: HttpRequest) -> str:
    """The name of the page; one word for all addresses that there are not, or there would be a count for each."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path.startswith("/static/") else "none"
