"""The pages of reminders: the bell, the list, one's choices, robots, and what the system administrator sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.test import Client
from tests.site.duties.conftest import SignIn
from tests.site.notices.conftest import Box, as_account, by_mail, robot
from tests.site.notices.doors import door_to

from bangfu.site.notices import sweeping
from bangfu.site.notices.models import Notice

Rows = Callable[..., list[tuple[Any, ...]]]
pytestmark = pytest.mark.usefixtures("clock", "database")


@pytest.fixture(autouse=True)
def monday(stand: Callable[..., None]) -> None:
    stand("2020-12-28")


def id_of(role: str, kind: str = "digest") -> str:
    with as_account(role) as account:
        return Notice.objects.get(kind=kind, subject=account.pk).pk


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_another_ones_notice_is_not_there(signed_in: SignIn) -> None:
    sweeping.make()
    assert signed_in("county_office").get(f"/notices/{id_of('unit_contact')}/").status_code == 404
    assert signed_in("county_office").post(f"/notices/{id_of('unit_contact')}/nothing/").status_code == 404


def test_what_is_due_soon_takes_no_answer(signed_in: SignIn, rows: Rows) -> None:
    sweeping.make()
    assert (
        signed_in("unit_contact").post(f"/notices/{id_of('unit_contact', 'due_soon')}/nothing/").status_code
        == 404
    )
    assert rows("select count(*) from notices_answer") == [(0,)]


def test_the_bell_counts_what_is_unread_and_opening_is_reading(signed_in: SignIn) -> None:
    client = signed_in("resident_cadre")
    assert "提醒，0 条未读" in text(client, "/me/")
    sweeping.make()
    assert "提醒，2 条未读" in text(client, "/notices/")
    page = text(client, f"/notices/{id_of('resident_cadre')}/")
    assert "本周内到期" in page
    assert "/duties/2020-12-28/" in page
    assert "提醒，1 条未读" in text(client, "/notices/")
    client.post("/notices/read/")
    assert "提醒，0 条未读" in text(client, "/notices/")


def test_a_figure_leads_to_the_list_that_it_counts(signed_in: SignIn, rows: Rows) -> None:
    sweeping.make()
    client = signed_in("county_office")
    page = text(client, f"/notices/{id_of('county_office')}/")
    assert "/duties/?due=6" in page
    [(count,)] = rows("select figures->>'area_week' from notices_notice where subject = '99-county_office'")
    assert f"<b>{count}</b>" in page
    assert f"共 {count} 条" in text(client, "/duties/?due=6")


def test_nothing_to_report_is_an_answer_that_the_office_sees(signed_in: SignIn, rows: Rows) -> None:
    sweeping.make()
    client, digest = signed_in("resident_cadre"), id_of("resident_cadre")
    assert "这一周还没有人这样回答" in text(signed_in("county_office"), "/notices/answers/")
    for _ in range(2):
        client.post(f"/notices/{digest}/nothing/")
    assert rows("select account, week::text from notices_answer") == [("99-resident_cadre", "2020-12-28")]
    assert "您已于" in text(client, f"/notices/{digest}/")
    [(name,)] = rows(
        "select p.name from roster_person p join web_account a on a.person_id = p.id where a.id = '99-resident_cadre'"
    )
    assert name in text(signed_in("county_office"), "/notices/answers/")
    assert name in text(signed_in("township_clerk"), "/notices/answers/?week=2020-12-30")
    assert name not in text(signed_in("other_office"), "/notices/answers/")
    assert name not in text(signed_in("county_office"), "/notices/answers/?week=2020-12-21")
    assert "2020-12-28" in text(signed_in("county_office"), "/notices/answers/?week=x")


class TestChoices:
    FORM: ClassVar[dict[str, Any]] = {
        "on_site": ["digest"],
        "by_mail": [],
        "quiet_from": "21:00",
        "quiet_until": "07:30",
    }

    def test_mail_needs_an_address(self, signed_in: SignIn, rows: Rows) -> None:
        client = signed_in("resident_cadre")
        for wrong in (
            {"by_mail": ["digest"]},
            {"address": "nobody"},
            {"quiet_from": "25:00"},
            {"on_site": ["x"]},
        ):
            assert client.post("/me/notices/", {**self.FORM, **wrong}).status_code == 200
        assert rows("select count(*) from notices_choice") == [(0,)]

    def test_they_are_kept_and_shown(self, signed_in: SignIn, rows: Rows) -> None:
        client = signed_in("resident_cadre")
        for kinds in (["overdue"], ["digest", "overdue"]):
            answer = client.post(
                "/me/notices/", {**self.FORM, "by_mail": kinds, "address": "a@example.gov.cn"}
            )
            assert answer.status_code == 302
        page = text(client, "/me/notices/")
        assert 'value="a@example.gov.cn"' in page
        assert 'value="07:30"' in page
        found = rows("select on_site, by_mail, quiet_on_rest_days from notices_choice")
        assert found == [(["digest"], ["digest", "overdue"], False)]


class TestRobots:
    FORM: ClassVar[dict[str, Any]] = {"make": "wecom", "name": "工作群", "secret": ""}
    GOOD = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"

    @pytest.fixture(autouse=True)
    def names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What names mean, without asking anybody."""
        known = {"qyapi.weixin.qq.com": ["39.156.66.10"], "inside.example.cn": ["10.0.0.1"]}
        monkeypatch.setattr("bangfu.site.notices.door.machines_of", lambda host: known[host])
        monkeypatch.setattr("bangfu.site.notices.door.checked.__defaults__", (lambda host: known[host],))

    @pytest.mark.parametrize("address", ["http://qyapi.weixin.qq.com/send", "https://inside.example.cn/send"])
    def test_an_address_inside_is_refused(self, signed_in: SignIn, rows: Rows, address: str) -> None:
        form = {**self.FORM, "about": "unit:org-county-078", "address": address}
        answer = signed_in("unit_leader").post("/robots/", form)
        assert answer.status_code == 200
        assert "公网" in answer.content.decode()
        assert rows("select count(*) from notices_robot") == [(0,)]

    @pytest.mark.parametrize(
        ("role", "about"),
        [
            ("unit_leader", "place:621121000000"),
            ("unit_leader", "unit:99u00018"),
            ("township_leader", "place:621121000000"),
            ("township_leader", "unit:org-county-078"),
            ("other_office", "place:621121100000"),
        ],
    )
    def test_only_of_what_is_ones_own(self, signed_in: SignIn, rows: Rows, role: str, about: str) -> None:
        form = {**self.FORM, "about": about, "address": self.GOOD}
        assert signed_in(role).post("/robots/", form).status_code == 200
        assert rows("select count(*) from notices_robot") == [(0,)]

    @pytest.mark.parametrize(
        ("role", "about"),
        [
            ("unit_leader", "unit:org-county-078"),
            ("county_office", "unit:org-county-078"),
            ("township_leader", "place:621121100000"),
        ],
    )
    def test_it_is_added_never_shown_again_and_ended(
        self, signed_in: SignIn, rows: Rows, role: str, about: str
    ) -> None:
        client = signed_in(role)
        form = {**self.FORM, "about": about, "address": self.GOOD, "secret": "SECRET"}
        assert client.post("/robots/", form).status_code == 302
        page = text(client, "/robots/")
        assert "工作群" in page
        assert "693a91f6" not in page
        assert "SECRET" not in page
        [(pk,)] = rows("select id from notices_robot")
        assert signed_in("other_office").post(f"/robots/{pk}/end/").status_code == 404
        assert client.post(f"/robots/{pk}/end/").status_code == 302
        assert client.post(f"/robots/{pk}/end/").status_code == 404
        assert rows("select ended_by from notices_robot") == [(f"99-{role}",)]


def test_the_system_administrator_sees_what_failed_and_not_what_it_said(
    signed_in: SignIn, rows: Rows, box: Box, owner: Any
) -> None:
    by_mail("resident_cadre", "")
    by_mail("unit_contact")
    owner("update notices_choice set quiet_from = '24:00' where account = '99-unit_contact'")
    robot("unit_leader")
    sweeping.sweep(door_to(1))
    page = text(signed_in("system_admin"), "/notices/troubles/")
    assert "t-resident_cadre" in page
    assert "没有填地址" in page
    assert "t-unit_contact" in page
    [(title,)] = rows("select duty from notices_line limit 1")
    assert title not in page
    assert "没有送到的提醒" in text(signed_in("system_admin"), "/home/administration/")


def test_whose_mail_may_not_have_come_reads_so_on_the_notice_even_if_it_went_by_mail_alone(
    signed_in: SignIn, box: Box, owner: Callable[..., None]
) -> None:
    hours = {"quiet_from": "00:00", "quiet_until": "00:00", "quiet_on_rest_days": False}
    by_mail("unit_contact", on_site=[], **hours)
    sweeping.make()
    notice, client = id_of("unit_contact"), signed_in("unit_contact")
    assert client.get(f"/notices/{notice}/").status_code == 404
    owner("update notices_delivery set state = 'sending', claimed_at = now() - interval '11 minutes'")
    sweeping.deliver(door_to(1))
    assert box.mails == []
    assert "发送途中程序停了，可能已经发出；不再重发。" in text(client, f"/notices/{notice}/")
