"""How often one account or one address may do what is costly or dangerous. Counted in the database, which every worker
of the site shares; a cache would forget with each worker and could not add and read in one step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from bangfu.site.web.sealed import ciphers
from bangfu.site.web.views.errors import too_many

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Limit:
    """At most so many within so many seconds."""

    most: int
    seconds: int


LIMITS = {
    "failures": Limit(
        60, 900
    ),  # wrong passwords from one address: a county shares one, a guesser needs thousands
    "unmask": Limit(60, 3600),
    "export": Limit(60, 3600),
    "upload": Limit(40, 3600),
    "complain": Limit(60, 3600),
    "record": Limit(600, 60),  # a phone that was away for weeks sends all it kept, one after the other
    "password": Limit(20, 900),
    "open_page": Limit(600, 60),  # the public, by address: an office or a village may share one
    "open_data": Limit(300, 3600),  # small files: an office may take those of every township
    "api": Limit(600, 60),  # calls of one token; thousands of entries go in one
    "token": Limit(20, 3600),
    "try": Limit(10, 3600),  # messages to a mailbox or a group, sent while somebody waits
    "tip": Limit(20, 3600),  # tips sent from one address: a village may share one, a flood is refused
    "tip_code": Limit(120, 3600),  # looks with a code; nobody guesses one of 80 bits in any number of tries
    "slip": Limit(60, 3600),  # looks with the code of a slip; a village may share one address
    "feed": Limit(60, 3600),  # calendar addresses that are nobody's
}


def address(request: HttpRequest) -> str:
    """Where a request comes from; behind the installation's own proxy, where that one says."""
    told = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def tap(what: str, subject: str, step: int = 1) -> int:
    """Count once more; the seconds to wait where that is too often, else 0. A `step` of 0 only looks."""
    limit = LIMITS[what]
    with connection.cursor() as cursor:
        cursor.execute("select * from tap(%s, %s, %s)", [f"{what} {subject}", limit.seconds, step])
        taps, wait = cast("tuple[int, int]", cursor.fetchone())
    return max(wait, 1) if taps > limit.most or (step == 0 and taps >= limit.most) else 0


def limited(what: str, *methods: str) -> Callable[[View], View]:
    """Answer 429 where this account does something too often; only requests of `methods` count, or all."""

    def limit(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            wait = tap(what, str(request.user.pk)) if not methods or request.method in methods else 0
            return too_many(request, wait) if wait else view(request, *args, **kwargs)

        return cast("View", counted)

    return limit


def limited_by_address(what: str, *methods: str) -> Callable[[View], View]:
    """The same for pages that open without signing in: whoever asks is known by address alone.

    The address itself is not kept: among those who sent a tip it would tell too much.
    """

    def limit(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            counts = not methods or request.method in methods
            wait = tap(what, ciphers().fingerprint(address(request))) if counts else 0
            return too_many(request, wait) if wait else view(request, *args, **kwargs)

        return cast("View", counted)

    return limit
