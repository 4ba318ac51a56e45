"""The scope of a request: one transaction, in which the database knows who asks and how far they see."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from bangfu.site.web.models import Account

Handler = Callable[[HttpRequest], HttpResponse]
Finish = Callable[[HttpResponse], HttpResponse]
ROLE = "bangfu.role"  # in META of a request, for the log
# Set for this transaction only; the order is that of the arguments.
_SETTINGS = ("account", "may", "sees", "lo", "hi", "person", "organisation")
_SET = "select " + ", ".join(f"set_config('app.{name}', %s, true)" for name in _SETTINGS)


def scope(handler: Handler) -> Handler:
    """Run the rest of the request inside its scope; an answer of 500 or more undoes what was written.

    A response may carry `after_commit`, a function from the response to the one that is sent: for what can be told
    only when everybody else sees what was written.
    """

    def scoped(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            account_id = str(request.session.get(SESSION_KEY, ""))
            account = enter(account_id) if account_id else None
            if account is not None:
                request.META[ROLE] = account.role
            with pghistory.context(account=account.id if account else "", path=request.path):
                response = handler(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        finish: Finish | None = getattr(response, "after_commit", None)
        return finish(response) if finish and response.status_code < 400 else response

    return scoped


def enter(account_id: str) -> Account | None:
    """Tell the database who asks; nobody sees nothing, and an account that was closed is nobody."""
    _tell(account_id)
    account = Account.objects.filter(pk=account_id, is_active=True).select_related("area").first()
    if account is not None:
        apply(account)
    else:
        _tell("")
    return account


def _tell(account_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.account', %s, true)", [account_id])


def apply(account: Account) -> None:
    """Set the scope of an account for the rest of the transaction."""
    kind, area = account.kind, account.area
    low, high = (str(area.code), str(area.last)) if area and kind.sees != "none" else ("", "")
    own = (account.person_id or "", account.organisation_id or "")
    with connection.cursor() as cursor:
        cursor.execute(_SET, [account.id, " ".join(sorted(kind.may)), kind.sees, low, high, *own])
