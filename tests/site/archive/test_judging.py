"""An archive is judged where it lies, to the same verdicts as on the site."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.site.archive.conftest import LAST, WHO

import bangfu as library
from bangfu.errors import BangfuError
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.duties.judge.rows import cells_of, table_of
from bangfu.site.postgres import Cluster
from bangfu.verdict.archive import packs_of
from bangfu.verdict.shard import judge_shards, verdict_table

DAYS = (date(2020, 3, 31), date(2020, 10, 31), LAST)


@pytest.mark.parametrize("day", DAYS)
def test_every_verdict_is_the_sites_in_all_columns(home: Path, made: Path, day: date) -> None:
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


def test_lines_and_their_evidence_are_those_of_the_site(home: Path, made: Path) -> None:
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


def test_the_command_reads_it_in_place(made: Path, bangfu: Any) -> None:
    answer = bangfu("evaluate", made, "--as-of", LAST, "--format", "jsonl", "--role", "team_member")
    assert answer.code == 0, answer.err
    line = json.loads(answer.out.splitlines()[0])
    words = ["--regulation", line["regulation"], "--duty", line["duty"], "--period", line["period_start"]]
    who = [w for k in WHO if line[k] for w in (f"--{k}", line[k])]
    assert bangfu("explain", made, "--as-of", LAST, *words, *who).code == 0


def test_it_is_a_shard_which_processes_judge_side_by_side(made: Path) -> None:
    packs = list(packs_of(made).values())
    alone = verdict_table(library.evaluate(made, LAST))
    for found_ in judge_shards([made, made], packs, LAST):
        assert found_.equals(alone)


def test_a_day_after_its_years_is_refused(made: Path, bangfu: Any) -> None:
    answer = bangfu("evaluate", made, "--as-of", "2021-01-01")
    assert (answer.code, "archive_day_after" in answer.err) == (2, True)
    with pytest.raises(BangfuError, match="archive_day_after"):
        library.evaluate(made, date(2021, 1, 1))


def test_it_is_no_case(made: Path, bangfu: Any, tmp_path: Path) -> None:
    answer = bangfu("board", made, "--as-of", LAST, "--out", tmp_path / "b")
    assert (answer.code, "archive_no_case" in answer.err) == (2, True), answer.err
