"""What must hold of ladders whatever was found, and that a second, plain reading comes to the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.accountability.oracle import START, expected
from tests.accountability.village import HOMES, Found, proposed

from bangfu.accountability.proposal import Proposal

KINDS = ("unexcused_absence", "written_criticism", "recalled")
Rung = tuple[str, str | None, str | None, int]


def _findings(step: int, states: tuple[str | None, ...] = (None,)) -> st.SearchStrategy[list[Found]]:
    """Findings of three years and a little before; with a step above one no two stand on days in a row."""
    day = st.integers(-30, 900 // step).map(lambda n: START + timedelta(days=n * step))
    one = st.builds(
        Found,
        on=day,
        person=st.sampled_from(sorted(HOMES)),
        kind=st.sampled_from(KINDS),
        state=st.sampled_from(states),
    )
    return st.lists(one, max_size=14).map(lambda found: [replace(f, id=f"f{n}") for n, f in enumerate(found)])


def _rung(p: Proposal) -> Rung:
    """A rung that somebody reached in a year, whichever facts and day brought it about."""
    ever = p.ladder == "recall" and p.rung == 2  # counted without end: whichever year reaches it
    return p.provision, p.person, p.organisation if p.person is None else None, 0 if ever else p.start.year


def _said(found: list[Proposal]) -> list[tuple[object, ...]]:
    return [(p.provision, p.person, p.start, p.end, p.causes, p.note.zh) for p in found]


@given(_findings(1), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_entered_does_not_matter(found: list[Found], chance: Random) -> None:
    mixed = found[:]
    chance.shuffle(mixed)
    assert _said(proposed(mixed)) == _said(proposed(found))


@given(_findings(1))
def test_finding_the_same_again_on_the_same_day_changes_no_rung(found: list[Found]) -> None:
    ladders = [f for f in found if f.kind != "recalled"]
    again = ladders + [replace(f, id=f"again-{f.id}") for f in ladders]
    assert sorted(map(_rung, proposed(again)), key=str) == sorted(map(_rung, proposed(ladders)), key=str)


@given(_findings(3), st.integers(0, 13))
def test_withdrawing_a_finding_never_adds_a_rung_and_a_further_one_never_removes_one(
    found: list[Found], number: int
) -> None:
    if number >= len(found):
        return
    fewer = [replace(f, state="withdrawn") if n == number else f for n, f in enumerate(found)]
    assert set(map(_rung, proposed(fewer))) <= set(map(_rung, proposed(found)))


@given(_findings(3, (None, "disputed", "withdrawn")))
def test_a_disputed_finding_carries_no_more_than_a_withdrawn_one(found: list[Found]) -> None:
    settled = [replace(f, state="withdrawn") if f.state else f for f in found]
    assert [_rung(p) for p in proposed(found)] == [_rung(p) for p in proposed(settled)]


@given(_findings(3))
def test_the_rungs_of_a_year_do_not_depend_on_another_year(found: list[Found]) -> None:
    yearly = [f for f in found if f.kind != "recalled"]
    for year in {f.on.year for f in yearly}:
        alone = proposed([f for f in yearly if f.on.year == year])
        of_year = [p for p in proposed(yearly) if p.start.year == year]
        assert [s[:-1] for s in _said(of_year)] == [s[:-1] for s in _said(alone)]


@given(_findings(1))
def test_what_was_found_before_the_regulation_proposes_nothing(found: list[Found]) -> None:
    early = [f for f in found if f.on < START]
    assert proposed(early) == []
    assert proposed(found, as_of=START - timedelta(days=1)) == []


@given(
    _findings(1, (None, None, "disputed", "withdrawn")),
    st.lists(st.tuples(st.sampled_from(sorted(HOMES)), st.integers(0, 900)), max_size=5),
)
def test_a_plain_second_reading_comes_to_the_same(found: list[Found], days: list[tuple[str, int]]) -> None:
    ladders = [f for f in found if f.kind != "recalled"]
    back = [(person, START + timedelta(days=n)) for person, n in days]
    got = {
        (p.clause, p.measure, p.person, p.start, p.end, frozenset(p.causes)) for p in proposed(ladders, back)
    }
    assert got == expected(ladders, back)


@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=8))
def test_the_second_reading_agrees_on_days_in_a_row(days: list[tuple[int, bool]]) -> None:
    first = date(2018, 12, 26)
    found = [Found(first + timedelta(days=n), "p1", id=f"f{i}") for i, (n, _) in enumerate(days)]
    back = [("p1", first + timedelta(days=n)) for n, there in days if there]
    got = {
        (p.clause, p.measure, p.person, p.start, p.end, frozenset(p.causes)) for p in proposed(found, back)
    }
    assert got == expected(found, back)
