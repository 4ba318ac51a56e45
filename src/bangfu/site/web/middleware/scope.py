"""The scope of a request: one transaction, in which the database knows who asks and how far they see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pghistory
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from bangfu.site.api.models import Token
from bangfu.site.clock import today
from bangfu.site.roster.models import Place
from bangfu.site.web.access import is_api
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account

Handler = Callable[[HttpRequest], HttpResponse]
Finish = Callable[[HttpResponse], HttpResponse]
ROLE = "bangfu.role"  # in META of a request, for the log
# Set for this transaction only; the order is that of the arguments.
_SETTINGS = ("account", "may", "sees", "lo", "hi", "person", "organisation", "today")
_SET = "select " + ", ".join(f"set_config('app.{name}', %s, true)" for name in _SETTINGS)


def scope(handler: Handler) -> Handler:
    """Run the rest of the request inside its scope; an answer of 500 or more undoes what was written.

    A response may carry `after_commit`, a function from the response to the one that is sent: for what can be told
    only when everybody else sees what was written.
    """

    def scoped(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            account = _by_token(request) if is_api(request.path) else _by_session(request)
            if account is not None:
                request.META[ROLE] = account.role
            with pghistory.context(account=account.id if account else "", path=request.path):
                response = handler(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        finish: Finish | None = getattr(response, "after_commit", None)
        return finish(response) if finish and response.status_code < 400 else response

    return scoped


def _by_session(request: HttpRequest) -> Account | None:
    account_id = str(request.session.get(SESSION_KEY, ""))
    return enter(account_id) if account_id else None


def _by_token(request: HttpRequest) -> Account | None:
    """Programs show a token; a browser that is signed in opens nothing by that."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = enter_by_token(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None
    request.token = token  # type: ignore[attr-defined]
    return token.account if token else None


def enter_by_token(secret: str) -> Token | None:
    """Tell the database for whom a token speaks, and that it may no more than the token.

    One that has ended is nobody's, as is one whose account was closed or waits for its owner to choose a password.
    """
    hash_, day = sm3(secret.encode(errors="surrogatepass")), today()
    _tell("token", hash_)
    token = Token.objects.filter(hash=hash_, ended_at=None, until__gte=day).first()
    account = enter(token.account_id, token) if token else None
    if token is None or account is None or account.must_change or account.kind.sees == "none":
        _tell("account", "")
        return None
    if token.used_on != day:
        Token.objects.filter(pk=token.pk).update(used_on=day)
    return token


def enter(account_id: str, token: Token | None = None) -> Account | None:
    """Tell the database who asks; nobody sees nothing, and an account that was closed is nobody.

    Whoever comes by a token may no more than the token.
    """
    _tell("account", account_id)
    account = Account.objects.filter(pk=account_id, is_active=True).select_related("area").first()
    if account is None:
        _tell("account", "")
        return None
    if token is not None:
        token.account = account
    apply(account, token.may if token else None)
    return account


def stand_on(day: date) -> None:
    """Tell the database that what follows in this transaction is done on another day than today: a demo's past."""
    _tell("today", day.isoformat())


def enter_worker(name: str, place: Place | None = None) -> Account:
    """For the rest of the transaction: a process of the site, nobody's account. It sees one place, and writes what it works out."""
    account = Account(id=name, role="county_leader", area=place)
    apply(account, frozenset({"work_out"}))
    return account


def _tell(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.' || %s, %s, true)", [name, value])


def apply(account: Account, may: frozenset[str] | None = None) -> None:
    """Set the scope of an account for the rest of the transaction; `may` where it is less than the role's."""
    kind, area = account.kind, account.area
    low, high = (str(area.code), str(area.last)) if area and kind.sees != "none" else ("", "")
    own = (account.person_id or "", account.organisation_id or "")
    with connection.cursor() as cursor:
        cursor.execute(
            _SET,
            [
                account.id,
                " ".join(sorted(kind.may if may is None else may)),
                kind.sees,
                low,
                high,
                *own,
                today().isoformat(),
            ],
        )
