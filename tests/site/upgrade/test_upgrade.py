"""A site of a former release, brought back by this one: nothing lost, nothing judged otherwise, everything guarded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from tests.site.routes import COMMON, TABLES, open_to_site
from tests.site.seed import connect

from bangfu.cli.main import main
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.operations.backup.contents import contents
from bangfu.site.operations.backup.manifest import SEAL, Manifest
from bangfu.site.operations.backup.steps import gone, known
from bangfu.site.postgres import Cluster

HERE = Path(__file__).parent
RELEASES = sorted(p.name for p in HERE.iterdir() if (p / "manifest.json").exists())
GROWN = {"django_migrations", "django_content_type", "auth_permission"}  # by what is new


@dataclass(frozen=True)
class Upgraded:
    """A release brought back: what its backup said, and where it stands now."""

    manifest: Manifest
    cluster: Cluster
    home: Path


@pytest.fixture(scope="module", params=RELEASES)
def upgraded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Upgraded]:
    """Restored and migrated by the command itself."""
    home = tmp_path_factory.mktemp("upgraded") / "home"
    assert main(words(HERE / request.param, home, request.param)) == 0
    with django_db_blocker.unblock(), Cluster(home / "postgres") as cluster:
        yield Upgraded(SEAL.checked(HERE / request.param), cluster, home)
        connections["default"].close()


def words(folder: Path, home: Path, release: str) -> list[str]:
    return ["restore", str(folder), "--home", str(home), "--keys", str(HERE / f"{release}-keys.json")]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BANGFU_LANG", "en")


def test_a_backup_of_a_newer_schema_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(HERE / RELEASES[-1], tmp_path / "newer")
    told = json.loads((folder / "manifest.json").read_text())
    told |= {"version": "9.0", "steps": ["web.0001_initial", "web.9999_from_tomorrow"]}
    SEAL.put(folder, json.dumps(told))
    assert main(words(folder, tmp_path / "home", RELEASES[-1])) == 2
    err = capsys.readouterr().err
    assert "backup_of_newer" in err
    assert "9.0" in err
    assert "web.9999_from_tomorrow" in err
    assert "web.0001_initial" not in err
    assert not (tmp_path / "home").exists()


def test_one_that_does_not_tell_its_steps_is_refused_by_its_tables_and_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bangfu.site.operations.backup import steps

    former = known() - {"web.0002_guard"}
    monkeypatch.setattr(steps, "known", lambda: former)
    assert main(words(HERE / RELEASES[0], tmp_path / "home", RELEASES[0])) == 2
    assert "backup_of_newer" in capsys.readouterr().err
    assert not (tmp_path / "home" / "postgres").exists()


def test_an_upgrade_that_fails_is_told_and_leaves_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bangfu.site.operations.backup import steps

    monkeypatch.setattr(steps, "MIGRATE", "raise SystemExit('no room')")
    monkeypatch.setattr(steps, "known", lambda: known() | {"web.9999_from_tomorrow"})
    assert main(words(HERE / RELEASES[0], tmp_path / "home", RELEASES[0])) == 2
    err = capsys.readouterr().err
    assert "upgrade_failed" in err
    assert "no room" in err
    assert not (tmp_path / "home" / "postgres").exists()


def test_every_row_of_every_table_is_there(upgraded: Upgraded) -> None:
    with psycopg.connect(upgraded.cluster.url("bangfu_owner")) as owner:
        now = contents(owner)
    before = upgraded.manifest.contents
    assert {n: now.rows.get(n) for n in before.rows if n not in GROWN} == {
        n: count for n, count in before.rows.items() if n not in GROWN
    }
    assert all(now.rows[name] >= before.rows[name] for name in GROWN)
    assert now.ends == before.ends
    assert before.entries > 2000


def test_its_tables_went_every_step(upgraded: Upgraded) -> None:
    with psycopg.connect(upgraded.cluster.url("bangfu_owner")) as owner:
        assert set(gone(owner)) == known()


def test_the_chain_is_whole(upgraded: Upgraded, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["ledger", "verify", "--home", str(upgraded.home), "--format", "json"])
    assert (code, json.loads(capsys.readouterr().out)["whole"]) == (0, True)


def test_judged_anew_it_comes_to_the_same_verdicts(upgraded: Upgraded) -> None:
    query = """select number, status, required, achieved, marks, period_start, period_end from duties_verdict v
        join duties_snapshot s on s.id = v.snapshot_id where s.live order by 1"""
    with psycopg.connect(upgraded.cluster.url("bangfu_owner")) as owner:
        before = owner.execute(query).fetchall()
        owner.execute("delete from duties_verdict")
        owner.execute("delete from duties_snapshot")
    judge = Judge(upgraded.cluster.url("bangfu_judge"), lambda: STANDS_ON)
    judge.open()
    judge._connection().close()
    with psycopg.connect(upgraded.cluster.url("bangfu_owner")) as owner:
        assert owner.execute(query).fetchall() == before
    assert len(before) == upgraded.manifest.contents.verdicts


def test_every_table_that_the_site_reads_is_guarded(upgraded: Upgraded) -> None:
    with psycopg.connect(upgraded.cluster.url("bangfu_owner")) as owner:
        granted = open_to_site(owner)
    assert {name for name, _ in granted} == {*TABLES, *COMMON}
    assert not {name for name, forced in granted if not forced} - set(COMMON)
    with psycopg.connect(upgraded.cluster.url("bangfu_app")) as app:
        for table in TABLES:
            assert app.execute(f"select count(*) from {table}").fetchone() == (0,), table  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        """select polrelid::regclass::text, polname, polcmd, polroles::regrole[]::text, pg_get_expr(polqual, polrelid),
            pg_get_expr(polwithcheck, polrelid) from pg_policy order by 1, 2, 3""",
        "select proname, prosecdef, proconfig, proacl::text[], prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1, prosrc",
        "select tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1, 2",
        """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace order by 1, 2""",
        "select indexdef from pg_indexes where schemaname = 'public' order by 1",
        """select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
            where table_schema = 'public' order by 1, 2""",
    ],
    ids=["policies", "functions", "triggers", "constraints", "indexes", "columns"],
)
def test_it_is_built_as_a_new_site_is(upgraded: Upgraded, server: Cluster, query: str) -> None:
    upgraded_, new = (_asked(cluster, query) for cluster in (upgraded.cluster, server))
    assert upgraded_ == new
    assert new


def _asked(cluster: Cluster, query: str) -> list[list[str]]:
    """The rows, without the casts and brackets that a dump has in other places."""
    import re

    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        rows = owner.execute(query).fetchall()  # type: ignore[arg-type]
    return [[re.sub(r"::[a-z ]+(\[\])?|[()]", "", str(value)) for value in row] for row in rows]


def test_no_model_was_changed_without_a_migration(upgraded: Upgraded) -> None:
    connect(upgraded.cluster.url("bangfu_owner"))
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
