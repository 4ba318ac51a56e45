"""A site taken into a folder and brought back on an empty machine: the same to the last verdict, or refused by name."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.test import override_settings
from tests.site.browser.small_county import small_county
from tests.site.seed import connect, sown

from bangfu.cli.main import main
from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import COUNTY, STANDS_ON
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.founding import found
from bangfu.site.keys import keys_at
from bangfu.site.operations.backup.contents import LEFT, contents
from bangfu.site.operations.backup.manifest import Contents
from bangfu.site.operations.notes import noted
from bangfu.site.postgres import Cluster
from bangfu.site.roster.codes import code_of
from bangfu.site.web.ciphers import sm3

PHOTO = f"files/photos/{COUNTY}/ab/picture.jpg"


@pytest.fixture(scope="module")
def home(seed: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Path]:
    """A site at work: two townships, a ledger, today's verdicts, a picture, an open session."""
    home = tmp_path_factory.mktemp("backup") / "home"
    home.mkdir()
    keys_at(home / "keys.json")
    (home / PHOTO).parent.mkdir(parents=True)
    (home / PHOTO).write_bytes(b"a picture of a village")
    with django_db_blocker.unblock(), sown(seed, home / "postgres") as running:
        connect(running.url("bangfu_owner"))
        with override_settings(BANGFU_TODAY=STANDS_ON.isoformat()):
            with psycopg.connect(running.url("bangfu_owner")) as owner:
                found(owner, small_county(), datetime.combine(STANDS_ON, time(8), SHANGHAI), "demo")
                owner.execute(
                    "insert into django_session values ('openkey', 'data', now() + interval '1 day')"
                )
            judged(running)
        connections["default"].close()
        yield home


def judged(cluster: Cluster) -> None:
    judge = Judge(cluster.url("bangfu_judge"), lambda: STANDS_ON)
    judge.open()
    judge._connection().close()


@pytest.fixture(scope="module")
def made(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, which nobody changes."""
    folder = tmp_path_factory.mktemp("backups") / "2020-11-20"
    assert main(["backup", str(folder), "--home", str(home)]) == 0
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(made, tmp_path / "copy")


@pytest.fixture(scope="module")
def new(home: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home, filled."""
    new = tmp_path_factory.mktemp("restored") / "new"
    head = (made / "manifest.sm3").read_text()
    words = ["restore", str(made), "--home", str(new), "--keys", str(home / "keys.json"), "--head", head]
    assert main(words) == 0
    with Cluster(new / "postgres"):
        yield new


def asked(cluster: Cluster, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        return owner.execute(query).fetchall()  # type: ignore[arg-type]


def held(cluster: Cluster) -> Contents:
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        return contents(owner)


class TestMaking:
    def test_a_folder_with_something_in_it_is_refused(self, home: Path, bangfu: Any, tmp_path: Path) -> None:
        (tmp_path / "old.txt").write_text("old")
        answer = bangfu("backup", tmp_path, "--home", home)
        assert (answer.code, "folder_not_empty" in answer.err) == (2, True)
        assert [p.name for p in tmp_path.iterdir()] == ["old.txt"]

    def test_a_home_without_a_database_is_refused(self, bangfu: Any, tmp_path: Path) -> None:
        assert "database_not_started" in bangfu("backup", tmp_path / "b", "--home", tmp_path).err

    def test_a_server_of_ones_own_must_be_named_as_its_owner(
        self, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://bangfu_app@127.0.0.1:1/bangfu")
        assert "address_missing" in bangfu("backup", tmp_path / "b", "--home", tmp_path).err

    @pytest.mark.parametrize("role", ["bangfu_app", "bangfu_judge"])
    def test_a_role_that_sees_a_part_is_refused_and_leaves_nothing(
        self, home: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str
    ) -> None:
        monkeypatch.setenv("OWNER_URL", Cluster(home / "postgres").url(role))
        answer = bangfu("backup", tmp_path / "b", "--home", home)
        assert answer.code == 2
        assert "backup_in_part" in answer.err or "ledger_seen_in_part" in answer.err
        assert list(tmp_path.iterdir()) == []

    def test_it_holds_no_key_no_session_and_opens_for_its_owner_alone(self, home: Path, made: Path) -> None:
        assert sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()) == [
            "database.dump", PHOTO, "manifest.json", "manifest.sm3",
        ]  # fmt: skip
        assert made.stat().st_mode & 0o077 == 0
        assert (made / "database.dump").stat().st_mode & 0o077 == 0
        keys = json.loads((home / "keys.json").read_text())
        everything = b"".join(p.read_bytes() for p in made.rglob("*") if p.is_file())
        assert not [name for name, key in keys.items() if key.encode() in everything]
        assert b"openkey" not in everything

    def test_it_says_what_to_note_and_what_to_keep_apart(
        self, home: Path, bangfu: Any, tmp_path: Path
    ) -> None:
        answer = bangfu("backup", tmp_path / "b", "--home", home)
        assert answer.code == 0, answer.err
        assert (tmp_path / "b" / "manifest.sm3").read_text().strip() in answer.out
        assert str(home / "keys.json") in answer.out
        assert noted(home, "backup") is not None
        assert (noted(home, "chain") or {})["whole"] is True

    def test_a_broken_chain_is_backed_up_and_told(self, home: Path, bangfu: Any, tmp_path: Path) -> None:
        cluster = Cluster(home / "postgres")
        change = "update ledger_entry set note = %s where (book, seq) in (select book, 7 from ledger_book)"
        with psycopg.connect(cluster.url("bangfu_owner")) as owner:
            [before] = owner.execute("select note from ledger_entry where seq = 7").fetchone() or ("",)
            owner.execute("alter table ledger_entry disable trigger user")
            owner.execute(change, ["改"])
        try:
            answer = bangfu("backup", tmp_path / "b", "--home", home)
            assert (answer.code, "backup_chain_broken" in answer.err) == (2, True)
            assert (tmp_path / "b" / "manifest.json").exists()
            refused = bangfu(
                "restore", tmp_path / "b", "--home", tmp_path / "new", "--keys", home / "keys.json"
            )
            assert "chain should be 0 and is 1" in refused.err
            assert not (tmp_path / "new" / "postgres").exists()
        finally:
            with psycopg.connect(cluster.url("bangfu_owner")) as owner:
                owner.execute(change, [before])
                owner.execute("alter table ledger_entry enable trigger user")


class TestRefusing:
    @pytest.fixture(autouse=True)
    def _nothing_is_written(self, tmp_path: Path) -> Iterator[None]:
        yield
        assert not (tmp_path / "new").exists()

    def refusal(self, bangfu: Any, folder: Path, tmp_path: Path, *more: object) -> str:
        answer = bangfu("restore", folder, "--home", tmp_path / "new", *more)
        assert answer.code == 2
        assert "Traceback" not in answer.err
        return answer.err

    @pytest.mark.parametrize("name", ["database.dump", PHOTO, "manifest.json", "manifest.sm3"])
    @pytest.mark.parametrize("at", [0, 0.5, 0.999])
    def test_a_changed_byte_is_named_by_its_file(
        self, home: Path, bangfu: Any, copied: Path, tmp_path: Path, name: str, at: float
    ) -> None:
        content = bytearray((copied / name).read_bytes())
        content[int(at * len(content))] ^= 1
        (copied / name).write_bytes(content)
        told = self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json")
        assert "backup_changed" in told
        assert name in told

    def test_what_is_missing_or_was_added_is_named(
        self, home: Path, bangfu: Any, copied: Path, tmp_path: Path
    ) -> None:
        (copied / PHOTO).rename(copied / "files" / "other.jpg")
        told = self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json")
        assert "(backup_missing)" in told
        assert PHOTO in told
        assert "“files/other.jpg” lies in the backup" in told

    def test_a_link_is_not_followed(self, home: Path, bangfu: Any, copied: Path, tmp_path: Path) -> None:
        outside = (copied / PHOTO).replace(tmp_path / "outside.jpg")
        (copied / PHOTO).symlink_to(outside)
        assert "backup_changed" in self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json")

    @pytest.mark.parametrize("name", ["../keys.json", "/etc/passwd", "files/../../keys.json"])
    def test_a_name_that_leads_elsewhere_is_refused(
        self, home: Path, bangfu: Any, copied: Path, tmp_path: Path, name: str
    ) -> None:
        manifest = json.loads((copied / "manifest.json").read_text())
        manifest["files"][name] = "0" * 64
        self.rewrite(copied, manifest)
        assert "backup_unreadable" in self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json")

    @pytest.mark.parametrize("damage", [{"files": 3}, {"contents": {}}, {"server": "x"}])
    def test_a_manifest_that_makes_no_sense_is_refused(
        self, home: Path, bangfu: Any, copied: Path, tmp_path: Path, damage: dict[str, Any]
    ) -> None:
        self.rewrite(copied, json.loads((copied / "manifest.json").read_text()) | damage)
        assert "backup_unreadable" in self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json")

    def test_one_replaced_whole_is_told_from_the_head_that_was_noted(
        self, home: Path, bangfu: Any, copied: Path, tmp_path: Path
    ) -> None:
        head = (copied / "manifest.sm3").read_text()
        self.rewrite(copied, json.loads((copied / "manifest.json").read_text()) | {"version": "9"})
        told = self.refusal(bangfu, copied, tmp_path, "--keys", home / "keys.json", "--head", head)
        assert "backup_other_head" in told

    def test_a_folder_that_is_no_backup(self, bangfu: Any, tmp_path: Path) -> None:
        assert "no_backup_here" in self.refusal(bangfu, tmp_path, tmp_path)

    def test_without_its_keys_or_with_others(self, bangfu: Any, made: Path, tmp_path: Path) -> None:
        assert "keys_wanted" in self.refusal(bangfu, made, tmp_path)
        keys_at(tmp_path / "other.json")
        assert "keys_of_another" in self.refusal(bangfu, made, tmp_path, "--keys", tmp_path / "other.json")

    def rewrite(self, folder: Path, manifest: dict[str, Any]) -> None:
        content = json.dumps(manifest).encode()
        (folder / "manifest.json").write_bytes(content)
        (folder / "manifest.sm3").write_text(f"{sm3(content)}\n")


class TestOverData:
    def test_a_home_with_data_keeps_them(self, home: Path, bangfu: Any, made: Path) -> None:
        before = held(Cluster(home / "postgres"))
        assert "restore_over_data" in bangfu("restore", made, "--home", home).err
        assert held(Cluster(home / "postgres")) == before

    def test_the_keys_of_another_site_are_not_written_over(
        self, home: Path, bangfu: Any, made: Path, tmp_path: Path
    ) -> None:
        keys_at(tmp_path / "keys.json")
        before = (tmp_path / "keys.json").read_bytes()
        answer = bangfu("restore", made, "--home", tmp_path, "--keys", home / "keys.json")
        assert "restore_over_data" in answer.err
        assert (tmp_path / "keys.json").read_bytes() == before

    def test_a_database_of_ones_own_with_tables_is_refused(
        self, home: Path, bangfu: Any, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OWNER_URL", Cluster(home / "postgres").url("bangfu_owner"))
        answer = bangfu("restore", made, "--home", tmp_path / "new", "--keys", home / "keys.json")
        assert "restore_over_data" in answer.err
        assert not (tmp_path / "new").exists()


def plain(value: object) -> object:
    """A definition without casts and brackets: what was read from a dump has them in other places."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", value) if isinstance(value, str) else value


class TestRestoring:
    def test_every_row_and_verdict_is_there_and_the_chain_is_whole(
        self, home: Path, new: Path, bangfu: Any
    ) -> None:
        before, after = (held(Cluster(h / "postgres")) for h in (home, new))
        assert after == before
        assert before.verdicts > 1000
        assert before.entries > 1000
        answer = bangfu("ledger", "verify", "--home", new, "--format", "json")
        assert (answer.code, json.loads(answer.out)["whole"]) == (0, True)

    def test_judged_anew_it_comes_to_the_same_verdicts(self, home: Path, new: Path) -> None:
        cluster = Cluster(new / "postgres")
        with psycopg.connect(cluster.url("bangfu_owner")) as owner:
            owner.execute("delete from duties_verdict")
            owner.execute("delete from duties_snapshot")
        assert held(cluster).verdicts == 0
        judged(cluster)
        after, before = held(cluster), held(Cluster(home / "postgres"))
        assert (after.verdicts, after.verdicts_sm3) == (before.verdicts, before.verdicts_sm3)

    @pytest.mark.parametrize(
        "query",
        [
            """select relname, relkind, relrowsecurity, relforcerowsecurity, array(select acl::text
                from unnest(coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))) acl
                order by 1) from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'S', 'v') order by 1""",
            """select polrelid::regclass::text, polname, polcmd, polroles::regrole[]::text, pg_get_expr(polqual, polrelid),
                pg_get_expr(polwithcheck, polrelid) from pg_policy order by 1, 2, 3""",
            """select proname, prosecdef, proconfig, proacl::text[], prosrc, proowner::regrole::text from pg_proc
            where pronamespace = 'public'::regnamespace order by 1, prosrc""",
            """select tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) from pg_trigger
            where not tgisinternal order by 1, 2""",
            "select nspacl::text[] from pg_namespace where nspname = 'public'",
            "select indexdef from pg_indexes where schemaname = 'public' order by 1",
        ],
        ids=["grants", "policies", "functions", "triggers", "schema", "indexes"],
    )
    def test_it_is_guarded_as_the_former_one(self, home: Path, new: Path, query: str) -> None:
        before, after = (
            [[plain(value) for value in row] for row in asked(Cluster(h / "postgres"), query)]
            for h in (home, new)
        )
        assert after == before
        assert before

    def test_nobody_sees_nothing_there_and_the_ledger_is_only_added_to(self, new: Path) -> None:
        cluster = Cluster(new / "postgres")
        with psycopg.connect(cluster.url("bangfu_app")) as app:
            assert app.execute("select count(*) from roster_household").fetchone() == (0,)
        with (
            psycopg.connect(cluster.url("bangfu_owner")) as owner,
            pytest.raises(psycopg.errors.RaiseException),
        ):
            owner.execute("delete from ledger_entry")

    def test_open_sessions_stay_behind_and_files_and_keys_come_along(self, home: Path, new: Path) -> None:
        for table in LEFT:
            assert asked(Cluster(new / "postgres"), f"select count(*) from {table}") == [(0,)]
        assert (new / PHOTO).read_bytes() == (home / PHOTO).read_bytes()
        assert (new / "keys.json").read_bytes() == (home / "keys.json").read_bytes()
        assert (new / "keys.json").stat().st_mode & 0o077 == 0

    def test_the_county_is_the_one_that_was(self, new: Path) -> None:
        names = asked(
            Cluster(new / "postgres"), f"select name from roster_place where code = {code_of(COUNTY)}"
        )
        assert names == [("通渭县",)]

    def test_into_a_database_of_ones_own(
        self, home: Path, new: Path, made: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cluster = Cluster(new / "postgres")
        cluster.create_database("other")
        monkeypatch.setenv("OWNER_URL", cluster.url("bangfu_owner", "other"))
        answer = bangfu("restore", made, "--home", tmp_path / "h", "--keys", home / "keys.json")
        assert answer.code == 0, answer.err
        assert not (tmp_path / "h" / "postgres").exists()
        with psycopg.connect(cluster.url("bangfu_owner", "other")) as owner:
            assert contents(owner).entries > 1000
