"""The two counties of the ledger's tests, with the inspection office of the first and an inspection that it plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import psycopg
import pytest
from django.test import Client
from tests.site.ledger.conftest import acting, browser, cluster  # noqa: F401
from tests.site.ledger.conftest import database as bare_database  # noqa: F401

from bangfu.site.postgres import Cluster

ONE, TOWN, COUNTY, FAR = 990001100201, 990001100000, 990001000000, 990002100201
SCHEME = "tongwei-2018-59"
Browser = Callable[[str], Client]
PLAN = {
    "kind": "special", "title": "第一轮监督", "start": "2020-04-10", "areas": ["townships"], "methods": ["field"],
}  # fmt: skip


@pytest.fixture
def database(cluster: Cluster, bare_database: str) -> Iterator[str]:  # noqa: F811
    """A database of one's own, in which somebody of the office and somebody of another county's unit can be sent."""
    with psycopg.connect(cluster.url("bangfu_owner", bare_database)) as owner:
        for pk, name in (("99-li", "李清"), ("99-wu", "吴正")):
            owner.execute(
                "insert into roster_person (id, name, key, organisation_id, rank, staff_type, phone, id_number)"
                " values (%s, %s, '', '99-office', '', '', '', '')",
                [pk, name],
            )
        owner.execute("update web_account set person_id = '99-li' where id = '99-inspector'")
    yield bare_database


@pytest.fixture
def planned(browser: Browser) -> str:  # noqa: F811
    """The id of an inspection that is planned and hidden."""
    answer = browser("inspection_office").post(f"/campaigns/new/{SCHEME}/", PLAN)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].split("/")[2]


def team(office: Client, campaign: str, name: str, person: str = "") -> str:
    """The id of a new team, led by somebody."""
    pk = office.post(f"/campaigns/{campaign}/teams/new/", {"name": name}).headers["Location"].split("/")[2]
    if person:
        answer = office.post(f"/teams/{pk}/members/add/", {"person": person, "leads": "on"})
        assert answer.status_code == 302, answer.content.decode()
    return pk


def day(text: str) -> date:
    """`day("2020-04-10")`."""
    return date.fromisoformat(text)
