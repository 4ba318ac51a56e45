"""Trying out a mailbox and a group: what cannot arrive says why, what arrives is seen there, and nobody sends without end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.site.notices.conftest import Box, Group, by_mail, robot
from tests.site.notices.doors import door_to

from bangfu.site.notices import trying

SignIn = Callable[[str], Client]


def told(client: Client, address: str, page: str) -> str:
    assert client.post(address).status_code == 302
    return client.get(page).content.decode()


class TestMail:
    def test_without_a_mail_server_or_an_address_it_says_so(self, signed_in: SignIn, database: str) -> None:
        client = signed_in("resident_cadre")
        assert "还没有设置邮件服务器" in told(client, "/me/notices/try/", "/me/notices/")

    def test_without_an_address_it_says_so(self, signed_in: SignIn, box: Box, database: str) -> None:
        client = signed_in("resident_cadre")
        assert "试发一封" not in client.get("/me/notices/").content.decode()
        assert "没有填地址" in told(client, "/me/notices/try/", "/me/notices/")
        assert box.mails == []

    def test_what_the_server_refuses_is_told(self, signed_in: SignIn, box: Box, database: str) -> None:
        by_mail("resident_cadre")
        box.answer = "550 nobody here"
        assert "邮件服务器拒收" in told(signed_in("resident_cadre"), "/me/notices/try/", "/me/notices/")

    def test_it_arrives_and_not_without_end(self, signed_in: SignIn, box: Box, database: str) -> None:
        by_mail("resident_cadre")
        client = signed_in("resident_cadre")
        assert "试发一封" in client.get("/me/notices/").content.decode()
        assert "已发出" in told(client, "/me/notices/try/", "/me/notices/")
        [mail] = box.mails
        assert (mail["To"], "试发" in mail["Subject"]) == ("a@example.gov.cn", True)
        answers = [client.post("/me/notices/try/").status_code for _ in range(10)]
        assert answers[-1] == 429
        assert len(box.mails) == 10


class TestRobots:
    @pytest.fixture(autouse=True)
    def door(self, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(trying, "DOOR", door_to(group.port))

    def test_what_another_set_is_not_there(self, signed_in: SignIn, group: Group, database: str) -> None:
        made = robot("unit_leader")
        assert signed_in("other_office").post(f"/robots/{made.pk}/try/").status_code == 404
        assert group.heard == []

    def test_what_the_group_answers_is_told(self, signed_in: SignIn, group: Group, database: str) -> None:
        made = robot("unit_leader")
        group.status = 404
        assert "http_404" in told(signed_in("unit_leader"), f"/robots/{made.pk}/try/", "/robots/")

    def test_the_group_hears_it(self, signed_in: SignIn, group: Group, rows: Any, database: str) -> None:
        made = robot("unit_leader")
        assert "已发出" in told(signed_in("unit_leader"), f"/robots/{made.pk}/try/", "/robots/")
        [(_, heard)] = group.heard
        assert "试发" in heard["markdown"]["content"]
        assert rows("select count(*) from notices_delivery where robot_id is not null") == [(0,)]
