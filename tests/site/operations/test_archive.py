"""Past years as files: made whole or not at all, proved without a database, and judged to the same verdicts as on the site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.db import connections
from tests.site.browser.small_county import small_county
from tests.site.conftest import connect

import bangfu as library
from bangfu.cli.main import main
from bangfu.errors import BangfuError
from bangfu.facts.case import Case
from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import COUNTY
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.duties.judge.rows import cells_of, table_of
from bangfu.site.exchange import load as loading
from bangfu.site.founding import found
from bangfu.site.keys import keys_at
from bangfu.site.ledger import chain
from bangfu.site.operations.archive.manifest import SEAL
from bangfu.site.operations.sealed import sm3_of
from bangfu.site.postgres import Cluster
from bangfu.site.roster.codes import code_of
from bangfu.verdict.archive import packs_of
from bangfu.verdict.shard import judge_shards, verdict_table

BOOK = code_of(COUNTY)
WHO = ("person", "organisation", "place", "household", "counterpart")
LAST = date(2020, 12, 31)
DAYS = (date(2020, 3, 31), date(2020, 10, 31), LAST)


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@pytest.fixture
def bangfu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """`bangfu …` in English, on a machine that names no server."""
    monkeypatch.setenv("BANGFU_LANG", "en")
    for name in ("DATABASE_URL", "OWNER_URL", "BANGFU_HOME"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object) -> Answer:
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


def at(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time(9), SHANGHAI)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Path]:
    """A county whose ledger was written in 2019, in 2020, and in 2021, when some of it spoke of 2020."""
    home = tmp_path_factory.mktemp("archive") / "home"
    home.mkdir()
    keys_at(home / "keys.json")
    with django_db_blocker.unblock(), Cluster(home / "postgres") as running:
        connect(running.url("bangfu_owner"))
        call_command("migrate", verbosity=0)
        connections["default"].close()
        with psycopg.connect(running.url("bangfu_owner")) as owner:
            written(owner)
        yield home


def written(owner: psycopg.Connection[Any]) -> None:
    """The made-up entries of a year, the first of them moved a year back, each part written in its own year."""
    whole = small_county()
    acts = whole["activities"]
    half = acts.num_rows // 2
    roster = {**whole.tables, "activities": acts.slice(0, 0)}
    found(owner, Case("county", roster), at(2019, 1, 1), "demo")
    parts = (
        (a_year_back(acts.slice(0, 500)), at(2019, 12, 30)),
        (acts.slice(500, half), at(2020, 12, 30)),
        (acts.slice(500 + half, 200), at(2021, 1, 5)),
    )
    for part, when in parts:
        case = Case("part", {**whole.tables, "activities": part})
        with owner.cursor() as cursor:
            loading._insert(
                cursor, "ledger_entry", loading.ENTRY, loading._entries(cursor, case, when, "demo"), "seq"
            )
    ids = acts["id"].to_pylist()
    follow(owner, ids[600], at(2020, 12, 31), withdraws=True)
    follow(owner, ids[10], at(2021, 1, 6), withdraws=True)
    follow(owner, ids[700], at(2021, 1, 7), kind="village_visit")
    follow(owner, f"{ids[700]}-2", at(2021, 2, 1), on=date(2021, 2, 1))
    follow(owner, ids[500 + half + 3], at(2021, 2, 2), withdraws=True)


def a_year_back(acts: pa.Table) -> pa.Table:
    on = pa.array([day.replace(year=day.year - 1, day=min(day.day, 28)) for day in acts["on"].to_pylist()])
    bare = acts.set_column(acts.schema.get_field_index("on"), "on", on)
    return bare.set_column(
        bare.schema.get_field_index("until"), "until", pa.nulls(acts.num_rows, pa.date32())
    )


def follow(owner: psycopg.Connection[Any], entry: str, when: datetime, **changed: Any) -> None:
    """The entry that puts another right."""
    from bangfu.site.ledger.database import COLUMNS

    owner.row_factory = psycopg.rows.dict_row
    [old] = owner.execute(f"select {COLUMNS} from ledger_entry where id = %s", [entry]).fetchall()  # type: ignore[arg-type]
    [end] = owner.execute("select seq, hash from ledger_book where code = %s", [old["book"]]).fetchall()
    new = {**old, "id": f"{entry}-2", "corrects": entry, "reason": "made up", "recorded_at": when, **changed}
    [row] = chain.linked([new], end["seq"], end["hash"])
    names = {n: f"{n}_id" if n in chain.KEYS else n for n in row}
    listed = ", ".join(f'"{c}"' for c in names.values())
    owner.execute(
        f"insert into ledger_entry ({listed}) values ({', '.join(['%s'] * len(row))})",  # type: ignore[arg-type]
        list(row.values()),
    )
    owner.row_factory = psycopg.rows.tuple_row


@pytest.fixture(scope="module")
def made(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive through 2020, which nobody changes."""
    folder = tmp_path_factory.mktemp("archives") / "2020"
    assert main(["archive", "make", "--until", "2020", "--to", str(folder), "--home", str(home)]) == 0
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(made, tmp_path / "copy")


class TestMaking:
    def test_a_folder_with_something_in_it_is_refused(self, home: Path, bangfu: Any, tmp_path: Path) -> None:
        (tmp_path / "old.txt").write_text("old")
        answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path, "--home", home)
        assert (answer.code, "folder_not_empty" in answer.err) == (2, True)
        assert [p.name for p in tmp_path.iterdir()] == ["old.txt"]

    @pytest.mark.parametrize(
        ("until", "code"), [(datetime.now(SHANGHAI).year, "archive_year_open"), (2018, "archive_empty")]
    )
    def test_a_year_that_is_not_over_or_without_entries_is_refused(
        self, home: Path, bangfu: Any, tmp_path: Path, until: int, code: str
    ) -> None:
        answer = bangfu("archive", "make", "--until", until, "--to", tmp_path / "a", "--home", home)
        assert (answer.code, code in answer.err) == (2, True), answer.err
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("role", ["bangfu_app", "bangfu_judge"])
    def test_a_role_that_sees_a_part_is_refused_and_leaves_nothing(
        self, home: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str
    ) -> None:
        monkeypatch.setenv("OWNER_URL", Cluster(home / "postgres").url(role))
        answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path / "a", "--home", home)
        assert (answer.code, "_in_part" in answer.err) == (2, True)
        assert list(tmp_path.iterdir()) == []

    def test_where_no_act_can_be_kept_nothing_is_made(
        self, home: Path, bangfu: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = Cluster(home / "postgres").url("bangfu_owner")
        monkeypatch.setenv("OWNER_URL", f"{url}?options=-cdefault_transaction_read_only%3Don")
        answer = bangfu("archive", "make", "--until", 2020, "--to", tmp_path / "a", "--home", home)
        assert (answer.code, "database_failed" in answer.err) == (2, True)
        assert list(tmp_path.iterdir()) == []

    def test_a_broken_chain_is_not_archived(self, home: Path, bangfu: Any, tmp_path: Path) -> None:
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

    def test_it_opens_for_its_owner_alone_and_leaves_nothing_beside(self, made: Path) -> None:
        assert [p for p in (made, *made.rglob("*")) if p.stat().st_mode & 0o077] == []
        assert [p.name for p in made.parent.iterdir()] == ["2020"]
        assert sorted(p.name for p in made.iterdir() if p.is_dir()) == ["2019", "2020", "later"]

    def test_who_made_it_stands_in_the_log_of_acts(self, home: Path, made: Path) -> None:
        with psycopg.connect(Cluster(home / "postgres").url("bangfu_owner")) as owner:
            rows = owner.execute(
                "select kind, subject, details from web_act where subject = 'archive'"
            ).fetchall()
        told = json.loads((made / "archive.json").read_text())
        [(kind, _, details)] = [r for r in rows if r[2]["head"] == (made / "archive.sm3").read_text().strip()]
        assert (kind, details["until"], details["entries"]) == ("export", 2020, entries_in(told))
        assert details["by"]

    def test_each_year_follows_the_one_before_it(self, made: Path, bangfu: Any) -> None:
        told = json.loads(bangfu("archive", "show", made, "--format", "json").out)
        assert [y["year"] for y in told["years"]] == ["2019", "2020"]
        first, second = (y["books"][COUNTY] for y in told["years"])
        assert (first["first"], second["first"]) == (1, first["last"] + 1)
        row = pq.read_table(made / "2020" / "ledger.parquet")["former"][0].as_py()
        assert row == first["head"]
        assert told["later"] >= 200

    def test_a_year_is_ordered_by_bearer(self, made: Path) -> None:
        rows = pq.read_table(made / "2020" / "act.parquet", columns=["org", "person", "first"]).to_pylist()
        keys = [
            (r["org"] is None, r["org"] or 0, r["person"] is None, r["person"] or 0, r["first"]) for r in rows
        ]
        assert keys == sorted(keys)


def entries_in(told: dict[str, Any]) -> int:
    return sum(year["entries"] for year in told["years"].values())


class TestProving:
    def test_it_is_proved_without_a_database(self, made: Path, bangfu: Any) -> None:
        head = (made / "archive.sm3").read_text().strip()
        answer = bangfu("archive", "verify", made, "--head", head)
        assert answer.code == 0, answer.err
        answer = bangfu("ledger", "verify", made, "--format", "json")
        assert (answer.code, json.loads(answer.out)["whole"]) == (0, True)

    def test_another_head_is_refused(self, made: Path, bangfu: Any) -> None:
        assert "archive_other_head" in bangfu("archive", "verify", made, "--head", "0" * 64).err

    def test_a_folder_that_is_none(self, bangfu: Any, tmp_path: Path) -> None:
        for words in (("verify", tmp_path), ("show", tmp_path)):
            answer = bangfu("archive", *words)
            assert (answer.code, "no_archive_here" in answer.err) == (2, True)

    @pytest.mark.parametrize(
        "name", ["2019/ledger.parquet", "2020/act.parquet", "post.parquet", "archive.json"]
    )
    def test_a_changed_byte_is_named_by_its_file(self, bangfu: Any, copied: Path, name: str) -> None:
        content = bytearray((copied / name).read_bytes())
        content[len(content) // 2] ^= 1
        (copied / name).write_bytes(content)
        answer = bangfu("archive", "verify", copied)
        assert (answer.code, "archive_changed" in answer.err, name in answer.err) == (2, True, True)

    def test_what_is_missing_or_was_added_is_named(self, bangfu: Any, copied: Path) -> None:
        (copied / "post.parquet").rename(copied / "posts.parquet")
        told = bangfu("archive", "verify", copied).err
        assert "archive_missing" in told
        assert "archive_extra" in told
        assert "archive_missing" in bangfu("evaluate", copied, "--as-of", LAST).err

    @pytest.mark.parametrize("year", ["2019", "2020", "later"])
    def test_an_entry_rewritten_with_its_list_is_told_by_the_chain(
        self, bangfu: Any, copied: Path, year: str
    ) -> None:
        rewrite(copied, f"{year}/ledger.parquet", "note", 3, "改")
        for words in (("archive", "verify"), ("ledger", "verify")):
            answer = bangfu(*words, copied)
            assert (answer.code, "ledger_hash" in answer.err) == (2, True), answer.err

    def test_a_year_that_does_not_follow_the_former_one_is_told(self, bangfu: Any, copied: Path) -> None:
        path = copied / "2019" / "ledger.parquet"
        rows = pq.read_table(path)
        pq.write_table(rows.slice(0, rows.num_rows - 1), path)
        reseal(copied)
        answer = bangfu("ledger", "verify", copied)
        assert (answer.code, "ledger_gap" in answer.err) == (2, True), answer.err

    def test_the_end_cut_off_is_told(self, bangfu: Any, copied: Path) -> None:
        path = copied / "2020" / "ledger.parquet"
        rows = pq.read_table(path)
        pq.write_table(rows.slice(0, rows.num_rows - 1), path)
        reseal(copied)
        assert "ledger_cut" in bangfu("archive", "verify", copied).err

    def test_what_the_engine_reads_must_be_what_was_written(self, bangfu: Any, copied: Path) -> None:
        rewrite(copied, "2020/act.parquet", "first", 3, 18_000)
        answer = bangfu("archive", "verify", copied)
        assert (answer.code, "archive_acts" in answer.err) == (2, True)

    @pytest.mark.parametrize("damage", [{"years": 3}, {"files": {"../x": "0"}}, {"until": "x"}])
    def test_a_list_that_makes_no_sense_is_refused(self, bangfu: Any, copied: Path, damage: Any) -> None:
        reseal(copied, **damage)
        answer = bangfu("archive", "verify", copied)
        assert (answer.code, "archive_unreadable" in answer.err) == (2, True), answer.err


def rewrite(folder: Path, name: str, column: str, row: int, value: Any) -> None:
    """Another value in one row, and the list made to fit it: what somebody would do who knows the format."""
    table = pq.read_table(folder / name)
    values = table[column].to_pylist()
    values[row] = value
    at_ = table.schema.get_field_index(column)
    pq.write_table(
        table.set_column(at_, column, pa.array(values, table.schema.field(column).type)), folder / name
    )
    reseal(folder)


def reseal(folder: Path, **changed: Any) -> None:
    told = json.loads((folder / "archive.json").read_text())
    told["files"] = {name: sm3_of(folder / name) for name in told["files"]}
    SEAL.write(folder, json.dumps(told | changed))


class TestJudging:
    @pytest.mark.parametrize("day", DAYS)
    def test_every_verdict_is_the_sites_in_all_columns(self, home: Path, made: Path, day: date) -> None:
        judge = Judge(Cluster(home / "postgres").url("bangfu_judge"), lambda: date(2021, 6, 30))
        judge.open()
        site = judge.on(day)
        expected = table_of(site.evaluation, site.cells)
        judge._connection().close()
        evaluation = library.evaluate(made, day)
        found_ = table_of(evaluation, cells_of(evaluation))
        assert expected.num_rows > 500
        assert found_.schema == expected.schema
        assert found_.sort_by("number").equals(expected.sort_by("number"))

    def test_lines_and_their_evidence_are_those_of_the_site(self, home: Path, made: Path) -> None:
        from bangfu.site.exchange import take

        case = take.case_at(Cluster(home / "postgres").url("bangfu_judge"))
        packs = list(library.evaluate(made, LAST).regulations)
        there, here = (
            [
                json.dumps(line, default=str, sort_keys=True)
                for line in library.lines(library.evaluate(c, LAST, packs))
            ]
            for c in (case, made)
        )
        assert here == there

    def test_the_command_reads_it_in_place(self, made: Path, bangfu: Any) -> None:
        answer = bangfu("evaluate", made, "--as-of", LAST, "--format", "jsonl", "--role", "team_member")
        assert answer.code == 0, answer.err
        line = json.loads(answer.out.splitlines()[0])
        words = ["--regulation", line["regulation"], "--duty", line["duty"], "--period", line["period_start"]]
        who = [w for k in WHO if line[k] for w in (f"--{k}", line[k])]
        assert bangfu("explain", made, "--as-of", LAST, *words, *who).code == 0

    def test_it_is_a_shard_which_processes_judge_side_by_side(self, made: Path) -> None:
        packs = list(packs_of(made).values())
        alone = verdict_table(library.evaluate(made, LAST))
        for found_ in judge_shards([made, made], packs, LAST):
            assert found_.equals(alone)

    def test_a_day_after_its_years_is_refused(self, made: Path, bangfu: Any) -> None:
        answer = bangfu("evaluate", made, "--as-of", "2021-01-01")
        assert (answer.code, "archive_day_after" in answer.err) == (2, True)
        with pytest.raises(BangfuError, match="archive_day_after"):
            library.evaluate(made, date(2021, 1, 1))

    def test_it_is_no_case(self, made: Path, bangfu: Any, tmp_path: Path) -> None:
        answer = bangfu("board", made, "--as-of", LAST, "--out", tmp_path / "b")
        assert (answer.code, "archive_no_case" in answer.err) == (2, True), answer.err
