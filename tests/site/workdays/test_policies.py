"""What the database itself lets nobody do to the calendar, whatever a view would send."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege
from tests.site.acting import Acting
from tests.site.workdays.conftest import Rows

from bangfu.errors import BangfuError
from bangfu.site.postgres import Cluster
from bangfu.site.web.roles import ROLES
from bangfu.site.workdays.changing import Setting, change
from bangfu.site.workdays.models import Day

DAY, A, B = date(2020, 5, 8), 990001000000, 990002000000
OFF = {DAY: Setting(workday=False, name="县庆")}
OTHERS = sorted(set(ROLES) - {"county_office"})


def refused(statement: str, *values: object) -> bool:
    """Whether the database says that this is not allowed."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


@pytest.mark.parametrize("role", OTHERS)
def test_who_does_not_keep_the_rules_adds_changes_and_removes_no_day(acting: Acting, role: str) -> None:
    with acting("county_office") as office:
        change(office, OFF, "县里通知")
    with acting(role):
        assert Day.objects.get().day == DAY  # everybody may look
        assert refused(
            "insert into workdays_day (day, workday, name, set_by, set_at, place_id)"
            " values ('2020-05-09', true, '', %s, now(), %s)",
            f"99-{role}",
            A,
        )
        assert Day.objects.update(workday=True) == 0
        assert Day.objects.all().delete()[0] == 0


def test_nobody_sees_no_day(acting: Acting, database: str) -> None:
    with acting("county_office") as office:
        change(office, OFF, "县里通知")
    assert not Day.objects.exists()


def test_an_office_sets_no_day_in_the_name_of_another_county_or_account(acting: Acting) -> None:
    for place, by in ((B, "99-county_office"), (A, "99-other_office"), (990001100000, "99-county_office")):
        with acting("county_office"):
            assert refused(
                "insert into workdays_day (day, workday, name, set_by, set_at, place_id)"
                " values ('2020-05-09', true, '', %s, now(), %s)",
                by,
                place,
            )


def test_a_day_that_one_county_set_is_changed_by_no_other(acting: Acting) -> None:
    with acting("county_office") as office:
        change(office, OFF, "县里通知")
    with acting("other_office") as other:
        assert Day.objects.update(workday=True) == 0
        assert Day.objects.all().delete()[0] == 0
        with pytest.raises(BangfuError) as told:
            change(other, {DAY: None}, "改回")
        assert [p.code for p in told.value.problems] == ["day_of_another_county"]
    with acting("resident_cadre"):
        assert Day.objects.get().workday is False


def test_history_is_only_added_to_and_keeps_what_was_removed(acting: Acting, rows: Rows) -> None:
    with acting("county_office") as office:
        change(office, OFF, "县里通知")
        change(office, {DAY: None}, "取消")
        assert refused("update workdays_dayevent set workday = true")
        assert refused("delete from workdays_dayevent")
    found = rows("select pgh_label, workday, pgh_context->>'reason' from workdays_dayevent order by pgh_id")
    assert found == [("insert", False, "县里通知"), ("delete", False, "取消")]


def test_the_judge_reads_days_and_sets_none(cluster: Cluster, database: str) -> None:
    with psycopg.connect(cluster.url("bangfu_judge", database)) as judge:
        assert judge.execute("select count(*) from workdays_day").fetchall() == [(0,)]
        with pytest.raises(InsufficientPrivilege):
            judge.execute("delete from workdays_day")


def test_a_change_tells_the_judge(acting: Acting, cluster: Cluster, database: str) -> None:
    with psycopg.connect(cluster.url("bangfu_judge", database), autocommit=True) as judge:
        judge.execute("listen bangfu_roster")
        with acting("county_office") as office:
            change(office, OFF, "县里通知")
        assert [n.channel for n in judge.notifies(timeout=10, stop_after=1)] == ["bangfu_roster"]
