"""The name of whoever did something, where a row keeps the id of their account."""

from __future__ import annotations

from django.db.models import CharField, F, Func


def name_of(field: str) -> Func:
    """The name of the account in a column, for `annotate`; the database tells no more of it (`account_name`)."""
    return Func(F(field), function="account_name", output_field=CharField())
