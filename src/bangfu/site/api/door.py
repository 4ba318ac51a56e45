"""What all routes share: who asks, who may, and the refusals that each may answer with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from bangfu.errors import BangfuError, Problem
from bangfu.site.api.models import Token
from bangfu.site.api.schemas import Refusal
from bangfu.site.web.models import Account

Route = TypeVar("Route", bound=Callable[..., Any])
REFUSALS = dict.fromkeys((401, 403, 422, 429, 503), Refusal)
ONE = {**REFUSALS, 404: Refusal}


class Refused(BangfuError):
    """A refusal with the status of its answer."""

    def __init__(self, status: int, *problems: Problem) -> None:
        super().__init__(*problems)
        self.status = status


class ByToken(HttpBearer):
    """Tells the description that a token is needed; who shows which was found with the scope of the request.

    Given permissions, the token must have one of them, before anything of the request is read.
    """

    def __init__(self, *may: str) -> None:
        super().__init__()
        self.may = frozenset(may)

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token of the request."""
        shown: Token | None = getattr(request, "token", None)
        if shown is not None and self.may and not shown.may & self.may:
            raise Refused(403, Problem("token_may_not"))
        return shown


def account_of(request: HttpRequest) -> Account:
    """Who asks."""
    return cast(Account, request.user)


def token_of(request: HttpRequest) -> Token:
    """By which token."""
    return cast(Token, request.token)  # type: ignore[attr-defined]
