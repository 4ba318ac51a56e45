"""A ledger that grows: entries come and go on one ground, and every verdict is that of a fresh evaluation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from tests.verdict.oracle_roster import Facts, Row
from tests.verdict.random_case import case_from, packs_of, random_facts
from tests.verdict.situations import act, judged, tongwei

from bangfu.errors import BangfuError
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.counting import counts_for
from bangfu.verdict.evaluation import Evaluation, evaluate_ground, prepare
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import lines
from bangfu.verdict.shard import open_shard, write_shards

DUTY = ("regulation", "clause", "duty", "role", "person", "organisation", "place", "household", "counterpart",
        "period_start", "period_end")  # fmt: skip


def _ground(facts: Facts, packs: list[Regulation]) -> Ground:
    case = case_from(facts)
    return Ground.of(case, case.vocabulary(packs))


def _table(rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, TABLES["activities"].schema)


def _told(evaluation: Evaluation) -> list[dict[str, Any]]:
    return list(lines(evaluation, "en"))


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_entries_added_and_removed_gives_the_verdicts_of_a_fresh_evaluation(
    seed: int,
) -> None:
    facts, area, as_of = random_facts(seed)
    packs, random = packs_of(area), Random(seed)
    waiting = facts["activities"]
    there = [waiting.pop(0) for _ in range(len(waiting) // 2)]
    ground = _ground(facts | {"activities": there}, packs)
    prepared = prepare(ground, packs, as_of)
    for _ in range(4):
        coming = [waiting.pop(0) for _ in range(min(random.choice((0, 1, 7)), len(waiting)))]
        ground.add_activities(_table(coming))
        there += coming
        leaving = random.sample(there, min(random.choice((0, 1, 5)), len(there)))
        ground.remove_activities([row["id"] for row in leaving])
        there = [row for row in there if row not in leaving]
        fresh = evaluate_ground(_ground(facts | {"activities": there}, packs), packs, as_of)
        assert _told(prepared.judge()) == _told(fresh)


def test_an_id_that_is_there_already_is_refused_and_nothing_is_taken() -> None:
    visit = act("a1", "village_visit", 2020, 3, 3, person="p1", place="621121101201")
    ground = judged(tongwei(activities=[visit]), date(2020, 12, 31), "gansu-2019-33").ground
    for rows in (
        [act("a2", "village_visit", 2020, 3, 4), visit],
        [act("a2", "village_visit", 2020, 3, 4)] * 2,
    ):
        with pytest.raises(BangfuError) as refused:
            ground.add_activities(_table(rows))
        assert [p.code for p in refused.value.problems] == ["duplicate"]
    assert ground.rows("select id from act") == [("a1",)]


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"person": "p9"}, "unknown_reference"), ({"place": "621121999"}, "unknown_reference"), ({"kind": "nap"}, "unknown_code")],
)  # fmt: skip
def test_an_entry_that_names_somebody_unknown_is_refused(cells: dict[str, str], code: str) -> None:
    ground = judged(tongwei(), date(2020, 12, 31), "gansu-2019-33").ground
    with pytest.raises(BangfuError) as refused:
        ground.add_activities(_table([act("a1", "village_visit", 2020, 3, 3) | cells]))
    assert [p.code for p in refused.value.problems] == [code]
    assert ground.rows("select count(*) from act") == [(0,)]


def test_exemptions_may_be_replaced_between_two_judgements() -> None:
    before = judged(tongwei(), date(2020, 12, 31), "gansu-2019-33")
    prepared = prepare(before.ground, before.regulations, before.as_of)
    excused = {"id": "e", "regulation": "gansu-2019-33", "duty": "leader-village-visits", "person": "p1",
               "organisation": None, "place": None, "household": None, "start": None, "end": None,
               "reason": "ill", "approved_by": "o2"}  # fmt: skip
    assert "exempt" not in {line["status"] for line in _told(prepared.judge())}
    before.ground.exemptions = [excused]
    assert "exempt" in {line["status"] for line in _told(prepared.judge())}
    before.ground.exemptions = []
    assert _told(prepared.judge()) == _told(before)


@pytest.mark.parametrize("seed", range(4))
def test_an_entry_counts_for_the_verdicts_that_name_it_as_evidence(seed: int) -> None:
    facts, area, as_of = random_facts(seed)
    packs = packs_of(area)
    evaluation = evaluate_ground(_ground(facts, packs), packs, as_of)
    told = _told(evaluation)
    for row in facts["activities"]:
        wanted = [{k: line[k] for k in DUTY} for line in told if row["id"] in line["evidence"]]
        assert counts_for(evaluation, row["id"]) == wanted, row


def test_an_entry_nobody_wrote_counts_for_nothing() -> None:
    assert counts_for(judged(tongwei(), date(2020, 12, 31), "gansu-2019-33"), "nowhere") == []


def test_a_shard_read_in_place_takes_entries_too(tmp_path: Path) -> None:
    packs = [shipped()["gansu-2019-33"]]
    ground = _ground(tongwei(), packs)
    (shard,) = [s for s in write_shards(ground, tmp_path) if s.name == "62"]
    visit = act("a1", "village_visit", 2020, 3, 3, person="p1", place="621121101201")
    with Ground.open(*open_shard(shard)) as opened:
        prepared = prepare(opened, packs, date(2020, 12, 31))
        before = prepared.judge()
        opened.add_activities(_table([visit]))
        assert [line["duty"] for line in counts_for(prepared.judge(), "a1")] == ["leader-village-visits"]
        opened.remove_activities(["a1"])
        assert prepared.judge().counts()[0][1] == before.counts()[0][1]
    with pytest.raises(duckdb.ConnectionException):
        opened.rows("select 1")


def test_a_post_named_as_helper_makes_nobody_a_helper() -> None:
    post = {"id": "t9", "role": "responsible_helper", "person": "p2", "place": "621121101201"}
    with_post = tongwei()
    with_post["posts"] = [*with_post["posts"], with_post["posts"][0] | post | {"organisation": None}]
    for facts in (tongwei(), with_post):
        roles = {line["role"] for line in _told(judged(facts, date(2020, 12, 31), "gansu-2019-33"))}
        assert "responsible_helper" not in roles
