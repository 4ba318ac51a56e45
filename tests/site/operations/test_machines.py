"""What machines and the administrator are told of the site, and that none of it is about anybody."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client, override_settings
from tests.site.conftest import Quick, client_for
from tests.site.reading import words_of
from tests.site.world import OWN, SIDES

from bangfu.site.clock import moment, now
from bangfu.site.notices import sweeping
from bangfu.site.notices.robots import Door
from bangfu.site.operations import logs, state
from bangfu.site.operations.notes import note, noted
from bangfu.site.postgres import Cluster

AWAY = {"REMOTE_ADDR": "10.9.8.7"}


@pytest.fixture
def written() -> Iterator[StringIO]:
    """The log of what happens inside, as it is written."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


class TestHealth:
    def test_it_says_nothing_but_that_it_is_well(self, shared: str) -> None:
        answer = Quick().get("/healthz")
        assert (answer.status_code, answer.content) == (200, b"ok\n")  # type: ignore[attr-defined]

    def test_without_its_database_it_is_not(self, counties: Cluster, site: str) -> None:
        with psycopg.connect(counties.url("bangfu_owner"), autocommit=True) as owner:
            owner.execute(f"alter database {site} with allow_connections false")  # type: ignore[arg-type]
        try:
            from django.db import connection

            connection.close()
            assert Client(raise_request_exception=False).get("/healthz").status_code >= 500
        finally:
            with psycopg.connect(counties.url("bangfu_owner"), autocommit=True) as owner:
                owner.execute(f"alter database {site} with allow_connections true")  # type: ignore[arg-type]


class TestMetrics:
    @pytest.mark.parametrize(
        "headers", [{}, {"HTTP_AUTHORIZATION": "Bearer "}, {"HTTP_AUTHORIZATION": "Bearer x"}]
    )
    def test_from_elsewhere_it_is_refused(self, shared: str, headers: dict[str, str]) -> None:
        for token in ("", "y"):
            with override_settings(METRICS_TOKEN=token):
                assert Client().get("/metrics", **AWAY, **headers).status_code == 403

    def test_what_a_proxy_of_this_machine_passes_on_comes_from_elsewhere(self, shared: str) -> None:
        assert Client().get("/metrics", HTTP_X_FORWARDED_FOR="10.9.8.7").status_code == 403

    @override_settings(METRICS_TOKEN="s3cret")
    def test_the_token_opens_it(self, shared: str) -> None:
        assert Client().get("/metrics", **AWAY, HTTP_AUTHORIZATION="Bearer s3cret").status_code == 200

    def test_requests_by_page_and_the_ledger_and_nobody(self, shared: str) -> None:
        client = client_for("county_office")
        client.get(f"/places/{OWN.village}/")
        client.get(f"/there/is/no/{OWN.id('person')}/")
        told = words_of(Client().get("/metrics"))
        assert 'bangfu_requests_total{method="GET",route="place",status="200"}' in told
        assert 'route="none",status="404"' in told
        assert "bangfu_entries_recorded_total 6.0" in told
        assert "bangfu_judge_behind_entries 6.0" in told
        for side in SIDES.values():
            assert side.mark not in told
            assert f"99-{side.name}" not in told
            assert str(side.village) not in told

    def test_reminders_that_are_due_are_counted_with_their_age(self, counties: Cluster, site: str) -> None:
        told = words_of(Client().get("/metrics"))
        assert "bangfu_notices_due 0.0" in told
        assert "bangfu_notices_lag_seconds 0.0" in told
        due_since(counties, site, timedelta(hours=2), timedelta(minutes=5), timedelta(hours=-1))
        told = words_of(Client().get("/metrics"))
        assert "bangfu_notices_due 2.0" in told
        [lag] = re.findall(r"bangfu_notices_lag_seconds ([0-9.]+)", told)
        assert 7200 <= float(lag) < 7300

    def test_the_last_round_of_the_reminders_has_its_time(self, shared: str, tmp_path: Path) -> None:
        with override_settings(HOME=tmp_path):
            assert "bangfu_sweep_timestamp_seconds" not in words_of(Client().get("/metrics"))
            note(tmp_path, "sweep", turns=1, tried=0)
            assert "bangfu_sweep_timestamp_seconds" in words_of(Client().get("/metrics"))

    def test_a_round_that_was_finished_is_noted_and_one_that_broke_off_is_not(
        self, shared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for ends, kept in ((DatabaseError, False), (None, True)):
            with override_settings(HOME=tmp_path):
                one_round(monkeypatch, ends)
                assert (noted(tmp_path, "sweep") is not None) == kept


def one_round(monkeypatch: pytest.MonkeyPatch, ends: type[Exception] | None) -> None:
    """The process of the reminders, asked to end while it waits for its next round."""
    handlers: list[Any] = []
    monkeypatch.setattr(sweeping.signal, "signal", lambda _, handler: handlers.append(handler))
    monkeypatch.setattr(sweeping.time, "sleep", lambda _: handlers[0](15, None))

    def sweep(*_: Any) -> tuple[int, int]:
        if ends:
            raise ends
        return 3, 1

    monkeypatch.setattr(sweeping, "sweep", sweep)
    sweeping.run(Door())


def due_since(counties: Cluster, site: str, *ages: timedelta) -> None:
    """Deliveries that wait, each for so long."""
    with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
        for n, age in enumerate(ages):
            owner.execute(
                """insert into notices_notice (id, account, subject, kind, day, about, figures, on_site, made_at)
                values (%s, '99-a-inspector', %s, 'digest', %s, '', '{}', true, now())""",
                [f"99-{n}", f"99-{n}", moment().date()],
            )
            owner.execute(
                """insert into notices_delivery (id, notice_id, account, state, not_before, claim, tries, reason)
                values (%s, %s, '99-a-inspector', 'waiting', %s, '', 0, '')""",
                [f"99-{n}", f"99-{n}", moment() - age],
            )


class TestLogs:
    def test_a_request_is_told_by_its_page_and_not_by_its_address(
        self, shared: str, written: StringIO
    ) -> None:
        client = client_for("county_office")
        answer = client.get(f"/people/{OWN.id('person')}/?q={OWN.mark}")
        client.get(f"/places/0/{OWN.mark}/")
        text = written.getvalue()
        told = [json.loads(line) for line in text.splitlines()]
        first = next(line for line in told if line["event"] == "request")
        assert set(first) == {
            "time", "level", "logger", "event", "request", "route", "method", "status", "seconds", "role"
        }  # fmt: skip
        assert (first["route"], first["status"], first["role"]) == ("person", 200, "county_office")
        assert first["request"] == answer["X-Request-Id"]
        for word in (OWN.mark, OWN.id("person"), "127.0.0.1", "/people/", "99-a-"):
            assert word not in text

    def test_a_fault_is_told_by_its_kind_and_place_and_not_by_its_words(self, written: StringIO) -> None:
        def fails() -> None:
            raise KeyError("张三 of 上湾村")

        try:
            fails()
        except KeyError as error:
            cause = error
        log = logging.getLogger("elsewhere")
        log.error("Internal Server Error: %s", "/people/zhangsan/", exc_info=cause)
        log.error("no table of /people/zhangsan/")
        text = written.getvalue()
        first, second = (json.loads(line) for line in text.splitlines())
        assert first["event"] == "Internal Server Error: %s"
        assert first["fault"] == ["KeyError"]
        assert first["at"][-1].endswith(" fails")
        assert second["event"].startswith("test_machines:")
        assert "张三" not in text
        assert "zhangsan" not in text

    def test_the_settings_of_the_site_write_them_so(self) -> None:
        assert settings.LOGGING["handlers"]["console"]["formatter"] == "lines"
        assert settings.MIDDLEWARE[0].endswith("operations.requests.requests")


class TestState:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Any) -> Iterator[None]:
        with override_settings(HOME=tmp_path):
            yield

    def found(self, name: str) -> state.Check:
        with override_settings(LANGUAGE_CODE="zh-hans"):
            return next(check for check in state.checks() if check.name == name)

    def test_a_judge_that_is_away_no_backup_and_no_proof_are_told_with_what_to_do(self, shared: str) -> None:
        for name, word in (("判断进程", "unmet"), ("最近的备份", "unmet"), ("台账哈希链", "open")):
            check = self.found(name)
            assert (check.state, bool(check.todo)) == (word, True), name

    def test_a_judge_that_is_behind_is_told_by_how_much(
        self, shared: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(state, "ask", lambda *_, **__: True)
        check = self.found("判断进程")
        assert (check.state, check.told) == ("open", "还有 6 笔没有判断。")

    def test_what_commands_left_is_shown_until_it_is_old(
        self, shared: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        note(settings.HOME, "backup")
        note(settings.HOME, "chain", whole=True, entries=6)
        assert [self.found(n).state for n in ("最近的备份", "台账哈希链")] == ["met", "met"]
        monkeypatch.setattr(state, "now", lambda: now() + timedelta(days=9))
        assert [self.found(n).state for n in ("最近的备份", "台账哈希链")] == ["unmet", "open"]

    def test_reminders_are_well_while_rounds_end_and_nothing_waits_for_long(
        self, counties: Cluster, site: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert (self.found("提醒").state, bool(self.found("提醒").todo)) == ("open", True)
        note(settings.HOME, "sweep", turns=0, tried=0)
        assert self.found("提醒").state == "met"
        due_since(counties, site, timedelta(minutes=90))
        check = self.found("提醒")
        assert (check.state, "90 分钟" in check.told, "1 条" in check.told) == ("open", True, True)
        monkeypatch.setattr(state, "now", lambda: now() + timedelta(minutes=20))
        assert self.found("提醒").state == "unmet"

    def test_a_broken_chain_is_told_as_such(self, shared: str) -> None:
        note(settings.HOME, "chain", whole=False, entries=6)
        assert self.found("台账哈希链").state == "unmet"

    def test_a_note_that_was_damaged_is_none(self, shared: str) -> None:
        note(settings.HOME, "chain", whole=True, entries=6)
        (settings.HOME / "state" / "chain.json").write_text('{"at": 5}', encoding="utf-8")
        assert noted(settings.HOME, "chain") is None

    def test_a_home_that_keeps_nothing_stops_nobody(self, tmp_path: Any) -> None:
        (tmp_path / "state" / "chain.json").mkdir(parents=True)
        for home in (tmp_path, tmp_path / "missing", tmp_path / "state" / "chain.json" / "x"):
            note(home, "chain", whole=True, entries=6)
            assert noted(home, "chain") is None
        assert not (tmp_path / "missing").exists()

    def test_steps_of_the_upgrade_that_are_missing_are_counted(self, counties: Cluster, site: str) -> None:
        assert self.found("数据库结构").state == "met"
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute("delete from django_migrations where name = '0002_sweep'")
            owner.execute("drop function site_deliveries")
        assert "1" in self.found("数据库结构").told

    def test_the_page_is_the_system_administrators_and_names_nobody(self, shared: str) -> None:
        told = words_of(Quick("system_admin").get("/status/"))
        assert "判断进程" in told
        for side in SIDES.values():
            assert side.mark not in told
        for role in ("security_admin", "audit_admin", "county_office"):
            assert Quick(role).get("/status/").status_code == 403
