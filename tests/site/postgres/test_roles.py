"""What each role may do, asked of the running server."""

from __future__ import annotations

import re
import stat
from importlib.resources import files
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from bangfu.site.postgres import Cluster

ROLES_SQL = (files("bangfu.site.postgres") / "roles.sql").read_bytes()


def superuser(cluster: Cluster) -> psycopg.Connection[tuple[Any, ...]]:
    return cluster._superuser("bangfu")


@pytest.mark.parametrize("role", ["bangfu_owner", "bangfu_app", "bangfu_judge"])
def test_a_wrong_password_is_refused(cluster: Cluster, role: str) -> None:
    address = re.sub(r":[^:@]+@", ":wrong@", cluster.url(role))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_no_password_is_refused(cluster: Cluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(re.sub(r":[^:@]+@", "@", cluster.url("bangfu_app")))


@pytest.mark.parametrize("role", ["postgres", "somebody"])
def test_nobody_gets_the_address_of_another_role(cluster: Cluster, role: str) -> None:
    with pytest.raises(ValueError, match=role):
        cluster.url(role)


def test_the_site_stages_nothing_and_the_engine_may(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("bangfu_app")) as site, pytest.raises(errors.InsufficientPrivilege):
        site.execute("CREATE TEMPORARY TABLE mine (id int)")
    with psycopg.connect(cluster.url("bangfu_judge")) as judge:
        judge.execute("CREATE TEMPORARY TABLE mine (id int)")


@pytest.mark.parametrize("role", ["bangfu_app", "bangfu_judge"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "ALTER ROLE current_user BYPASSRLS",
        "SET ROLE bangfu_owner",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT rolpassword FROM pg_authid",
    ],
)
def test_site_and_engine_may_not(cluster: Cluster, role: str, statement: str) -> None:
    with (
        psycopg.connect(cluster.url(role), autocommit=True) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize(
    "statement", ["CREATE ROLE mine", "ALTER ROLE current_user BYPASSRLS", "SET ROLE postgres"]
)
def test_the_owner_may_not(cluster: Cluster, statement: str) -> None:
    with (
        psycopg.connect(cluster.url("bangfu_owner"), autocommit=True) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_a_role_that_is_none_of_the_three_does_not_get_in(cluster: Cluster) -> None:
    with superuser(cluster) as server:
        server.execute("CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(cluster.url("bangfu_app").replace("bangfu_app", "stranger"), password="stranger")
    with superuser(cluster) as server:
        server.execute("DROP ROLE stranger")


def test_the_owner_makes_tables_and_the_site_reads_what_it_is_granted(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("bangfu_owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE granted AS SELECT 1 AS id")
        with psycopg.connect(cluster.url("bangfu_app"), autocommit=True) as app:
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute("SELECT id FROM granted")
            owner.execute("GRANT SELECT ON granted TO bangfu_app")
            assert app.execute("SELECT id FROM granted").fetchall() == [(1,)]
        owner.execute("DROP TABLE granted")


def test_the_passwords_are_for_their_owners_eyes(cluster: Cluster) -> None:
    assert stat.S_IMODE((cluster.folder / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((cluster.folder / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("jit", "off"),
        ("TimeZone", "Asia/Shanghai"),
        ("password_encryption", "scram-sha-256"),
        ("max_connections", "60"),
        ("server_encoding", "UTF8"),
        ("lc_collate", "C"),
    ],
)
def test_the_server_is_set_as_told(cluster: Cluster, setting: str, value: str) -> None:
    asked = sql.SQL(
        "SELECT datcollate FROM pg_database WHERE datname = current_database()"
        if setting == "lc_collate"
        else "SELECT current_setting({})"
    ).format(sql.Literal(setting))
    with superuser(cluster) as server:
        assert server.execute(asked).fetchone() == (value,)


def test_a_database_made_for_a_test_has_the_same_grants_and_may_be_copied(cluster: Cluster) -> None:
    cluster.create_database("模板")
    with psycopg.connect(cluster.url("bangfu_owner", "模板")) as owner:
        owner.execute("CREATE TABLE place AS SELECT 621121 AS code")
        owner.execute("GRANT SELECT ON place TO bangfu_app")
    cluster.create_database("copy", template="模板")
    with psycopg.connect(cluster.url("bangfu_app", "copy"), autocommit=True) as app:
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (id int)")
        assert app.execute("SELECT code FROM place").fetchall() == [(621121,)]
        cluster.drop_database("copy")
    cluster.drop_database("模板")
    cluster.drop_database("模板")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(cluster.url("bangfu_app", "copy"))


def test_the_file_for_administrators_refuses_a_role_that_may_too_much(cluster: Cluster) -> None:
    with superuser(cluster) as server:
        server.execute("ALTER ROLE bangfu_judge BYPASSRLS")
        with pytest.raises(errors.RaiseException, match="bangfu_judge"):
            server.execute(ROLES_SQL)
        server.execute("ALTER ROLE bangfu_judge NOBYPASSRLS")
        server.execute(ROLES_SQL)


def test_the_log_does_not_repeat_peoples_data(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("bangfu_owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE household (id text PRIMARY KEY)")
        owner.execute("INSERT INTO household VALUES ('99-某户')")
        with pytest.raises(errors.UniqueViolation):
            owner.execute("INSERT INTO household VALUES ('99-某户')")
        owner.execute("DROP TABLE household")
    log = (cluster.folder / "postgres.log").read_text(encoding="utf-8")
    assert "household_pkey" in log
    assert "某户" not in log
