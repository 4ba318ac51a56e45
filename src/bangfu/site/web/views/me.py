"""One's own settings: language, large type, the guided first visit."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from bangfu.site.web.access import PUBLIC, SIGNED_IN, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.views.signing import next_page


@opens_for(SIGNED_IN)
def me(request: HttpRequest) -> HttpResponse:
    """The page about oneself."""
    return render(request, "web/me.html")


@opens_for(PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English, remembered by the browser and by the account."""
    wanted = request.POST.get("language", "")
    response = redirect(next_page(request))
    if check_for_language(wanted) and wanted in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=31_536_000, samesite="Lax")
        _keep(request, language=wanted)
    return response


@opens_for(SIGNED_IN)
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Letters a third larger, or not."""
    _keep(request, large_type=request.POST.get("large") == "1")
    return redirect(next_page(request))


@opens_for(SIGNED_IN)
@require_POST
def guided(request: HttpRequest) -> HttpResponse:
    """The guided first visit was seen, or is wanted again."""
    _keep(request, guided=request.POST.get("again") != "1")
    return redirect(next_page(request))


def _keep(request: HttpRequest, **fields: str | bool) -> None:
    if request.user.is_authenticated:
        account = cast(Account, request.user)
        for name, value in fields.items():
            setattr(account, name, value)
        account.save(update_fields=list(fields))
