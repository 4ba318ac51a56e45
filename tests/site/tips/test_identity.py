"""Who sent a tip: every way to it that there is but the door is shut, and whoever goes through the door is written down."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from psycopg.errors import InsufficientPrivilege
from tests.site.acting import Acting
from tests.site.routes import names
from tests.site.tips.conftest import ONE, SAID, SECRETS, WHO, Brought, Sent

from bangfu.site.operations.backup.contents import contents
from bangfu.site.operations.logs import Lines
from bangfu.site.operations.metrics import OWN
from bangfu.site.postgres import Cluster
from bangfu.site.tips.models import Tip
from bangfu.site.tips.sender import identity
from bangfu.site.web.models import Unmasking
from bangfu.site.web.roles import ROLES

Browser = Callable[[str], Client]
OTHERS = [*(r for r in ROLES if r != "tip_reception"), "other_reception", "other_office", "stranger"]
TABLES = ("tip", "arrival", "word", "sender", "move", "limit")
HIDDEN = (*SECRETS, *(s.encode().hex() for s in SECRETS))


@pytest.fixture
def sent(brought: Brought) -> Sent:
    return brought("answered")


class TestStraightAtTheDatabase:
    @pytest.mark.parametrize("who", [*OTHERS, "tip_reception"])
    def test_the_site_has_no_right_to_the_table_whoever_asks(
        self, sent: Sent, acting: Acting, who: str
    ) -> None:
        with acting(who), connection.cursor() as cursor:
            for statement in (
                "select * from tips_sender", "select count(*) from tips_sender", "select code from tips_sender",
                "insert into tips_sender select * from tips_sender", "update tips_sender set name = name",
                "delete from tips_sender", "copy tips_sender to stdout", "table tips_sender",
            ):  # fmt: skip
                with pytest.raises(ProgrammingError) as told, transaction.atomic():
                    cursor.execute(statement)
                assert isinstance(told.value.__cause__, InsufficientPrivilege), statement

    @pytest.mark.parametrize("who", OTHERS)
    def test_the_door_opens_for_nobody_else(self, sent: Sent, acting: Acting, who: str) -> None:
        with acting(who):
            with pytest.raises(DatabaseError), transaction.atomic():
                identity(Tip(pk=sent.pk), "想知道是谁")
            assert not Unmasking.objects.filter(row=sent.pk).exists()

    @pytest.mark.parametrize("who", OTHERS)
    def test_nor_are_the_words_and_the_way_it_came_theirs(self, sent: Sent, acting: Acting, who: str) -> None:
        with acting(who), connection.cursor() as cursor:
            for table in ("tips_word", "tips_arrival"):
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,), table

    def test_nobody_at_all_is_told_nothing(self, sent: Sent) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in ("tip", "arrival", "word", "move", "limit"):
                cursor.execute(f"select count(*) from tips_{table}")
                assert cursor.fetchone() == (0,), table
        with pytest.raises(DatabaseError), transaction.atomic():
            identity(Tip(pk=sent.pk), "想知道是谁")

    def test_the_judge_has_no_right_to_any_of_it(self, cluster: Cluster, sent: Sent, database: str) -> None:
        with psycopg.connect(cluster.url("bangfu_judge", database), autocommit=True) as judge:
            for table in TABLES:
                with pytest.raises(InsufficientPrivilege):
                    judge.execute(f"select * from tips_{table}")  # type: ignore[arg-type]
            with pytest.raises(InsufficientPrivilege):
                judge.execute("select * from tip_sender(%s, 'because', now())", [sent.pk])

    def test_no_view_and_no_other_function_reads_it(self, cluster: Cluster, database: str) -> None:
        with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
            reading = owner.execute(
                "select proname from pg_proc where prosrc like '%tips_sender%' order by 1"
            )
            assert [name for (name,) in reading.fetchall()] == [
                "tip_add", "tip_found", "tip_judge", "tip_sender", "tip_take", "tip_told",
            ]  # fmt: skip
            giving = owner.execute(
                """select proname from pg_proc, unnest(proargnames) arg where arg in ('phone', 'contact', 'address', 'paper')
                and proname like 'tip%' and prorettype = 'record'::regtype group by 1"""
            )
            assert giving.fetchall() == [("tip_sender",)]
            views = owner.execute("select count(*) from pg_views where schemaname = 'public'").fetchone()
            assert views == (0,)
            histories = owner.execute(
                "select count(*) from pg_class where relname like 'tips%event'"
            ).fetchone()
            assert histories == (0,)


class TestTheDoor:
    @pytest.mark.parametrize("reason", ["", "   ", "看", "   看   "])
    def test_without_a_reason_it_stays_shut(
        self, sent: Sent, acting: Acting, browser: Browser, reason: str
    ) -> None:
        assert (
            browser("tip_reception").post(f"/tips/{sent.pk}/sender/", {"reason": reason}).status_code == 422
        )
        with acting("tip_reception"), pytest.raises(DatabaseError), transaction.atomic():
            identity(Tip(pk=sent.pk), reason)

    def test_whoever_looks_is_written_down_and_the_log_names_nobody(
        self, sent: Sent, acting: Acting, browser: Browser
    ) -> None:
        page = browser("tip_reception").post(f"/tips/{sent.pk}/sender/", {"reason": "约反映人核实金额"})
        assert all(secret in page.content.decode() for secret in SECRETS)
        with acting("audit_admin"):
            look = Unmasking.objects.get(row=sent.pk)
        told = (look.account, look.table, look.field, look.reason, look.area)
        assert told == ("99-tip_reception", "tip", "sender", "约反映人核实金额", ONE)

    def test_each_look_is_one_line(self, sent: Sent, acting: Acting) -> None:
        with acting("tip_reception"):
            for times in (1, 2):
                assert identity(Tip(pk=sent.pk), "约反映人核实") == WHO
                assert Unmasking.objects.filter(row=sent.pk).count() == times

    @pytest.mark.parametrize("who", OTHERS)
    def test_the_page_opens_for_nobody_else(self, sent: Sent, browser: Browser, who: str) -> None:
        answer = browser(who).post(f"/tips/{sent.pk}/sender/", {"reason": "想知道是谁"})
        assert answer.status_code in (302, 403, 404)
        assert not any(secret in answer.content.decode() for secret in SECRETS)


def addresses(sent: Sent) -> Iterator[str]:
    """Every page that needs no row, and every page of the tip."""
    for name in names():
        for words in ([], [sent.pk], ["csv"], [sent.pk, "note"], [sent.pk, "answer"]):
            try:
                yield reverse(name, args=words)
            except NoReverseMatch:
                continue


class TestThroughThePages:
    @pytest.mark.parametrize("who", [*ROLES, "other_reception"])
    def test_no_page_no_file_and_no_answer_shows_it(self, sent: Sent, browser: Browser, who: str) -> None:
        client, own = browser(who), () if who == "tip_reception" else (SAID.what, SAID.whom)
        for address in addresses(sent):
            if address != "/sign-out/":
                answer = client.get(address)
                told = b"".join(answer) if answer.streaming else answer.content
                for hidden in (*SECRETS, *own):
                    assert hidden.encode() not in told, address

    def test_it_stands_open_in_no_table_log_or_figure(
        self, sent: Sent, browser: Browser, cluster: Cluster, database: str
    ) -> None:
        said, handler = io.StringIO(), logging.StreamHandler()
        handler.setStream(said)
        handler.setFormatter(Lines())
        logging.getLogger().addHandler(handler)
        try:
            reception, public = browser("tip_reception"), Client(raise_request_exception=False)
            form = {
                "way": "visit",
                "on": "2020-04-15",
                "place": ONE,
                "tip": "0" * 16,
                "what": "房子漏雨没有人管",
            }
            entered = reception.post("/tips/new/", form | asdict(WHO))
            code = entered.context["code"]
            reception.post(f"/tips/{'0' * 16}/sender/", {"reason": "约反映人核实"})
            reception.post(f"/tips/{'0' * 16}/accept/", {"told": WHO.phone})
            public.post("/open/tip/", {"code": code})
            public.post("/open/tip/more/", {"code": code, "text": WHO.name})
            public.get(f"/open/tip/{WHO.name}/")
        finally:
            logging.getLogger().removeHandler(handler)
        with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
            listed = str(contents(owner))
            tables = owner.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
            rows = [str(owner.execute(f"select t::text from {t} t").fetchall()) for (t,) in tables]  # type: ignore[arg-type]
        figures = str([list(metric.samples) for metric in OWN.collect()])
        for text in (said.getvalue(), listed, figures, *rows):
            for hidden in (*HIDDEN, code, code.replace("-", "")):
                assert hidden not in text
        assert "tip_sender" in said.getvalue()
