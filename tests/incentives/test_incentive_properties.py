"""What must hold whatever was decided and given; and the same from a plain reading of the words."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.incentives.village import Row, case, day, decision

from bangfu.api import commend, eligible
from bangfu.incentives.quotas import least, most

BAR = st.tuples(
    st.sampled_from(["award_bar", "promotion_bar"]),
    st.sampled_from(["p0", "p1"]),
    st.integers(0, 400),
    st.integers(0, 200),
)
BARS = st.lists(BAR, max_size=6)
GRANT = st.tuples(
    st.sampled_from(["commendation", "july_first", "annual_excellence", "promotion"]),
    st.sampled_from(["p0", "p1", "p2"]),
    st.integers(0, 364),
    st.sampled_from(["county", "province", None]),
    st.sampled_from(["yes", "no", None]),
)
DAY = st.integers(0, 600)
PURPOSE = {"award_bar": "award", "promotion_bar": "promotion"}
Bar = tuple[str, str, int, int]


def decisions(bars: list[Bar]) -> list[Row]:
    return [decision(n, *bar) for n, bar in enumerate(bars)]


def grants(found: list[tuple[str, str, int, str | None, str | None]]) -> list[Row]:
    return [
        {"id": f"x{n}", "kind": kind, "person": who, "granted_on": day(on), "level": level, "comprehensive": whole}
        for n, (kind, who, on, level, whole) in enumerate(found)
    ]  # fmt: skip


def answer(rows: list[Row], measure: str, who: str, on: int) -> str:
    verdict = eligible(case(decisions=rows), who, PURPOSE[measure], day(on))[0].verdict
    assert verdict
    return verdict.answer


@given(BARS, st.sampled_from(list(PURPOSE)), st.sampled_from(["p0", "p1"]), DAY)
def test_barred_is_the_union_of_the_bars_and_a_day_in_none_is_open(
    bars: list[Bar], measure: str, who: str, on: int
) -> None:
    covered = any(m == measure and w == who and f <= on <= f + n for m, w, f, n in bars)
    assert answer(decisions(bars), measure, who, on) == ("no" if covered else "yes")


@given(BARS, st.sampled_from(["refused", "void"]), st.sampled_from(list(PURPOSE)), DAY)
def test_what_is_refused_or_void_changes_nothing(bars: list[Bar], state: str, measure: str, on: int) -> None:
    dead = [decision(100 + n, *bar, state=state) for n, bar in enumerate(bars)]
    assert answer(dead, measure, "p0", on) == "yes"
    rows = decisions(bars)
    both = [t.line("en") for t in commend(case(decisions=rows + dead), 2018)]
    assert both == [t.line("en") for t in commend(case(decisions=rows), 2018)]


@given(BARS, BAR, DAY)
def test_one_bar_more_never_opens_anything(bars: list[Bar], more: Bar, on: int) -> None:
    before = answer(decisions(bars), more[0], more[1], on)
    after = answer(decisions([*bars, more]), more[0], more[1], on)
    assert (before, after) != ("no", "yes")
    assert before != "no" or after == "no"


@given(BARS, st.lists(GRANT, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    bars: list[Bar], found: list[tuple[str, str, int, str | None, str | None]], mixed: random.Random
) -> None:
    rows = {"decisions": decisions(bars), "grants": grants(found)}
    shuffled = {name: mixed.sample(those, len(those)) for name, those in rows.items()}
    lines = [[t.line("zh") for t in commend(case(**r), 2018)] for r in (rows, shuffled)]
    assert lines[0] == lines[1]


@given(BARS, st.lists(GRANT, max_size=8))
def test_nobody_with_a_bar_on_the_day_is_listed_as_open(
    bars: list[Bar], found: list[tuple[str, str, int, str | None, str | None]]
) -> None:
    last = (day(364) - day(0)).days
    held = {(m, w) for m, w, f, n in bars if f <= last <= f + n}
    for told in commend(case(decisions=decisions(bars), grants=grants(found)), 2018):
        if told.part == "candidate" and told.verdict and told.verdict.answer == "yes":
            assert (
                not ({"commendation", "july_first"} & set(told.purpose))
                or ("award_bar", told.person) not in held
            )
            assert "promotion" not in told.purpose or ("promotion_bar", told.person) not in held


@given(BARS, st.lists(GRANT, max_size=8))
def test_only_what_was_given_before_the_decision_is_for_review_and_nothing_is_taken_back(
    bars: list[Bar], found: list[tuple[str, str, int, str | None, str | None]]
) -> None:
    rows, gave = decisions(bars), grants(found)
    decided = {r["id"]: r["decided_on"] for r in rows}
    on = {g["id"]: g["granted_on"] for g in gave}
    for told in commend(case(decisions=rows, grants=gave), 2018):
        if told.part == "review" and told.verdict and told.verdict.grants:
            assert told.verdict.answer == "judgement"
            assert all(on[g] < decided[b.decision.id] for g in told.verdict.grants for b in told.verdict.bars)


@given(st.integers(0, 5000), st.integers(1, 100))
def test_a_ceiling_and_a_minimum_are_those_of_whole_numbers(base: int, percent: int) -> None:
    share = Fraction(percent, 100)
    ceiling, floor = most(share, base), least(share, base)
    assert 100 * ceiling <= percent * base < 100 * (ceiling + 1)
    assert 100 * floor >= percent * base > 100 * (floor - 1)


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_the_share_of_july_is_ten_times_against_three_times(awards: list[bool]) -> None:
    rows: list[Row] = [
        {"id": f"x{n}", "kind": "july_first", "category": "party_member" if own else None, "person": "p0",
         "level": "county", "granted_on": day(181)}
        for n, own in enumerate(awards)
    ]  # fmt: skip
    told = next(
        t for t in commend(case(grants=rows), 2018) if t.what == "july_first_assistance_minimum_share"
    )
    assert (told.status == "met") == (10 * sum(awards) >= 3 * len(awards))


@given(BAR)
def test_a_bar_ends_by_itself_the_day_after_its_last(bar: Bar) -> None:
    measure, who, first, days = bar
    assert answer(decisions([bar]), measure, who, first + days) == "no"
    assert answer(decisions([bar]), measure, who, first + days + 1) == "yes"
