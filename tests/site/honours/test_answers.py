"""What stands against somebody: decisions alone, as long as they hold; and what is looked at again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.site.accountability import dachuan
from tests.site.acting import Acting
from tests.site.honours.conftest import COMMENDED

from bangfu.errors import BangfuError
from bangfu.site.accountability.proposing import proposals_for
from bangfu.site.cases.models import Case
from bangfu.site.cases.moving import Said, step
from bangfu.site.honours import entering
from bangfu.site.honours.asking import answers, lists
from bangfu.site.honours.models import Grant
from bangfu.site.web.models import Account


def answer(account: Account, on: date = dachuan.TODAY, purpose: str = "commendation", who: str = "p1") -> str:
    [told] = answers(account, who, purpose, on)
    assert told.verdict is not None
    return told.verdict.answer


class TestABar:
    def test_is_no_proposal(self, acting: Acting) -> None:
        with acting("county_office") as account:
            assert [p for p in proposals_for(account) if p.person == "p1" and p.measure == "award_bar"]
            assert answer(account) == "yes"

    def test_shuts_out_from_the_day_it_was_decided_and_tells_why(self, acting: Acting, barred: Case) -> None:
        with acting("county_office") as account:
            [told] = answers(account, "p1", "commendation", dachuan.TODAY)
            assert told.verdict is not None
            assert told.verdict.answer == "no"
            [bar] = told.verdict.bars
            assert (bar.decision.clause, bar.first, bar.last) == (
                barred.provision,
                barred.effect_from,
                barred.effect_to,
            )
            assert answer(account, dachuan.TODAY - timedelta(days=1)) == "yes"
            assert answer(account, who="p3") == "yes"

    def test_ends_by_itself(self, acting: Acting, barred: Case) -> None:
        assert barred.effect_to is not None
        with acting("county_office") as account:
            assert answer(account, barred.effect_to) == "no"
            assert answer(account, barred.effect_to + timedelta(days=1)) == "yes"

    def test_that_was_annulled_never_held(self, acting: Acting, barred: Case) -> None:
        with acting("concerned") as account:
            step(account, barred, "appeal", Said("当天请过假"))
        with acting("county_leader") as account:
            step(account, barred, "grant", Said("情况属实，撤销"))
        with acting("county_office") as account:
            assert answer(account) == "yes"


class TestWhatWasGiven:
    def test_before_a_bar_is_listed_for_review_and_stays(self, acting: Acting, barred: Case) -> None:
        with acting("county_office") as account:
            assert not [t for t in lists(account, 2018) if t.part == "review"]
            made = entering.grant(account, {**COMMENDED, "person_id": "p1"})
            [told] = [t for t in lists(account, 2018) if t.part == "review"]
            assert told.verdict is not None
            assert told.verdict.grants == (made.pk,)
            assert told.person == "p1"
            assert Grant.objects.filter(pk=made.pk, withdrawal=None).exists()

    def test_and_taken_back_counts_no_more(self, acting: Acting, barred: Case) -> None:
        with acting("county_office") as account:
            made = entering.grant(account, {**COMMENDED, "person_id": "p1"})
            entering.take_back(account, made, "登记错了人")
            assert not [t for t in lists(account, 2018) if t.part == "review"]
            with pytest.raises(BangfuError, match="honour_taken_back"):
                entering.take_back(account, made, "再撤一次")


class TestAnAttestation:
    def test_answers_what_only_a_person_knows(self, acting: Acting) -> None:
        said = {
            "person_id": "p1", "condition": "not_yet_fit_for_promotion", "on": dachuan.TODAY, "holds": "yes",
            "evidence": "考察材料",
        }  # fmt: skip
        with acting("organization_department") as account:
            assert answer(account, purpose="training_list") == "no"
            entering.grant(account, {**COMMENDED, "person_id": "p1"})
            assert answer(account, purpose="training_list") == "judgement"
            made = entering.attest(account, said)
            assert answer(account, purpose="training_list") == "yes"
            entering.take_back(account, made, "材料不是本人的")
            assert answer(account, purpose="training_list") == "judgement"
