"""What anybody may do without signing in: read surnames, object, report, look up a receipt; and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from tests.site.identification.steps import CLERK, COUNTY, VILLAGE, Steps
from tests.site.world import FAR, OWN

from bangfu.errors import BangfuError
from bangfu.site.identification import telling
from bangfu.site.identification.models import Notice, Objection, Report

SENT = "00000000000000aa"
OBJECT = {"sent": SENT, "said": "他家有车，去年新买的", "name": "周四", "phone": "13900000000"}
HELP = {"sent": SENT, "place": VILLAGE, "about": "吴三", "said": "户主住院，借了很多钱", "phone": ""}
LISTS = f"/open/{COUNTY}/lists/"


def words(client: Client, address: str, data: Any = None) -> tuple[int, str]:
    answer = client.post(address, data) if data is not None else client.get(address)
    return answer.status_code, answer.content.decode()


def code_in(page: str) -> str:
    found = re.search(r'<code class="first-password">([^<]+)<', page)
    assert found
    return found[1]


@pytest.mark.usefixtures("site")
class TestRefused:
    def test_a_county_that_shows_nothing(self) -> None:
        far = FAR.village // 10**6 * 10**6
        for address in (
            f"/open/{far}/lists/",
            f"/open/{far}/help/",
            f"/open/{far}/lists/{FAR.id('posting')}/",
        ):
            assert Client().get(address).status_code == 404
        with pytest.raises(DatabaseError, match="no objection"):
            telling.send_objection(SENT, FAR.id("posting"), "有车", "", "")
        with pytest.raises(DatabaseError, match="no report"):
            telling.send_report(SENT, FAR.village, "吴三", "住院", "")

    def test_a_notice_that_hangs_no_more(self, steps: Steps) -> None:
        assert steps.program(CLERK, "notice", OWN.id("posting"), "remove", sure="on") == []
        assert Client().get(f"{LISTS}{OWN.id('posting')}/").status_code in (
            200,
            404,
        )  # it hung today still, or not
        assert steps.program(CLERK, "notice", OWN.id("posting"), "remove", sure="on") == [
            "identify_done_already"
        ]

    def test_a_form_filled_in_by_a_machine(self) -> None:
        status, page = words(Client(), f"/open/{COUNTY}/help/", HELP | {"website": "x"})
        assert (status, "first-password" in page) == (422, False)

    def test_whoever_has_no_receipt(self) -> None:
        status, page = words(Client(), "/open/receipt/", {"code": "AAAA-BBBB-CCCC-DDDD"})
        assert (status, "没有这个回执号" in page) == (422, True)
        with pytest.raises(BangfuError, match="identify_no_such_receipt"):
            telling.receipt("")

    def test_a_table_read_without_signing_in(self) -> None:
        with connection.cursor() as cursor:
            for table in ("roll", "report", "objection", "notice", "screening"):
                cursor.execute(f"select count(*) from identification_{table}")
                assert cursor.fetchone() == (0,)


def test_surnames_hang_and_nothing_more(site: str) -> None:
    status, page = words(Client(), LISTS)
    assert status == 200
    assert f"{OWN.mark[0]}某 " in page
    assert OWN.mark not in page
    assert OWN.secret not in page


def test_an_objection_is_answered_and_looked_up(steps: Steps) -> None:
    status, page = words(Client(), f"{LISTS}{OWN.id('posting')}/", OBJECT)
    assert status == 200
    code = code_in(page)
    assert words(Client(), f"{LISTS}{OWN.id('posting')}/", OBJECT)[0] == 422  # the same form once more
    with steps.acting(CLERK):
        row = Objection.objects.get(pk=SENT)
        assert (row.told, row.name) == (OBJECT["said"], "周四")
        assert Notice.objects.get(pk=OWN.id("posting")).objections.count() == 2  # type: ignore[attr-defined]
    shown = steps.browser(CLERK).get(f"/identify/notices/{OWN.id('posting')}/").content.decode()
    assert "周**" in shown
    assert "13900000000" not in shown
    assert steps.program(CLERK, "objection", SENT, "answer", answer="核实：车是他兄弟的") == []
    assert steps.program(CLERK, "objection", SENT, "answer", answer="又改") == ["identify_done_already"]
    assert "核实：车是他兄弟的" in words(Client(), "/open/receipt/", {"code": code})[1]


def test_a_household_reports_itself_and_looks_it_up(steps: Steps) -> None:
    steps.scheme()
    code = code_in(words(Client(), f"/open/{COUNTY}/help/", HELP)[1])
    with steps.acting(CLERK):
        row = Report.objects.get(pk=SENT)
        assert (row.channel, row.about, row.by, (row.due_on - row.received_on).days if row.due_on else 0) == (
            "self",
            "吴三",
            "",
            15,
        )
    assert "已报告" in words(Client(), "/open/receipt/", {"code": code})[1]
    roll = steps.roll("吴三")
    assert steps.program(CLERK, "report", SENT, "screen", roll=roll.pk, scheme="guangdong-2016-98") == []
    assert "摸排中" in words(Client(), "/open/receipt/", {"code": code})[1]
    assert steps.program(CLERK, "report", SENT, "answer", answer="不用再报") == ["identify_done_already"]


def test_who_helps_reports_where_they_help_and_reads_the_own_reports(steps: Steps) -> None:
    fields = {"channel": "visit", "received_on": "2020-04-15", "about": "郑五", "said": "房子漏雨"}
    assert steps.program("responsible_helper", "village", VILLAGE, "report", **fields) == []
    page = steps.browser("responsible_helper").get("/identify/reports/").content.decode()
    assert "郑" in page
    assert OWN.text("因病") not in page
