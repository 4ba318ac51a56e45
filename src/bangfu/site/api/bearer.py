"""Who a program is: the account of the token that it shows, and nobody else; how often one may call."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from bangfu.site.api.models import Token
from bangfu.site.web.access import is_api
from bangfu.site.web.limits import tap
from bangfu.site.web.views.errors import too_many

Handler = Callable[[HttpRequest], HttpResponse]


def bearer(handler: Handler) -> Handler:
    """Below the API the session says nothing; the scope of the request has found the token."""

    def known(request: HttpRequest) -> HttpResponse:
        if not is_api(request.path):
            return handler(request)
        token: Token | None = getattr(request, "token", None)
        request.user = token.account if token else AnonymousUser()  # type: ignore[assignment]
        wait = tap("api", token.pk) if token else 0
        return too_many(request, wait) if wait else handler(request)

    return known
