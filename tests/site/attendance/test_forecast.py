"""The pace so far, carried to the end of the period."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.attendance.forecast import Forecast, forecasts
from bangfu.site.duties.rows import Row

CALENDAR = WorkCalendar()
START, END = date(2020, 1, 1), date(2020, 12, 31)


def row(day: date, done: float, asked: float | None, unit: str = "workdays", status: str = "open") -> Row:
    verdict = SimpleNamespace(
        period_start=START, period_end=END, achieved=done, required=asked, unit=unit, status=status
    )
    return cast(Row, cast(Any, SimpleNamespace(verdict=verdict, as_of=day)))


def one(*args: Any, **more: Any) -> Forecast:
    [found] = forecasts([row(*args, **more)], CALENDAR)
    return found


def test_what_is_settled_or_counts_no_days_has_no_forecast() -> None:
    day = date(2020, 11, 20)
    assert (
        forecasts([row(day, 3, 4, "times"), row(day, 3, None), row(day, 200, 220, status="met")], CALENDAR)
        == []
    )


def test_the_figures_of_a_year() -> None:
    found = one(date(2020, 11, 20), 203, 220)  # 220 workdays passed, 29 are left
    assert (found.expected, found.lacking, found.left) == (229, 17, 29)
    assert not found.is_out_of_reach
    late = one(date(2020, 11, 20), 180, 220)
    assert late.is_out_of_reach


@given(st.integers(0, 365), st.integers(0, 366), st.integers(1, 366), st.sampled_from(["days", "workdays"]))
def test_it_never_expects_less_than_was_done_nor_more_than_there_are_days(
    passed: int, done: int, asked: int, unit: str
) -> None:
    day = START + timedelta(days=passed)
    found = forecasts([row(day, min(done, passed + 1), asked, unit)], CALENDAR)
    for f in found:
        assert f.done <= f.expected
        assert f.left >= 0
        assert f.lacking == max(0, f.asked - f.done)
        if unit == "days":
            assert f.expected <= 366
        if f.left == 0:
            assert f.expected == f.done
