"""Turning away whoever may not open a page, before its view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bangfu.site.web.access import is_api, opens
from bangfu.site.web.views.errors import forbidden, no_token, signed_out

# Where an administrator without a second factor, or somebody with a first password, may still go.
ON_THE_WAY = frozenset({"second_factor", "password", "sign_out", "language", "large_type"})


class access:  # noqa: N801 -- named as the other middleware are
    """Everything is closed unless the view opens it."""

    def __init__(self, handler: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; `process_view` decides."""
        return self.handler(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view run."""
        account: Any = request.user
        role = account.role if account.is_authenticated else None
        if opens(view, None):
            return None
        if role is None:
            return _sign_in(request)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name not in ON_THE_WAY:
            if account.kind.is_administrator and not account.is_verified():
                return redirect("second_factor")
            if account.must_change:
                return redirect("password")
        return None if opens(view, role) else forbidden(request)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """A page asks to sign in; a request from a script is told so, and keeps what it has; a program needs a token."""
    if is_api(request.path):
        return no_token(request)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = "/sign-in/"
        return response
    return signed_out(request)
