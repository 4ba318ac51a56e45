"""The meter of two townships of the demo county: what is asked and what was spent, each figure with the list that it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.site.duties.conftest import SignIn

from bangfu.site.burden.costs import Time, time_of
from bangfu.site.burden.months import cut, first_of, last_of, window

Rows = Callable[..., list[tuple[Any, ...]]]
MONTH = "2020-10"
DAYS = st.dates(date(2015, 1, 1), date(2024, 12, 31))
ASKED = """select coalesce(sum(required * (least(period_end, '2020-10-31') - greatest(period_start, '2020-10-01') + 1)
        / (period_end - period_start + 1)), 0), count(*)
    from duties_verdict where status <> 'exempt' and unit <> 'share' and period_start <= '2020-10-31' and period_end >= '2020-10-01'
    and role = %s and duty not in ('households-per-helper')"""


@given(DAYS, DAYS)
def test_a_period_is_cut_into_months_without_rest(one: date, other: date) -> None:
    start, end = sorted((one, other))
    months = [first_of(end, back) for back in range((end.year - start.year + 1) * 12)]
    parts = dict(cut(start, end, months))
    assert sum(parts.values()) == 1
    assert set(parts) == {first_of(start)} | {m for m in months if start <= last_of(m) and m <= end}


def test_a_board_reaches_back_to_the_same_month_of_last_year() -> None:
    assert (window(date(2020, 3, 1))[0], window(date(2020, 3, 1))[-1]) == (date(2019, 3, 1), date(2020, 3, 1))


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ((), Time(unset=Fraction(4))),
        (("visit", "meeting"), Time(unset=Fraction(4))),
        (("visit",), Time(seconds=Fraction(720))),
        (("visit", "stay"), Time(seconds=Fraction(120))),
    ],
)  # fmt: skip
def test_no_minutes_are_made_up(kinds: tuple[str, ...], told: Time) -> None:
    assert time_of(Fraction(4), kinds, {"visit": 180, "stay": 30}) == told


@pytest.mark.parametrize(
    "asked", ["month=2031-01", "month=x", "place=x", "place=1", "role=nobody", "kind=' or 1=1"]
)
def test_nonsense_is_no_error(signed_in: SignIn, asked: str) -> None:
    for page in ("", "asked/", "spent/"):
        assert signed_in("county_office").get(f"/burden/{page}?{asked}").status_code == 200


def test_what_is_asked_is_what_the_verdicts_require_cut_to_the_month(signed_in: SignIn, rows: Rows) -> None:
    board = signed_in("county_office").get(f"/burden/?month={MONTH}").context
    for row in board["rows"]:
        ((entries, number),) = rows(ASKED, row.role)
        assert float(row.asked.entries) == pytest.approx(entries), row.role
        assert row.asked.count in (number, 0), row.role


def test_what_was_spent_is_every_entry_once(signed_in: SignIn) -> None:
    board = signed_in("county_office").get(f"/burden/?month={MONTH}").context
    asked = "/ledger/?since=2020-10-01&until=2020-10-31&state=standing"
    number = signed_in("county_office").get(asked).context["page"].paginator.count
    assert board["spent"].entries == number == sum(row.spent.entries for row in board["rows"])


def test_a_figure_leads_to_the_list_that_it_counts(signed_in: SignIn) -> None:
    office = signed_in("county_office")
    for row in office.get(f"/burden/?month={MONTH}").context["rows"]:
        spent = office.get(f"/burden/spent/?month={MONTH}&role={row.role}").context
        assert spent["total"] == row.spent.entries == spent["page"].paginator.count
        asked = office.get(f"/burden/asked/?month={MONTH}&role={row.role}").context
        assert asked["total"].entries == row.asked.entries == sum(one.sum.entries for one in asked["sources"])


def test_the_duties_behind_a_rule_are_as_many_as_its_line_says(signed_in: SignIn) -> None:
    office = signed_in("county_office")
    page = office.get(f"/burden/asked/?month={MONTH}&role=responsible_helper")
    assert page.context["sources"]
    for one in page.context["sources"]:
        regulation, duty = one.key
        link = (
            f"/duties/?duty={regulation}:{duty}&role={one.role}&period={MONTH}&status=met&status=open&status=unmet&status=judgement"
        )  # fmt: skip
        assert link.replace("&", "&amp;") in page.content.decode()
        assert office.get(link).context["page"].paginator.count == one.sum.count


def test_each_sees_the_own_burden(signed_in: SignIn, rows: Rows) -> None:
    board = signed_in("responsible_helper").get(f"/burden/?month={MONTH}").context
    mine = "person_id = (select person_id from web_account where username = 't-responsible_helper')"
    ((number,),) = rows(
        f"select count(*) from ledger_entry where {mine} and \"on\" between '2020-10-01' and '2020-10-31'"
    )
    assert board["spent"].entries == number and all(row.role for row in board["rows"])
    entries = sum(rows(f"{ASKED} and {mine}", row.role)[0][0] for row in board["rows"])
    assert float(board["asked"].entries) == pytest.approx(entries)


def test_a_place_is_a_part_of_the_whole(signed_in: SignIn) -> None:
    office = signed_in("county_office")
    whole = office.get(f"/burden/?month={MONTH}").context
    parts = [office.get(f"/burden/?month={MONTH}&place={code}").context for code, _name in whole["places"]]
    assert len(parts) == 2 and all(0 < part["spent"].entries < whole["spent"].entries for part in parts)


def test_minutes_stand_where_the_county_set_them(signed_in: SignIn) -> None:
    office = signed_in("county_office")
    before = office.get(f"/burden/spent/?month={MONTH}&role=responsible_helper").context["kinds"]
    assert all(one.time.unset == one.entries for _kind, one in before)
    said = {"what": "household_visit", "minutes": "2.5", "start": "2020-10-01", "why": "掐表"}
    assert office.post("/burden/costs/cost/", said).status_code == 302
    after = dict(office.get(f"/burden/spent/?month={MONTH}&role=responsible_helper").context["kinds"])
    visits = after.pop("household_visit")
    assert visits.time == Time(seconds=visits.entries * 150)
    assert all(one.time.unset == one.entries for one in after.values())
    september = dict(office.get("/burden/spent/?month=2020-09&role=responsible_helper").context["kinds"])
    assert not september["household_visit"].time.seconds


def test_only_the_office_sets_minutes(signed_in: SignIn) -> None:
    said = {"what": "household_visit", "minutes": "0.1", "start": "2020-10-01", "why": "掐表"}
    for role in ("township_clerk", "county_leader", "responsible_helper"):
        assert signed_in(role).post("/burden/costs/cost/", said).status_code == 403


def test_ledger_and_verdicts_are_asked_once_each_and_kept(signed_in: SignIn) -> None:
    office, asked = signed_in("county_office"), list[tuple[int, int]]()
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            office.get(f"/burden/?month={MONTH}")
        told = [query["sql"] for query in seen.captured_queries]
        asked.append(
            (
                sum("from ledger_entry" in sql for sql in told),
                sum('SUM("duties_verdict"' in sql for sql in told),
            )
        )
    assert asked == [(1, 1), (0, 0)]
