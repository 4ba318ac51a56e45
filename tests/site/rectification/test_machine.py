"""Every move in every state by every role, straight against the database; and any walk through the states."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.routes import group
from tests.site.world import NEAR, OWN, TODAY

from bangfu.errors import catalogue
from bangfu.site.rectification.machine import RULES, STATES, as_sql
from bangfu.site.web.middleware.scope import enter

_TOLD = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))
WHO = _TOLD.pop("who")
ROLES = sorted(group("everybody"))
PEOPLE = [
    "inspector", "inspection_office", "second_inspector", "second_inspection_office", "township_clerk",
    "township_leader", "county_office",
]  # fmt: skip
FINDING = OWN.id("finding")
_numbers = count()


@contextmanager
def tried() -> Iterator[None]:
    """All of it is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def attempt(account: str, code: str, *, text: str = "已办", evidence: bool = True) -> str | None:
    """Why the database refuses a move by somebody; None where it was made."""
    assert enter(f"99-a-{account}") is not None
    number = next(_numbers)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if evidence and code == "report" and account.startswith("township"):
                cursor.execute(
                    "insert into rectification_evidence (id, finding_id, move, file, hash, added_by)"
                    " values (%s, %s, %s, 'evidence/x.jpg', '', %s)",
                    [f"99-e{number}", FINDING, f"99-m{number}", f"99-a-{account}"],
                )
            cursor.execute(
                """insert into rectification_move (id, finding_id, number, code, former, text, deadline, "on", by, at)
                values (%s, %s, 0, %s, '', %s, %s, %s, %s, now())""",
                [f"99-m{number}", FINDING, code, text, date(2021, 1, 1), TODAY, f"99-a-{account}"],
            )
    except DatabaseError as error:
        said = error.__cause__.diag.message_primary  # type: ignore[union-attr]
        return "policy" if said.startswith("new row violates row-level security") else said
    return None


def stands_in(owner: psycopg.Connection, state: str) -> None:
    """Whoever owns the tables puts the finding into a state; nobody else can."""
    owner.execute("update rectification_finding set state = %s where id = %s", [state, FINDING])


class TestEveryMove:
    @pytest.mark.parametrize("state", sorted(STATES))
    def test_is_made_by_whom_the_requirement_names_and_nobody_else(
        self, owner: psycopg.Connection, state: str
    ) -> None:
        stands_in(owner, state)
        wrong: list[str] = []
        for role in ROLES:
            for code in RULES:
                with tried():
                    refused = attempt(f"second_{role}" if role.startswith("inspect") else role, code)
                allowed = role in WHO.get(_TOLD[state].get(code, ""), [])
                if (refused is None) != allowed:
                    wrong.append(f"{role} {code}: {refused}")
                elif refused and refused not in catalogue() and refused != "policy":
                    wrong.append(f"{role} {code} is refused without a word: {refused}")
        assert not wrong, "\n".join(wrong)

    def test_the_database_holds_the_moves_of_the_file(self, owner: psycopg.Connection) -> None:
        held = owner.execute(
            "select code, froms, state, may, unlike, needs from rectification_rule"
        ).fetchall()
        with owner.transaction(force_rollback=True):
            owner.execute("delete from rectification_rule")
            owner.execute(as_sql())  # type: ignore[arg-type]
            again = owner.execute(
                "select code, froms, state, may, unlike, needs from rectification_rule"
            ).fetchall()
        assert sorted(held) == sorted(again)


class TestWithout:
    @pytest.mark.parametrize(("code", "state", "said"), [
        ("report", "accepted", "finding_needs_evidence"), ("accept", "fed_back", "finding_needs_words"),
    ])  # fmt: skip
    def test_what_is_needed_nothing_moves(
        self, owner: psycopg.Connection, code: str, state: str, said: str
    ) -> None:
        stands_in(owner, state)
        with tried():
            text = "" if said.endswith("words") else "已补开"
            assert attempt("township_clerk", code, text=text, evidence=False) == said

    def test_a_move_a_state_cannot_be_written(self, site: str) -> None:
        for role in PEOPLE:
            with tried(), connection.cursor() as cursor:
                assert enter(f"99-a-{role}") is not None
                with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                    cursor.execute("update rectification_finding set state = 'struck_off'")
                with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                    cursor.execute("delete from rectification_finding")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    walk=st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(set(RULES) - {"draft"}))), max_size=60
    )
)
def test_whatever_is_tried_what_is_struck_off_has_evidence_and_two_people(
    site: str, walk: list[tuple[str, str]]
) -> None:
    with tried():
        for account, code in walk:
            attempt(account, code)
        assert enter("99-a-inspection_office") is not None
        with connection.cursor() as cursor:
            cursor.execute(
                "select number, code, by, former, id from rectification_move where finding_id = %s order by number",
                [FINDING],
            )
            moves = cursor.fetchall()
            cursor.execute("select state from rectification_finding where id = %s", [FINDING])
            [[state]] = cursor.fetchall()
    assert [number for number, *_ in moves] == list(range(1, len(moves) + 1))
    assert state == RULES[moves[-1][1]].to
    for at, (_, code, by, former, _id) in enumerate(moves):
        before = moves[:at]
        assert former in RULES[code].froms
        if code == "strike_off":
            [verifier] = [who for _, done, who, *_ in before if done == "verify"][-1:]
            assert by != verifier
            assert any(done == "report" for _, done, *_ in before)
        if code == "verify":
            assert by not in {who for _, done, who, *_ in before if done in {"draft", "feed_back", "report"}}


def test_two_accounts_of_one_person_are_one(owner: psycopg.Connection) -> None:
    """Who wrote the finding down does not verify it by the account of a colleague."""
    same = "update web_account set person_id = %s where id in ('99-a-inspector', '99-a-second_inspector')"
    owner.execute(same, [NEAR.id("clerk")])
    with tried():
        stands_in(owner, "reported")
        assert attempt("second_inspector", "verify") == "finding_second_person"


def test_a_move_is_of_the_day_that_the_site_told(site: str) -> None:
    with tried(), connection.cursor() as cursor:
        assert enter("99-a-inspection_office") is not None
        cursor.execute(
            """insert into rectification_move (id, finding_id, number, code, former, text, "on", by, at)
            values ('99-back', %s, 0, 'withdraw', '', '查无此事', '2019-01-01', '99-a-inspection_office', now())""",
            [FINDING],
        )
        cursor.execute("""select "on" from rectification_move where id = '99-back'""")
        assert cursor.fetchall() == [(TODAY,)]
