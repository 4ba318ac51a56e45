"""What documents ask of each role and year: reckoned from arrays, and the same as the lines say one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.verdict.random_case import case_from, packs_of, random_facts
from tests.verdict.situations import act, judged, secretary, tongwei

from bangfu.verdict.evaluation import Evaluation, evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Status
from bangfu.verdict.lines import lines
from bangfu.verdict.load import Load, Span, load

GANSU, TONGWEI, DACHUAN = "gansu-2019-33", "tongwei-2018-59", "dachuan-2017-96"
MEETINGS = [{"role": "township_government", "organisation": "o3", "place": "621121101"}]


def _township(**more: Any) -> Any:
    """A township whose monthly meeting both documents ask."""
    facts = tongwei(**more)
    organisations = [
        *facts["organisations"],
        {**facts["organisations"][0], "id": "o3", "level": "township", "place": "621121101"},
    ]
    posts = [*facts["posts"], {**facts["posts"][0], "id": "g1", **MEETINGS[0]}]
    return facts | {"organisations": organisations, "posts": posts}


def _of(evaluation: Evaluation, role: str, year: int, seconds: dict[str, int] | None = None) -> Load:
    return next(x for x in load(evaluation, seconds) if (x.role, x.year) == (role, year))


def test_where_nothing_binds_there_is_no_load() -> None:
    assert load(judged(tongwei(), date(2021, 3, 1), DACHUAN)) == []


def test_hours_are_unknown_until_every_kind_has_its_time() -> None:
    evaluation = judged(_township(), date(2020, 12, 31), GANSU, TONGWEI)
    unknown = _of(evaluation, "township_government", 2020)
    assert (unknown.seconds, unknown.unknown) == (None, ("team_leader_meeting",))
    assert unknown.as_dict()["hours"] is None
    known = _of(evaluation, "township_government", 2020, {"team_leader_meeting": 5400})
    assert known.seconds == Span(12 * 5400, 24 * 5400)
    assert known.as_dict()["hours"] == {"least": 18.0, "most": 36.0}


def test_one_meeting_for_two_documents_is_counted_once_at_least() -> None:
    asked = _of(judged(_township(), date(2020, 12, 31), GANSU, TONGWEI), "township_government", 2020)
    assert (asked.bearers, asked.cells, asked.entries) == (1, 24, Span(12, 24))
    held = [
        act(f"m{n}", "team_leader_meeting", 2020, n, 5, organisation="o3", place="621121101")
        for n in range(1, 13)
    ]
    evaluation = judged(
        _township(activities=tongwei(activities=held)["activities"]), date(2021, 1, 31), GANSU, TONGWEI
    )
    told = [
        v
        for v in lines(evaluation, "en")
        if v["role"] == "township_government" and v["period_start"][:4] == "2020"
    ]
    assert Counter(v["status"] for v in told) == {"met": 24}


def test_a_document_by_itself_shares_nothing() -> None:
    asked = _of(judged(_township(), date(2020, 12, 31), GANSU), "township_government", 2020)
    assert asked.entries == Span(12, 12)


def test_deeds_for_two_households_are_two() -> None:
    homes = [{"id": f"h{n}", "place": "621121101201", "kinds": "registered"} for n in (1, 2)]
    pairs = [{"id": f"g{n}", "person": "p1", "household": f"h{n}"} for n in (1, 2)]
    evaluation = judged(tongwei(households=homes, pairings=pairs), date(2020, 12, 31), GANSU, TONGWEI)
    asked = _of(evaluation, "responsible_helper", 2020)
    # Two visits, one plan and one deed for each of two households; the deed is asked by both documents.
    assert asked.asked == {"times": 6, "items": 4}
    assert (asked.entries, asked.visits) == (Span(8, 10), Span(4, 4))


def test_days_are_told_beside_entries() -> None:
    asked = _of(judged(tongwei(), date(2020, 12, 31), GANSU), "team_leader", 2020)
    assert asked.asked == {"workdays": 220, "days": 160}
    assert (asked.entries, asked.days) == (Span(0, 0), Span(380, 380))


def test_a_share_is_rounded_up_to_whole_households() -> None:
    asked = _of(judged(secretary(), date(2018, 12, 31), DACHUAN), "first_secretary", 2018)
    assert asked.asked["targets"] > 0
    assert asked.entries.least < asked.entries.most


@pytest.mark.parametrize("seed", range(12))
def test_arrays_and_lines_tell_the_same(seed: int) -> None:
    facts, area, as_of = random_facts(seed)
    case, packs = case_from(facts), packs_of(area)
    with Ground.of(case, case.vocabulary(packs)) as ground:
        evaluation = evaluate_ground(ground, packs, as_of)
        told: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
        for line in lines(evaluation, "en"):
            if line["status"] != "exempt":
                told[line["role"], int(line["period_start"][:4])].append(line)
        found = load(evaluation)
    assert {(x.role, x.year): x.cells for x in found} == {key: len(some) for key, some in told.items()}
    acts = {p.duty.id for pack in packs for p in pack.provision if p.duty}
    for x in found:
        some = told[x.role, x.year]
        assert x.bearers == len({v["person"] or v["organisation"] for v in some})
        for measure in ("times", "person_times", "items", "days", "workdays"):
            numbers = [v["required"] or 0 for v in some if v["unit"] == measure and v["duty"] in acts]
            shares = x.asked.get(measure, 0) - sum(numbers)
            assert shares == 0 or (shares > 0 and measure in ("days", "workdays"))
        assert 0 <= x.entries.least <= x.entries.most
        assert 0 <= x.days.least <= x.days.most
        assert x.visits.most <= x.entries.most


@pytest.mark.parametrize("seed", range(40, 52))
def test_whoever_met_duties_recorded_no_less_than_the_least(seed: int) -> None:
    """Of the verdicts that are met, the entries that count for them are at least as many as the load says."""
    facts, area, as_of = random_facts(seed)
    case, packs = case_from(facts), packs_of(area)
    rules = [p.duty or p.milestone for pack in packs for p in pack.provision]
    acts = {r.id for r in rules if r and getattr(r, "measure", "acts") not in ("days", "workdays")}
    with Ground.of(case, case.vocabulary(packs)) as ground:
        evaluation = _met_alone(evaluate_ground(ground, packs, as_of))
        counted: dict[tuple[str, int], set[str]] = defaultdict(set)
        for line in lines(evaluation, "en"):
            if line["duty"] in acts:
                counted[line["role"], int(line["period_start"][:4])] |= set(line["evidence"])
        found = load(evaluation)
    assert found
    for x in found:
        assert len(counted[x.role, x.year]) >= x.entries.least


def _met_alone(evaluation: Evaluation) -> Evaluation:
    judged = [
        replace(j, verdicts=replace(j.verdicts, valid=j.verdicts.valid & (j.verdicts.status == Status.MET)))
        for j in evaluation.judged
    ]
    return replace(evaluation, judged=judged)
