"""What the public learns of all tips of a county: numbers, and none so small that it points at somebody."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import connection
from django.test import Client
from tests.site.tips.conftest import COUNTY, ONE, SECRETS, TOWN, Brought, Taken

from bangfu.site.postgres import Cluster
from bangfu.site.tips.models import Way
from bangfu.site.tips.published import quarters

SECOND, THIRD = 990001200000, 990001300000


@pytest.fixture
def towns(cluster: Cluster, database: str) -> None:
    """Two more townships in the county."""
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        for code, name in ((SECOND, "石门镇"), (THIRD, "王家乡")):
            owner.execute(
                """insert into roster_place (code, last, name, level, parent_id, tags, area, aliases)
                values (%s, %s, %s, 'township', %s, '{}', '', '{}')""",
                [code, code + 999, name, COUNTY],
            )


def told(what: str) -> dict[str, int | None]:
    [quarter] = quarters(COUNTY)
    return quarter.numbers.get(what, {})


@pytest.mark.parametrize("code", [990002000000, 990000000000, TOWN, ONE, 0])
def test_of_what_is_no_open_county_nothing_is_told(taken: Taken, code: int) -> None:
    taken()
    assert quarters(code) == []
    assert Client().get(f"/open/{code}/tips/").status_code == 404


@pytest.mark.parametrize(("sent", "shown"), [
    ((4, 9, 9), (None, None, 9)),  # one alone would be known from the total: the next is hidden with it
    ((4, 3, 9), (None, None, 9)),
    ((5, 6, 7), (5, 6, 7)),
    ((0, 5, 6), (None, None, 6)),
    ((0, 0, 5), (None, None, 5)),
    ((4, 0, 1), (None, None, None)),
])  # fmt: skip
def test_numbers_below_five_are_not_told_nor_can_they_be_reckoned(
    taken: Taken, towns: None, sent: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    for town, times in zip((TOWN, SECOND, THIRD), sent, strict=True):
        for _ in range(times):
            taken(place=town)
    found = told("township")
    assert tuple(found[str(town)] for town in (TOWN, SECOND, THIRD)) == shown
    assert told("all") == {"": sum(sent)}


def test_quarters_ways_and_states(taken: Taken, brought: Brought) -> None:
    taken(on=date(2020, 3, 31), way=Way.LETTER)
    brought("replied")
    brought("accepted")
    latest, former = quarters(COUNTY)
    assert (latest.name, latest.total, former.name, former.total) == ("2020 Q2", 2, "2020 Q1", 1)
    assert latest.numbers["state"] == {"replied": 1, "accepted": 1}
    assert former.numbers["way"] == {"letter": 1}


@pytest.mark.parametrize(("replied", "days", "share"), [(4, None, None), (5, 0, 0)])
def test_of_fewer_than_five_no_median_and_no_share_is_told(
    brought: Brought, replied: int, days: int | None, share: int | None
) -> None:
    for _ in range(replied):
        brought("disputed")
    [quarter] = quarters(COUNTY)
    assert (quarter.days, quarter.solved_percent) == (days, share)


def test_the_page_shows_numbers_and_nothing_else(brought: Brought) -> None:
    brought("replied")
    page = Client().get(f"/open/{COUNTY}/tips/").content.decode()
    assert "1 件" in page
    assert "0999-1" in page  # the hotline
    for hidden in (*SECRETS, "危房", "漏户", "补发"):
        assert hidden not in page


def test_the_public_reads_no_table(taken: Taken) -> None:
    taken()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from tips_tip")
        assert cursor.fetchone() == (0,)


def test_the_public_pages_lead_here(database: str) -> None:
    for address in ("/open/", f"/open/{COUNTY}/", f"/open/{ONE}/"):
        page = Client().get(address).content.decode()
        assert "/tip/" in page
        assert f"/open/{COUNTY}/tips/" in page
