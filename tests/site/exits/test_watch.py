"""Being watched, the end of it, and coming back; struck off from anywhere; looked after once it left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.site.acting import refused
from tests.site.exits.steps import (
    CADRE,
    CLERK,
    HOUSEHOLD,
    INSPECTOR,
    OFFICE,
    POSTED,
    Steps,
)
from tests.site.world import FAR

from bangfu.site.exits.following import due, many
from bangfu.site.exits.models import Course
from bangfu.site.exits.standing import history, of_all, on, open_risk, watched
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record


@pytest.fixture(autouse=True)
def ready(steps: Steps) -> None:
    steps.ready()


def cleared(steps: Steps) -> Course:
    course = steps.begin("clear", CADRE)
    steps.move(course, "visit_clear")
    steps.move(course, "appraise_clear")
    steps.move(course, "post_clear")
    steps.day += timedelta(days=POSTED + 1)
    steps.move(course, "end_clear_notice")
    steps.move(course, "clear", OFFICE)
    return course


class TestWatch:
    def test_a_risk_fits_how_the_household_stands(self, steps: Steps) -> None:
        assert refused(lambda: steps.watch("unstable")) == "exit_not_this_risk"
        assert refused(lambda: steps.watch("marginal")) == "exit_not_this_risk"
        steps.lifted()
        assert steps.watch("unstable").kind == "unstable"

    def test_is_opened_by_who_helps_and_once_at_a_time(self, steps: Steps) -> None:
        assert refused(lambda: steps.watch(who="county_leader")) == "exit_not_yours"
        steps.watch()
        assert refused(steps.watch) == "exit_watched_already"

    def test_ends_like_an_exit_in_small_and_not_by_the_same_person(self, steps: Steps) -> None:
        steps.watch()
        course = steps.begin("clear", CADRE)
        assert refused(lambda: steps.move(course, "visit_clear", CADRE)) == "exit_second_person"
        assert refused(lambda: steps.move(course, "clear", OFFICE)) == "exit_not_now"

    def test_does_not_end_while_a_guarantee_is_unmet(self, steps: Steps) -> None:
        steps.watch()
        steps.file(medical="no")
        assert refused(lambda: steps.begin("clear", CADRE)) == "exit_not_assured"
        steps.file()
        course = steps.begin("clear", CADRE)
        assert refused(lambda: steps.move(course, "visit_clear", housing="no")) == "exit_bar_guarantee"

    def test_opens_again_after_it_was_over(self, steps: Steps) -> None:
        steps.watch()
        cleared(steps)
        assert steps.by(OFFICE, lambda _: open_risk(HOUSEHOLD)) is None
        assert refused(lambda: steps.begin("clear", CADRE)) == "exit_not_watched"
        steps.watch()
        assert HOUSEHOLD in {risk.household_id for risk in steps.by(OFFICE, lambda _: list(watched()))}
        assert steps.standing() == "registered"


class TestComingBack:
    def test_is_for_who_left(self, steps: Steps) -> None:
        assert refused(lambda: steps.begin("revert", CADRE)) == "exit_not_left"

    def test_takes_what_the_file_shows_or_a_written_ground(self, steps: Steps) -> None:
        steps.lifted()
        course = steps.begin("revert", CADRE)
        steps.move(course, "visit_revert")
        assert refused(lambda: steps.move(course, "revert", OFFICE)) == "exit_needs_judging"
        steps.earn(1)
        assert steps.move(course, "revert", OFFICE).state == "reverted"

    def test_leaves_the_former_exit_in_its_history(self, steps: Steps) -> None:
        steps.lifted()
        left = steps.day
        steps.day += timedelta(days=40)
        steps.fall()
        assert steps.standing() == "reverted"
        words = [step.word for step in steps.by(OFFICE, lambda _: history(steps.household()))]
        assert words == ["reverted", "lifted", "taken_in"]
        assert steps.by(OFFICE, lambda _: on(HOUSEHOLD, left)) == "lifted"


class TestStruckOff:
    def test_from_anywhere_once_with_a_reason_by_the_county(self, steps: Steps) -> None:
        assert refused(lambda: steps.strike(CLERK)) == "exit_not_yours"
        steps.lifted()
        steps.strike()
        assert steps.standing() == "struck"
        assert refused(steps.strike) == "exit_not_now"
        assert refused(steps.watch) == "exit_not_this_risk"


class TestAfterwards:
    def test_a_visit_in_the_ledger_counts_and_is_entered_once(self, steps: Steps) -> None:
        steps.lifted()
        left = steps.day

        def told() -> tuple[object, bool]:
            [one] = [each for each in steps.by(OFFICE, lambda _: due(steps.day)) if each.pk == HOUSEHOLD]
            return one.due, steps.by(OFFICE, lambda _: one.is_overdue)

        assert told() == (left + timedelta(days=30), False)
        steps.day += timedelta(days=31)
        assert told() == (left + timedelta(days=30), True)
        visit = {"id": "99-visit", "kind": "household_visit", "on": str(steps.day), "household": HOUSEHOLD}
        steps.by(OFFICE, lambda user: record(user, draft_of(visit | {"person": "99-own-person"})))
        assert told() == (steps.day + timedelta(days=30), False)

    def test_many_on_one_day_are_a_lead(self, steps: Steps) -> None:
        steps.lifted()
        assert steps.by(OFFICE, lambda _: many()) == []
        steps.set(many=1)
        [lead] = [one for one in steps.by(OFFICE, lambda _: many()) if one.on == steps.day]
        assert (lead.count, lead.limit, lead.on) == (1, 1, steps.day)


class TestScope:
    def test_many_are_told_as_one_is(self, steps: Steps) -> None:
        steps.lifted()
        stood = steps.by(OFFICE, lambda _: of_all(steps.day))
        assert stood == {pk: steps.by(OFFICE, lambda _, pk=pk: on(pk, steps.day)) for pk in stood}
        assert steps.by(OFFICE, lambda _: of_all(steps.day, [HOUSEHOLD])) == {HOUSEHOLD: "lifted"}

    @pytest.mark.parametrize("who", [CADRE, CLERK, OFFICE, INSPECTOR])
    def test_who_sees_a_household_is_told_whether_it_left_and_nobody_else(
        self, steps: Steps, who: str
    ) -> None:
        steps.lifted()

        def lifted(pk: str) -> bool:
            with connection.cursor() as cursor:
                cursor.execute("select is_lifted(%s, %s)", [pk, steps.day.isoformat()])
                [(told,)] = cursor.fetchall()
            return told

        assert steps.by(who, lambda _: lifted(HOUSEHOLD)) is True
        assert steps.by(who, lambda _: lifted(FAR.id("household"))) is False
        assert steps.by(who, lambda _: lifted("99-nowhere")) is False
