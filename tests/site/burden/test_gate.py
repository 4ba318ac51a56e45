"""Who may ask people to fill in something new, and who decides it: the database refuses everything else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.site.acting import refused
from tests.site.burden.steps import (
    CADRE,
    CLERK,
    COUNTY,
    DEPARTMENT,
    KNOWN,
    LEADER,
    NEW,
    OFFICE,
    Steps,
    a_form,
)
from tests.site.world import FAR, TODAY

from bangfu.site.burden import asking
from bangfu.site.burden.asking import Wanted
from bangfu.site.burden.models import Column, Form
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

NO_REASON = Wanted("今年新增产业", "", "none", " ")


@pytest.mark.parametrize("who", [CLERK, CADRE, LEADER, "unit_leader", "inspector"])
def test_only_the_offices_of_the_county_propose(steps: Steps, who: str) -> None:
    assert refused(lambda: steps.take_in(KNOWN, NEW, who=who)) == "burden_not_yours"


def test_nobody_proposes_in_another_county(steps: Steps) -> None:
    there = Place(code=FAR.village // 10**6 * 10**6)

    def take_in(user: Account) -> Form:
        return asking.take_in(user, there, a_form(), [KNOWN, NEW], "propose", "要用")

    assert refused(lambda: steps.by(OFFICE, take_in)) == "burden_not_yours"


@pytest.mark.parametrize(
    ("columns", "fields", "code"),
    [
        ((), {}, "burden_no_columns"),
        ((KNOWN,), {}, "burden_nothing_new"),
        ((KNOWN, NO_REASON), {}, "burden_needs_reason"),
        ((NEW,), {"until": None}, "burden_needs_end"),
        ((NEW,), {"text": " "}, "burden_needs_words"),
        ((NEW,), {"since": TODAY - timedelta(9), "until": TODAY - timedelta(1)}, "burden_over"),
        ((KNOWN, NEW), {"code": "spare"}, "burden_still_new"),
        ((KNOWN, NEW), {"code": "note", "text": ""}, "burden_needs_words"),
        ((KNOWN, NEW), {"code": "allow"}, "burden_not_now"),
        ((KNOWN, NEW), {"code": "drop"}, "burden_not_yours"),
    ],
)  # fmt: skip
def test_what_it_lacks_is_told_and_nothing_is_kept(
    steps: Steps, columns: tuple[Wanted, ...], fields: dict[str, object], code: str
) -> None:
    before = steps.by(OFFICE, lambda _: Form.objects.count())
    assert refused(lambda: steps.take_in(*columns, **fields)) == code  # type: ignore[arg-type]
    assert steps.by(OFFICE, lambda _: Form.objects.count()) == before


def test_a_form_of_which_all_is_known_is_answered_at_once(steps: Steps) -> None:
    assert steps.take_in(KNOWN, code="spare", text="", until=None).state == "spared"


def test_a_form_that_is_in_use_is_noted(steps: Steps) -> None:
    assert steps.take_in(KNOWN, NEW, code="note", until=None, who=DEPARTMENT).state == "noted"


def test_whoever_proposed_it_does_not_decide(steps: Steps) -> None:
    form = steps.take_in(KNOWN, NEW)
    assert refused(lambda: steps.move(form, "allow", OFFICE)) == "burden_second_person"
    assert refused(lambda: steps.move(form, "refuse", OFFICE)) == "burden_second_person"
    assert refused(lambda: steps.move(form, "allow", CLERK)) == "burden_not_yours"
    assert refused(lambda: steps.move(form, "allow", LEADER, "")) == "burden_needs_words"
    assert steps.move(form, "allow") == "allowed"
    assert refused(lambda: steps.move(form, "refuse")) == "burden_not_now"


def test_it_is_not_allowed_after_its_last_day(steps: Steps) -> None:
    form = steps.take_in(NEW, until=TODAY + timedelta(5))
    steps.day += timedelta(6)
    assert refused(lambda: steps.move(form, "allow")) == "burden_over"
    assert steps.move(form, "refuse") == "refused"


def test_only_its_proposer_withdraws_it(steps: Steps) -> None:
    form = steps.take_in(NEW)
    assert refused(lambda: steps.move(form, "withdraw", DEPARTMENT)) == "burden_not_own"
    assert steps.move(form, "withdraw", OFFICE) == "withdrawn"
    assert refused(lambda: steps.move(form, "allow")) == "burden_not_now"


def test_what_is_in_use_is_ended(steps: Steps) -> None:
    form = steps.take_in(NEW)
    assert refused(lambda: steps.move(form, "end")) == "burden_not_now"
    steps.move(form, "allow")
    assert steps.move(form, "end") == "ended"


def test_a_form_says_beforehand_what_each_may_do(steps: Steps) -> None:
    form = steps.take_in(NEW)

    def offered(who: str) -> dict[str, str]:
        asked = steps.by(who, lambda _: asking.open_moves(form))
        return {code: problem.code if problem else "" for code, problem in asked.items()}

    assert {code for code, why in offered(LEADER).items() if not why} == {"allow", "refuse"}
    assert {code for code, why in offered(OFFICE).items() if not why} == {"withdraw"}
    assert offered(OFFICE)["allow"] == "burden_second_person"
    assert set(offered(CADRE).values()) == {"burden_not_yours"}


def test_no_column_is_added_after_the_first_step(steps: Steps) -> None:
    form = steps.allowed()

    def add(_user: object) -> None:
        Column.objects.create(form=form, number=9, name="体重", how="none", reason="要")

    with pytest.raises(DatabaseError, match="burden_not_now"):
        steps.by(OFFICE, add)


def test_nothing_is_changed_or_removed(steps: Steps) -> None:
    form = steps.allowed()
    for act in (
        lambda: Form.objects.filter(pk=form.pk).update(name="别的"),
        lambda: Column.objects.filter(form=form).delete(),
    ):
        with pytest.raises(DatabaseError), steps.acting(OFFICE), transaction.atomic():
            act()


def test_a_form_without_a_step_is_none(steps: Steps) -> None:
    def alone(user: object) -> None:
        a_form(county_id=COUNTY, made_by="99-a-county_office", made_at="2020-04-15T08:00:00+08:00").save(
            force_insert=True
        )

    with pytest.raises(DatabaseError, match="burden_needs_words"):
        steps.by(OFFICE, alone)
