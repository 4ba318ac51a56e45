"""The proposal as a pure function: covers what can be covered, worsens nothing, says when it cannot be done."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.site.roster.allocation import Proposal, Step, Village, propose

UNITS = [f"u{n}" for n in range(5)]


def after(villages: list[Village], proposal: Proposal) -> dict[str, set[str]]:
    """Who has whom once every step is taken."""
    held = {v.code: set(v.units) for v in villages}
    for step in proposal.steps:
        held[step.village] -= {step.old} if step.old else set()
        held[step.village] |= {step.new} if step.new else set()
    return held


def loads(held: dict[str, set[str]], units: list[str]) -> Counter[str]:
    counted = Counter(u for here in held.values() for u in here if u in units)
    return Counter({u: counted[u] for u in units})


@st.composite
def counties(draw: st.DrawFn) -> tuple[list[Village], list[str], int]:
    units = UNITS[: draw(st.integers(1, 5))]
    held = draw(st.lists(st.lists(st.sampled_from(units), max_size=2, unique=True), min_size=1, max_size=12))
    villages = [
        Village(f"v{n:02}", f"t{draw(st.integers(0, 2))}", draw(st.booleans()), tuple(h))
        for n, h in enumerate(held)
    ]
    return villages, units, draw(st.integers(1, 6))


@given(counties(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_the_county_the_proposal_keeps_its_word(
    county: tuple[list[Village], list[str], int], even: bool
) -> None:
    villages, units, limit = county
    proposal = propose(villages, units, limit, even=even)
    held = after(villages, proposal)
    wanted = sum(max(1, len(v.units)) for v in villages)
    assert not {u for here in held.values() for u in here} - set(units)
    assert max(loads(held, units).values()) <= limit
    assert [v.code for v in villages if not held[v.code]] == proposal.bare
    assert all(len(held[v.code]) <= max(1, len(v.units)) for v in villages)
    assert proposal.after.bare == len(proposal.bare)
    if len(villages) <= limit * len(units):
        assert proposal.is_feasible
        assert proposal.bare == []
    else:
        assert not proposal.is_feasible
        assert len(proposal.bare) == len(villages) - limit * len(units)
    if even and wanted <= limit * len(units) and proposal.before.bare == 0:
        assert proposal.after.squares <= proposal.before.squares
        assert proposal.after.spread <= max(proposal.before.spread, 2)


@given(counties())
@settings(max_examples=30, deadline=None)
def test_a_county_as_proposed_is_left_alone(county: tuple[list[Village], list[str], int]) -> None:
    villages, units, limit = county
    held = after(villages, propose(villages, units, limit))
    settled = [Village(v.code, v.township, v.poor, tuple(sorted(held[v.code]))) for v in villages]
    again = propose(settled, units, limit)
    assert again.after.bare == len([v for v in settled if not v.units])
    if again.before.bare == 0:
        assert again.steps == []


def test_a_bare_village_gets_the_unit_of_its_township() -> None:
    villages = [
        Village("v1", "t1", units=("near",)),
        Village("v2", "t2", units=("far",)),
        Village("v3", "t1"),
    ]
    assert propose(villages, ["near", "far"]).steps == [Step("v3", None, "near", "uncovered")]


def test_only_what_must_move_moves_unless_loads_are_to_be_evened_out() -> None:
    villages = [Village(f"v{n}", "t1", units=("heavy",)) for n in range(6)] + [
        Village("v9", "t1", units=("light",))
    ]
    needed = propose(villages, ["heavy", "light"], 5, even=False)
    assert [(s.old, s.new, s.reason) for s in needed.steps] == [("heavy", "light", "above_limit")]
    evened = propose(villages, ["heavy", "light"], 6)
    assert {s.reason for s in evened.steps} == {"evens_out"}
    assert evened.after.spread < evened.before.spread


def test_the_poor_village_comes_first_where_there_is_no_room_for_all() -> None:
    villages = [Village("v1", "t1"), Village("v2", "t1", poor=True)]
    proposal = propose(villages, ["one"], 1)
    assert not proposal.is_feasible
    assert proposal.bare == ["v1"]
    assert proposal.steps == [Step("v2", None, "one", "uncovered")]


def test_no_unit_at_all_is_said_and_not_solved() -> None:
    proposal = propose([Village("v1", "t1")], [])
    assert not proposal.is_feasible
    assert proposal.bare == ["v1"]


def test_a_unit_that_may_take_nothing_keeps_what_it_has() -> None:
    villages = [Village("v1", "t1", units=("guest",)), Village("v2", "t1")]
    proposal = propose(villages, ["own"], 3)
    assert proposal.steps == [Step("v2", None, "own", "uncovered")]


@pytest.mark.parametrize("even", [True, False])
def test_the_same_county_gives_the_same_proposal(even: bool) -> None:
    villages = [Village(f"v{n:02}", f"t{n % 3}", n % 2 == 0, (UNITS[n % 2],)) for n in range(12)]
    assert propose(villages, UNITS, even=even) == propose(villages, list(reversed(UNITS)), even=even)
