"""The table of permissions for programs: tokens of every role × every route × the own row, the neighbour's, another's, none."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from tests.site.api.programs import Program
from tests.site.conftest import Quick, opened
from tests.site.reading import body_of, words_of
from tests.site.routes import Route, group, key_of
from tests.site.test_permissions import TABLE, Faults, around, faults, hidden_from, rows_of
from tests.site.world import FAR, NEAR, OWN, secret_of

from bangfu.site.postgres import Cluster

WORK = sorted(group("work"))
ROUTES = [route for route in TABLE if route.token]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("role", WORK)
def test_a_token_opens_what_its_account_may_see_and_no_more(counties: Cluster, role: str) -> None:
    with opened(counties) as name, faults() as found:
        before = rows_of(counties, name, FAR)
        program = Program(secret_of(role))
        for route in ROUTES:
            for method in ("get", "post"):
                _try(program, route, role, method, found)
        assert rows_of(counties, name, FAR) == before


def _try(program: Program, route: Route, role: str, method: str, found: Faults) -> None:
    told: dict[str, str] = {}
    for side in [OWN.name, NEAR.name, FAR.name, "none"] if route.row else [""]:
        answer = getattr(program, method)(route.address(side))
        if answer.status_code not in route.expected_by_token(role, method, side):
            found.note(route, method, side, f"{answer.status_code} {body_of(answer)[:300]!r}")
        told[side] = words_of(answer, key_of(route.row, side))
        for mark in hidden_from(role):
            if mark in told[side]:
                found.note(route, method, side, f"shows {mark}: {around(told[side], mark)}")
    if route.row and method == "get" and told["far"] != told["none"]:
        found.note(route, method, "far", "differs from a row that is missing")


@pytest.mark.parametrize("role", ["unit_contact", "county_office"])
def test_a_county_looks_the_same_whether_there_is_another_or_not(counties: Cluster, role: str) -> None:
    looks: list[dict[str, str]] = []
    for template in ("both", "alone"):
        with opened(counties, template):
            program = Program(secret_of(role))
            looks.append({route.name: words_of(program.get(route.address())) for route in ROUTES})
    assert not [name for name, look in looks[0].items() if look != looks[1][name]]


class TestTheDoor:
    @pytest.mark.parametrize(
        "secret", ["", "x", "bangfu_a_system_admin", "Bearer", "\x00", "帮扶", "a" * 5000]
    )
    def test_what_is_no_token_opens_nothing(self, shared: str, secret: str) -> None:
        for route in ROUTES:
            answer = Program(secret.encode().decode("latin-1")).get(route.address())
            assert answer.status_code == 401, route.name
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")

    @pytest.mark.parametrize(
        "change",
        [
            "update api_token set ended_at = now()",
            "update api_token set until = '2020-04-14'",
            "update web_account set is_active = false",
            "update web_account set must_change = true",
            "update web_account set role = 'audit_admin'",
        ],
    )
    def test_a_token_that_is_over_opens_nothing(self, counties: Cluster, change: str) -> None:
        from tests.site.test_permissions import change as run

        with opened(counties) as name:
            run(counties, name, change)
            for route in ROUTES:
                assert Program(secret_of("county_office")).get(route.address()).status_code == 401

    def test_a_closed_account_that_is_let_in_again_has_lost_its_tokens(self, counties: Cluster) -> None:
        from tests.site.test_permissions import change as run

        with opened(counties) as name:
            run(counties, name, "update web_account set is_active = false")
            run(counties, name, "update web_account set is_active = true")
            assert Program(secret_of("county_office")).get("/api/v1/me").status_code == 401

    def test_a_token_opens_no_page(self, shared: str) -> None:
        for route in TABLE:
            if not route.is_public and not route.token:
                answer = Program(secret_of("county_office")).get(route.address())
                assert answer.headers.get("Location", "").startswith("/sign-in/?next="), route.name

    def test_a_session_beside_a_token_changes_nothing(self, shared: str) -> None:
        browser = Quick("county_office")
        told = browser.get("/api/v1/me", Authorization=f"Bearer {secret_of('responsible_helper')}")
        assert b"responsible_helper" in body_of(told)
        assert browser.get("/api/v1/me").status_code == 401
