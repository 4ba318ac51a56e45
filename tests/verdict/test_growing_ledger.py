"""A ledger that grows: entries come and go on one ground, and every verdict is that of a fresh evaluation."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from oracle_roster import Facts, Row
from random_case import case_from, packs_of, random_facts
from situations import act, judged, tongwei

from bangfu.errors import BangfuError
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.verdict.counting import counts_for
from bangfu.verdict.evaluation import Evaluation, evaluate_ground, prepare
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import lines

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
