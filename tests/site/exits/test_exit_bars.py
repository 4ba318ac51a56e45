"""What keeps a household on the register: each bar refused by the database, on pages and to programs, with its clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.site.deeds import answered
from tests.site.exits.cases import CASES
from tests.site.exits.steps import CLERK, HOUSEHOLD, Steps

from bangfu.site.exits.bars import BARS
from bangfu.site.exits.desk import DESKS
from bangfu.site.exits.models import Course, Draw, Move, Setting

Browser = Callable[[str], Client]


def tried(steps: Steps, code: str) -> None:
    CASES[code](steps)
    assert code in steps.bars()


def through_the_database(steps: Steps, code: str) -> None:
    tried(steps, code)
    with (
        steps.acting(CLERK) as user,
        pytest.raises(IntegrityError, match=f"exit_bar_{code}") as told,
        transaction.atomic(),
    ):
        when = {"at": f"{steps.day} 09:00+08", "by": user.pk}
        Course(id="99-c", household_id=HOUSEHOLD, kind="exit", made_by=user.pk, made_at=when["at"]).save(
            force_insert=True
        )
        Move(course_id="99-c", code="propose_exit", text="达标", on=steps.day, **when).save(force_insert=True)
    assert BARS[code].clause in str(told.value)


def through_the_site(steps: Steps, code: str, browser: Browser) -> None:
    tried(steps, code)
    clerk = browser(CLERK)
    shown = clerk.get(f"/exits/households/{HOUSEHOLD}/").content.decode()
    assert code == "standing" or (BARS[code].zh in shown and BARS[code].clause in shown)
    answer = clerk.post(f"/exits/households/{HOUSEHOLD}/exit/", {"text": "达标"})
    assert answer.status_code == 200 and BARS[code].clause in answer.content.decode()
    with steps.acting(CLERK):
        assert not Course.objects.filter(household=HOUSEHOLD).exists()


def through_programs(steps: Steps, code: str) -> None:
    tried(steps, code)
    status, told = answered(CLERK, "standing", HOUSEHOLD, "exit", {"text": "达标"})
    [problem] = told["problems"]
    assert (status, problem["code"]) == (422, f"exit_bar_{code}")
    assert BARS[code].clause in problem["en"]


def test_exit_bar_guarantee_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "guarantee")


def test_exit_bar_guarantee_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "guarantee", browser)


def test_exit_bar_guarantee_through_programs(steps: Steps) -> None:
    through_programs(steps, "guarantee")


def test_exit_bar_unverified_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "unverified")


def test_exit_bar_unverified_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "unverified", browser)


def test_exit_bar_unverified_through_programs(steps: Steps) -> None:
    through_programs(steps, "unverified")


def test_exit_bar_expected_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "expected")


def test_exit_bar_expected_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "expected", browser)


def test_exit_bar_expected_through_programs(steps: Steps) -> None:
    through_programs(steps, "expected")


def test_exit_bar_income_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "income")


def test_exit_bar_income_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "income", browser)


def test_exit_bar_income_through_programs(steps: Steps) -> None:
    through_programs(steps, "income")


def test_exit_bar_same_year_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "same_year")


def test_exit_bar_same_year_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "same_year", browser)


def test_exit_bar_same_year_through_programs(steps: Steps) -> None:
    through_programs(steps, "same_year")


def test_exit_bar_blanket_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "blanket")


def test_exit_bar_blanket_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "blanket", browser)


def test_exit_bar_blanket_through_programs(steps: Steps) -> None:
    through_programs(steps, "blanket")


def test_exit_bar_standing_through_the_database(steps: Steps) -> None:
    through_the_database(steps, "standing")


def test_exit_bar_standing_through_the_site(steps: Steps, browser: Browser) -> None:
    through_the_site(steps, "standing", browser)


def test_exit_bar_standing_through_programs(steps: Steps) -> None:
    through_programs(steps, "standing")


def test_exit_bar_quota_through_the_database() -> None:
    """Nothing of it can be written down: no column anywhere holds how many are to leave."""
    for model in (Course, Move, Setting, Draw):
        names = {field.name for field in model._meta.get_fields()}
        assert not names & {"target", "quota", "planned", "total", "count"}


def test_exit_bar_quota_through_the_site(steps: Steps, browser: Browser) -> None:
    """Households leave one by one: a form for one household, which takes a ground and nothing else."""
    steps.ready()
    shown = browser(CLERK).get(f"/exits/households/{HOUSEHOLD}/exit/").content.decode()
    assert shown.count("<textarea") == 1 and 'type="number"' not in shown


def test_exit_bar_quota_through_programs() -> None:
    for subject, deeds in DESKS.values():
        for form in deeds.values():
            assert "households" not in form.base_fields and "target" not in form.base_fields, subject  # type: ignore[attr-defined]
