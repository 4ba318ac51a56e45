"""The two counties of the world, each test with a database of its own."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from tests.site.rectification import conftest as rectification

from bangfu.site.postgres import Cluster

acting, browser = rectification.acting, rectification.browser


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    """Who sees and may everything, to set up what lies outside groups."""
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found
