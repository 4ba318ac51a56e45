"""Pages for what went wrong: what happened and what to do, and never a traceback."""

from __future__ import annotations

import sys
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import (
    SessionInterrupted,  # pyright: ignore[reportAttributeAccessIssue]
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from bangfu.errors import Problem
from bangfu.site.web.access import is_api

BACK_SOON = 3  # seconds in which a database that was killed works again


def told(problem: Problem) -> dict[str, Any]:
    """A problem as phones and programs get it, in both languages."""
    return {
        "code": problem.code,
        "field": problem.column,
        "zh": problem.sentence("zh"),
        "en": problem.sentence("en"),
        "remedy_zh": problem.remedy("zh"),
        "remedy_en": problem.remedy("en"),
    }


def refused(status: int, *problems: Problem) -> HttpResponse:
    """What a program gets in place of an answer."""
    return JsonResponse({"status": "refused", "problems": [told(p) for p in problems]}, status=status)


def _page(request: HttpRequest, status: int, problem: Problem) -> HttpResponse:
    if is_api(request.path):
        return refused(status, problem)
    if "json" in request.headers.get("Accept", "") and "html" not in request.headers.get("Accept", ""):
        return JsonResponse({"status": "refused", "problems": [problem.as_dict()]}, status=status)
    tongue = "en" if getattr(request, "LANGUAGE_CODE", "").startswith("en") else "zh"
    if request.headers.get("HX-Request"):  # the script of the page shows it as a message
        text = problem.sentence(tongue) + problem.remedy(tongue)
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    context = {"status": status, "sentence": problem.sentence(tongue), "remedy": problem.remedy(tongue)}
    return render(request, "web/error.html", context, status=status)


def forbidden(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Not for this account."""
    return _page(request, 403, Problem("not_for_you"))


def no_token(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """A program without a token that opens anything."""
    response = _page(request, 401, Problem("no_token"))
    response["WWW-Authenticate"] = 'Bearer realm="bangfu"'
    return response


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or not ours."""
    return _page(request, 403, Problem("stale_form"))


def signed_out(request: HttpRequest) -> HttpResponse:
    """Whose sign-in has ended: a script is told so, and keeps what it has; a page goes to the door."""
    if "json" in request.headers.get("Accept", "") and "html" not in request.headers.get("Accept", ""):
        return JsonResponse({"status": "signed_out"}, status=401)
    return redirect_to_login(request.get_full_path())


def missing(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Not there, or not in the scope of this account: the two look alike."""
    return _page(request, 404, Problem("no_such_page"))


def failed(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Our fault; or only that the database is being started again, which a moment mends."""
    if not _lost_database(sys.exc_info()[1]):
        return _page(request, 500, Problem("our_fault"))
    return _away(request)


def _lost_database(error: BaseException | None) -> bool:
    """Whether a fault came about by a line to the database that broke, whatever was made of it on the way up."""
    while error is not None and not isinstance(error, (OperationalError, InterfaceError)):
        error = error.__cause__ or error.__context__
    return error is not None


def _away(request: HttpRequest) -> HttpResponse:
    problem = Problem("database_away")
    response = refused(503, problem) if request.method != "GET" else _page(request, 503, problem)
    response["Retry-After"] = str(BACK_SOON)
    return response


def bad(request: HttpRequest, exception: BaseException | None = None, *_: Any, **__: Any) -> HttpResponse:
    """A request that makes no sense; or one whose session could not be kept, which says nothing of what it handed in."""
    if isinstance(exception, SessionInterrupted):
        # A script comes again, and is told at the door if its sign-in has really ended.
        return _away(request) if _lost_database(exception) or request.method != "GET" else signed_out(request)
    return _page(request, 400, Problem("bad_request"))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too often; when to come back stands in the header, too."""
    minutes = str(-(-seconds // 60))
    response = _page(request, 429, Problem("too_often", details=(("minutes", minutes),)))
    response["Retry-After"] = str(seconds)
    return response


def busy(seconds: int) -> HttpResponse:
    """More phones and programs hand in at once than can be taken; when to come back stands in the header."""
    response = refused(503, Problem("busy_now", details=(("seconds", str(seconds)),)))
    response["Retry-After"] = str(seconds)
    return response


def too_large(request: HttpRequest, megabytes: int) -> HttpResponse:
    """More than the site takes at once."""
    return _page(request, 413, Problem("too_large_upload", details=(("most", str(megabytes)),)))
