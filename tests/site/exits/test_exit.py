"""A household leaves: step by step, by several people, and not before everything was looked at."""

from __future__ import annotations

import pytest
from tests.site.acting import refusal, refused
from tests.site.exits.steps import CADRE, CLERK, INSPECTOR, OFFICE, SAID, Steps

from bangfu.site.exits import leaving


@pytest.fixture(autouse=True)
def ready(steps: Steps) -> None:
    steps.ready()


def test_it_stands_on_the_register_until_it_was_let_go(steps: Steps) -> None:
    assert steps.standing() == "registered"
    steps.lifted()
    assert steps.standing() == "lifted"


def test_two_people_verify(steps: Steps) -> None:
    course = steps.begin()
    steps.move(course, "verify_exit")
    assert refused(lambda: steps.move(course, "verify_again")) == "exit_second_person"
    assert steps.move(course, "verify_again", CADRE).state == "exit_verified"


def test_whoever_verifies_says_what_was_found_of_each_guarantee(steps: Steps) -> None:
    course = steps.begin()
    assert refused(lambda: steps.move(course, "verify_exit", water="")) == "exit_not_seen"
    unmet = refusal(lambda: steps.move(course, "verify_exit", housing="no"))
    assert unmet.code == "exit_bar_guarantee" and "一(三)" in unmet.say("zh")
    assert refused(lambda: steps.move(course, "verify_exit", housing="not_asked")) == "exit_bar_guarantee"
    assert steps.move(course, "verify_exit", education="not_asked", water="no").state == "exit_seen"


def test_a_notice_hangs_as_long_as_the_county_said(steps: Steps) -> None:
    steps.set(notice_days=None)
    course = steps.begin()
    steps.move(course, "verify_exit")
    steps.move(course, "verify_again", CADRE)
    steps.move(course, "appraise_exit")
    assert refused(lambda: steps.move(course, "post_exit")) == "exit_days_unset"
    steps.set()
    until = steps.move(course, "post_exit").until
    assert until is not None
    steps.day = until
    assert refused(lambda: steps.move(course, "end_exit_notice")) == "exit_still_posted"


def test_objections_are_answered_and_one_that_is_right_ends_it(steps: Steps) -> None:
    course = steps.posted()
    asked = steps.by(CADRE, lambda user: leaving.object_to(user, course, "房子漏雨"))
    assert refused(lambda: steps.move(course, "end_exit_notice")) == "exit_unanswered"
    steps.by(CLERK, lambda user: leaving.answer(user, asked, "属实", upheld=True))
    twice = refusal(lambda: steps.by(CLERK, lambda user: leaving.answer(user, asked, "不属实", upheld=False)))
    assert twice.code == "exit_twice"
    assert refused(lambda: steps.move(course, "end_exit_notice")) == "exit_upheld"
    assert steps.move(course, "stop").state == "stopped"
    steps.begin()


def test_nothing_is_objected_where_no_notice_hangs(steps: Steps) -> None:
    course = steps.begin()
    assert (
        refusal(lambda: steps.by(CLERK, lambda user: leaving.object_to(user, course, "意见"))).code
        == "exit_not_posted"
    )


def test_another_body_draws_and_looks(steps: Steps) -> None:
    course = steps.heard()
    assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_not_sampled"
    assert refused(lambda: steps.draw(CLERK)) == "exit_not_yours"
    assert refused(lambda: steps.move(course, "sample_exit", INSPECTOR)) == "exit_not_taken"
    steps.draw()
    assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_not_sampled"
    assert refused(lambda: steps.move(course, "sample_exit", CLERK)) == "exit_not_yours"
    assert steps.move(course, "sample_exit", INSPECTOR).state == "exit_sampled"


def test_what_does_not_hold_up_ends_it(steps: Steps) -> None:
    course = steps.heard()
    steps.draw()
    assert steps.move(course, "fail_exit", INSPECTOR).state == "exit_failed"
    assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_not_now"
    assert steps.standing() == "registered"


def test_who_proposed_does_not_decide(steps: Steps) -> None:
    course = steps.begin(who=OFFICE)
    for code, who in (
        ("verify_exit", CLERK),
        ("verify_again", CADRE),
        ("appraise_exit", CLERK),
        ("post_exit", CLERK),
    ):
        steps.move(course, code, who)
    steps.day = steps.day.replace(day=28)
    steps.move(course, "end_exit_notice")
    steps.draw()
    steps.move(course, "sample_exit", INSPECTOR)
    assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_second_person"


def test_it_is_not_decided_by_whoever_may_not_and_not_without_a_paper(steps: Steps) -> None:
    course = steps.heard()
    steps.draw()
    steps.move(course, "sample_exit", INSPECTOR)
    assert refused(lambda: steps.move(course, "lift", CLERK)) == "exit_not_yours"
    assert refused(lambda: steps.move(course, "lift", OFFICE, document=" ")) == "exit_needs_document"


def test_one_course_of_a_kind_at_a_time(steps: Steps) -> None:
    steps.begin()
    assert refused(steps.begin) == "exit_going_on"


def test_what_may_be_done_now_is_what_the_database_says(steps: Steps) -> None:
    course = steps.begin()
    told = steps.by(CLERK, lambda _: leaving.open_moves(course))
    assert {code for code, problem in told.items() if problem is None} == {"verify_exit", "stop"}
    assert SAID["text"]
