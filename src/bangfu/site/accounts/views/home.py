"""Where administrators land: what waits for them, by what they may do."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bangfu.site.accounts.listing import WAITING, counts, narrowed
from bangfu.site.accounts.locks import locked
from bangfu.site.accounts.seats import proposals
from bangfu.site.notices.troubles import troubled
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account, Act, Unmasking

LATEST = 8


@opens_for("admin")
def home_admin(request: HttpRequest) -> HttpResponse:
    """One page for the three; each part is made for who may see it."""
    account = cast(Account, request.user)
    context = {"counts": counts()}
    if account.may("accounts"):
        context |= {"lacking": len(proposals()), "troubles": troubled().count()}
    if account.may("security"):
        context |= {
            "waiting": narrowed("", "", WAITING)[:LATEST],
            "locked": list(locked()[:LATEST]),
            "sessions": Session.objects.filter(expire_date__gt=timezone.now()).count(),
            "rules": rules(),
        }
    if account.may("audit"):
        today = timezone.localdate()
        acts = Act.objects.filter(at__date=today)
        context |= {
            "failures": acts.filter(kind=Act.Kind.SIGN_IN_FAILED).count(),
            "exports": acts.filter(kind=Act.Kind.EXPORT).count(),
            "unmaskings": Unmasking.objects.filter(at__date=today).count(),
        }
    return render(request, "accounts/home.html", context)


def rules() -> dict[str, int]:
    """The rules of sign-in that hold here."""
    lengths = [v.get("OPTIONS", {}).get("min_length", 0) for v in settings.AUTH_PASSWORD_VALIDATORS]
    return {
        "length": max(lengths),
        "idle": settings.SESSION_COOKIE_AGE // 60,
        "failures": settings.AXES_FAILURE_LIMIT,
        "lock": int(settings.AXES_COOLOFF_TIME * 60),
    }
