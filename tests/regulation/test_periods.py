"""Periods tile time; masks count days as plain date arithmetic does."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.model import PeriodName
from bangfu.regulation.periods import (
    EPOCH,
    Period,
    Window,
    day_number,
    month_days,
    month_number,
    period_holding,
    periods_between,
)

NAMES = get_args(PeriodName)
DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
names = st.sampled_from(NAMES)


def _days(first: date, stop: date) -> list[date]:
    return [first + DAY * n for n in range((stop - first).days)]


@given(names, days)
def test_a_period_holds_its_day_and_is_found_from_each_of_its_days(name: PeriodName, day: date) -> None:
    period = period_holding(name, day)
    assert period.start <= day <= period.last < period.stop
    assert {period_holding(name, d) for d in _days(period.start, period.stop)} == {period}
    assert period.days == len(_days(period.start, period.stop))


@given(names, days, st.integers(0, 800))
def test_periods_tile_time_without_gap_or_overlap(name: PeriodName, first: date, length: int) -> None:
    last = first + DAY * length
    found = periods_between(name, first, last)
    assert found[0] == period_holding(name, first)
    assert found[-1] == period_holding(name, last)
    assert all(one.stop == other.start for one, other in pairwise(found))


@given(names, days)
def test_there_is_no_period_between_a_day_and_the_day_before(name: PeriodName, day: date) -> None:
    assert periods_between(name, day, day - DAY) == []


@given(days)
def test_each_name_begins_where_the_calendar_says(day: date) -> None:
    starts = {name: period_holding(name, day).start for name in NAMES}
    assert starts["day"] == day
    assert starts["week"].isocalendar() == (*day.isocalendar()[:2], 1)
    assert starts["half_month"] == day.replace(day=1 if day.day <= 15 else 16)
    for name, months in (("month", 1), ("2_months", 2), ("quarter", 3), ("half_year", 6), ("year", 12)):
        assert starts[name] == date(day.year, (day.month - 1) // months * months + 1, 1)


@pytest.mark.parametrize(("month", "first"), [(1, 1), (2, 1), (3, 3), (4, 3), (11, 11), (12, 11)])
def test_two_months_begin_in_january(month: int, first: int) -> None:
    assert period_holding("2_months", date(2020, month, 9)).start == date(2020, first, 1)


def test_a_week_may_belong_to_two_years() -> None:
    assert period_holding("week", date(2019, 1, 1)) == Period(date(2018, 12, 31), date(2019, 1, 7))


@given(names, days)
def test_a_period_is_over_after_its_last_day(name: PeriodName, day: date) -> None:
    period = period_holding(name, day)
    assert not period.over(period.last)
    assert period.over(period.stop)


@given(
    days,
    st.integers(1, 30),
    st.lists(st.tuples(st.integers(-500, 1200), st.integers(0, 500)), min_size=1, max_size=5),
)
def test_masks_of_spans_hold_exactly_their_days(
    first: date, months: int, spans: list[tuple[int, int]]
) -> None:
    window = Window(month_number(first), months)
    inside = set(_days(EPOCH + DAY * int(window.starts[0]), EPOCH + DAY * int(window.starts[-1])))
    begin = np.array([day_number(first) + shift for shift, _ in spans])
    end = begin + np.array([length for _, length in spans])
    for masks, one, other in zip(window.spans(begin, end), begin.tolist(), end.tolist(), strict=True):
        wanted = inside & set(_days(EPOCH + DAY * one, EPOCH + DAY * (other + 1)))
        assert _unpack(window, masks) == wanted
        assert int(np.bitwise_count(masks).sum()) == len(wanted)


def _unpack(window: Window, masks: np.ndarray) -> set[date]:
    starts = window.starts.tolist()
    bits = (
        (column, bit) for column, mask in enumerate(masks.tolist()) for bit in range(32) if mask >> bit & 1
    )
    return {EPOCH + DAY * (starts[column] + bit) for column, bit in bits}


@given(names, days, st.integers(0, 24))
def test_the_pieces_of_a_period_are_its_days_in_the_window(name: PeriodName, day: date, before: int) -> None:
    period = period_holding(name, day)
    whole = Window(month_number(day) - 13, 27)
    assert sum(mask.bit_count() for _, mask in whole.pieces(period)) == period.days
    later = Window(month_number(day) - 12 + before, 2)
    edge, stop = (EPOCH + DAY * int(later.starts[n]) for n in (0, -1))
    inside = (min(stop, period.stop) - max(edge, period.start)).days
    assert sum(mask.bit_count() for _, mask in later.pieces(period)) == max(0, inside)


@given(days, days)
def test_a_window_holds_its_days_in_whole_months(one: date, other: date) -> None:
    start, last = sorted((one, other))
    window = Window.holding(start, last)
    assert day_number(start) >= int(window.starts[0])
    assert day_number(last) < int(window.starts[-1])
    lengths = [month_days(window.first + n) for n in range(window.count)]
    assert np.diff(window.starts).tolist() == lengths
    assert (window.span(start, last + DAY).astype(object) != 0).all()


def test_a_span_without_end_fills_the_window() -> None:
    window = Window(month_number(date(2020, 1, 1)), 3)
    assert window.span(date.min, date.max).tolist() == [2**31 - 1, 2**29 - 1, 2**31 - 1]
