"""Every route × every role × the own row, the neighbour's, another county's, none: nobody opens or learns more than the
table says, and another county is as if it were not there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff

import psycopg
import pytest
from tests.site.conftest import Quick, opened
from tests.site.reading import words_of
from tests.site.routes import Route, group, key_of, names, routes
from tests.site.world import FAR, HIDDEN, NEAR, OWN, Side

from bangfu.site.postgres import Cluster

ROLES = sorted(group("everybody"))
WORK = sorted(group("work"))
TABLE = routes()
# They draw a new key, make a form that is sent once, and count the requests of the whole installation.
DIFFERING = ("second_factor", "tip_send", "identification_object", "identification_help", "metrics")
WORK_WORDS = ("户主", "记", "写错", "因病", "同意")  # what the texts of work say


def test_every_route_stands_in_the_table_in_order() -> None:
    assert [route.name for route in TABLE] == names()


class Faults(list[str]):
    """What went wrong, each with route, row, method and answer."""

    def note(self, route: Route, method: str, side: str, what: object) -> None:
        self.append(f"{route.name} {side} {method.upper()}: {what}")


@contextmanager
def faults() -> Iterator[Faults]:
    found = Faults()
    yield found
    assert not found, "\n".join(["", *found])


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are no news."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_says_and_no_more(shared: str, role: str) -> None:
    client = Quick(role)
    with faults() as found:
        for route in TABLE:
            told = answers(client, route, role, "get", found)
            for side, answer in told.items():
                for mark in hidden_from(role):
                    if mark in answer:
                        found.note(route, "get", side, f"shows {mark}: {around(answer, mark)}")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_changes_what_the_table_says_and_no_more(counties: Cluster, role: str) -> None:
    with opened(counties) as name, faults() as found:
        before = rows_of(counties, name, FAR)
        client = Quick(role)
        for route in sorted(TABLE, key=lambda r: r.name == "sign_out"):  # which comes last
            answers(client, route, role, "post", found)
        assert rows_of(counties, name, FAR) == before


def answers(client: Quick, route: Route, role: str, method: str, found: Faults) -> dict[str, str]:
    """What each row gives; another county's must not be told from one that is missing."""
    told: dict[str, str] = {}
    for side in route.sides(role, method):
        response = getattr(client, method)(route.address(side), route.data)
        if response.status_code not in route.expected(role, method, side):
            found.note(route, method, side, response.status_code)
        told[side] = words_of(response, key_of(route.row, side))
    alike = route.expected(role, method, "far") == route.expected(role, method, "none")
    if "none" in told and alike and told["far"] != told["none"]:
        found.note(route, method, "far", "differs from a row that is missing")
    return told


def hidden_from(role: str) -> list[str]:
    """The marks of which a role may see nothing, and what stands in numbers that nobody sees unasked.

    Administrators know people by their names, and nothing of the work.
    """
    if role in group("admin"):
        hidden = [s.text(word) for s in (OWN, NEAR, FAR) for word in WORK_WORDS]
        return [HIDDEN, *hidden, *(s.secret for s in (OWN, NEAR, FAR))]
    sees = {OWN: "work", NEAR: "county"}
    hidden = [side.mark for side in (OWN, NEAR, FAR) if role not in group(sees.get(side, []))]
    if role != "inspection_office":
        hidden.append(HIDDEN)
    return [*hidden, *(side.secret for side in (OWN, NEAR, FAR))]


def around(text: str, mark: str) -> str:
    at = text.index(mark)
    return repr(text[max(0, at - 80) : at + 40])


def rows_of(counties: Cluster, database: str, side: Side) -> dict[str, list[str]]:
    """Every row that says anything of a side, by table: what a request of another county must leave as it was."""
    with psycopg.connect(counties.url("bangfu_owner", database)) as owner:
        tables = owner.execute(
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        ).fetchall()
        marks = [side.mark, f"99-{side.name}-", str(side.village // 10**6), str(side.number)]
        found = {
            table: [
                row
                for (row,) in owner.execute(f"select t::text from {table} t order by 1").fetchall()
                if any(mark in row for mark in marks)
            ]
            for (table,) in tables
        }
    return {table: rows for table, rows in found.items() if rows}


class TestTheDoor:
    """Whoever is nobody, or not yet through the door."""

    def test_the_public_is_asked_to_sign_in(self, shared: str) -> None:
        self.shut_out(Quick())

    @pytest.mark.parametrize("role", ["county_office"])
    def test_a_session_that_is_over_opens_nothing(self, counties: Cluster, role: str) -> None:
        with opened(counties) as name:
            change(counties, name, "update django_session set expire_date = now() - interval '1 minute'")
            self.shut_out(Quick(role))

    @pytest.mark.parametrize("role", ["county_office", "system_admin"])
    def test_an_account_that_was_closed_opens_nothing(self, counties: Cluster, role: str) -> None:
        with opened(counties) as name:
            change(counties, name, "update web_account set is_active = false")
            self.shut_out(Quick(role))

    def test_a_session_from_before_a_new_password_opens_nothing(self, counties: Cluster) -> None:
        with opened(counties) as name:
            change(counties, name, "update web_account set password = '!' || password")
            self.shut_out(Quick("county_office"))

    def test_a_script_is_told_and_not_sent_elsewhere(self, shared: str) -> None:
        for headers in ({"HX-Request": "true"}, {"Accept": "application/json"}):
            with faults() as found:
                for route in TABLE:
                    answer = Quick().get(route.address(), **headers)
                    if not route.is_public and answer.status_code != 401:
                        found.note(route, "get", "own", answer.status_code)

    @pytest.mark.parametrize("role", sorted(group("admin")))
    def test_an_administrator_without_second_factor_gets_no_further(
        self, counties: Cluster, role: str
    ) -> None:
        with opened(counties) as name:
            change(counties, name, "update otp_totp_totpdevice set confirmed = false")
            self.sent_to("/second-factor/", Quick(role))

    @pytest.mark.parametrize("role", ["county_office", "responsible_helper"])
    def test_a_first_password_must_be_changed_before_anything_else(
        self, counties: Cluster, role: str
    ) -> None:
        with opened(counties) as name:
            change(counties, name, "update web_account set must_change = true")
            self.sent_to("/password/", Quick(role))

    def shut_out(self, client: Quick) -> None:
        with faults() as found:
            for route in TABLE:
                for method in ("get", "post"):
                    answer = getattr(client, method)(route.address("own"))
                    words = words_of(answer)
                    if any(s.mark in words for s in (OWN, NEAR, FAR)):
                        found.note(route, method, "own", "shows somebody's row")
                    sent = answer.headers.get("Location", "")
                    shut = answer.status_code == 401 if route.token else sent.startswith("/sign-in/?next=")
                    if not route.is_public and not shut:
                        found.note(route, method, "own", answer.status_code)

    def sent_to(self, address: str, client: Quick) -> None:
        open_still = {"second_factor", "password", "sign_out", "language", "large_type"}
        with faults() as found:
            for route in TABLE:
                if route.is_public or route.token or route.name in open_still:
                    continue
                for method in ("get", "post"):
                    answer = getattr(client, method)(route.address("own"))
                    if answer.headers.get("Location") != address:
                        found.note(route, method, "own", answer.status_code)


def change(counties: Cluster, database: str, statement: str) -> None:
    with psycopg.connect(counties.url("bangfu_owner", database)) as owner:
        owner.execute(statement)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["unit_contact", "county_office"])
def test_a_county_looks_the_same_whether_there_is_another_or_not(counties: Cluster, role: str) -> None:
    """Nothing of another county is in any figure, list, file or choice, for then something would differ."""
    differing = looks_apart(counties, role, "both", "alone")
    assert not differing, differing


def looks_apart(counties: Cluster, role: str, *templates: str) -> str:
    """Where what somebody of a role sees of two databases parts, page by page; empty where it is the same."""
    looks: list[dict[str, str]] = []
    routes = [r for r in TABLE if role in group(r.opens) and r.name not in DIFFERING]
    for template in templates:
        with opened(counties, template):
            client = Quick(role)
            looks.append({r.name: words_of(client.get(r.address())) for r in routes})
    one, other = looks
    return "\n\n".join(
        f"{name}\n{_apart(look, other[name], templates)}" for name, look in one.items() if look != other[name]
    )


def _apart(one: str, other: str, templates: tuple[str, ...]) -> str:
    return "\n".join(list(unified_diff(one.splitlines(), other.splitlines(), *templates, n=0))[:12])
