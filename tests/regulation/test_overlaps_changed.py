"""One thing changed in one of two documents: what is said of it changes, and nothing else."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.regulation.changed_packs import (
    GANSU,
    TONGWEI,
    Key,
    found_rows,
    undeclared,
    with_duty,
    without,
)

from bangfu.regulation.overlap import Overlap


def _clauses(overlap: Overlap, side: str) -> set[str]:
    found = getattr(overlap, side)
    return {a.provision.clause for a in found.asked} if found else set()


def test_without_the_older_duty_the_newer_stands_alone() -> None:
    found = found_rows(GANSU, without(TONGWEI, "team-leader-meeting"))
    assert found["team_leader_meetings", "township"].relation == "only_new"


def test_where_the_body_is_silent_the_printed_form_speaks() -> None:
    found = found_rows(GANSU, without(TONGWEI, "cadre-return-visits"))["return_visits", "unit"]
    assert (found.relation, found.stricter) == ("cumulative", "new")
    assert all(clause.startswith("附件2/") for clause in _clauses(found, "present"))


@pytest.mark.parametrize(
    ("change", "relation", "stricter"),
    [
        ({"at_least": Fraction(2)}, "cumulative", "new"),
        ({"per": "month"}, "cumulative", "new"),
        ({"per": "half_year"}, "cumulative", "present"),
        ({"per": "half_year", "at_least": Fraction(3)}, "cumulative", "neither"),
        ({"measure": "days"}, "cumulative", "neither"),
        ({"at_least": None}, "cumulative", "present"),
        ({}, "same", "equal"),
    ],
)
def test_another_number_changes_what_is_said(change: dict[str, Any], relation: str, stricter: str) -> None:
    found = found_rows(with_duty(GANSU, "cadre-return-visits", **change))["return_visits", "unit"]
    assert (found.relation, found.stricter) == (relation, stricter)


NUMBERED = [p.duty.id for p in GANSU.provision if p.duty and p.duty.at_least and not p.duty.is_share]


def _rows_of(rule: str, found: dict[Key, Overlap]) -> set[Key]:
    return {key for key, overlap in found.items() if rule in overlap.new.rules}


@pytest.mark.parametrize("rule", [p.duty.id for p in GANSU.provision if p.duty])
def test_a_duty_that_is_taken_away_changes_its_own_row_and_no_other(rule: str) -> None:
    before, after = found_rows(undeclared(GANSU)), found_rows(without(GANSU, rule))
    own = _rows_of(rule, before)
    assert {key: o.as_dict() for key, o in after.items() if key not in own} == {
        key: o.as_dict() for key, o in before.items() if key not in own
    }
    assert all(key not in after or rule not in after[key].new.rules for key in own)
    assert len(own) == (0 if rule in ("grade-proposal", "commendation-proposal") else 1)


@pytest.mark.parametrize("rule", NUMBERED)
def test_who_asks_more_is_never_less_strict(rule: str) -> None:
    (duty,) = [p.duty for p in GANSU.provision if p.duty and p.duty.id == rule]
    assert duty.at_least is not None
    before = found_rows(undeclared(GANSU))
    after = found_rows(with_duty(GANSU, rule, at_least=duty.at_least + 1))
    assert before.keys() == after.keys()
    allowed = {"equal": {"new"}, "new": {"new"}, "neither": {"neither", "new"}}
    for key in _rows_of(rule, before):
        was, now = before[key].by_number, after[key].by_number
        assert now in allowed.get(was or "", {"new", "present", "neither", "equal", None})
        if before[key].relation == "same":
            assert after[key].relation == "cumulative"


def test_a_deed_owed_by_the_helper_is_less_than_one_for_each_household() -> None:
    found = found_rows(with_duty(GANSU, "helper-practical-help", each="bearer"))["practical_help", None]
    assert (found.relation, found.stricter) == ("cumulative", "present")
