"""Somebody of county a acts in a test's own database; whoever owns the tables sets up what nobody may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import psycopg
import pytest
from django.db import transaction
from django.test import override_settings
from tests.site.world import TODAY

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter, stand_on
from bangfu.site.web.models import Account

Done = TypeVar("Done")
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


@dataclass
class Doing:
    """What somebody does in the county, on a day that may go on."""

    acting: Acting
    day: date = TODAY

    def by(self, who: str, act: Callable[[Account], Done]) -> Done:
        """As the account of a name, on the day that it is."""
        with self.acting(who) as user:
            stand_on(self.day)
            with override_settings(BANGFU_TODAY=self.day.isoformat()):
                return act(user)


def refusal(act: Callable[[], object]) -> Problem:
    """With what something is refused."""
    with pytest.raises(BangfuError) as told:
        act()
    return told.value.problems[0]


def refused(act: Callable[[], object]) -> str:
    """The code with which something is refused."""
    return refusal(act).code


@pytest.fixture
def acting(site: str) -> Acting:
    """Accounts of county a."""
    return acting_as("99-a-")


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    """Who sees and may everything."""
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found
