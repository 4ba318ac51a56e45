"""Who acts in the demo, and on which day: what its people did lies weeks apart."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import transaction

from bangfu.site.web.middleware.scope import enter, stand_on
from bangfu.site.web.models import Account


@contextmanager
def acting(username: str) -> Generator[Account]:
    """One transaction in the scope of one of the accounts that people sign in with."""
    with transaction.atomic():
        account = enter(Account.objects.get(username=username).pk)
        assert account is not None
        yield account


@contextmanager
def standing_on(day: date) -> Generator[date]:
    """The site as it stood on another day."""
    now = settings.BANGFU_TODAY
    settings.BANGFU_TODAY = day.isoformat()
    try:
        yield day
    finally:
        settings.BANGFU_TODAY = now


@contextmanager
def acting_on(username: str, day: date) -> Generator[Account]:
    """An account on a day of the past, for the database as well."""
    with standing_on(day), acting(username) as account:
        stand_on(day)
        yield account
