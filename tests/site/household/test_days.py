"""One answer for every day, and for every day on which it is asked; incomes; one person in two households."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.household.files import BARE, CHILD, CLERK, FIRST, HEAD, copied, earn, filed, load
from tests.site.world import TODAY

from bangfu.errors import BangfuError
from bangfu.site.household.filing import file_version
from bangfu.site.household.reading import as_of, incomes, twice, versions
from bangfu.site.roster.models import Household


class TestADay:
    def test_before_the_first_version_has_none(self, acting: Acting) -> None:
        filed(acting, FIRST)
        with acting(CLERK):
            assert as_of(BARE, TODAY - timedelta(days=1)) is None

    def test_is_told_as_it_was_known(self, acting: Acting, owner: psycopg.Connection) -> None:
        """What was put right later holds for the day, and not for whoever knew nothing of it yet."""
        first, wrong, right = TODAY - timedelta(days=20), TODAY - timedelta(days=10), TODAY
        load(owner, "v1", first, first)
        load(owner, "v2", wrong, wrong)
        load(owner, "v3", wrong, right)
        with acting(CLERK):
            asked = {
                (day, known): getattr(as_of(BARE, day, known), "pk", None)
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
        copied(owner, household)
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


class TestIncome:
    def test_earned_in_a_year_to_come_is_refused(self, acting: Acting) -> None:
        with pytest.raises(BangfuError, match="household_not_yet"):
            earn(acting, 100, year=TODAY.year + 1)

    def test_expected_is_never_added_to_what_was_earned(self, acting: Acting) -> None:
        earn(acting, 1_000_000)
        earn(acting, 500_000, kind="business", stage="expected")
        earn(acting, 1_200_050)  # put right: takes the place of the first
        with acting(CLERK):
            (year,) = incomes(BARE)
        assert (year.total, year.expected) == (1_200_050, {"business": 500_000})


class TestOnePerson:
    def test_in_two_households_is_found_by_the_number_and_not_by_the_name(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        copied(owner, "99-twin")
        filed(acting, FIRST)
        with acting(CLERK) as account:
            alike = replace(
                FIRST,
                members=({"name": "示例户主", "relation": "head"}, {**CHILD, "id_number": HEAD["id_number"]}),
            )
            file_version(account, Household.objects.get(pk="99-twin"), alike)
        with acting(CLERK):
            last = versions(BARE)[0]
            found = twice(last.members.all())
        assert [v.household_id for (v,) in found.values()] == ["99-twin"]

    def test_is_sealed_in_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        filed(acting, FIRST)
        row = owner.execute("select id_number, mark from household_member where relation = 'head'").fetchone()
        assert row is not None
        assert b"990101" not in bytes(row[0])
        assert "990101" not in row[1]
