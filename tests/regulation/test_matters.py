"""Documents written for a test: matters that the shipped ones do not share, and what may be said of any two numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regulation.changed_packs import asked, duty, post, small

from bangfu.regulation.demands import PER_YEAR, Demand
from bangfu.regulation.matters import shipped_matters
from bangfu.regulation.model import Regulation, Relation, Title
from bangfu.regulation.overlap import Overlap
from bangfu.regulation.overlaps import overlaps
from bangfu.regulation.vocabulary import shared_vocabulary

PROVINCE, COUNTY = "350000000000", "350322000000"
TALKS = duty("二", "assisting_unit", "heart_talk", 1, "quarter", each="cadre", receives="cadre")

ONE, TWO = (post("一", "county_chief_team_leader", "county", n) for n in (1, 2))


def _new(*provisions: dict[str, object], place: str = PROVINCE) -> Regulation:
    return small("new-2030-1", place, "2030-01-01", list(provisions))


def _old(*provisions: dict[str, object], place: str = COUNTY) -> Regulation:
    return small("old-2029-1", place, "2029-01-01", list(provisions))


def _one(new: Regulation, old: Regulation) -> Overlap:
    found = overlaps(new, [old])
    assert len(found) == 1
    return found[0]


def test_matters_of_different_acts_do_not_meet() -> None:
    found = overlaps(_new(TALKS), [_old(duty("三", "township_government", "working_meeting", 1, "month"))])
    assert [(o.matter.id, o.relation) for o in found] == [("heart_talks", "only_new")]


def test_an_activity_of_no_matter_is_not_reported() -> None:
    assert overlaps(_new(duty("二", "county_government", "leave_day", 1, "year")), [_old(TALKS)]) == []


def test_talks_are_compared_like_anything_else() -> None:
    more = duty("五", "unit_head", "heart_talk", 2, "quarter", each="cadre", receives="cadre")
    found = _one(_new(TALKS), _old(more))
    assert (found.matter.id, found.relation, found.stricter) == ("heart_talks", "cumulative", "present")
    assert (found.higher, found.later) == ("new", "new")


def test_another_family_of_bearers_is_another_row() -> None:
    theirs = duty(
        "五", "township_government", "heart_talk", 2, "quarter", each="cadre_in_place", receives="cadre"
    )
    found = _one(_new(TALKS), _old(theirs))
    assert (found.relation, found.family and found.family.id) == ("only_new", "unit")


def test_a_clause_without_a_number_is_known_by_its_words() -> None:
    found = _one(_new(TALKS), _old(asked("六", "assisting_unit", "单位要经常找驻村干部谈心。")))
    assert (found.relation, found.stricter) == ("cumulative", "new")
    assert found.present is not None
    assert [a.provision.clause for a in found.present.asked] == ["六"]


def test_two_clauses_without_numbers_are_left_alone() -> None:
    words = asked("六", "assisting_unit", "单位要经常找驻村干部谈心。")
    assert overlaps(_new(words), [_old(words)]) == []


def test_two_numbers_of_one_post_cannot_both_hold_and_the_higher_governs() -> None:
    found = _one(_new(ONE), _old(TWO))
    assert (found.relation, found.both_hold, found.governs) == ("overrides", False, "new")
    turned = _one(_new(ONE, place=COUNTY), _old(TWO, place=PROVINCE))
    assert turned.governs == "present"
    assert "不能并存" in found.as_dict()["zh"]


def test_what_only_the_head_owes_is_not_what_every_leader_owes() -> None:
    head = duty("五", "unit_head", "village_visit", 1, "month")
    every = duty("二", "unit_leader", "village_visit", 2, "year")
    assert _one(_new(every), _old(head)).stricter == "neither"
    assert _one(_new(duty("二", "unit_leader", "village_visit", 1, "month")), _old(head)).stricter == "new"


def test_days_and_acts_are_matters_of_their_own() -> None:
    kinds = ["resident_day", "village_visit", "technical_guidance", "practical_help", "household_visit"]
    days = duty("三", "agri_technician", "technical_guidance", 60, "year", measure="days")
    days["duty"]["counts"] = kinds
    found = overlaps(_new(days), [_old(TALKS)])
    assert [(o.matter.id, o.family and o.family.id) for o in found] == [("service_days", "technicians")]
    cadres = duty("三", "team_leader", "resident_day", 200, "year", measure="days")
    assert [o.matter.id for o in overlaps(_new(cadres), [_old(TALKS)])] == ["residence"]


def test_of_one_place_the_later_governs() -> None:
    found = _one(_new(ONE, place=COUNTY), _old(TWO))
    assert (found.higher, found.governs) == ("equal", "new")


def test_the_same_number_of_a_post_is_the_same() -> None:
    assert _one(_new(ONE), _old(ONE)).relation == "same"


def test_a_post_that_only_the_new_one_asks_is_not_told() -> None:
    assert overlaps(_new(ONE), [_old(TALKS)]) == []


def test_the_new_one_is_alone_only_where_none_in_force_speaks() -> None:
    silent = small("silent-2029-2", COUNTY, "2029-01-01", [asked("一", "assisting_unit", "别的事。")])
    assert [o.relation for o in overlaps(_new(TALKS), [silent, _old(TALKS)])] == ["same"]
    assert [o.relation for o in overlaps(_new(TALKS), [silent])] == ["only_new"]


def test_what_is_declared_of_rules_that_no_matter_joins_is_told() -> None:
    meeting = duty("三", "township_government", "working_meeting", 1, "month")
    relation = Relation(
        row="x",
        here="heart-talk-rule",
        other="old-2029-1",
        there=["working-meeting-rule"],
        relation="parallel",
        stricter="neither",
        note=Title(zh="各管各的", en="each its own"),
    )
    new = _new(TALKS).model_copy(update={"relation": [relation]})
    found = {o.matter.id: o.relation for o in overlaps(new, [_old(meeting)])}
    assert found == {"heart_talks": "only_new", "declared": "parallel"}


def test_matters_and_families_name_known_words_once() -> None:
    known = shared_vocabulary()
    matters = shipped_matters()
    activities = [a for m in matters.matter for a in m.activities]
    roles = [r for f in matters.family for body in f.bodies for r in body]
    assert len(roles) == len(set(roles))
    assert len({m.id for m in matters.matter}) == len(matters.matter)
    # Words that single packs add may be named too; those of the shared vocabulary must not be misspelt.
    own = {"supervision_round", "commitment_letter", "helper_assessment"}
    assert not [a for a in activities if not known.has("activity", a) and a not in own]


amounts = st.builds(Fraction, st.integers(1, 60))
demands = st.builds(
    Demand,
    amounts,
    st.sampled_from(["times", "days", "items"]),
    st.frozensets(st.sampled_from("abc"), min_size=1),
    st.sampled_from(sorted(PER_YEAR)),
    st.sampled_from(["bearer", "household", "place"]),
)


@given(demands, demands, demands)
def test_covering_is_an_order(one: Demand, other: Demand, third: Demand) -> None:
    assert one.covers(one)
    if one.covers(other) and other.covers(third):
        assert one.covers(third)


@given(demands, demands)
def test_who_covers_does_at_least_as_much_in_a_year(one: Demand, other: Demand) -> None:
    if one.covers(other):
        assert one.by_year >= other.by_year
    if one.covers(other) and other.covers(one):
        assert (one.by_year, one.measure, one.counts) == (other.by_year, other.measure, other.counts)


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(sorted(PER_YEAR)),
    st.sampled_from(sorted(PER_YEAR)),
)
def test_swapping_the_documents_turns_the_answer_round(n: int, m: int, per: str, other: str) -> None:
    some = (
        duty("2", "assisting_unit", "heart_talk", n, per),
        duty("2", "assisting_unit", "heart_talk", m, other),
    )
    there = _one(_new(some[0]), _old(some[1]))
    back = _one(_new(some[1]), _old(some[0]))
    turned = {"new": "present", "present": "new", "neither": "neither", "equal": "equal"}
    assert (back.relation, back.stricter) == (there.relation, turned[there.stricter])
    assert (there.relation == "same") == ((n, per) == (m, other))


@pytest.mark.parametrize("place", ["360000000000", "350100000000", "350321000000"])
def test_another_place_says_nothing(place: str) -> None:
    assert overlaps(_new(TALKS, place=place), [_old(TALKS)]) == []
