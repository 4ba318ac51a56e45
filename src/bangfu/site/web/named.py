"""The name of whoever did something, where a row keeps the id of their account."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import CharField, F, Func


def name_of(field: str) -> Func:
    """The name of the account in a column, for `annotate`; the database tells no more of it (`account_name`)."""
    return Func(F(field), function="account_name", output_field=CharField())


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """The names of accounts by id; what is no account has none, and is left out."""
    with connection.cursor() as cursor:
        cursor.execute("select a, account_name(a) from unnest(%s::text[]) a", [sorted(set(accounts))])
        return {account: name for account, name in cursor.fetchall() if name}
