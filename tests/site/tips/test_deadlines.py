"""How long a tip may stay in a state, and what is told of what stayed longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.ledger.conftest import TODAY
from tests.site.tips.conftest import AT, COUNTY, TOWN, TWO, Brought, Taken

from bangfu.site.tips.deadlines import limits, limits_of, shipped
from bangfu.site.tips.models import Limit, State, Tip, Way

Browser = Callable[[str], Client]
DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))


def row(state: str, days: int, start: date) -> Limit:
    return Limit(state=state, days=days, start=start)


class TestSpans:
    def test_what_comes_along_holds_where_nothing_was_set(self) -> None:
        known = limits_of([])
        assert {s: known.days(s, TODAY) for s in State.values} == dict.fromkeys(State.values) | shipped()

    def test_what_has_begun_keeps_the_limit_it_began_with(self) -> None:
        known = limits_of([row("assigned", 5, date(2020, 5, 1))])
        assert known.days("assigned", date(2020, 4, 30)) == shipped()["assigned"]
        assert known.days("assigned", date(2020, 5, 1)) == 5

    def test_of_two_words_for_one_day_the_later_holds(self) -> None:
        known = limits_of([row("received", 9, TODAY), row("received", 2, TODAY)])
        assert known.days("received", TODAY) == 2

    @given(st.lists(st.tuples(DAYS, st.integers(1, 60)), max_size=5, unique_by=lambda t: t[0]), DAYS)
    def test_on_each_day_the_last_word_before_it_holds(self, said: list[tuple[date, int]], day: date) -> None:
        before = sorted(s for s in said if s[0] <= day)
        known = limits_of([row("answered", days, start) for start, days in said])
        assert known.days("answered", day) == (before[-1][1] if before else shipped()["answered"])


class TestOverdue:
    @pytest.mark.parametrize(("late", "found"), [(0, False), (1, True)])
    def test_a_tip_is_late_from_the_day_after_its_last(
        self, taken: Taken, acting: Acting, browser: Browser, late: int, found: bool
    ) -> None:
        taken(on=TODAY - timedelta(days=shipped()["received"] + late))
        with acting("tip_reception"):
            assert Tip.objects.filter(limits().overdue(TODAY)).exists() == found
            [tip] = Tip.objects.all()
            due = limits().due(tip)
            assert due is not None
            assert (due < TODAY) == found
        page = browser("tip_reception").get("/tips/").content.decode()
        assert f"超过期限 {int(found)} 件" in page
        assert ("pill state-unmet" in page) == found

    def test_the_list_and_the_tip_agree_whatever_was_set(self, taken: Taken, acting: Acting) -> None:
        for back in range(12):
            taken(on=TODAY - timedelta(days=back))
        with acting("inspection_office") as account:
            for start, days in ((4, 2), (8, 9)):
                Limit.objects.create(
                    county_id=COUNTY, state="received", days=days, start=TODAY - timedelta(days=start),
                    set_by=account.pk, set_at=AT,
                )  # fmt: skip
        with acting("tip_reception"):
            known = limits()
            late = set(Tip.objects.filter(known.overdue(TODAY)).values_list("pk", flat=True))
            assert late == {t.pk for t in Tip.objects.all() if (known.due(t) or TODAY) < TODAY}
            assert len(late) == 5  # three of the days 4 to 8, at nine days; those before, at three


class TestSetting:
    def test_only_from_today_on(self, browser: Browser) -> None:
        office = browser("inspection_office")
        form = {"state": "received", "days": "7", "start": (TODAY - timedelta(days=1)).isoformat()}
        assert office.post("/tips/limits/", form).status_code == 422
        assert (
            office.post("/tips/limits/", form | {"state": "closed", "start": TODAY.isoformat()}).status_code
            == 422
        )

    def test_it_is_kept_with_who_set_it(self, browser: Browser) -> None:
        office = browser("inspection_office")
        form = {"state": "received", "days": "7", "start": TODAY.isoformat()}
        assert office.post("/tips/limits/", form).status_code == 302
        page = office.get("/tips/limits/").content.decode()
        assert "出厂 3 天" in page
        assert "inspection_office" in page

    @pytest.mark.parametrize("who", ["tip_reception", "county_office", "inspector", "other_reception"])
    def test_nobody_else_sets_one(self, acting: Acting, browser: Browser, who: str) -> None:
        assert browser(who).get("/tips/limits/").status_code == 403
        with acting(who) as account, pytest.raises(DatabaseError), transaction.atomic():
            Limit.objects.create(
                county_id=COUNTY, state="received", days=99, start=TODAY, set_by=account.pk, set_at=AT
            )


class TestTheList:
    def test_it_is_narrowed_by_state_place_way_and_lateness(
        self, taken: Taken, brought: Brought, browser: Browser
    ) -> None:
        old, new = taken(on=TODAY - timedelta(days=9)), taken(way=Way.LETTER, place=TWO)
        county, done = taken(way=Way.VISIT, place=COUNTY), brought("closed")
        asked = {
            "": {old, new, county}, "state=all": {old, new, county, done}, "state=closed": {done}, "state=nonsense": {old, new, county},
            "way=letter": {new}, "overdue=1": {old}, f"place={TOWN}": {old, new}, "place=x": {old, new, county}, "state=answered": set(),
        }  # fmt: skip
        reception = browser("tip_reception")
        for query, wanted in asked.items():
            page = reception.get(f"/tips/?{query}")
            assert {r.tip.pk for r in page.context["rows"]} == {sent.pk for sent in wanted}, query
