"""Role and township of whoever complains are told where enough people share them, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest
from django.db import DatabaseError, connection
from tests.site.burden.steps import CADRE, OFFICE, Steps
from tests.site.world import FAR, NEAR, OWN, Side

from bangfu.site.burden.complaining import About, complain, told

SAID = "一张表报三遍"
ADD = """insert into web_account select (jsonb_populate_record(a, jsonb_build_object('id', 'more' || %(side)s || n,
    'username', 'more' || %(side)s || n, 'area_id', %(village)s::bigint, 'person_id', %(person)s::text, 'is_active', %(active)s::bool))).*
    from web_account a, generate_series(1, %(number)s) n where a.id = '99-a-resident_cadre'"""


@dataclass
class Crowd:
    """More accounts of resident cadres, and what the office reads of a complaint of the first of them."""

    steps: Steps
    owner: psycopg.Connection

    def add(self, side: Side, number: int, *, active: bool = True, person: str | None = None) -> None:
        given = {"side": side.name, "village": side.village, "active": active, "person": person}
        self.owner.execute(ADD, given | {"number": number})

    def say(self, who: str = CADRE, *, named: bool = False) -> None:
        self.steps.by(who, lambda user: complain(user, About("attendance"), SAID, named=named))

    def heard(self) -> list[tuple[str, str | None]]:
        found = self.steps.by(OFFICE, lambda _: told())
        return [(one.role, one.township) for one in found if one.text == SAID]


@pytest.fixture
def crowd(steps: Steps, owner: psycopg.Connection) -> Crowd:
    return Crowd(steps, owner)


# how many more work in the own township and in the other one → what is told
@pytest.mark.parametrize(
    ("own", "near", "role", "township"),
    [
        (0, 0, "", None),
        (3, 0, "", None),
        (0, 3, "", None),
        (0, 5, "", None),  # the other township is told, so a cadre without one would be the only one left
        (0, 4, CADRE, None),
        (3, 1, CADRE, None),
        (4, 0, CADRE, "own镇"),
        (4, 9, CADRE, "own镇"),
    ],
)
def test_of_few_no_township_and_of_fewer_no_role(
    crowd: Crowd, own: int, near: int, role: str, township: str | None
) -> None:
    crowd.add(OWN, own)
    crowd.add(NEAR, near)
    crowd.say()
    assert crowd.heard() == [(role, township)]


def test_closed_accounts_hide_nobody(crowd: Crowd) -> None:
    crowd.add(OWN, 9, active=False)
    crowd.say()
    assert crowd.heard() == [("", None)]


def test_many_accounts_of_one_person_hide_nobody(crowd: Crowd) -> None:
    crowd.add(OWN, 9, person=OWN.id("cadre"))
    crowd.say()
    assert crowd.heard() == [("", None)]


def test_people_of_another_county_hide_nobody(crowd: Crowd) -> None:
    crowd.add(FAR, 9)
    crowd.say()
    assert crowd.heard() == [("", None)]


def test_an_administrator_is_told_by_no_role(crowd: Crowd) -> None:
    crowd.say("audit_admin")
    assert crowd.heard() == [("", None)]


def test_that_more_came_later_tells_nothing_of_what_was_said_before(crowd: Crowd) -> None:
    crowd.say()
    crowd.add(OWN, 9)
    assert crowd.heard() == [("", None)]
    assert not crowd.owner.execute(
        "select 1 from burden_complaint where text = %s and role || coalesce(township_id::text, '') <> ''",
        [SAID],
    ).fetchall()


def test_that_they_left_takes_back_what_was_told(crowd: Crowd) -> None:
    crowd.add(OWN, 4)
    crowd.say()
    assert crowd.heard() == [(CADRE, "own镇")]
    crowd.owner.execute("update web_account set is_active = false where id like 'more%'")
    assert crowd.heard() == [("", None)]


def test_whoever_gives_the_name_is_told_in_full(crowd: Crowd) -> None:
    crowd.say(named=True)
    assert crowd.heard() == [(CADRE, "own镇")]


def test_nobody_asks_how_many_there_are(crowd: Crowd) -> None:
    def ask(_user: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select burden_tells(%s, %s, %s)", [CADRE, 990001000000, 990001100000])

    with pytest.raises(DatabaseError, match="permission denied"):
        crowd.steps.by(OFFICE, ask)
