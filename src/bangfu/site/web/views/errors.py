"""Pages for what went wrong: what happened and what to do, and never a traceback."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from bangfu.errors import Problem


def _page(request: HttpRequest, status: int, code: str) -> HttpResponse:
    problem = Problem(code)
    if "json" in request.headers.get("Accept", "") and "html" not in request.headers.get("Accept", ""):
        return JsonResponse({"status": "refused", "problems": [problem.as_dict()]}, status=status)
    tongue = "en" if getattr(request, "LANGUAGE_CODE", "").startswith("en") else "zh"
    return render(
        request, "web/error.html", {"status": status, "sentence": problem.say(tongue)}, status=status
    )


def forbidden(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Not for this account."""
    return _page(request, 403, "not_for_you")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or not ours."""
    return _page(request, 403, "stale_form")


def missing(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Not there, or not in the scope of this account: the two look alike."""
    return _page(request, 404, "no_such_page")


def failed(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Our fault."""
    return _page(request, 500, "our_fault")


def bad(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """A request that makes no sense."""
    return _page(request, 400, "bad_request")
