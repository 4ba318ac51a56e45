"""The two counties of the ledger's tests; the offices set days as the site does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from tests.site.ledger.conftest import acting, browser, cluster, database  # noqa: F401

from bangfu.site.postgres import Cluster

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def rows(cluster: Cluster, database: str) -> Rows:  # noqa: F811
    """What the owner of the tables sees."""

    def ask(query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
            return owner.execute(query, values).fetchall()  # type: ignore[arg-type]

    return ask
