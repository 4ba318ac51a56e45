"""Any walk of steps by anybody ends as a second, plain reading of the file of moves says."""

from __future__ import annotations

import tomllib
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.exits import steps as told
from tests.site.exits.steps import CADRE, CLERK, INSPECTOR, OFFICE, Steps
from tests.site.household.files import copied

import bangfu.site.exits
from bangfu.errors import BangfuError
from bangfu.site.exits import leaving
from bangfu.site.exits.models import Course
from bangfu.site.roster.models import Household
from bangfu.site.web.roles import ROLES

_FILE = Path(bangfu.site.exits.__file__).with_name("moves.toml")
RULES: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["move"]
BY_CODE = {rule["code"]: rule for rule in RULES}
# Of an exit, those steps that hang on nothing but who takes them and when: notices and samples have tests of their own.
CODES = ("propose_exit", "verify_exit", "verify_again", "appraise_exit", "post_exit", "stop")
WALKS = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from([CADRE, CLERK, OFFICE, INSPECTOR])), max_size=9
)
_numbers = count()


def plainly(walk: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """Where a walk ends, and which of its steps were taken: read off the file, without the database."""
    state, made, taken = "", list[tuple[str, str]](), list[str]()
    for code, who in walk:
        rule = BY_CODE[code]
        may = rule["may"] in ROLES[who].may
        unlike = any(by == who and former in rule.get("unlike", ()) for former, by in made)
        if may and state in rule["from"] and not unlike:
            state = rule["to"]
            made.append((code, who))
            taken.append(code)
    return state, taken


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_a_walk_ends_where_the_file_says(
    steps: Steps, owner: psycopg.Connection, walk: list[tuple[str, str]]
) -> None:
    pk = f"99-walk{next(_numbers)}"
    copied(owner, pk)
    ready(steps, pk)
    course: Course | None = None
    taken: list[str] = []
    for code, who in [("propose_exit", CLERK), *walk]:
        try:
            with steps.acting(who) as user:
                if course is None:
                    course = leaving.begin(user, Household.objects.get(pk=pk), "exit", "达标")
                else:
                    leaving.move(
                        user,
                        course,
                        code,
                        {"text": "属实"} | (told.SEEN if code.startswith("verify") else {}),
                    )
            taken.append(code)
        except BangfuError as error:
            assert error.problems[0].code in {"exit_not_yours", "exit_not_now", "exit_second_person"}
    assert course is not None
    with steps.acting(OFFICE):
        assert (Course.objects.get(pk=course.pk).state, taken) == plainly([("propose_exit", CLERK), *walk])


def ready(steps: Steps, pk: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(told, "HOUSEHOLD", pk)
        steps.ready()
