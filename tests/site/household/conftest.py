"""The two counties of the world, each test with a database of its own, and a household without a file."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from tests.site.household.files import BARE, copied
from tests.site.rectification import conftest as rectification

from bangfu.site.postgres import Cluster

acting, browser = rectification.acting, rectification.browser


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found


@pytest.fixture(autouse=True)
def bare(owner: psycopg.Connection) -> None:
    """A household of the village that has no file yet."""
    copied(owner, BARE)
