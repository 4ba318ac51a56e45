"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from tests.site.household.files import copied
from tests.site.measures.steps import BARE, Steps
from tests.site.rectification import conftest as rectification
from tests.site.rectification.conftest import Acting

from bangfu.site.postgres import Cluster

acting, browser = rectification.acting, rectification.browser


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found


@pytest.fixture
def steps(acting: Acting, owner: psycopg.Connection) -> Steps:
    """What accounts of county a do for a household of the village of which nothing is known yet."""
    copied(owner, BARE)
    return Steps(acting, owner)
