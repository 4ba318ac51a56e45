"""The line, what counts towards it, and what is left to a person."""

from __future__ import annotations

import pytest
from tests.site.acting import refused
from tests.site.exits.steps import LINE, OFFICE, Steps
from tests.site.household.files import CHILD, HEAD

BOTH = 2 * LINE  # the line of two people


def transfers(steps: Steps) -> None:
    steps.set()
    steps.file()
    steps.earn(2 * BOTH, "transfer")


class TestTheLine:
    @pytest.mark.parametrize(
        ("earned", "reaching", "bars"),
        [
            (BOTH - 1, True, {"income"}), (BOTH, True, set()), (BOTH + 1, True, set()),
            (BOTH - 1, False, {"income"}), (BOTH, False, {"income"}), (BOTH + 1, False, set()),
        ],
    )  # fmt: skip
    def test_below_at_and_above_as_the_county_reads_it(
        self, steps: Steps, earned: int, reaching: bool, bars: set[str]
    ) -> None:
        steps.set(reaching=reaching)
        steps.file()
        steps.earn(earned)
        assert steps.bars() == bars

    def test_without_one_a_person_judges_and_says_why(self, steps: Steps) -> None:
        steps.set(line=None, reaching=None)
        steps.file()
        assert steps.bars() == {"line"}
        course = steps.heard()
        steps.draw()
        steps.move(course, "sample_exit", "inspector")
        assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_needs_judging"
        assert steps.move(course, "lift", OFFICE, judged="逐笔核对收入，稳定").state == "lifted"

    def test_what_was_earned_last_year_does_not_count(self, steps: Steps) -> None:
        steps.set()
        steps.file()
        steps.day = steps.day.replace(year=2019)
        steps.earn(9 * BOTH)
        steps.day = steps.day.replace(year=2020)
        assert steps.bars() == {"income"}

    def test_a_later_row_takes_the_place_of_one(self, steps: Steps) -> None:
        steps.ready()
        steps.earn(1)
        assert steps.bars() == {"income"}


class TestAllowanceAlone:
    def test_any_income_of_their_own_is_enough(self, steps: Steps) -> None:
        transfers(steps)
        steps.earn(1)
        assert steps.bars() == set()

    def test_where_nobody_can_work_a_person_judges(self, steps: Steps) -> None:
        steps.set()
        steps.file(members=(HEAD | {"ability": "none"}, CHILD | {"ability": "age"}))
        steps.earn(2 * BOTH, "transfer")
        assert steps.bars() == {"unable"}


def test_whoever_fell_back_this_year_does_not_leave_this_year(steps: Steps) -> None:
    steps.ready()
    steps.lifted()
    steps.fall()
    assert "same_year" in steps.bars()


def test_a_bar_that_came_up_later_stops_the_decision(steps: Steps) -> None:
    steps.ready()
    course = steps.heard()
    steps.draw()
    steps.move(course, "sample_exit", "inspector")
    steps.file(education="no")
    assert refused(lambda: steps.move(course, "lift", OFFICE)) == "exit_bar_guarantee"
