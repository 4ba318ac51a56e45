"""The two counties of the world, each test with a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction
from django.test import Client
from tests.site.conftest import client_for
from tests.site.world import OWN

from bangfu.site.papers.kinds import OF_A_CASE
from bangfu.site.papers.models import Series
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
def series(site: str, acting: Acting) -> None:
    """County a numbers its decisions."""
    with acting("inspection_office"):
        Series.objects.create(
            id="99-cases",
            county_id=OWN.village // 10**6 * 10**6,
            word="甲处",
            body="甲县",
            kinds=[*OF_A_CASE],
        )
