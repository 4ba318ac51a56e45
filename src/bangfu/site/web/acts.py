"""Writing the log of acts: sign-ins and failures by signal, files taken away by the views that give them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bangfu.site.clock import now
from bangfu.site.web.asked import plain
from bangfu.site.web.limits import address, limited, tap
from bangfu.site.web.models import Account, Act

View = TypeVar("View", bound=Callable[..., Any])
LONGEST_QUERY = 500


def note(request: HttpRequest, kind: Act.Kind, subject: str = "", reason: str = "", **details: Any) -> None:
    """Keep that whoever asks did something."""
    account = request.user.pk if request.user.is_authenticated else ""
    _keep(request, kind, str(account), subject, reason=reason, details=details)


def _keep(request: HttpRequest | None, kind: Act.Kind, account: str, subject: str, **fields: Any) -> None:
    clean = plain(subject, 100)  # a NUL byte must not turn a wrong password into a fault of the site
    Act(
        kind=kind,
        account=account,
        at=now(),
        subject=clean,
        address=address(request) if request else "",
        **fields,
    ).save(force_insert=True)


def takes_away(what: str) -> Callable[[View], View]:
    """Mark a view that gives a file away: limited in number, and every file is kept in the log."""

    def mark(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                query = request.META.get("QUERY_STRING", "")[:LONGEST_QUERY]
                reason = request.POST.get("reason", "")[:200]
                note(request, Act.Kind.EXPORT, what, reason, path=request.path, query=query)
            return response

        return cast("View", limited("export")(kept))

    return mark


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    _keep(request, Act.Kind.SIGN_IN, user.pk, user.username)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        _keep(request, Act.Kind.SIGN_OUT, user.pk, user.username)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _keep(request, Act.Kind.SIGN_IN_FAILED, "", str(credentials.get("username", "")))
    if request is not None:
        tap("failures", address(request))
