"""Headers that keep a page to itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bangfu.site.web.views.errors import too_large

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

MOST_MEGABYTES = 24  # a workbook of the roster may have 20


def headers(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No script or style but ours, no sensors but on request, and nothing of a signed-in page kept by proxies."""

    def protected(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return protected


def body(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is too large before anybody reads it, the check of a form's token included: files would fill the disk."""

    def bounded(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_MEGABYTES << 20:
            return too_large(request, MOST_MEGABYTES)
        return handler(request)

    return bounded
