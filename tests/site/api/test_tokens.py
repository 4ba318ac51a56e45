"""One's own tokens: refused first, then made, shown once, and taken back."""

from __future__ import annotations

import re

import psycopg
import pytest
from django.db import ProgrammingError, transaction
from tests.site.api.programs import Program, program_of
from tests.site.conftest import client_for
from tests.site.test_database_scope import asking
from tests.site.world import MOMENT, secret_of

from bangfu.site.api.models import Token
from bangfu.site.postgres import Cluster
from bangfu.site.web.limits import LIMITS, Limit
from bangfu.site.web.middleware.scope import enter_by_token

GOOD = {"name": "县信息中心", "until": "2020-12-31"}


class TestThePage:
    @pytest.mark.parametrize(
        "wrong", [{"name": ""}, {"until": "2020-04-14"}, {"until": "2021-04-17"}, {"until": "soon"}]
    )
    def test_a_token_without_a_name_or_with_a_wrong_day_is_not_made(
        self, site: str, wrong: dict[str, str]
    ) -> None:
        answer = client_for("responsible_helper").post("/me/tokens/", {**GOOD, **wrong})
        assert answer.status_code == 422
        assert "bangfu_" not in answer.content.decode()

    def test_more_than_twenty_at_one_time_are_not_made(self, site: str) -> None:
        client = client_for("responsible_helper")
        for _ in range(19):
            assert client.post("/me/tokens/", GOOD).status_code == 200
        assert client.post("/me/tokens/", GOOD).status_code == 422

    def test_an_administrator_has_none(self, site: str) -> None:
        assert client_for("security_admin").get("/me/tokens/").status_code == 403

    def test_it_is_shown_once_and_works_at_once(self, counties: Cluster, site: str) -> None:
        client = client_for("responsible_helper")
        answer = client.post("/me/tokens/", {**GOOD, "may_record": "on"})
        [secret] = re.findall(r"bangfu_[\w-]{40,}", answer.content.decode())
        told = Program(secret).json("me")
        assert (told["username"], told["may_record"], told["token"]) == (
            "a-responsible_helper",
            True,
            "县信息中心",
        )
        listed = client.get("/me/tokens/").content.decode()
        assert "县信息中心" in listed
        assert secret not in listed
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            kept = owner.execute("select t::text from api_token t where name = '县信息中心'").fetchall()
            acts = owner.execute("select kind, account from web_act where kind like 'token%'").fetchall()
        assert secret not in str(kept)
        assert acts == [("token_made", "99-a-responsible_helper")]

    def test_somebody_elses_is_not_there(self, site: str) -> None:
        assert client_for("responsible_helper").post("/me/tokens/99-a-county_office/end/").status_code == 404
        program_of("county_office").json("me")

    def test_one_taken_back_opens_nothing_and_stays_so(self, counties: Cluster, site: str) -> None:
        client = client_for("county_office")
        assert client.post("/me/tokens/99-a-county_office/end/").status_code == 302
        assert program_of("county_office").json("me", status=401)["problems"][0]["code"] == "no_token"
        with transaction.atomic():
            with asking("county_office"), pytest.raises(ProgrammingError), transaction.atomic():
                Token.objects.filter(pk="99-a-county_office").update(ended_at=None)
            transaction.set_rollback(True)


class TestTheDatabase:
    def test_a_program_makes_no_token(self, site: str) -> None:
        fresh = Token(
            account_id="99-a-county_office", name="x", hash="0" * 64, until="2020-05-01", made_at=MOMENT
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            assert enter_by_token(secret_of("county_office"))
            fresh.save(force_insert=True)

    def test_a_token_changes_neither_its_days_nor_its_rights(self, site: str) -> None:
        for change in ({"until": "2030-01-01"}, {"may_record": True}, {"hash": "1" * 64}, {"name": "y"}):
            with pytest.raises(ProgrammingError), asking("county_office"), transaction.atomic():
                Token.objects.filter(pk="99-a-county_office").update(**change)

    def test_a_token_that_reads_only_cannot_record_whatever_a_view_does(
        self, counties: Cluster, site: str
    ) -> None:
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute("update api_token set may_record = false")
        from tests.site.api.test_entries import visit

        from bangfu.errors import BangfuError
        from bangfu.site.ledger.draft import draft_of
        from bangfu.site.ledger.recording import record

        with pytest.raises(BangfuError) as caught, transaction.atomic():
            token = enter_by_token(secret_of("responsible_helper"))
            assert token is not None
            record(token.account, draft_of(visit("visit-0001")))
        assert caught.value.problems[0].code == "not_yours_to_record"


def test_one_token_may_call_so_often_and_another_still_may(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "api", Limit(2, 60))
    program = program_of("county_office")
    assert [program.get("/api/v1/me").status_code for _ in range(3)] == [200, 200, 429]
    assert int(program.get("/api/v1/me").headers["Retry-After"]) > 0
    program_of("inspector").json("me")
