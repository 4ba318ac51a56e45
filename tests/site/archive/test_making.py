"""An archive is made whole or not at all, of years that are over and a chain that is whole."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest

from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import COUNTY
from bangfu.site.postgres import Cluster


def test_a_folder_with_something_in_it_is_refused(home: Path, bangfu: Any, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")
    answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path, "--home", home)
    assert (answer.code, "folder_not_empty" in answer.err) == (2, True)
    assert [p.name for p in tmp_path.iterdir()] == ["old.txt"]


@pytest.mark.parametrize(
    ("until", "code"), [(datetime.now(SHANGHAI).year, "archive_year_open"), (2018, "archive_empty")]
)
def test_a_year_that_is_not_over_or_without_entries_is_refused(
    home: Path, bangfu: Any, tmp_path: Path, until: int, code: str
) -> None:
    answer = bangfu("archive", "make", "--until", until, "--to", tmp_path / "a", "--home", home)
    assert (answer.code, code in answer.err) == (2, True), answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("role", ["bangfu_app", "bangfu_judge"])
def test_a_role_that_sees_a_part_is_refused_and_leaves_nothing(
    home: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    monkeypatch.setenv("OWNER_URL", Cluster(home / "postgres").url(role))
    answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path / "a", "--home", home)
    assert (answer.code, "_in_part" in answer.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_where_no_act_can_be_kept_nothing_is_made(
    home: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = Cluster(home / "postgres").url("bangfu_owner")
    monkeypatch.setenv("OWNER_URL", f"{url}?options=-cdefault_transaction_read_only%3Don")
    answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path / "a", "--home", home)
    assert (answer.code, "database_failed" in answer.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_chain_is_not_archived(home: Path, bangfu: Any, tmp_path: Path) -> None:
    change = "update ledger_entry set note = %s where seq = 7"
    with psycopg.connect(Cluster(home / "postgres").url("bangfu_owner")) as owner:
        [before] = owner.execute("select note from ledger_entry where seq = 7").fetchone() or ("",)
        owner.execute("alter table ledger_entry disable trigger user")
        owner.execute(change, ["改"])
    try:
        answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path / "a", "--home", home)
        assert (answer.code, "archive_chain_broken" in answer.err) == (2, True)
        assert list(tmp_path.iterdir()) == []
    finally:
        with psycopg.connect(Cluster(home / "postgres").url("bangfu_owner")) as owner:
            owner.execute(change, [before])
            owner.execute("alter table ledger_entry enable trigger user")


def test_it_opens_for_its_owner_alone_and_leaves_nothing_beside(made: Path) -> None:
    assert [p for p in (made, *made.rglob("*")) if p.stat().st_mode & 0o077] == []
    assert [p.name for p in made.parent.iterdir()] == ["2020"]
    assert sorted(p.name for p in made.iterdir() if p.is_dir()) == ["2019", "2020", "later"]


def test_who_made_it_stands_in_the_log_of_acts(home: Path, made: Path) -> None:
    with psycopg.connect(Cluster(home / "postgres").url("bangfu_owner")) as owner:
        rows = owner.execute(
            "select kind, subject, details from web_act where subject = 'archive'"
        ).fetchall()
    told = json.loads((made / "archive.json").read_text())
    [(kind, _, details)] = [r for r in rows if r[2]["head"] == (made / "archive.sm3").read_text().strip()]
    assert (kind, details["until"], details["entries"]) == ("export", 2020, entries_in(told))
    assert details["by"]


def test_each_year_follows_the_one_before_it(made: Path, bangfu: Any) -> None:
    told = json.loads(bangfu("archive", "show", made, "--format", "json").out)
    assert [y["year"] for y in told["years"]] == ["2019", "2020"]
    first, second = (y["books"][COUNTY] for y in told["years"])
    assert (first["first"], second["first"]) == (1, first["last"] + 1)
    row = pq.read_table(made / "2020" / "ledger.parquet")["former"][0].as_py()
    assert row == first["head"]
    assert told["later"] >= 200


def test_a_year_is_ordered_by_bearer(made: Path) -> None:
    rows = pq.read_table(made / "2020" / "act.parquet", columns=["org", "person", "first"]).to_pylist()
    keys = [
        (r["org"] is None, r["org"] or 0, r["person"] is None, r["person"] or 0, r["first"]) for r in rows
    ]
    assert keys == sorted(keys)


def entries_in(told: dict[str, Any]) -> int:
    return sum(year["entries"] for year in told["years"].values())
