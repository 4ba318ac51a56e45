"""An exemption changes a verdict that is not met, says why, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.verdict.situations import act, judged, secretary, told, tongwei

GANSU, TONGWEI = "gansu-2019-33", "tongwei-2018-59"
AS_OF = date(2021, 3, 1)


def _statuses(exemption: dict[str, Any], **cells: Any) -> dict[str, str]:
    facts = tongwei(
        exemptions=[{"regulation": GANSU, "reason": "flood", "approved_by": "county"} | exemption]
    )
    found = told(judged(facts, AS_OF, GANSU), "party-committee-study", **cells)
    return {f"{v['organisation']} {v['period_start'][:4]}": v["status"] for v in found}


def test_without_a_record_nobody_is_exempt() -> None:
    assert "exempt" not in _statuses({"duty": "leader-village-visits"}).values()


@pytest.mark.parametrize("duty", [None, "party-committee-study", "五(一)", "五（一）"])
def test_a_duty_is_named_by_id_or_clause_or_not_at_all(duty: str | None) -> None:
    found = _statuses({"duty": duty, "organisation": "o1"}, period_start="2020-01-01")
    assert found == {"o1 2020": "exempt", "o2 2020": "unmet"}


def test_only_periods_that_the_record_touches() -> None:
    found = _statuses(
        {"organisation": "o1", "start": date(2020, 2, 1), "end": date(2020, 12, 31)}, organisation="o1"
    )
    assert found == {"o1 2019": "unmet", "o1 2020": "exempt", "o1 2021": "open"}


@pytest.mark.parametrize(("last", "status"), [(date(2020, 7, 1), "exempt"), (date(2020, 6, 30), "unmet")])
def test_half_of_a_period_excuses_from_it(last: date, status: str) -> None:
    """Of a leap year: 183 of 366 days."""
    found = _statuses(
        {"organisation": "o1", "start": date(2020, 1, 1), "end": last}, period_start="2020-01-01"
    )
    assert found["o1 2020"] == status


def test_a_record_of_another_regulation_or_place_or_person_does_not_help() -> None:
    assert "exempt" not in _statuses({"regulation": TONGWEI}).values()
    assert "exempt" not in _statuses({"place": "621121101"}).values()
    assert "exempt" not in _statuses({"person": "p1"}).values()


def test_an_unapproved_record_or_one_that_names_nobody_excuses_nobody() -> None:
    for record in (
        {"regulation": GANSU, "organisation": "o1", "reason": "flood"},
        {"regulation": GANSU, "reason": "flood", "approved_by": "county"},
    ):
        found = told(judged(tongwei(exemptions=[record]), AS_OF, GANSU), "party-committee-study")
        assert all(v["status"] != "exempt" for v in found)


def test_what_is_met_stays_met_and_what_was_done_stays_told() -> None:
    acts = [act(f"a{n}", "party_committee_study", 2020, n, 1, organisation="o1") for n in range(1, 5)]
    records = [
        {"regulation": GANSU, "organisation": o, "reason": "flood", "approved_by": "county"}
        for o in ("o1", "o2")
    ]
    found = told(
        judged(tongwei(activities=acts, exemptions=records), AS_OF, GANSU),
        "party-committee-study",
        period_start="2020-01-01",
    )
    assert [(v["organisation"], v["achieved"], v["status"]) for v in found] == [
        ("o1", 4, "met"),
        ("o2", 0, "exempt"),
    ]
    fewer = told(
        judged(tongwei(activities=acts[:3], exemptions=records), AS_OF, GANSU),
        "party-committee-study",
        organisation="o1",
    )
    assert [(v["achieved"], v["required"], v["status"], v["evidence"]) for v in fewer][1] == (
        3,
        4,
        "exempt",
        ["a1", "a2", "a3"],
    )


def test_the_reason_is_told_with_its_own_regulation() -> None:
    approved = {"organisation": "o1", "approved_by": "county"}
    records = [{"regulation": GANSU, "reason": "flood"}, {"regulation": TONGWEI, "reason": "earthquake"}]
    records = [record | approved for record in records]
    found = told(
        judged(tongwei(exemptions=records), AS_OF, GANSU, TONGWEI), "party-committee-study", organisation="o1"
    )
    reasons = {
        (v["regulation"], word) for v in found for word in ("flood", "earthquake") if word in v["note"]
    }
    assert reasons == {(GANSU, "flood"), (TONGWEI, "earthquake")}


def test_a_household_may_be_excused_alone() -> None:
    pairings = [{"person": "p1", "household": h} for h in ("h1", "h2")]
    facts = secretary(
        pairings=pairings,
        exemptions=[{"regulation": "dachuan-2017-96", "household": "h1", "approved_by": "x"}],
    )
    found = told(judged(facts, date(2018, 9, 1), "dachuan-2017-96"), "staff-helping-visit")
    assert found
    assert all(v["status"] != "exempt" for v in found), "a line for a village is not about one household"
