"""The notice of projects as the public reads it: of counties that chose so, what was established, and nobody in it."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from tests.site.conftest import Quick
from tests.site.fund.steps import COUNTY, OFFICE, TODAY, Steps, paper
from tests.site.reading import words_of
from tests.site.world import FAR, NEAR, OWN

from bangfu.site.fund import booking
from bangfu.site.fund.models import Project
from bangfu.site.fund.notice import disclosed, notice
from bangfu.site.fund.sums import sums_of

OTHER = FAR.village // 10**6 * 10**6
PAGE = f"/open/{COUNTY}/projects/"
Owner = psycopg.Connection


@pytest.fixture
def opened(owner: Owner) -> Owner:
    """County a shows its projects to the public."""
    owner.execute("update disclosure_setting set shows_projects = true where county_id = %s", [COUNTY])
    owner.commit()
    return owner


def page(address: str = PAGE, **headers: str) -> str:
    answer = Quick().get(address, **headers)
    assert answer.status_code == 200
    return words_of(answer)


def told(county: int = COUNTY) -> list[str]:
    """The projects that the database tells somebody who has not signed in."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.account', '', false)")
    return [row.id for row in disclosed(county)]


class TestWhatIsNotShown:
    def test_nothing_of_a_county_that_did_not_choose_so(self, owner: Owner, site: str) -> None:
        assert Quick().get(PAGE).status_code == 404
        assert told() == []
        choices = ((True, False), (False, True), (False, False))  # shows projects, open at all
        for shows, is_open in choices:
            owner.execute("update disclosure_setting set shows_projects = %s, is_open = %s", [shows, is_open])
            owner.commit()
            assert Quick().get(PAGE).status_code == 404
            assert told() == []
        owner.execute("delete from disclosure_setting")
        owner.commit()
        assert (Quick().get(PAGE).status_code, told()) == (404, [])

    def test_nothing_of_another_county(self, opened: Owner) -> None:
        assert Quick().get(f"/open/{OTHER}/projects/").status_code == 404
        assert told(OTHER) == []
        assert FAR.id("project") not in told() and FAR.mark not in page()

    @pytest.mark.parametrize("code", [OWN.village, OWN.village // 1000 * 1000, 990000000000, 0, 10**15])
    def test_no_other_place_is_a_way_in(self, opened: Owner, code: int) -> None:
        assert Quick().get(f"/open/{code}/projects/").status_code == 404
        assert told(code) == []

    def test_nothing_before_a_project_was_established_and_nothing_of_a_dropped_one(
        self, opened: Owner, steps: Steps
    ) -> None:
        proposed = steps.propose()
        steps.use(proposed)
        steps.serve(proposed)
        for code in ("review", "approve_use"):
            assert proposed.pk not in told()
            steps.move(proposed, code)
        assert proposed.pk not in told()
        steps.move(proposed, "establish")
        assert proposed.pk in told()
        steps.move(proposed, "drop")
        assert proposed.pk not in told()

    def test_no_household_and_nobody_who_worked_on_it(self, opened: Owner, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        steps.pay(allotment, 100_00, household=OWN.id("household"), payee="欧阳振华")
        steps.supervise(allotment)
        shown = page()
        for side in (OWN, NEAR):
            for word in (
                side.id("household"),
                side.secret,
                side.text("户主"),
                f"99-{side.name}-",
                f"99-{side.county}-",
            ):
                assert word not in shown.replace(side.id("project"), ""), word
        assert "欧阳" not in shown and "看" not in shown.replace("查看", "")
        assert "示例〔2020〕1号" not in shown  # no paper

    def test_nobody_reads_a_table_by_it(self, opened: Owner) -> None:
        page()
        with connection.cursor() as cursor:
            for table in (
                "fund_project",
                "fund_account",
                "fund_voucher",
                "fund_beneficiary",
                "fund_procurement",
            ):
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,), table

    def test_closing_works_at_once(self, opened: Owner) -> None:
        assert OWN.text("养殖场") in page()
        opened.execute("update disclosure_setting set shows_projects = false")
        opened.commit()
        assert Quick().get(PAGE).status_code == 404
        assert "/projects/" not in page(f"/open/{COUNTY}/")

    def test_it_takes_no_word_from_whoever_asks(self, opened: Owner) -> None:
        asked = f"?state=proposed&q=x&place={FAR.village}"
        assert page(PAGE + asked).replace(asked.replace("&", "&amp;"), "") == page()
        assert FAR.mark not in words_of(Quick().post(PAGE, {"code": OTHER}))

    def test_who_asks_too_often_waits(self, opened: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
        from bangfu.site.web import limits

        monkeypatch.setitem(limits.LIMITS, "open_page", limits.Limit(2, 3600))
        assert [Quick().get(PAGE).status_code for _ in range(3)] == [200, 200, 429]


class TestWhatIsShown:
    def test_sums_are_those_of_the_books_whatever_came_back(self, opened: Owner, steps: Steps) -> None:
        project = steps.established(("county", "production", 600_00), ("social", "production", 400_00))
        allotment = steps.allot(steps.receipt(), project, 600_00)
        paid = [steps.pay(allotment, cents) for cents in (100_01, 200_02, 50_00)]
        with steps.acting(OFFICE) as user:
            booking.refund(user, paid[1].into, 33_33, paper("多付"))
            booking.reverse(user, paid[2], paper("记错"))
        found = {row.id: row for row in disclosed(COUNTY)}
        with steps.acting(OFFICE):
            budgets = dict(Project.objects.values_list("pk", "budget"))
            sums = {pk: (s.budget, s.paid) for pk, s in sums_of(budgets).items()}
            posted = notice(Project.objects.all())
        assert {pk: (row.budget, row.paid) for pk, row in found.items()} == {pk: sums[pk] for pk in found}
        assert found[project.pk].paid == 100_01 + 200_02 - 33_33
        assert (found[project.pk].sources, found[project.pk].households) == (["county", "social"], 1)
        assert found[project.pk].on == TODAY
        assert {vars(row)["id"]: vars(row) for row in posted} == {pk: vars(row) for pk, row in found.items()}

    def test_the_page_says_them(self, opened: Owner, steps: Steps) -> None:
        project = steps.established(("county", "production", 1_234_56))
        steps.pay(steps.allot(steps.receipt(), project, 1_234_56), 1_000_01)
        shown = page()
        assert "1,234.56" in shown and "1,000.01" in shown
