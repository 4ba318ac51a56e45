"""What makes the recording page open with no network: its shell, its service worker, the manifest of the web app.

All three are the same for everybody, since phones are shared: who is signed in is told by the data alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.templatetags.assets import asset_url

LINKS = [
    {"url": "/", "zh": "首页", "en": "Home", "icon": "home", "key": "h"},
    {"url": "/record/", "zh": "记一笔", "en": "Record", "icon": "pencil-plus", "key": "r", "current": True},
    {"url": "/duties/", "zh": "责任", "en": "Duties", "icon": "list-check", "key": "d"},
    {"url": "/me/", "zh": "我", "en": "Me", "icon": "user", "key": "m"},
]


@opens_for(PUBLIC)
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    """The empty recording page; scripts fill it with what the phone knows."""
    return render(request, "record/shell.html", {"links": LINKS})


@opens_for(PUBLIC)
def worker(_request: HttpRequest) -> FileResponse:
    """The service worker: one file, registered for each folder that works with no network."""
    path = cast("str", finders.find("build/sw.js"))
    return FileResponse(
        Path(path).open("rb"),
        content_type="text/javascript",
        # Checklists have a worker of their own from the same file; each works for one folder only.
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


@opens_for(PUBLIC)
def manifest(_request: HttpRequest) -> JsonResponse:
    """How the site looks when put on the home screen of a phone."""
    return JsonResponse(
        {
            "name": _("帮扶"),
            "short_name": _("帮扶"),
            "start_url": "/record/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f6f7f9",
            "theme_color": "#1f4e8c",
            "icons": [
                {"src": asset_url("app.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            ],
        },
        content_type="application/manifest+json",
    )
