"""GI-10: nobody is confirmed before every step is recorded in its order, the notice hung its days and objections are answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.site.acting import refused
from tests.site.identification.steps import CLERK, DAYS, OFFICE, WATCH, Steps, later
from tests.site.world import TODAY

from bangfu.site.exits.models import Risk
from bangfu.site.household.models import Member, Version
from bangfu.site.identification import screening, telling
from bangfu.site.identification.models import Move, Notice, Objection, Roll, Screening
from bangfu.site.identification.watching import Danger
from bangfu.site.roster.models import Household

STEP = {"number": "2", "on": "2020-04-15", "body": "镇政府", "found": "通过"}


class TestRefused:
    def test_gi_10_through_the_database(self, steps: Steps) -> None:
        found = steps.posted()
        assert refused(lambda: steps.take(found, 2)) == "identify_step_order"
        assert refused(lambda: steps.take(found, 3)) == "identify_no_such_step"
        steps.take(found, 1)
        assert refused(lambda: steps.take(found, 2, on=TODAY - timedelta(1))) == "identify_step_order"
        assert refused(lambda: steps.take(found, 2, on=TODAY + timedelta(1))) == "identify_day_to_come"
        assert refused(lambda: steps.take(found, 1)) == "identify_twice"
        with later(DAYS):
            assert refused(lambda: steps.confirm(found)) == "identify_steps_missing"
            with steps.acting(OFFICE):
                assert not Household.objects.filter(head="赵新户").exists()
                assert Screening.objects.get(pk=found.pk).state == "posted"

    def test_gi_10_through_the_site(self, steps: Steps) -> None:
        found = steps.posted()
        _status, words = steps.page(CLERK, "screening", found.pk, "step", **STEP)
        assert "前一步还没有记录" in words
        assert steps.page(CLERK, "screening", found.pk, "step", **STEP | {"number": "1"})[0] == 302
        with later(DAYS):
            _status, words = steps.page(OFFICE, "screening", found.pk, "confirm", text="")
        assert "识别步骤还没有全部记录" in words

    def test_gi_10_through_programs(self, steps: Steps) -> None:
        found = steps.posted()
        assert steps.program(CLERK, "screening", found.pk, "step", **STEP) == ["identify_step_order"]
        with later(DAYS):
            assert steps.program(OFFICE, "screening", found.pk, "confirm") == ["token_may_not"]
            assert steps.program(CLERK, "screening", found.pk, "confirm") == ["token_may_not"]

    def test_without_any_steps_set(self, steps: Steps) -> None:
        steps.scheme(steps=[])
        found = steps.move(steps.say(steps.begun()), "appraise")
        steps.post(found)
        with later(DAYS):
            assert refused(lambda: steps.confirm(found)) == "identify_steps_unset"

    def test_a_day_before_its_notice_is_over(self, steps: Steps) -> None:
        found = steps.posted(1, 2)
        with later(DAYS - 1):
            assert refused(lambda: steps.confirm(found)) == "identify_notice_short"
        with later(DAYS):
            assert steps.confirm(found)

    def test_a_notice_that_was_taken_down_early(self, steps: Steps) -> None:
        found = steps.posted(1, 2)
        with later(DAYS - 2), steps.acting(CLERK) as user:
            screening.take_down(user, Notice.objects.get(lines__screening=found))
        with later(DAYS + 3):
            assert refused(lambda: steps.confirm(found)) == "identify_notice_short"

    def test_no_notice_where_the_county_set_no_days(self, steps: Steps) -> None:
        steps.scheme(notice_days=None)
        found = steps.move(steps.say(steps.begun()), "appraise")
        assert refused(lambda: steps.post(found)) == "identify_days_unset"

    def test_who_is_to_stay_out_is_not_posted(self, steps: Steps) -> None:
        steps.scheme()
        found = steps.move(steps.say(steps.begun(), ins="no"), "appraise")
        assert refused(lambda: steps.post(found)) == "identify_not_appraised"
        with pytest.raises(DatabaseError), steps.acting(CLERK) as user:
            Move.objects.create(screening=found, code="post", on=TODAY, by=user.pk, at="2020-04-15 10:00+08")

    def test_an_objection_without_an_answer(self, steps: Steps) -> None:
        found = steps.posted(1, 2)
        with steps.acting(CLERK):
            notice = Notice.objects.get(lines__screening=found)
        telling.send_objection("0123456789abcdef", notice.pk, "他家有车", "", "")
        with later(DAYS):
            assert refused(lambda: steps.confirm(found)) == "identify_not_heard"
            with steps.acting(OFFICE):
                telling.answer(Objection.objects.get(notice=notice), "核实：车是亲戚的")
            assert steps.confirm(found)

    def test_who_screened(self, steps: Steps) -> None:
        steps.scheme()
        found = steps.say(steps.begun(), who=OFFICE)
        steps.move(found, "appraise")
        steps.take(found, 1, 2)
        steps.post(found)
        with later(DAYS):
            assert refused(lambda: steps.confirm(found)) == "identify_second_person"

    def test_a_move_that_names_any_household(self, steps: Steps) -> None:
        found = steps.posted(1, 2)
        with later(DAYS):
            assert refused(lambda: steps.move(found, "confirm", OFFICE)) == "identify_no_household"
            with steps.acting(OFFICE):
                other = Household.objects.filter(place=found.place_id).first()
            assert (
                refused(lambda: steps.move(found, "confirm", OFFICE, household=other))
                == "identify_no_household"
            )


def test_a_confirmation_makes_the_household_and_its_first_file(steps: Steps) -> None:
    found = steps.posted()
    steps.take(found, 1, 2)
    with later(DAYS) as day:
        pk = steps.confirm(found)
        with steps.acting(OFFICE):
            made, version = Household.objects.get(pk=pk), Version.objects.get(household=pk)
            assert (made.start, made.kinds, made.place_id) == (day, ["scattered"], found.place_id)
            assert (version.start, version.why, Member.objects.filter(version=version).count()) == (
                day,
                "confirmed",
                1,
            )
            assert Screening.objects.get(pk=found.pk).state == "confirmed"
            roll = Roll.objects.get(pk=found.roll_id)
        assert refused(lambda: steps.begun(roll=roll)) == "identify_taken_in"


def test_watching_is_for_a_person_and_keeps_its_confirmation(steps: Steps) -> None:
    steps.scheme(WATCH)
    found = steps.begun(WATCH)
    with steps.acting(CLERK) as user:
        screening.name(user, found, None, name="赵新户", relation="head")
        screening.name(user, found, None, name="赵小", relation="child")
        screening.name(user, found, 2, name="赵小", relation="child", gone=True)
    assert refused(lambda: steps.move(found, "appraise")) == "identify_needs_reviewer"
    steps.move(found, "review", OFFICE, result="in")
    steps.take(found, 1, 2)
    steps.post(found)
    with later(DAYS):
        assert refused(lambda: steps.confirm(found)) == "exit_needs_words"  # nobody said what the danger is
        pk = steps.confirm(found, danger=Danger("marginal", ("illness",)))
        with steps.acting(OFFICE):
            assert Household.objects.get(pk=pk).kinds == []
            [risk] = Risk.objects.filter(household=pk)
            assert (risk.kind, risk.causes, "公示无异议" in risk.ground) == ("marginal", ["illness"], True)
            assert [m.name for m in Member.objects.filter(version__household=pk)] == ["赵新户"]
            assert Move.objects.get(screening=found, code="confirm").household_id == pk
