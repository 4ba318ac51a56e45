"""The API as a whole: its routes, its refusals, its description."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.site.api.door import ByToken, Refused
from bangfu.site.api.routes import (
    allowances,
    assessments,
    campaigns,
    cases,
    checklists,
    desks,
    entries,
    files,
    findings,
    honours,
    me,
    papers,
    proposals,
    roster,
    verdicts,
)
from bangfu.site.web.access import API, WORK, opens_for
from bangfu.site.web.views.errors import missing, refused

api = NinjaAPI(
    title="Bangfu 帮扶",
    version="1",
    description="What the pages give and take, for programs: by tokens, in the scope of their account.",
    auth=ByToken(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for part in (
    me, roster, verdicts, entries, findings, checklists, files, campaigns, papers, proposals, cases, allowances,
    honours, assessments, desks,
):  # fmt: skip
    api.add_router("", part.router)


@api.exception_handler(Refused)
def _refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    return refused(error.status, *error.problems)


@api.exception_handler(BangfuError)
def _bad(_request: HttpRequest, error: BangfuError) -> HttpResponse:
    return refused(422, *error.problems)


@api.exception_handler(ValidationError)
def _unreadable(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = dict.fromkeys(str(fault["loc"][-1]) for fault in error.errors)
    return refused(422, *(Problem("api_field", column=name, value=name) for name in fields))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return missing(request)


def patterns() -> list[URLPattern]:
    """The addresses of all routes, open for whoever sees the work; each route asks for what it needs besides."""
    routes = [p for p in api.urls[0] if isinstance(p, URLPattern) and p.name != "api-root"]
    for route in routes:
        opens_for(WORK)(route.callback)
    return routes


@cache
def description() -> dict[str, Any]:
    """The API as OpenAPI tells it."""
    return dict(api.get_openapi_schema(path_prefix=API.lstrip("/")))
