"""One calendar everywhere: the judge, the exported case, the register and the quiet hours say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.test import Client
from tests.site.duties.conftest import cluster, database, judge, rows, signed_in  # noqa: F401
from tests.site.duties.test_agreement import OF_THE_TABLE, told

import bangfu
from bangfu.facts.reading import read_case
from bangfu.facts.writing import write_case
from bangfu.site.attendance.register import Month
from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.exchange import take
from bangfu.site.exchange.load import load
from bangfu.site.exchange.scoped import case_for
from bangfu.site.notices.choices import quiet_of
from bangfu.site.notices.models import Choice
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter
from bangfu.site.workdays.changing import Setting, change
from bangfu.verdict.lines import lines

Rows = Callable[..., list[tuple[Any, ...]]]
FIRST, LAST = date(2020, 3, 1), date(2020, 10, 31)


def set_off(role: str = "county_office") -> None:
    """Eight months without a workday: nobody reaches the 220 that gansu-2019-33 asks for."""
    with transaction.atomic():
        account = enter(f"99-{role}")
        assert account is not None
        days = (FIRST.toordinal() + n for n in range((LAST - FIRST).days + 1))
        change(account, {date.fromordinal(d): Setting(workday=False, name="停工") for d in days}, "试一试")


def exported(cluster: Cluster, database: str, folder: Path) -> list[tuple[Any, ...]]:  # noqa: F811
    case = take.case_at(cluster.url("bangfu_judge", database))
    return [told(x) for x in lines(bangfu.evaluate(write_case(case, folder / "case"), STANDS_ON), "zh")]


def test_a_corrected_day_moves_the_verdict_and_the_exported_case_agrees(
    cluster: Cluster,  # noqa: F811
    database: str,  # noqa: F811
    tmp_path: Path,
    rows: Rows,  # noqa: F811
    judge: Judge,  # noqa: F811
) -> None:
    achieved = "select number, achieved from duties_verdict where duty = 'resident-workdays' order by 1"
    before = rows(achieved)
    assert any(n > 100 for _, n in before)
    set_off()
    judge.open()  # as it does when the database tells it
    after = rows(achieved)
    assert len(after) == len(before)
    assert any(now < then for (_, now), (_, then) in zip(after, before, strict=True))
    assert max(n for _, n in after) < 100
    kept = rows(OF_THE_TABLE)
    assert sorted(map(repr, kept)) == sorted(map(repr, exported(cluster, database, tmp_path)))


def test_a_case_keeps_its_calendar_through_files_and_a_database(
    cluster: Cluster,  # noqa: F811
    database: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    set_off()
    folder = write_case(take.case_at(cluster.url("bangfu_judge", database)), tmp_path / "case")
    said = (folder / "calendar.csv").read_text("utf-8").splitlines()
    assert said[:2] == ["date,workday,name", '2020-03-02,"no","停工"']
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "calendar.csv").write_text("\n".join(said), "utf-8")
    (tmp_path / "away" / "places.csv").write_text("code,name,level\n990003,丙县,county\n", "utf-8")
    case, at = read_case(tmp_path / "away"), datetime.combine(STANDS_ON, time(8), SHANGHAI)
    days = "select day, workday, name from workdays_day order by 1"
    with psycopg.connect(cluster.url("bangfu_owner", database), autocommit=True) as owner:
        expected = owner.execute(days).fetchall()
        owner.execute("update workdays_day set workday = true where day = '2020-04-01'")
        with pytest.raises(psycopg.errors.UniqueViolation):  # another county has that day otherwise
            load(owner, case, at, "test")
        owner.execute("delete from workdays_day where day <= '2020-04-01'")
        load(owner, case, at, "test")  # the days that stand there as the case has them stay
        assert owner.execute(days).fetchall() == expected
        places = owner.execute("select place_id, set_by from workdays_day where day = '2020-03-02'")
        assert places.fetchall() == [(990003000000, "test")]


def test_the_register_the_month_and_the_quiet_hours_follow(
    database: str,  # noqa: F811
    signed_in: Callable[..., Client],  # noqa: F811
    judge: Judge,  # noqa: F811
) -> None:
    set_off()
    with transaction.atomic():
        assert enter("99-resident_cadre") is not None
        assert Month(date(2020, 4, 1)).workdays == 0
        moment = datetime(2020, 4, 1, 9, tzinfo=SHANGHAI)  # a Wednesday
        assert quiet_of(Choice()).holds(moment)
        assert not quiet_of(Choice()).holds(moment.replace(year=2019))
    page = signed_in("resident_cadre").get("/attendance/", {"month": "2020-04"}, follow=True)
    assert all(day["rest"] for week in page.context["weeks"] for day in week)


def test_the_home_of_the_office_asks_for_a_year_that_nobody_knows(
    monkeypatch: pytest.MonkeyPatch,
    signed_in: Callable[..., Client],  # noqa: F811
    judge: Judge,  # noqa: F811
) -> None:
    link = "/workdays/?year=2027"
    assert link not in signed_in("county_office").get("/home/area/").content.decode()
    monkeypatch.setattr("bangfu.site.duties.views.homes.unknown_years", lambda: [2027])
    assert link in signed_in("county_office").get("/home/area/").content.decode()
    assert link not in signed_in("township_clerk").get("/home/area/").content.decode()


def test_the_case_of_the_api_holds_it(database: str) -> None:  # noqa: F811
    set_off()
    with transaction.atomic():
        account = enter("99-resident_cadre")
        assert account is not None
        assert case_for(account)["calendar"].num_rows > 100
