"""What a cluster cannot do it says in one sentence of the catalogue, and leaves nothing running."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres import Cluster, accounts, programs


def refusal(folder: Path) -> Problem:
    with pytest.raises(BangfuError) as refused:
        Cluster(folder).start()
    assert not Cluster(folder).running
    return refused.value.problems[0]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "cluster").code == "unwritable_folder"


def test_no_room_for_the_data(tmp_path: Path) -> None:
    script = f"""
import resource
from pathlib import Path
from bangfu.errors import BangfuError
from bangfu.site.postgres import Cluster
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    Cluster(Path({str(tmp_path)!r})).start()
except BangfuError as refused:
    print(refused.problems[0].code)
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["database_failed"]
    assert not (tmp_path / "data").exists()
    with Cluster(tmp_path) as roomy:
        assert roomy.running


def test_data_of_another_version(folder: Path) -> None:
    (folder / "data" / "PG_VERSION").write_text("15\n")
    problem = refusal(folder)
    assert problem.code == "database_of_other_version"
    assert "PostgreSQL 15" in problem.say("zh")
    assert "PostgreSQL 15" in problem.say("en")


def test_damaged_data_with_the_servers_own_reason(folder: Path) -> None:
    (folder / "data" / "global" / "pg_control").write_bytes(b"")
    problem = refusal(folder)
    assert problem.code == "database_failed"
    assert "pg_control" in problem.say("zh")


def test_passwords_that_are_gone(folder: Path) -> None:
    (folder / "passwords.json").unlink()
    assert refusal(folder).code == "no_database_passwords"


def test_an_address_before_the_first_start(tmp_path: Path) -> None:
    with pytest.raises(BangfuError) as refused:
        Cluster(tmp_path).url("bangfu_app")
    assert refused.value.problems[0].code == "database_not_started"


def test_programs_that_are_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda _: None)
    assert refusal(tmp_path).code == "no_database_programs"


def test_root_and_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts.os, "geteuid", lambda: 0)
    monkeypatch.setattr(accounts.pwd, "getpwall", list)
    with pytest.raises(BangfuError) as refused:
        accounts.account_for(tmp_path / "data")
    assert refused.value.problems[0].code == "no_database_account"
