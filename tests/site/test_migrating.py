"""Our way of migrating leaves the tables that Django's own would."""

from __future__ import annotations

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from tests.site.conftest import Template
from tests.site.seed import connect

from bangfu.site.postgres import Cluster
from bangfu.site.postgres.cluster import DATABASE

HELD = {
    "columns": "select table_name, column_name, data_type, is_nullable, column_default, character_maximum_length"
    " from information_schema.columns where table_schema = 'public'",
    "constraints": "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
    " where connamespace = 'public'::regnamespace",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "triggers": "select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    "migrations": "select app, name from django_migrations",
    "kinds": "select app_label, model from django_content_type",
}


@pytest.fixture(scope="module")
def by_django(server: Cluster) -> str:
    """The name of a database that Django migrated."""
    server.create_database("by_django")
    connect(server.url("bangfu_owner", "by_django"))
    call_command("migrate", verbosity=0)
    connections["default"].close()
    return "by_django"


@pytest.mark.parametrize("what", HELD)
def test_the_tables_are_those_of_django(
    server: Cluster, template: Template, by_django: str, what: str
) -> None:
    held: list[set[tuple[object, ...]]] = []
    for name in (DATABASE, by_django):
        with psycopg.connect(server.url("bangfu_owner", name)) as owner:
            held.append(set(owner.execute(HELD[what]).fetchall()))  # type: ignore[arg-type]
    assert held[0]
    assert held[0] == held[1]
