"""The two counties of the world, each test with a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction
from django.test import Client
from tests.site.conftest import client_for

from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

Acting = Callable[[str], AbstractContextManager[Account]]


@pytest.fixture
def browser(site: str) -> Callable[[str], Client]:
    """A browser of somebody of county a."""
    return client_for


@pytest.fixture
def acting(site: str) -> Acting:
    """`with acting("inspector") as account:` is a request of that account."""

    @contextmanager
    def act(name: str) -> Iterator[Account]:
        with transaction.atomic():
            account = enter(f"99-a-{name}")
            assert account is not None
            yield account

    return act


@pytest.fixture
def browser_of(shared: str) -> Callable[[str], Client]:
    """A browser of somebody of county a, for what changes nothing."""
    return client_for
