"""Every step in every state by every role, straight against the database; and any walk through the states."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.cases.steps import CASE, attempt, stands_in, tried
from tests.site.routes import group

from bangfu.errors import catalogue
from bangfu.site.cases.machine import RULES, STATES, as_sql
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter

_TOLD = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))
WHO = _TOLD.pop("who")
ROLES = sorted(group("everybody"))
PEOPLE = [
    "county_office", "inspection_office", "second_inspection_office", "organization_department", "county_leader",
    "resident_cadre", "unit_leader",
]  # fmt: skip
PREPARING, DECIDING = {"open", "notify", "submit"}, {"confirm", "lighten", "refuse"}
REVIEWING = {"uphold", "grant_part", "grant"}


@pytest.fixture
def owner(counties: Cluster, shared: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", shared), autocommit=True) as found:
        yield found


class TestEveryStep:
    @pytest.fixture(autouse=True)
    def _put_back(self, owner: psycopg.Connection) -> Iterator[None]:
        yield
        stands_in(owner, "notified")

    @pytest.mark.parametrize("state", sorted(STATES))
    def test_is_taken_by_whom_the_requirement_names_and_nobody_else(
        self, owner: psycopg.Connection, state: str
    ) -> None:
        stands_in(owner, state)
        wrong: list[str] = []
        for role in ROLES:
            for code in RULES:
                with tried():
                    refused = attempt(role, code)
                allowed = role in WHO.get(_TOLD[state].get(code, ""), [])
                if (refused is None) != allowed:
                    wrong.append(f"{role} {code}: {refused}")
                elif refused and refused not in catalogue() and refused != "policy":
                    wrong.append(f"{role} {code} is refused without a word: {refused}")
        assert not wrong, "\n".join(wrong)

    def test_the_database_holds_the_moves_of_the_file(self, owner: psycopg.Connection) -> None:
        held = {
            t: owner.execute(f"select * from {t}").fetchall()
            for t in ("cases_rule", "cases_weight", "cases_word")
        }
        with owner.transaction(force_rollback=True):
            owner.execute("delete from cases_rule")
            owner.execute("delete from cases_weight")
            owner.execute("delete from cases_word")
            owner.execute(as_sql())  # type: ignore[arg-type]
            again = {t: owner.execute(f"select * from {t}").fetchall() for t in held}
        assert {t: sorted(rows) for t, rows in held.items()} == {t: sorted(r) for t, r in again.items()}

    def test_nobody_writes_what_a_case_says_of_itself(self, shared: str) -> None:
        for role in PEOPLE:
            with tried(), connection.cursor() as cursor:
                assert enter(f"99-a-{role}") is not None
                for words in (
                    "update cases_case set state = 'refused'",
                    "delete from cases_case",
                    "delete from cases_step",
                ):
                    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                        cursor.execute(words)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    walk=st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(set(RULES) - {"open"}))), max_size=80
    )
)
def test_whatever_is_tried_nobody_prepares_and_decides_or_decides_and_reviews_or_judges_himself(
    shared: str, walk: list[tuple[str, str]]
) -> None:
    with tried():
        for account, code in walk:
            attempt(account, code)
        assert enter("99-a-county_office") is not None
        with connection.cursor() as cursor:
            cursor.execute(
                "select number, code, by, former, xmin::text from cases_step where case_id = %s order by number",
                [CASE],
            )
            steps = cursor.fetchall()
            cursor.execute(
                "select state, measure, effect_from, effect_to, decided_by from cases_case where id = %s",
                [CASE],
            )
            [[state, measure, start, end, decided_by]] = cursor.fetchall()
    assert [number for number, *_ in steps] == list(range(1, len(steps) + 1))
    assert state == _after(steps)
    assert not (_by(steps, PREPARING) & _by(steps, DECIDING | REVIEWING))
    assert not (_by(steps, DECIDING) & _by(steps, REVIEWING))
    assert "99-a-resident_cadre" not in _by(steps, PREPARING | DECIDING | REVIEWING)
    decided = {code for _, code, *_ in steps} & DECIDING
    assert bool(measure) == bool(decided - {"refuse"})
    assert bool(decided_by) == bool(decided)
    if measure:
        assert start is not None
        assert end is not None
        assert (end - start).days <= 183  # never longer than was proposed


def _after(steps: list[tuple[int, str, str, str, str]]) -> str:
    """The state after the last step: a review leads back to where the case was before it."""
    last = RULES[steps[-1][1]]
    if "former" not in last.needs:
        return last.to
    return [former for _, code, _, former, _ in steps if RULES[code].to == "under_review" != former][-1]


def _by(steps: list[tuple[int, str, str, str, str]], codes: set[str]) -> set[str]:
    return {by for _, code, by, *_ in steps if code in codes}
