"""What a page shows does not hang on the order in which the database keeps its rows, which changes as they are written."""

from __future__ import annotations

import pytest
from psycopg import sql
from tests.site.test_permissions import looks_apart

from bangfu.site.postgres import Cluster

_COLUMNS = """select c.relname, array_agg(a.attname order by a.attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname"""


@pytest.fixture(scope="session")
def _turned(counties: Cluster) -> str:
    """A database of the same rows, the last of each table written first."""
    counties.create_database("turned", "both")
    with counties._superuser("turned") as server, server.transaction():  # pyright: ignore[reportPrivateUsage]
        server.execute("set local session_replication_role = replica")  # nothing follows from the writing
        for name, columns in server.execute(_COLUMNS).fetchall():
            table, listed = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
            for statement in (
                "create temp table kept as select {listed} from {table} order by ctid desc",
                "delete from {table}",
                "insert into {table} ({listed}) overriding system value select * from kept",
                "drop table kept",
            ):
                server.execute(sql.SQL(statement).format(table=table, listed=listed))
    return "turned"


# Together they open every list.
ROLES = (
    "county_office",
    "inspection_office",
    "township_clerk",
    "unit_contact",
    "responsible_helper",
    "audit_admin",
)


@pytest.mark.parametrize("role", ROLES)
def test_a_page_looks_the_same_however_its_rows_lie(counties: Cluster, _turned: str, role: str) -> None:
    differing = looks_apart(counties, role, "both", _turned)
    assert not differing, differing
