"""The file of a household: only added to, one answer for every day, and for every day on which it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.rectification.conftest import Acting
from tests.site.world import OWN, START, TODAY

from bangfu.errors import BangfuError
from bangfu.site.household.filing import Draft, enter_incomes, file_version
from bangfu.site.household.models import Member, Version
from bangfu.site.household.reading import as_of, incomes, twice, versions
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Household

CLERK = "township_clerk"
HEAD = {"name": "示例户主", "relation": "head", "id_number": "990101196001011234", "birth": date(1960, 1, 1)}
CHILD = {"name": "示例子女", "relation": "child", "ability": "full", "will": "yes"}
FIRST = Draft(TODAY, "confirmed", "", {"causes": ["illness", "skill"], "housing": "no"}, (HEAD, CHILD))
NEXT = replace(FIRST, why="changed", note="子女外出务工，入户核实")


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found


def filed(acting: Acting, draft: Draft, who: str = CLERK) -> str:
    with acting(who) as account:
        return file_version(account, Household.objects.get(pk=OWN.id("household")), draft).pk


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
            assert not Version.objects.filter(household=OWN.id("household")).exists()
            assert not Member.objects.exists()

    def test_a_second_one_without_a_reason(self, acting: Acting) -> None:
        filed(acting, FIRST)
        with pytest.raises(BangfuError, match="household_needs_reason"):
            filed(acting, replace(NEXT, note=" "))

    @pytest.mark.parametrize(
        "who", ["responsible_helper", "resident_cadre", "inspector", "county_leader", "unit_leader"]
    )
    def test_by_who_does_not_keep_the_roster(self, acting: Acting, who: str) -> None:
        with pytest.raises(DatabaseError, match=r"row-level security|does not exist"), acting(who) as account:
            file_version(account, Household(pk=OWN.id("household")), FIRST)

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
                    [OWN.id("household"), TODAY, row["recorded_at"], row["recorded_by"]],
                )


def earn(acting: Acting, cents: int, **other: Any) -> None:
    row = {"year": 2019, "kind": "wage", "stage": "actual", "cents": cents, "evidence": "工资流水"} | other
    with acting(CLERK) as account:
        enter_incomes(account, Household.objects.get(pk=OWN.id("household")), [row])


class TestADay:
    def test_before_the_first_version_has_none(self, acting: Acting) -> None:
        filed(acting, FIRST)
        with acting(CLERK):
            assert as_of(OWN.id("household"), TODAY - timedelta(days=1)) is None

    def test_is_told_as_it_was_known(self, acting: Acting, owner: psycopg.Connection) -> None:
        """What was put right later holds for the day, and not for whoever knew nothing of it yet."""
        first, wrong, right = TODAY - timedelta(days=20), TODAY - timedelta(days=10), TODAY
        load(owner, "v1", first, first)
        load(owner, "v2", wrong, wrong)
        load(owner, "v3", wrong, right)
        with acting(CLERK):
            asked = {
                (day, known): getattr(as_of(OWN.id("household"), day, known), "pk", None)
                for day in (first, wrong, right) for known in (first - timedelta(days=1), first, wrong, right, None)
            }  # fmt: skip
        assert {k for k, v in asked.items() if v is None} == {
            (d, first - timedelta(days=1)) for d in (first, wrong, right)
        }
        assert {asked[first, k] for k in (first, wrong, right, None)} == {"v1"}
        assert [asked[wrong, k] for k in (first, wrong, right, None)] == ["v1", "v2", "v3", "v3"]
        assert [asked[right, k] for k in (first, wrong, right, None)] == ["v1", "v2", "v3", "v3"]

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(made=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
    def test_has_one_answer_however_versions_come(
        self, acting: Acting, owner: psycopg.Connection, made: list[tuple[int, int]]
    ) -> None:
        """GI-14: no gap after the first day, and never two answers, whatever is recorded in which order."""
        first, household = TODAY - timedelta(days=40), next(_households)
        owner.execute(
            "insert into roster_household select (jsonb_populate_record(h, jsonb_build_object('id', %s::text))).*"
            " from roster_household h where id = %s",
            [household, OWN.id("household")],
        )
        rows = [(first + timedelta(days=s), first + timedelta(days=r)) for s, r in made]
        for number, (start, recorded) in enumerate(rows):
            load(owner, f"{household}-{number}", start, recorded, household, number)
        days = [first + timedelta(days=offset) for offset in (0, 7, 14, 21, 40)]
        with acting(CLERK):
            for day in days:
                for known in days:
                    answer = as_of(household, day, known)
                    assert (answer and answer.pk) == plainly(household, rows, day, known)


_households = (f"99-h{number}" for number in count())


def plainly(household: str, rows: list[tuple[date, date]], day: date, known: date) -> str | None:
    """The version that holds, by a second reading of the rule."""
    best: tuple[date, date, int] | None = None
    for number, (start, recorded) in enumerate(rows):
        if start <= day and recorded <= known and (best is None or (start, recorded, number) > best):
            best = (start, recorded, number)
    return f"{household}-{best[2]}" if best else None


def load(
    owner: psycopg.Connection, pk: str, start: date, recorded: date, household: str = "", second: int = 0
) -> None:
    """A version that was recorded elsewhere, on an earlier day."""
    with owner.transaction():
        owner.execute(
            "insert into household_version (id, household_id, start, why, note, address, rooms, causes, education, medical,"
            " housing, water, wish, within, recorded_at, recorded_by) values (%s, %s, %s, 'changed', '载入', '', '', '{}',"
            " '', '', '', '', '', 0, %s, 'loader')",
            [pk, household or OWN.id("household"), start, f"{recorded} 10:00:{second:02}+08"],
        )
        owner.execute(
            "insert into household_member (version_id, number, key, name, letters, relation, id_number, mark, ability, will)"
            " values (%s, 1, 'm', '示例', 'sl', 'head', '', '', '', '')",
            [pk],
        )


class TestIncome:
    def test_earned_in_a_year_to_come_is_refused(self, acting: Acting) -> None:
        with pytest.raises(BangfuError, match="household_not_yet"):
            earn(acting, 100, year=TODAY.year + 1)

    def test_expected_is_never_added_to_what_was_earned(self, acting: Acting) -> None:
        earn(acting, 1_000_000)
        earn(acting, 500_000, kind="business", stage="expected")
        earn(acting, 1_200_050)  # put right: takes the place of the first
        with acting(CLERK):
            (year,) = incomes(OWN.id("household"))
        assert (year.total, year.expected) == (1_200_050, {"business": 500_000})


class TestOnePerson:
    def test_in_two_households_is_found_by_the_number_and_not_by_the_name(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        owner.execute(
            'insert into roster_household select (jsonb_populate_record(h, \'{"id": "99-twin"}\')).* from roster_household h'
            " where id = %s",
            [OWN.id("household")],
        )
        filed(acting, FIRST)
        with acting(CLERK) as account:
            alike = replace(
                FIRST,
                members=({"name": "示例户主", "relation": "head"}, {**CHILD, "id_number": HEAD["id_number"]}),
            )
            file_version(account, Household.objects.get(pk="99-twin"), alike)
        with acting(CLERK):
            last = versions(OWN.id("household"))[0]
            found = twice(last.members.all())
        assert [v.household_id for (v,) in found.values()] == ["99-twin"]

    def test_is_sealed_in_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        filed(acting, FIRST)
        row = owner.execute("select id_number, mark from household_member where relation = 'head'").fetchone()
        assert row is not None
        assert b"990101" not in bytes(row[0])
        assert "990101" not in row[1]


class TestThePages:
    def test_a_clerk_files_and_reads_it(self, browser: Client, acting: Acting) -> None:
        clerk, base = browser(CLERK), f"/households/{OWN.id('household')}/file/"  # type: ignore[operator]
        assert "还没有建档" in clerk.get(base).content.decode()
        members = {
            "members-TOTAL_FORMS": "3",
            "members-INITIAL_FORMS": "0",
            "members-0-name": "示例户主",
            "members-0-relation": "head",
        }
        answer = clerk.post(
            f"{base}new/", {"start": str(TODAY), "why": "confirmed", "cause": "illness", **members}
        )
        assert answer.status_code == 302, answer.content.decode()
        page = clerk.get(base).content.decode()
        assert "因病" in page
        assert "示例户主" not in page  # masked for who does not know the household
        assert "示**" in page

    @pytest.mark.parametrize("who", ["responsible_helper", "inspector"])
    def test_others_read_and_may_not_file(self, browser: Client, who: str) -> None:
        own = browser(who)  # type: ignore[operator]
        assert own.get(f"/households/{OWN.id('household')}/file/").status_code == 200
        assert own.get(f"/households/{OWN.id('household')}/file/new/").status_code == 403
