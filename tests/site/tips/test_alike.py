"""Which tips are offered as perhaps the same, and how one is joined to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.ledger.conftest import TODAY
from tests.site.tips.conftest import COUNTY, FAR, TWO, Brought, Taken

from bangfu.errors import BangfuError
from bangfu.site.tips.alike import LIKENESS, alike, likeness
from bangfu.site.tips.models import Tip
from bangfu.site.tips.moving import move
from bangfu.site.tips.taking import Told

Browser = Callable[[str], Client]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("安全饮水工程停水两个月，没有人管", "饮水工程停水两个月了，没人管", True),
    ("危房补助没有发", "危房补助到现在没有发给我家", True),
    ("危房补助没有发", "村口的路修了一半就停了", False),
    ("", "危房补助没有发", False),
    ("，。！", "，。！", False),
])  # fmt: skip
def test_words_are_compared_by_their_pairs(one: str, other: str, same: bool) -> None:
    assert (likeness(one, other) >= LIKENESS) == same


@given(st.text(), st.text())
def test_likeness_is_a_share_and_mutual(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_a_text_is_wholly_like_itself() -> None:
    assert likeness("危房补助", "危房，补助！") == 1


def test_only_those_of_the_township_and_the_year_that_were_not_put_aside(
    taken: Taken, brought: Brought, acting: Acting
) -> None:
    near = taken(place=TWO)
    taken(place=COUNTY)
    taken(on=TODAY - timedelta(days=400))
    taken(said=Told("村口的路修了一半就停了"))
    brought("declined")
    own = taken()
    with acting("tip_reception"):
        assert [found.tip.pk for found in alike(Tip.objects.get(pk=own.pk))] == [near.pk]


class TestDuplicates:
    def test_one_is_joined_to_another_of_the_county_and_to_nothing_else(
        self, taken: Taken, brought: Brought, acting: Acting
    ) -> None:
        first, second, declined = taken(), taken(place=TWO), brought("declined")
        with acting("tip_reception") as account:
            for other in (second.pk, declined.pk, "99-none"):
                with pytest.raises(BangfuError, match="tip_moved"):
                    move(account, Tip.objects.get(pk=second.pk), "join", duplicate_of_id=other)
            move(account, Tip.objects.get(pk=second.pk), "join", duplicate_of_id=first.pk)
            with pytest.raises(BangfuError, match="tip_moved"):  # it has one of its own
                move(account, Tip.objects.get(pk=first.pk), "join", duplicate_of_id=second.pk)
            assert Tip.objects.get(pk=second.pk).duplicate_of_id == first.pk

    def test_those_alike_are_offered_and_joined_with_one_press(self, taken: Taken, browser: Browser) -> None:
        first, second = taken(), taken(place=TWO)
        reception = browser("tip_reception")
        page = reception.get(f"/tips/{second.pk}/").content.decode()
        assert f'name="duplicate_of" value="{first.pk}"' in page
        assert reception.post(f"/tips/{second.pk}/join/", {"duplicate_of": first.pk}).status_code == 302

    def test_nobody_joins_what_they_do_not_see(self, taken: Taken, browser: Browser) -> None:
        sent = taken()
        answer = browser("tip_reception").post(f"/tips/{sent.pk}/join/", {"duplicate_of": str(FAR)})
        assert answer.status_code == 422
