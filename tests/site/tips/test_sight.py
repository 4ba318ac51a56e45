"""Who sees which tip, and what of it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.site.acting import Acting
from tests.site.tips.conftest import AT, FAR, SAID, Brought, Taken

from bangfu.errors import BangfuError
from bangfu.site.tips.models import Move, Tip
from bangfu.site.tips.moving import move
from bangfu.site.web.roles import ROLES

Browser = Callable[[str], Client]
CASES = tomllib.loads((Path(__file__).parent / "sight.toml").read_text(encoding="utf-8"))["case"]
EVERYBODY = [*ROLES, "other_unit", "other_office", "other_reception", "stranger"]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: "-".join(c[k] for k in ("state", "desk", "body") if k in c)
)
def test_a_tip_is_seen_by_those_of_the_table_and_nobody_else(
    brought: Brought, acting: Acting, browser: Browser, case: dict[str, Any]
) -> None:
    desk = case.get("desk")
    sent = brought("accepted" if desk else case["state"])
    if desk:
        with acting("tip_reception") as account:
            said = {"desk": desk, "body_id": case.get("body")}
            move(account, Tip.objects.get(pk=sent.pk), "assign", at=AT, **said)
    for who in EVERYBODY:
        seen = who in case["sees"] or who == "tip_reception"
        with acting(who):
            assert Tip.objects.exists() == seen, who
        page = browser(who).get(f"/tips/{sent.pk}/")
        assert (page.status_code == 200) == seen, who
        words = page.content.decode()
        assert (SAID.what in words) == (who == "tip_reception"), who
        assert ("来电" in words) == (who == "tip_reception"), who


def test_a_body_reads_the_moves_of_its_own_time_and_no_note_of_the_reception(
    brought: Brought, acting: Acting
) -> None:
    sent = brought("answered")
    with acting("tip_reception") as account:
        tip = Tip.objects.get(pk=sent.pk)
        move(account, tip, "note", text="电话核过", at=AT)
        move(account, tip, "send_back", text="请补发放表", at=AT)
        tip.refresh_from_db()
        move(account, tip, "assign", desk="county_office", text="改由县办承办", at=AT)
    seen = {
        "county_office": {"assign"},
        "township_clerk": set(),
        "inspection_office": {"accept", "assign", "answer", "send_back"},
    }
    for who, kinds in seen.items():
        with acting(who):
            assert {m.kind for m in Move.objects.all()} == kinds, who
    with acting("county_office"):
        assert [m.text for m in Move.objects.all()] == ["改由县办承办"]


def test_who_does_not_answer_it_answers_nothing(brought: Brought, acting: Acting, browser: Browser) -> None:
    sent = brought("assigned")
    for who in EVERYBODY:
        if who in ("township_clerk", "township_leader"):
            continue
        address = f"/tips/{sent.pk}/answer/answer/"
        assert browser(who).post(address, {"text": "办好了"}).status_code in (302, 403, 404, 422)
        with acting(who) as account, pytest.raises((BangfuError, DatabaseError)), transaction.atomic():
            move(account, Tip(pk=sent.pk, state="assigned"), "answer", text="办好了")
    with acting("tip_reception"):
        assert Tip.objects.get(pk=sent.pk).state == "assigned"


def test_the_reception_of_another_county_takes_nothing_here(acting: Acting, taken: Taken) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        taken(place=FAR)


class TestLeads:
    def test_the_inspection_office_takes_a_tip_up_once(
        self, brought: Brought, browser: Browser, acting: Acting
    ) -> None:
        sent, office = brought("assigned"), browser("inspection_office")
        assert office.post(f"/tips/{sent.pk}/lead/", {}).status_code == 302
        assert office.post(f"/tips/{sent.pk}/lead/", {}).status_code == 422
        with acting("inspection_office"):
            assert Tip.objects.get(pk=sent.pk).lead

    def test_a_finding_is_written_once_and_only_to_a_lead(self, brought: Brought, acting: Acting) -> None:
        sent = brought("assigned")
        with acting("inspection_office") as account:
            rows = Tip.objects.filter(pk=sent.pk)
            assert rows.update(finding="99-f") == 0
            move(account, rows.get(), "lead")
            assert rows.update(finding="99-f") == 1
            assert rows.update(finding="99-g") == 0
        for who in ("tip_reception", "township_clerk", "inspector"):
            with acting(who):
                assert Tip.objects.filter(pk=sent.pk).update(finding="99-h") == 0

    @pytest.mark.parametrize("who", ["tip_reception", "inspector", "township_clerk"])
    def test_nobody_else_takes_one_up(self, brought: Brought, acting: Acting, who: str) -> None:
        sent = brought("assigned")
        with acting(who) as account, pytest.raises(BangfuError, match="tip_not_yours"):
            move(account, Tip(pk=sent.pk, state="assigned"), "lead")
