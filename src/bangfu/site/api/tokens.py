"""Making a token and taking it back."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from bangfu.site.api.models import Token
from bangfu.site.clock import now
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account

LONGEST = timedelta(days=366)
MOST = 20  # that work at one time
MARK = "bangfu_"  # by which a scanner of leaked secrets knows one


def made(account: Account, name: str, until: date, may_record: bool) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read out of the database again."""
    secret = MARK + secrets.token_urlsafe(32)
    token = Token(
        account=account,
        name=name,
        hash=sm3(secret.encode()),
        may_record=may_record,
        until=until,
        made_at=now(),
    )
    token.save(force_insert=True)
    return token, secret


def end(token: Token) -> bool:
    """Take a token back; False where that was done before."""
    return bool(Token.objects.filter(pk=token.pk, ended_at=None).update(ended_at=now()))
