"""The moves of a tip: what the database allows is what the pages offer, and every refusal says why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.tips.conftest import AT, COUNTY, PATH, Brought, Taken

from bangfu.errors import BangfuError
from bangfu.site.tips.models import Move, State, Tip, Word
from bangfu.site.tips.moving import move
from bangfu.site.tips.states import STEPS

Browser = Callable[[str], Client]
STATES = [*State.values]
KINDS = [kind for kind, step in STEPS.items() if step.by and kind != "join"]
BY = {"receive": "tip_reception", "answer": "township_clerk", "supervise": "inspection_office"}
SAY = {
    "told": "漏户，请核对。", "told_again": "", "word": "答复如下。", "text": "说明如下。", "note": "", "desk": "township", "body": "",
}  # fmt: skip


def test_the_database_and_the_pages_know_the_same_moves(database: str) -> None:
    with connection.cursor() as cursor:
        for kind, step in STEPS.items():
            for state in STATES:
                cursor.execute("select tip_next(%s, %s)", [kind, state])
                [(found,)] = cursor.fetchall()
                assert found == step.next.get(State(state)), (kind, state)


@pytest.mark.parametrize("state", [s for s in STATES if s != "duplicate"])
def test_in_each_state_only_its_moves_are_made(brought: Brought, acting: Acting, state: str) -> None:
    sent = brought(state)
    for kind, step in STEPS.items():
        if step.by != "receive" or State(state) in step.next:
            continue
        with acting("tip_reception") as account, pytest.raises(BangfuError, match="tip_not_now"):
            move(account, Tip.objects.get(pk=sent.pk), kind, text="x")
        with acting("tip_reception") as account, pytest.raises(IntegrityError), transaction.atomic():
            Move.objects.create(tip_id=sent.pk, kind=kind, account=account.pk, at=AT, text="x", told="x")


@pytest.mark.parametrize(("state", "kind"), [
    ("received", "accept"), ("received", "decline"), ("received", "join"), ("accepted", "assign"), ("answered", "send_back"),
    ("answered", "reply"), ("disputed", "reopen"), ("disputed", "uphold"), ("received", "note"),
])  # fmt: skip
def test_a_move_without_what_must_be_said_is_refused(
    brought: Brought, browser: Browser, acting: Acting, state: str, kind: str
) -> None:
    sent = brought(state)
    answer = browser("tip_reception").post(f"/tips/{sent.pk}/{kind}/", {})
    assert answer.status_code == 422
    with acting("tip_reception") as account, pytest.raises(BangfuError, match="tip_moved"):
        move(account, Tip.objects.get(pk=sent.pk), kind)
    with acting("tip_reception"):
        assert Tip.objects.get(pk=sent.pk).state == state


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(KINDS)), min_size=3, max_size=14))
def test_whatever_is_tried_against_the_database_only_moves_that_there_are_change_it(
    taken: Taken, acting: Acting, tried: list[str]
) -> None:
    sent, state, lead = taken(), State.RECEIVED, False
    for kind in tried:
        said = {"text": "说明", "told": "转办" if kind == "accept" else ""}
        said |= {"desk": "township"} if kind == "assign" else {}
        with acting(BY[STEPS[kind].by]) as account, suppress(DatabaseError), transaction.atomic():
            if "word" in STEPS[kind].asks:
                word = Word.objects.create(
                    tip_id=sent.pk, kind="reply", text="答复", at=AT, account=account.pk
                )
                said["word_id"] = word.pk
            Move.objects.create(tip_id=sent.pk, kind=kind, account=account.pk, at=AT, **said)
        if state in STEPS[kind].next and not (kind == "lead" and lead):
            state, lead = STEPS[kind].next[state], lead or kind == "lead"
        with acting("tip_reception"):
            tip = Tip.objects.get(pk=sent.pk)
            assert (tip.state, tip.lead) == (state, lead), kind


def test_the_way_through_by_hand(taken: Taken, browser: Browser, acting: Acting) -> None:
    sent = taken()
    for _state, who, kind, _said in PATH:
        client = browser(who)
        page = client.get(f"/tips/{sent.pk}/").content.decode()
        address = f"/tips/{sent.pk}/answer/{kind}/" if kind == "answer" else f"/tips/{sent.pk}/{kind}/"
        assert f'action="{address}"' in page
        answer = client.post(address, {n: SAY[n] for n in STEPS[kind].asks})
        assert answer.status_code == 302, answer.content.decode()
    with acting("tip_reception"):
        tip = Tip.objects.get(pk=sent.pk)
        assert (tip.state, tip.replied_on, tip.told) == ("closed", AT.date(), SAY["told"])
        kinds = list(Move.objects.filter(tip=tip).values_list("kind", "former", "state"))
    assert kinds == [
        (k, f, s) for (s, _w, k, _x), f in zip(PATH, ["received", *(p[0] for p in PATH)], strict=False)
    ]


def test_a_body_hands_back_what_is_not_its_own(brought: Brought, browser: Browser, acting: Acting) -> None:
    sent, clerk = brought("assigned"), browser("township_clerk")
    assert clerk.post(f"/tips/{sent.pk}/answer/hand_back/", {"text": "属民政局"}).status_code == 302
    assert clerk.get(f"/tips/{sent.pk}/").status_code == 404
    with acting("tip_reception"):
        tip = Tip.objects.get(pk=sent.pk)
        assert (tip.state, tip.desk) == ("accepted", "")


def test_what_goes_to_a_body_holds_no_number(taken: Taken, browser: Browser) -> None:
    sent = taken()
    answer = browser("tip_reception").post(f"/tips/{sent.pk}/accept/", {"told": "请联系 139 1234-5678 核对"})
    assert answer.status_code == 422
    assert "一长串数字" in answer.content.decode()


def test_a_unit_is_named_exactly_where_one_answers(
    brought: Brought, browser: Browser, acting: Acting
) -> None:
    sent, reception = brought("accepted"), browser("tip_reception")
    assert reception.post(f"/tips/{sent.pk}/assign/", {"desk": "unit"}).status_code == 422
    with acting("tip_reception") as account:
        for said in ({"desk": "unit"}, {"desk": "township", "body_id": "99-unit"}, {"desk": "nowhere"}):
            with pytest.raises(BangfuError, match="tip_moved"):
                move(account, Tip.objects.get(pk=sent.pk), "assign", **said)
        with pytest.raises(BangfuError, match="tip_not_yours"):  # a unit of another county
            move(account, Tip.objects.get(pk=sent.pk), "assign", desk="unit", body_id="99-away")
    assert reception.post(f"/tips/{sent.pk}/assign/", {"desk": "unit", "body": "99-unit"}).status_code == 302
    assert browser("unit_contact").get(f"/tips/{sent.pk}/").status_code == 200


def test_what_happened_in_the_county_at_large_goes_to_no_township(
    taken: Taken, browser: Browser, acting: Acting
) -> None:
    sent = taken(place=COUNTY)
    with acting("tip_reception") as account:
        move(account, Tip.objects.get(pk=sent.pk), "accept", told="请核对情况")
    answer = browser("tip_reception").post(f"/tips/{sent.pk}/assign/", {"desk": "township"})
    assert answer.status_code == 422
    with acting("tip_reception") as account, pytest.raises(BangfuError, match="tip_moved"):
        move(account, Tip.objects.get(pk=sent.pk), "assign", desk="township")


class TestWhatIsAdded:
    @pytest.mark.parametrize("statement", [
        "update tips_move set text = 'x'", "delete from tips_move", "update tips_word set kind = 'more'", "delete from tips_word",
        "update tips_tip set state = 'closed'", "update tips_tip set told = 'x'", "delete from tips_tip", "truncate tips_move",
        "update tips_arrival set way = 'web'", "delete from tips_limit", "update tips_limit set days = 9",
    ])  # fmt: skip
    def test_nothing_is_changed_but_by_a_move(self, brought: Brought, acting: Acting, statement: str) -> None:
        brought("closed")
        for who in ("tip_reception", "inspection_office"):
            with (
                acting(who),
                pytest.raises(DatabaseError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_the_reception_writes_in_nobody_elses_name(self, brought: Brought, acting: Acting) -> None:
        sent = brought("replied")
        for kind, account in (("original", "99-tip_reception"), ("more", ""), ("reply", "99-county_office")):
            with acting("tip_reception"), pytest.raises(DatabaseError), transaction.atomic():
                Word.objects.create(tip_id=sent.pk, kind=kind, text="x", at=AT, account=account)
        for kind in ("dispute", "content"):
            with acting("tip_reception") as by, pytest.raises(DatabaseError), transaction.atomic():
                Move.objects.create(tip_id=sent.pk, kind=kind, account=by.pk, at=AT, solved="yes")
