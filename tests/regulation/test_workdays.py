"""Official workdays: holidays, make-up days, and a table that corrects them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.periods import Window
from bangfu.regulation.workdays import WorkCalendar

KNOWN = {2017: 249, 2018: 250, 2019: 250, 2020: 249, 2025: 248, 2026: 248}
UNKNOWN = 2058
DAY = timedelta(days=1)


@pytest.mark.parametrize(("year", "count"), KNOWN.items())
def test_the_official_workdays_of_a_year(year: int, count: int) -> None:
    assert WorkCalendar().count(date(year, 1, 1), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        (date(2020, 1, 23), True),
        (date(2020, 1, 24), False),  # New Year's Eve of the lunar calendar
        (date(2020, 1, 31), False),  # the holiday was prolonged that year
        (date(2019, 9, 29), True),  # a Sunday worked to make up for the holiday that follows
        (date(2019, 10, 1), False),
        (date(2019, 10, 12), True),
        (date(2018, 6, 18), False),
        (date(2018, 6, 23), False),
    ],
)
def test_holidays_and_make_up_days(day: date, workday: bool) -> None:
    assert WorkCalendar().is_workday(day) is workday


@given(st.dates(date(2017, 1, 1), date(2020, 12, 31)), st.integers(0, 200))
def test_counting_and_masks_agree_with_asking_each_day(first: date, length: int) -> None:
    calendar, last = WorkCalendar(), first + DAY * length
    each = sum(calendar.is_workday(first + DAY * n) for n in range(length + 1))
    window = Window.holding(first, last)
    masks = calendar.masks(window) & window.span(first, last + DAY)
    assert calendar.count(first, last) == each == int(np.bitwise_count(masks).sum())


@given(st.dictionaries(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.booleans(), max_size=20))
def test_corrections_win_over_the_library(corrections: dict[date, bool]) -> None:
    plain, corrected = WorkCalendar(), WorkCalendar(corrections)
    change = sum(now - plain.is_workday(day) for day, now in corrections.items())
    assert corrected.count(date(2019, 1, 1), date(2019, 12, 31)) == 250 + change
    assert all(corrected.is_workday(day) is now for day, now in corrections.items())


def test_a_year_nobody_has_settled_is_not_guessed() -> None:
    calendar = WorkCalendar({date(UNKNOWN, 5, 1): False})
    assert not calendar.knows(UNKNOWN)
    assert calendar.knows(2020)
    with pytest.raises(LookupError, match=str(UNKNOWN)):
        calendar.is_workday(date(UNKNOWN, 5, 2))


def test_a_year_that_corrections_settle_whole_is_known() -> None:
    first = date(UNKNOWN, 1, 1)
    year = [first + DAY * n for n in range(365)]
    calendar = WorkCalendar({d: d.weekday() < 5 for d in year})
    assert calendar.knows(UNKNOWN)
    assert calendar.count(year[0], year[-1]) == sum(d.weekday() < 5 for d in year)


def test_a_leap_year_lacking_one_day_is_not_settled() -> None:
    days = {date(2060, 1, 1) + DAY * n: True for n in range(365)}
    assert not WorkCalendar(days).knows(2060)
    assert WorkCalendar(days | {date(2060, 12, 31): False}).knows(2060)


def test_two_thirds_of_250_is_at_least_167() -> None:
    assert min(days for days in range(251) if days * 3 >= 2 * 250) == 167
