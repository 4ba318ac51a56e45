"""What cannot be filed, and that nothing filed is ever changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from tests.site.acting import Acting
from tests.site.household.files import BARE, CHILD, CLERK, FIRST, HEAD, NEXT, earn, filed
from tests.site.world import START, TODAY

from bangfu.errors import BangfuError
from bangfu.site.household.filing import file_version
from bangfu.site.household.models import Member, Version
from bangfu.site.roster.models import Household


class TestRefused:
    @pytest.mark.parametrize(("other", "said"), [
        ({"start": TODAY + timedelta(days=1)}, "household_not_yet"),
        ({"start": START - timedelta(days=1)}, "household_not_confirmed"),
        ({"members": (CHILD,)}, "household_needs_head"),
        ({"members": ()}, "household_needs_head"),
        ({"members": (HEAD, HEAD)}, "household_needs_head"),
    ])  # fmt: skip
    def test_a_version_that_cannot_be(self, acting: Acting, other: dict[str, Any], said: str) -> None:
        with pytest.raises(BangfuError, match=said):
            filed(acting, replace(FIRST, **other))
        with acting(CLERK):
            assert not Version.objects.filter(household=BARE).exists()
            assert not Member.objects.filter(version__household=BARE).exists()

    def test_a_second_one_without_a_reason(self, acting: Acting) -> None:
        filed(acting, FIRST)
        with pytest.raises(BangfuError, match="household_needs_reason"):
            filed(acting, replace(NEXT, note=" "))

    @pytest.mark.parametrize(
        "who", ["responsible_helper", "resident_cadre", "inspector", "county_leader", "unit_leader"]
    )
    def test_by_who_does_not_keep_the_roster(self, acting: Acting, who: str) -> None:
        with (
            pytest.raises(BangfuError, match="outside_your_area"),
            acting(who) as account,
        ):
            file_version(account, Household(pk=BARE), FIRST)

    @pytest.mark.parametrize("statement", [
        "update household_version set causes = '{}'", "delete from household_version", "delete from household_member",
        "update household_member set name = 'x'", "delete from household_income", "truncate household_version cascade",
    ])  # fmt: skip
    def test_any_change_of_what_was_recorded(
        self, acting: Acting, owner: psycopg.Connection, statement: str
    ) -> None:
        filed(acting, FIRST)
        earn(acting, 100)
        with pytest.raises(psycopg.DatabaseError, match=r"annot (update|delete|empty)|cannot truncate"):
            owner.execute(statement)  # type: ignore[arg-type]

    def test_a_member_that_comes_later(self, acting: Acting) -> None:
        pk = filed(acting, FIRST)
        with pytest.raises(DatabaseError, match="comes with its version"), acting(CLERK):
            Member.objects.create(version_id=pk, number=9, name="迟到", relation="child")

    def test_a_record_of_another_day_or_by_another(self, acting: Acting) -> None:
        for column, value in (("recorded_at", "2020-04-14 10:00+08"), ("recorded_by", "99-a-county_office")):
            row = {"recorded_at": f"{TODAY} 10:00+08", "recorded_by": f"99-a-{CLERK}"} | {column: value}
            with (
                pytest.raises(DatabaseError, match=r"today|row-level security"),
                acting(CLERK),
                connection.cursor() as cursor,
            ):
                cursor.execute(
                    "insert into household_version (id, household_id, start, why, note, address, rooms, causes, education,"
                    " medical, housing, water, wish, within, recorded_at, recorded_by) values ('99-v', %s, %s, 'confirmed', '',"
                    " '', '', '{}', '', '', '', '', '', 0, %s, %s)",
                    [BARE, TODAY, row["recorded_at"], row["recorded_by"]],
                )
