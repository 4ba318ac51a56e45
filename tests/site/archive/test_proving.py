"""An archive is proved without a database, and whatever was changed in it is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.site.archive.conftest import LAST

from bangfu.site.operations.archive.manifest import SEAL
from bangfu.site.operations.sealed import sm3_of


def test_it_is_proved_without_a_database(made: Path, bangfu: Any) -> None:
    head = (made / "archive.sm3").read_text().strip()
    answer = bangfu("archive", "verify", made, "--head", head)
    assert answer.code == 0, answer.err
    answer = bangfu("ledger", "verify", made, "--format", "json")
    assert (answer.code, json.loads(answer.out)["whole"]) == (0, True)


def test_another_head_is_refused(made: Path, bangfu: Any) -> None:
    assert "archive_other_head" in bangfu("archive", "verify", made, "--head", "0" * 64).err


def test_a_folder_that_is_none(bangfu: Any, tmp_path: Path) -> None:
    for words in (("verify", tmp_path), ("show", tmp_path)):
        answer = bangfu("archive", *words)
        assert (answer.code, "no_archive_here" in answer.err) == (2, True)


@pytest.mark.parametrize("name", ["2019/ledger.parquet", "2020/act.parquet", "post.parquet", "archive.json"])
def test_a_changed_byte_is_named_by_its_file(bangfu: Any, copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    answer = bangfu("archive", "verify", copied)
    assert (answer.code, "archive_changed" in answer.err, name in answer.err) == (2, True, True)


def test_what_is_missing_or_was_added_is_named(bangfu: Any, copied: Path) -> None:
    (copied / "post.parquet").rename(copied / "posts.parquet")
    told = bangfu("archive", "verify", copied).err
    assert "archive_missing" in told
    assert "archive_extra" in told
    assert "archive_missing" in bangfu("evaluate", copied, "--as-of", LAST).err


@pytest.mark.parametrize("year", ["2019", "2020", "later"])
def test_an_entry_rewritten_with_its_list_is_told_by_the_chain(bangfu: Any, copied: Path, year: str) -> None:
    rewrite(copied, f"{year}/ledger.parquet", "note", 3, "改")
    for words in (("archive", "verify"), ("ledger", "verify")):
        answer = bangfu(*words, copied)
        assert (answer.code, "ledger_hash" in answer.err) == (2, True), answer.err


def test_a_year_that_does_not_follow_the_former_one_is_told(bangfu: Any, copied: Path) -> None:
    path = copied / "2019" / "ledger.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.slice(0, rows.num_rows - 1), path)
    reseal(copied)
    answer = bangfu("ledger", "verify", copied)
    assert (answer.code, "ledger_gap" in answer.err) == (2, True), answer.err


def test_the_end_cut_off_is_told(bangfu: Any, copied: Path) -> None:
    path = copied / "2020" / "ledger.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.slice(0, rows.num_rows - 1), path)
    reseal(copied)
    assert "ledger_cut" in bangfu("archive", "verify", copied).err


def test_what_the_engine_reads_must_be_what_was_written(bangfu: Any, copied: Path) -> None:
    rewrite(copied, "2020/act.parquet", "first", 3, 18_000)
    answer = bangfu("archive", "verify", copied)
    assert (answer.code, "archive_acts" in answer.err) == (2, True)


@pytest.mark.parametrize("damage", [{"years": 3}, {"files": {"../x": "0"}}, {"until": "x"}])
def test_a_list_that_makes_no_sense_is_refused(bangfu: Any, copied: Path, damage: Any) -> None:
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
    SEAL.put(folder, json.dumps(told | changed))
