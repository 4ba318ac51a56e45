"""A household's own reading, what it says is wrong, keeping and blanking; leads that change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.household.files import BARE, CLERK, FIRST, HEAD, filed
from tests.site.household.programs import send
from tests.site.household.test_intake import workbook
from tests.site.world import OWN, TODAY

from bangfu.errors import BangfuError
from bangfu.site.household import comparing, slips
from bangfu.site.household.keeping import blank, due, set_rule
from bangfu.site.household.models import Comparison, CorrectionSlip, Lead, Member
from bangfu.site.roster.models import Household

Browser = Callable[[str], Client]
COUNTY = OWN.village // 10**6 * 10**6


def slip(acting: Acting) -> str:
    with acting(CLERK) as account:
        return slips.make(account, Household.objects.get(pk=BARE), TODAY + timedelta(days=3))


class TestOwnReading:
    def test_with_another_code_tells_nothing(self, acting: Acting, site: str) -> None:
        filed(acting, FIRST)
        slip(acting)
        answer = Client().post("/open/household/", {"code": "2222-2222-2222-2222"})
        assert answer.status_code == 422
        assert "示例户主" not in answer.content.decode()

    def test_ends_with_its_last_day_and_an_hour_after_it_was_opened(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        filed(acting, FIRST)
        used, ended = slip(acting), slip(acting)
        slips.opened(used)
        slips.opened(used)  # the same reading
        owner.execute("update household_accessslip set opened_at = opened_at - interval '61 minutes'")
        owner.execute(
            "update household_accessslip set until = %s where opened_at is null", [TODAY - timedelta(days=1)]
        )
        for code in (used, ended):
            with pytest.raises(BangfuError, match="slip_no_such_code"):
                slips.opened(code)
            with pytest.raises(BangfuError, match="slip_no_such_code"):
                slips.correct(code, "不对")

    def test_shows_the_file_and_takes_what_is_wrong(self, acting: Acting, browser: Browser) -> None:
        filed(acting, FIRST)
        code = slip(acting)
        page = Client().post("/open/household/", {"code": code.lower()}).content.decode()
        assert "示例户主" in page
        assert "因病" in page
        assert str(HEAD["id_number"]) not in page
        sent = Client().post("/open/household/correct/", {"code": code, "text": "家里是五口人"})
        assert sent.status_code == 200
        clerk = browser(CLERK)
        assert "家里是五口人" in clerk.get("/register/corrections/").content.decode()
        with acting(CLERK):
            said = CorrectionSlip.objects.get(household=BARE)
        fields = {"corrected": "true", "text": "入户核实，已改"}
        send(acting, "correction_slip", said.pk, "answer", fields)
        with pytest.raises(BangfuError, match="done_before"):
            send(acting, "correction_slip", said.pk, "answer", fields)
        again = Client().post("/open/household/", {"code": slip(acting)}).content.decode()
        assert "入户核实，已改" in again

    def test_the_code_is_nowhere_in_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        code = slip(acting)
        rows = owner.execute("select t::text from household_accessslip t").fetchall()
        assert not [row for (row,) in rows if code in row or code.replace("-", "") in row]


class TestBlanking:
    def test_waits_for_what_the_county_sets(self, acting: Acting, owner: psycopg.Connection) -> None:
        filed(acting, FIRST)
        with acting("county_office"):
            assert not due(COUNTY, TODAY).exists()
        with pytest.raises(BangfuError, match="household_not_due"), acting("county_office"):
            blank(Household.objects.get(pk=BARE), "保存期满")
        _left(acting, owner)
        with pytest.raises(BangfuError, match="outside_your_area"), acting(CLERK):
            blank(Household.objects.get(pk=BARE), "保存期满")

    def test_takes_names_and_numbers_and_leaves_what_is_counted(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        filed(acting, replace(FIRST, facts={"causes": ["illness"], "wish": "想养牛"}))
        _left(acting, owner)
        with acting("county_office"):
            assert [home.pk for home in due(COUNTY, TODAY)] == [BARE]
            blank(Household.objects.get(pk=BARE), "保存期满，按规定清除")
            assert not due(COUNTY, TODAY).exists()
        told = owner.execute(
            "select string_agg(t::text, '') from (select v::text from household_version v where household_id = %s union all"
            " select m::text from household_member m join household_version v on v.id = m.version_id where v.household_id = %s"
            " union all select s::text from household_standing s where household_id = %s union all"
            " select h::text from roster_household h where id = %s union all"
            " select e::text from roster_householdevent e where id = %s) t", [BARE] * 5,
        ).fetchone()  # fmt: skip
        assert told is not None
        assert "illness" in told[0]
        assert not [word for word in ("示例", "想养牛", OWN.text("户主")) if word in told[0]]
        with acting(CLERK):
            assert Member.objects.filter(version__household=BARE).count() == 2


def _left(acting: Acting, owner: psycopg.Connection) -> None:
    owner.execute('update roster_household set "end" = %s where id = %s', [TODAY - timedelta(days=400), BARE])
    with acting("county_office") as account:
        set_rule(account, COUNTY, TODAY, 1, "示例〔2020〕1号")


class TestLeads:
    def test_name_people_of_the_register_and_nobody_else(self, acting: Acting, tmp_path: Path) -> None:
        filed(acting, FIRST)
        rows = [[str(HEAD["id_number"]), "小汽车一辆"], ["990101197001011230", "小汽车两辆"]]
        path = workbook(tmp_path, rows, ["身份证号", "情况"])
        listed = Comparison(county_id=COUNTY, kind="vehicle", department="车管所", on=TODAY)
        with acting("county_office") as account:
            comparing.compare(account, listed, path)
            lead = Lead.objects.get(comparison=listed)
            home = Household.objects.get(pk=BARE)
        assert (listed.rows, listed.matched, lead.household_id, lead.what) == (2, 1, BARE, "小汽车一辆")
        assert home.end is None
        fields = {"result": "explained", "text": "入户看过，已报废"}
        send(acting, "lead", lead.pk, "answer", fields)
        with pytest.raises(BangfuError, match="done_before"):
            send(acting, "lead", lead.pk, "answer", fields)

    def test_are_not_made_by_a_township(self, browser: Browser) -> None:
        assert browser(CLERK).get("/register/leads/new/").status_code == 403


def test_a_far_household_has_no_slip(acting: Acting) -> None:
    with pytest.raises(Household.DoesNotExist), acting(CLERK):
        Household.objects.get(pk="99-far-household", start__gte=date(2000, 1, 1))
