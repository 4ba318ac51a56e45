"""Quiet hours, by properties: nothing is sent in them, and nothing waits longer than it must."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.clock import SHANGHAI
from bangfu.site.notices.quiet import Quiet

HOURS = st.times().map(lambda t: t.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2026, 12, 1), timezones=st.just(SHANGHAI))
QUIETS = st.builds(Quiet, HOURS, HOURS, st.booleans())


@given(QUIETS, MOMENTS)
def test_what_is_sent_is_sent_outside_them(quiet: Quiet, moment: datetime) -> None:
    sent = quiet.over(moment)
    assert sent >= moment
    assert not quiet.holds(sent)


@given(QUIETS, MOMENTS)
def test_nothing_waits_while_it_could_be_sent(quiet: Quiet, moment: datetime) -> None:
    sent = quiet.over(moment)
    assert sent == moment or not any(
        not quiet.holds(between)
        for hours in range(int((sent - moment) / timedelta(minutes=7)))
        if (between := moment + timedelta(minutes=7 * hours)) < sent
    )


@given(QUIETS, MOMENTS)
def test_waiting_twice_is_waiting_once(quiet: Quiet, moment: datetime) -> None:
    assert quiet.over(quiet.over(moment)) == quiet.over(moment)


@given(HOURS, MOMENTS)
def test_the_same_hour_twice_is_no_quiet(hour: time, moment: datetime) -> None:
    assert Quiet(hour, hour, rest_days=False).over(moment) == moment


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_evening_before_the_national_holiday_waits_until_it_is_over() -> None:
    assert Quiet().over(at("2020-09-30T21:00")) == at("2020-10-09T08:00")


def test_a_make_up_saturday_is_a_workday() -> None:
    assert Quiet().over(at("2020-10-10T09:00")) == at("2020-10-10T09:00")


def test_of_a_year_without_a_calendar_weekends_are_known() -> None:
    assert Quiet().over(at("2090-01-07T09:00")) == at("2090-01-09T08:00")


def test_an_official_correction_is_heard() -> None:
    year = date(2090, 1, 1)
    days = {year + timedelta(days=n): n != 8 for n in range(365)}
    quiet = Quiet(calendar=WorkCalendar(days))
    assert quiet.over(at("2090-01-09T09:00")) == at("2090-01-10T08:00")
    assert quiet.over(at("2090-01-07T09:00")) == at("2090-01-07T09:00")
