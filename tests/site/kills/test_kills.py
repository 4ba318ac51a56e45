"""Killed fifty times and more in the middle of everything, the site has lost nothing, done nothing twice, and works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.site.duties.test_agreement import OF_THE_TABLE, told
from tests.site.kills.conftest import CLEAN, Left

import bangfu
from bangfu.facts.writing import write_case
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.exchange import take
from bangfu.site.postgres import Cluster
from bangfu.verdict.lines import lines

KINDS = {"site", "worker", "postgres", "backend", "sweep", "judge"}
ENTRY = """select id, kind, "on"::text, person_id, household_id, note from ledger_entry where note ~ '^(phone|program) '"""
NAMES = ("kind", "on", "person", "household", "note")


def test_each_kind_was_killed_often_and_somebody_had_to_repeat(left: Left) -> None:
    kinds = Counter[str]()
    for hit, n in left.hits.items():
        kinds[hit.split()[0]] += n
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 9
    assert sum(kinds.values()) >= 50
    assert sum(left.told.repeated.values()) > 0


def test_every_entry_that_was_acknowledged_stands_once_with_its_content(left: Left) -> None:
    found = left.rows(ENTRY)
    twice = [note for note, n in Counter(row[-1] for row in found).items() if n > 1]  # no two have the same
    assert twice == []
    kept = {row[0]: dict(zip(NAMES, row[1:], strict=True)) for row in found}
    lost = [id_ for id_ in left.told.acknowledged if id_ not in kept]
    changed = [id_ for id_, row in kept.items() if {"id": id_, **row} != left.told.handed_in.get(id_)]
    assert (lost, changed) == ([], [])
    assert left.told.faults == []


def test_every_client_was_answered_in_the_end(left: Left) -> None:
    assert set(left.told.acknowledged) == set(left.told.handed_in)


def test_what_comes_again_is_known(left: Left) -> None:
    assert Counter(left.again) == {"known": len(left.again)}
    assert len(left.again) > 20


def test_no_notice_arrived_twice_and_each_says_what_became_of_it(left: Left) -> None:
    heard = left.receivers.mails + left.receivers.calls
    assert [notice for notice, n in heard.items() if n > 1] == []
    assert set(left.states.values()) == {"sent", "unknown"}
    broken_off = [n for n, state in left.states.items() if state == "unknown" and n in heard]
    assert broken_off  # a kill fell between handing over and noting it, or nothing here could fail
    assert [n for n, state in left.states.items() if state == "sent" and n not in heard] == []
    assert not set(heard) - set(left.states)


def test_a_notice_whose_sending_broke_off_says_so_to_its_reader(left: Left) -> None:
    assert "不知是否发出，不再重发。发送途中程序停了" in left.seen.decode()


def test_the_chain_verifies(left: Left) -> None:
    command = [sys.executable, "-c", "from bangfu.cli.main import run; run()", "ledger", "verify"]
    done = subprocess.run(
        [*command, "--home", str(left.home)],
        env={**CLEAN, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_verdicts_are_those_of_the_exported_case(left: Left, tmp_path: Path) -> None:
    with Cluster(left.home / "postgres") as cluster:
        case = take.case_at(cluster.url("bangfu_judge"))
    said = [
        told(line) for line in lines(bangfu.evaluate(write_case(case, tmp_path / "case"), STANDS_ON), "zh")
    ]
    kept: list[tuple[Any, ...]] = left.rows(
        f"{OF_THE_TABLE} where snapshot_id in (select id from duties_snapshot where live)"
    )
    assert sorted(map(repr, kept)) == sorted(map(repr, said))


def test_no_process_is_left(left: Left) -> None:
    assert left.processes == []
