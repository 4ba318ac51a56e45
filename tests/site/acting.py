"""Somebody of county a acts in a test's own database; whoever owns the tables sets up what nobody may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest
from django.db import transaction

from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

Acting = Callable[[str], AbstractContextManager[Account]]


def acting_as(prefix: str) -> Acting:
    """`with acting("inspector") as account:` is a request of the account of that name behind a prefix."""

    @contextmanager
    def act(name: str) -> Iterator[Account]:
        with transaction.atomic():
            account = enter(prefix + name)
            assert account is not None
            yield account

    return act


@pytest.fixture
def acting(site: str) -> Acting:
    """Accounts of county a."""
    return acting_as("99-a-")


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    """Who sees and may everything."""
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found
