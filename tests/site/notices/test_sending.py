"""Reminders on their way: by mail and to groups, at quiet hours and through everything that goes wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import override_settings
from tests.site.notices.conftest import Box, Group, as_account, by_mail, robot
from tests.site.notices.doors import door_to

from bangfu.site.clock import SHANGHAI
from bangfu.site.notices import robots, sweeping
from bangfu.site.notices.models import Robot
from bangfu.site.notices.robots import Door

Rows = Callable[..., list[tuple[Any, ...]]]
Stand = Callable[..., None]
pytestmark = pytest.mark.usefixtures("clock")
DELIVERIES = "select state, reason, tries from notices_delivery order by not_before, id"


def go(port: int = 1) -> None:
    sweeping.sweep(door_to(port))


def test_without_a_mail_server_nothing_is_sent_or_waits(database: str, stand: Stand, rows: Rows) -> None:
    by_mail("resident_cadre")
    stand("2020-12-28")
    go()
    assert rows(DELIVERIES) == []


def test_a_mail_says_what_the_page_says_and_leads_there(
    database: str, stand: Stand, rows: Rows, box: Box
) -> None:
    by_mail("resident_cadre")
    stand("2020-12-28")
    with override_settings(BANGFU_URL="https://bangfu.example.gov.cn"):
        go()
    assert rows(DELIVERIES) == [("sent", "", 1)] * 2
    digest = next(m for m in box.mails if "清单" in m["Subject"])
    text = digest.get_content()
    assert digest["To"] == "a@example.gov.cn"
    assert "https://bangfu.example.gov.cn/duties/2020-12-28/" in text
    assert "https://bangfu.example.gov.cn/notices/" in text
    named = rows("select name from roster_person where name <> '' union select id from roster_household")
    assert not [name for (name,) in named if name in text + digest["Subject"]]
    go()
    assert len(box.mails) == 2


def test_a_mail_is_in_the_language_of_its_reader(database: str, stand: Stand, box: Box, owner: Any) -> None:
    owner("update web_account set language = 'en'")
    by_mail("resident_cadre")
    stand("2020-12-28")
    go()
    assert any("due on" in m.get_content() for m in box.mails)


def test_at_quiet_hours_it_waits(
    database: str, stand: Stand, rows: Rows, box: Box, clock: Callable[[str], None]
) -> None:
    by_mail("resident_cadre")
    stand("2020-12-28")
    clock("00:10")
    go()
    clock("07:59")
    go()
    assert box.mails == []
    clock("08:00")
    go()
    assert len(box.mails) == 2


def test_on_a_day_of_rest_it_waits_unless_somebody_wants_it(
    database: str, stand: Stand, rows: Rows, box: Box
) -> None:
    by_mail("resident_cadre")
    by_mail("unit_contact", "b@example.gov.cn", quiet_on_rest_days=False)
    stand("2020-12-26")  # a Saturday
    go()
    assert {m["To"] for m in box.mails} == {"b@example.gov.cn"}
    stand("2020-12-28")
    go()
    assert {m["To"] for m in box.mails} == {"a@example.gov.cn", "b@example.gov.cn"}


def test_wecom_hears_markdown(database: str, stand: Stand, rows: Rows, group: Group) -> None:
    robot("unit_leader")
    stand("2020-12-28")
    go(group.port)
    assert rows(DELIVERIES) == [("sent", "", 1)] * 2
    path, body = group.heard[0]
    assert path == "/cgi-bin/webhook/send?key=1"
    assert body["msgtype"] == "markdown"
    assert all(len(b["markdown"]["content"].encode()) <= 4096 for _p, b in group.heard)
    named = rows("select name from roster_person where name <> '' union select id from roster_household")
    assert not [name for (name,) in named if name in str(group.heard)]


def test_dingtalk_is_signed() -> None:
    made = Robot(
        make="dingtalk", address="https://oapi.dingtalk.com/robot/send?access_token=1", secret="SECx"
    )
    moment = datetime(2020, 12, 28, 10, tzinfo=SHANGHAI)
    asked = parse_qs(urlsplit(robots.signed(made, moment)).query)
    assert asked["access_token"] == ["1"]
    assert asked["timestamp"] == ["1609120800000"]
    code = hmac.new(b"SECx", b"1609120800000\nSECx", hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"][0]) == code
    made.secret = ""
    assert robots.signed(made, moment) == made.address


def test_dingtalk_hears_a_title_and_text(database: str, stand: Stand, group: Group) -> None:
    robot("unit_leader", "dingtalk")
    stand("2020-12-28")
    go(group.port)
    assert set(group.heard[0][1]["markdown"]) == {"title", "text"}


def test_addresses_and_secrets_lie_sealed(database: str, rows: Rows) -> None:
    by_mail("resident_cadre", "a@example.gov.cn")
    robot("unit_leader")
    kept = rows("select address from notices_choice union all select address from notices_robot")
    assert len(kept) == 2
    assert not any(b"example" in bytes(a) or b"qyapi" in bytes(a) for (a,) in kept)


class TestGoingWrong:
    """Each bad row is kept with its reason, and the others are sent."""

    def test_an_account_without_address(self, database: str, stand: Stand, rows: Rows, box: Box) -> None:
        by_mail("resident_cadre", "")
        by_mail("unit_contact", "nobody at all")
        by_mail("county_leader", "b@example.gov.cn")
        stand("2020-12-28")
        go()
        found = rows("select account, state, reason from notices_delivery")
        assert set(found) == {
            ("99-resident_cadre", "failed", "no_address"),
            ("99-unit_contact", "failed", "bad_address"),
            ("99-county_leader", "sent", ""),
        }
        assert box.mails

    def test_an_account_that_was_closed_meanwhile(
        self, database: str, stand: Stand, rows: Rows, box: Box, owner: Any
    ) -> None:
        by_mail("resident_cadre")
        stand("2020-12-28")
        sweeping.make()
        owner("update web_account set is_active = false where id = '99-resident_cadre'")
        go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("failed", "account_closed")}
        assert box.mails == []

    def test_a_server_that_refuses(self, database: str, stand: Stand, rows: Rows, box: Box) -> None:
        box.answer = "550 no"
        by_mail("resident_cadre")
        stand("2020-12-28")
        go()
        assert rows(DELIVERIES) == [("failed", "mail_refused", 1)] * 2

    def test_a_server_that_hangs_after_it_heard_all(
        self, database: str, stand: Stand, rows: Rows, box: Box
    ) -> None:
        box.delay = 4
        by_mail("unit_contact")
        stand("2020-12-28")
        with override_settings(EMAIL_TIMEOUT=0.5):
            go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("unknown", "mail_broke_off")}
        box.delay = 0
        go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("unknown", "mail_broke_off")}

    def test_a_server_that_is_away_is_tried_again_a_little_later_and_then_given_up(
        self, database: str, stand: Stand, rows: Rows, box: Box, clock: Callable[[str], None]
    ) -> None:
        by_mail("county_leader")
        stand("2020-12-28")
        with override_settings(EMAIL_PORT=1):
            go()
            assert rows(DELIVERIES)[0] == ("waiting", "mail_away", 1)
            go()
            assert rows(DELIVERIES)[0] == ("waiting", "mail_away", 1)
            for hour in ("11:00", "12:00", "13:00"):
                clock(hour)
                go()
        assert rows(DELIVERIES)[0] == ("failed", "mail_away", 3)

    @pytest.mark.parametrize(
        ("status", "answer", "kept"),
        [
            (200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', ("failed", "robot_93000", 1)),
            (200, b'{"errcode":45009}', ("waiting", "robot_45009", 1)),
            (200, b"<html>", ("unknown", "robot_answer", 1)),
            (200, b'{"errcode":[]}', ("unknown", "robot_answer", 1)),
            (302, b"", ("failed", "http_302", 1)),
            (502, b"", ("unknown", "http_502", 1)),
        ],
    )
    def test_a_robot_that_says_no(
        self, database: str, stand: Stand, rows: Rows, group: Group, status: int, answer: bytes, kept: Any
    ) -> None:
        group.status, group.answer, group.location = status, answer, "/elsewhere"
        robot("unit_leader")
        stand("2020-12-28")
        go(group.port)
        assert rows(DELIVERIES) == [kept] * 2
        assert {path for path, _ in group.heard} == {"/cgi-bin/webhook/send?key=1"}

    def test_a_robot_that_hangs(
        self, database: str, stand: Stand, rows: Rows, group: Group, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bangfu.site.notices.door.SECONDS", 0.3)
        group.delay = 3
        robot("unit_leader")
        by_mail("county_leader")
        stand("2020-12-28")
        go(group.port)
        found = rows("select state, reason from notices_delivery where robot_id is not null")
        assert found == [("unknown", "robot_broke_off")] * 2
        assert len(box.mails) == 2

    def test_a_robot_whose_name_leads_inside_by_now(self, database: str, stand: Stand, rows: Rows) -> None:
        robot("unit_leader")
        stand("2020-12-28")
        sweeping.sweep(Door(resolve=lambda host: ["10.0.0.1"]))
        assert rows(DELIVERIES) == [("failed", "robot_not_public", 1)] * 2

    def test_an_address_that_was_altered_in_the_database(
        self, database: str, stand: Stand, rows: Rows, box: Box, owner: Any
    ) -> None:
        robot("unit_leader")
        by_mail("resident_cadre")
        owner("update notices_robot set address = '\\x00'")
        owner("update notices_choice set address = '\\x00'")
        stand("2020-12-28")
        go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("failed", "Tampered")}

    def test_words_that_cannot_be_made(
        self, database: str, stand: Stand, rows: Rows, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = sweeping.words_of

        def broken(notice: Any, day: Any) -> Any:
            return 1 / 0 if notice.kind == "digest" else real(notice, day)

        monkeypatch.setattr(sweeping, "words_of", broken)
        by_mail("resident_cadre")
        stand("2020-12-28")
        go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("failed", "ZeroDivisionError"), ("sent", "")}

    def test_a_database_that_broke_off_before_anything_was_sent_loses_nothing(
        self,
        database: str,
        stand: Stand,
        rows: Rows,
        box: Box,
        clock: Callable[[str], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        real, broken = sweeping.words_of, list[Any]()

        def breaking(notice: Any, day: Any) -> Any:
            if not broken:
                broken.append(notice)
                connection.cursor().execute("select pg_terminate_backend(pg_backend_pid())")
            return real(notice, day)

        monkeypatch.setattr(sweeping, "words_of", breaking)
        by_mail("resident_cadre")
        stand("2020-12-28")
        go()
        assert {row[:2] for row in rows(DELIVERIES)} == {("waiting", "database_away"), ("sent", "")}
        clock("11:00")
        go()
        assert {row[0] for row in rows(DELIVERIES)} == {"sent"}
        assert len(box.mails) == 2

    def test_a_claim_that_nobody_finished_is_told_and_not_sent_again(
        self, database: str, stand: Stand, rows: Rows, box: Box, owner: Any
    ) -> None:
        by_mail("county_leader")
        stand("2020-12-28")
        sweeping.make()
        assert sweeping._claim() is not None
        go()
        assert "sending" in {row[0] for row in rows(DELIVERIES)}
        owner(
            "update notices_delivery set claimed_at = claimed_at - interval '11 minutes' where state = 'sending'"
        )
        go()
        assert [row[:2] for row in rows(DELIVERIES) if row[0] != "sent"] == [("unknown", "claim_lost")]
        assert len(box.mails) == len(rows(DELIVERIES)) - 1

    def test_nothing_personal_goes_to_the_log(
        self, database: str, stand: Stand, box: Box, caplog: pytest.LogCaptureFixture
    ) -> None:
        box.answer = "550 a@example.gov.cn is unknown"
        by_mail("resident_cadre")
        stand("2020-12-28")
        with caplog.at_level(logging.DEBUG, logger="bangfu"):
            go()
        assert "mail_refused" in caplog.text
        assert "example" not in caplog.text
        assert "resident" not in caplog.text


def test_a_robot_that_was_ended_hears_no_more(database: str, stand: Stand, rows: Rows, group: Group) -> None:
    made = robot("unit_leader")
    stand("2020-12-28")
    sweeping.make()
    with as_account("unit_leader") as account:
        Robot.objects.filter(pk=made.pk).update(ended_by=account.pk, ended_at=datetime.now(SHANGHAI))
    go(group.port)
    assert {row[:2] for row in rows(DELIVERIES)} == {("failed", "robot_ended")}
    assert group.heard == []
