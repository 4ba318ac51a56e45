"""The two counties of the ledger's tests, with their tiers of leave; entries are recorded as people record them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from tests.site.acting import Acting
from tests.site.ledger.conftest import acting, browser, cluster  # noqa: F401
from tests.site.ledger.conftest import database as bare_database  # noqa: F401

from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import record
from bangfu.site.postgres import Cluster

ONE, TWO, TOWN, COUNTY = 990001100201, 990001100202, 990001100000, 990001000000
Day = Callable[..., Entry]


@pytest.fixture
def database(cluster: Cluster, bare_database: str) -> Iterator[str]:  # noqa: F811
    """A database of one's own, in whose first county the township decides up to 3 days and the office up to 15."""
    with psycopg.connect(cluster.url("bangfu_owner", bare_database)) as owner:
        for days, role in ((3, "township_leader"), (15, "county_office")):
            owner.execute(
                "insert into attendance_tier (county_id, days, role) values (%s, %s, %s)",
                [COUNTY, days, role],
            )
    yield bare_database


@pytest.fixture
def day(acting: Acting) -> Day:  # noqa: F811
    """Records a day of the first secretary of the first village."""
    numbers = iter(range(1000))

    def put(
        on: date,
        kind: str = "resident_day",
        place: int | None = ONE,
        until: date | None = None,
        by: str = "township_clerk",
    ) -> Entry:
        said = {"id": f"99-day-{next(numbers):04}", "kind": kind, "on": on, "until": until, "place": place}
        with acting(by) as account:
            return record(account, draft_of({**said, "person": "99-cadre"})).entry

    return put
