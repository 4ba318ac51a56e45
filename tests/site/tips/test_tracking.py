"""Coming back with the code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.tips.conftest import AT, SECRETS, Brought, Taken

from bangfu.errors import BangfuError
from bangfu.site.tips.models import Solved, Tip, Word
from bangfu.site.tips.moving import move
from bangfu.site.tips.sender import judge, progress
from bangfu.site.tips.tracking import ALPHABET, hash_of, new_code
from bangfu.site.web.ciphers import sm3

Browser = Callable[[str], Client]


@pytest.fixture
def public(database: str) -> Client:
    return Client()


def page(client: Client, code: str, end: str = "", **said: str) -> str:
    answer = client.post(f"/open/tip/{end}", {"code": code, **said})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


class TestCodes:
    def test_they_have_eighty_bits_and_no_sign_that_is_misread(self) -> None:
        assert len(ALPHABET) == len(set(ALPHABET)) == 32
        assert not set("01OI") & set(ALPHABET)
        codes = {new_code() for _ in range(500)}
        assert len(codes) == 500
        assert all(len(c.replace("-", "")) == 16 and set(c) <= {*ALPHABET, "-"} for c in codes)

    def test_however_it_is_typed_it_is_the_same(self) -> None:
        assert hash_of("abcd efgh-2345 6789") == hash_of("ABCD-EFGH-2345-6789") == sm3(b"ABCDEFGH23456789")

    @given(st.text(max_size=40))
    def test_what_cannot_be_one_has_no_hash(self, typed: str) -> None:
        signs = [c for c in typed.upper() if c.isalnum()]
        assert bool(hash_of(typed)) == (len(signs) == 16 and set(signs) <= set(ALPHABET))


class TestRefused:
    @pytest.mark.parametrize(
        "code", ["", "ABCD-EFGH-2345-6789", "x", "0000-0000-0000-0000", "'; drop table tips_tip"]
    )
    def test_a_code_that_is_none_tells_nothing(self, public: Client, taken: Taken, code: str) -> None:
        taken()
        assert public.post("/open/tip/", {"code": code}).status_code == 422
        for end in ("more/", "solved/"):
            told = public.post(f"/open/tip/{end}", {"code": code, "text": "补充", "said": "no"})
            assert told.status_code == 422

    def test_an_id_is_no_code(self, public: Client, taken: Taken) -> None:
        assert public.post("/open/tip/", {"code": taken().pk}).status_code == 422

    @pytest.mark.parametrize(
        "state", ["received", "accepted", "assigned", "answered", "declined", "disputed"]
    )
    def test_before_a_reply_nobody_is_asked_whether_it_was_solved(
        self, public: Client, brought: Brought, state: str
    ) -> None:
        sent = brought(state)
        assert 'name="said"' not in page(public, sent.code)
        assert public.post("/open/tip/solved/", {"code": sent.code, "said": "yes"}).status_code == 422

    def test_an_answer_must_be_one_of_three(self, public: Client, brought: Brought) -> None:
        assert (
            public.post("/open/tip/solved/", {"code": brought("replied").code, "said": "maybe"}).status_code
            == 422
        )

    def test_it_is_answered_once(self, brought: Brought) -> None:
        sent = brought("closed")
        judge(sent.code, Solved.YES, "")
        with pytest.raises(BangfuError, match="tip_judged_already"):
            judge(sent.code, Solved.NO, "")

    def test_more_is_written_twenty_times_and_no_more(self, public: Client, taken: Taken) -> None:
        sent = taken()
        for _ in range(20):
            page(public, sent.code, "more/", text="还有一点")
        assert public.post("/open/tip/more/", {"code": sent.code, "text": "又有"}).status_code == 422


class TestShown:
    def test_how_far_it_is_and_what_was_written_back_and_nothing_else(
        self, public: Client, brought: Brought
    ) -> None:
        told = page(public, brought("replied").code)
        assert "已答复反映人" in told
        assert "补助已在四月十日发放" in told
        for hidden in (*SECRETS, "危房", "村会计", "补助名单有漏户", "附发放表", "township"):
            assert hidden not in told

    def test_why_it_was_declined(self, public: Client, brought: Brought) -> None:
        assert "请向民政局反映" in page(public, brought("declined").code)

    def test_more_is_seen_by_the_reception_and_marked(
        self, public: Client, taken: Taken, browser: Browser
    ) -> None:
        sent = taken()
        assert "补充的话已收到" in page(public, sent.code, "more/", text="昨天会计来找过我")
        reception = browser("tip_reception")
        assert "有补充" in reception.get("/tips/").content.decode()
        assert "昨天会计来找过我" in reception.get(f"/tips/{sent.pk}/").content.decode()

    @pytest.mark.parametrize(
        ("said", "state"), [("yes", "closed"), ("partly", "disputed"), ("no", "disputed")]
    )
    def test_what_the_sender_says_counts(
        self, public: Client, brought: Brought, acting: Acting, said: str, state: str
    ) -> None:
        sent = brought("replied")
        page(public, sent.code, "solved/", said=said, text="只发了一半")
        with acting("tip_reception"):
            tip = Tip.objects.get(pk=sent.pk)
            assert (tip.state, tip.solved) == (state, said)
            assert Word.objects.get(tip=tip, kind="outcome").text == "只发了一半"

    def test_what_was_reopened_is_asked_about_again(self, brought: Brought, acting: Acting) -> None:
        sent = brought("disputed")
        for who, kind, said in (
            ("tip_reception", "reopen", {"text": "确有漏发"}), ("tip_reception", "assign", {"desk": "county_office"}),
            ("county_office", "answer", {"text": "已补"}), ("tip_reception", "reply", {"word": "已补发。"}),
        ):  # fmt: skip
            with acting(who) as account:
                move(account, Tip.objects.get(pk=sent.pk), kind, at=AT, **said)
        assert progress(sent.code).asks
        judge(sent.code, Solved.YES, "")
        assert progress(sent.code).state == "closed"

    def test_whoever_reported_it_second_reads_what_the_first_is_told(
        self, public: Client, brought: Brought, taken: Taken, acting: Acting
    ) -> None:
        first, second = brought("assigned"), taken()
        with acting("tip_reception") as account:
            move(account, Tip.objects.get(pk=second.pk), "join", duplicate_of_id=first.pk)
        assert "已交办，办理中" in page(public, second.code)
        with acting("township_clerk") as clerk:
            move(clerk, Tip.objects.get(pk=first.pk), "answer", text="已办")
        with acting("tip_reception") as account:
            move(account, Tip.objects.get(pk=first.pk), "reply", word="补助已补发到户。")
        assert "补助已补发到户" in page(public, second.code)
        assert 'name="said"' not in page(public, second.code)
