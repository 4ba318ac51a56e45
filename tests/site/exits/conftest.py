"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from tests.site.exits.steps import Steps
from tests.site.household.files import BARE, copied
from tests.site.rectification import conftest as rectification
from tests.site.rectification.conftest import Acting

from bangfu.site.postgres import Cluster

__all__ = ["Acting"]
acting, browser, browser_of = rectification.acting, rectification.browser, rectification.browser_of


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found


@pytest.fixture(autouse=True)
def bare(owner: psycopg.Connection) -> None:
    """A household of the village that nothing is known of yet."""
    copied(owner, BARE)


@pytest.fixture
def steps(acting: Acting) -> Steps:
    """What accounts of county a do with a household that leaves, is watched, comes back."""
    return Steps(acting)
