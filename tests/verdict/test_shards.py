"""Cut into shards, judged one by one or over processes: the same verdicts as of the whole."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.verdict.oracle_roster import Facts
from tests.verdict.random_case import case_from, facts_of, packs_of, random_facts
from tests.verdict.situations import act

from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.shard import SCHEMA, judge_folder, judge_shards, verdict_table, write_shards

AS_OF = date(2020, 12, 31)
ONE, OTHER = "621121101201", "621125101201"


def two_counties() -> Facts:
    """A provincial unit helps in two counties; its leader helps a household himself; a cadre serves in both counties."""
    places: list[dict[str, Any]] = [{"code": "620000", "level": "province"}]
    for county in ("621121", "621125"):
        places.append({"code": county, "level": "county", "parent": "620000"})
        places.append({"code": county + "101", "level": "township", "parent": county})
        places.append(
            {"code": county + "101201", "level": "village", "parent": county + "101", "tags": "poor_village"}
        )
    bodies = [(f"{kind}{n}", level, c + part) for n, c in ((1, "621121"), (2, "621125"))
              for kind, level, part in (("county", "county", ""), ("town", "township", "101"))]  # fmt: skip
    return facts_of(
        places=places,
        organisations=[{"id": i, "level": level, "place": place} for i, level, place in bodies]
        + [{"id": "unit", "level": "province"}, {"id": "other", "level": "province", "place": "620000"}],
        people=[{"id": "head", "organisation": "unit", "rank": "department"}, {"id": "deputy", "organisation": "other"},
                {"id": "cadre", "organisation": "unit"}, {"id": "helper", "organisation": "county1", "rank": "division_or_below"}],
        posts=[{"role": f"{level}_government", "organisation": i, "place": place} for i, level, place in bodies]
        + [
            {"role": "assisting_unit", "organisation": "unit", "place": ONE},
            {"role": "assisting_unit", "organisation": "unit", "place": OTHER},
            {"role": "lead_unit", "organisation": "other", "place": "621125"},
            {"role": "unit_head", "person": "head", "organisation": "unit"},
            {"role": "unit_deputy", "person": "deputy", "organisation": "unit"},
            {"role": "team_leader", "person": "cadre", "place": ONE, "end": date(2020, 5, 31)},
            {"role": "team_leader", "person": "cadre", "place": OTHER, "start": date(2020, 6, 1)},
        ],
        households=[{"id": "h1", "place": ONE, "kinds": "registered"}, {"id": "h2", "place": OTHER, "kinds": "scattered"}],
        pairings=[{"person": "head", "household": "h2"}, {"person": "helper", "household": "h1"}, {"person": "helper", "household": "h2"}],
        activities=[
            act("a1", "village_visit", 2020, 3, 3, person="head", place=ONE),
            act("a2", "village_visit", 2020, 7, 3, person="deputy", place=OTHER),
            act("a3", "household_visit", 2020, 7, 4, person="helper", household="h2"),
            act("a4", "training_day", 2020, 8, 3, until=date(2020, 8, 7), person="cadre"),
            act("a5", "training_day", 2020, 2, 3, until=date(2020, 2, 7), organisation="county1", counterpart_person="cadre"),
            act("a6", "resident_day", 2020, 1, 2, until=date(2020, 12, 30), person="cadre"),
            act("a7", "commitment_letter", 2020, 4, 1, organisation="unit"),
            act("a8", "coordination_meeting", 2020, 4, 2, organisation="other", place="621125"),
            act("a9", "party_committee_study", 2020, 4, 3, person="head"),
            act("a10", "follow_up_visit", 2020, 9, 3, person="head", counterpart_person="cadre"),
        ],
        exemptions=[{"regulation": "gansu-2019-33", "duty": "leader-village-visits", "person": "deputy", "reason": "ill", "approved_by": "county1"}],
        calendar=[{"date": date(2020, 6, 26), "workday": "yes"}],
    )  # fmt: skip


def _ground(facts: Facts, packs: list[Regulation]) -> Ground:
    case = case_from(facts)
    return Ground.of(case, case.vocabulary(packs))


def _rows(tables: list[pa.Table]) -> Counter[tuple[Any, ...]]:
    assert all(t.schema == SCHEMA for t in tables)
    return Counter(tuple(row.values()) for row in pa.concat_tables(tables).to_pylist())


def _gansu() -> list[Regulation]:
    return [shipped()["gansu-2019-33"], shipped()["tongwei-2018-59"]]


def test_shards_together_are_the_whole(tmp_path: Path) -> None:
    ground, packs = _ground(two_counties(), _gansu()), _gansu()
    shards = write_shards(ground, tmp_path)
    assert [s.name for s in shards] == ["62", "621121", "621125"]
    whole = _rows([verdict_table(evaluate_ground(ground, packs, AS_OF))])
    assert _rows([judge_folder(s, packs, AS_OF) for s in shards]) == whole
    assert {row[1] for row in whole} >= {
        "cadre-rotational-training",
        "leader-village-visits",
        "households-per-helper",
        "commitment-letters",
    }


def test_processes_give_the_same(tmp_path: Path) -> None:
    packs = _gansu()
    shards = write_shards(_ground(two_counties(), packs), tmp_path)
    assert list(judge_shards(shards, packs, AS_OF)) == [judge_folder(s, packs, AS_OF) for s in shards]


def test_a_shard_holds_only_entries_that_may_count_there(tmp_path: Path) -> None:
    facts = two_counties()
    facts["activities"].append(facts["activities"][2] | {"id": "only", "person": None, "household": "h1"})
    shards = write_shards(_ground(facts, _gansu()), tmp_path)
    held = {s.name: set(pq.read_table(s / "act.parquet")["id"].to_pylist()) for s in shards}
    assert [name for name, ids in held.items() if "only" in ids] == ["621121"]
    assert "a1" in held["62"]


@pytest.mark.parametrize("seed", range(8))
def test_random_situations_fall_apart_without_loss(seed: int, tmp_path: Path) -> None:
    facts, area, as_of = random_facts(seed)
    packs = packs_of(area)
    ground = _ground(facts, packs)
    whole = _rows([verdict_table(evaluate_ground(ground, packs, as_of))])
    assert _rows([judge_folder(s, packs, as_of) for s in write_shards(ground, tmp_path)]) == whole
