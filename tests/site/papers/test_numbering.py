"""Numbers: no gap, no race, none given twice, whoever issues at the same time and whatever is given up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from tests.site.papers.conftest import COUNTY

from bangfu.site.postgres import Cluster

ISSUE = """update papers_paper set state = 'issued', year = %(year)s, issued_by = '99-inspection_office',
    issued_at = make_timestamptz(%(year)s, 4, 15, 8, 0, 0, 'Asia/Shanghai') where id = %(id)s and state = 'draft' returning number"""
ASKED = {"account": "99-inspection_office", "may": "supervise inspect", "sees": "area"}
Connection = psycopg.Connection[tuple[int]]


@pytest.fixture
def papers(cluster: Cluster, database: str) -> list[str]:
    """Forty drafts of one series."""
    ids = [f"99-p{n:02}" for n in range(40)]
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner, owner.cursor() as cursor:
        cursor.executemany(
            """insert into papers_paper (id, kind, series_id, title, content, facts, place_id, about, state, made_by, made_at,
                issued_by, withdrawn_by, reason) values (%s, 'feedback', '99-series', '题', %s, '[]', %s, '', 'draft', 'x', now(),
                '', '', '')""",
            [(i, json.dumps({"word": "甲督发"}), COUNTY) for i in ids],
        )
    return ids


@contextmanager
def office(cluster: Cluster, database: str) -> Iterator[Connection]:
    """A line of the site's, in which the inspection office asks."""
    with psycopg.connect(cluster.url("bangfu_app", database)) as line:
        for name, value in {**ASKED, "lo": str(COUNTY), "hi": str(COUNTY + 999999)}.items():
            line.execute("select set_config(%s, %s, false)", [f"app.{name}", value])
        line.commit()
        yield line


def issued(line: Connection, paper: str, year: int = 2020) -> int:
    found = line.execute(ISSUE, {"id": paper, "year": year}).fetchone()
    assert found is not None
    return found[0]


def test_many_who_issue_at_once_get_every_number_once(
    cluster: Cluster, database: str, papers: list[str]
) -> None:
    def work(mine: list[str]) -> list[int]:
        found: list[int] = []
        with office(cluster, database) as line:
            for turn, paper in enumerate(mine):
                number = issued(line, paper)
                if turn % 3 == 2:  # changes his mind, and tries again
                    line.rollback()
                    number = issued(line, paper)
                line.commit()
                found.append(number)
        return found

    with ThreadPoolExecutor(4) as pool:
        numbers = [n for found in pool.map(work, [papers[i::4] for i in range(4)]) for n in found]
    assert sorted(numbers) == list(range(1, 41))


def test_a_number_that_was_given_up_is_the_next_to_be_given(
    cluster: Cluster, database: str, papers: list[str]
) -> None:
    with office(cluster, database) as line:
        assert issued(line, papers[0]) == 1
        line.rollback()
        assert issued(line, papers[1]) == 1
        line.commit()
        assert issued(line, papers[0]) == 2


def test_who_comes_second_waits_for_the_first(cluster: Cluster, database: str, papers: list[str]) -> None:
    done, told = threading.Event(), list[int]()

    def second() -> None:
        with office(cluster, database) as line:
            told.append(issued(line, papers[1]))
            line.commit()
        done.set()

    with office(cluster, database) as line:
        issued(line, papers[0])
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not done.wait(0.3)
        line.rollback()
        waiting.join(10)
    assert told == [1]


def test_the_same_paper_is_issued_once(cluster: Cluster, database: str, papers: list[str]) -> None:
    with office(cluster, database) as line:
        issued(line, papers[0])
        line.commit()
        assert line.execute(ISSUE, {"id": papers[0], "year": 2020}).fetchone() is None


def test_each_year_begins_anew(cluster: Cluster, database: str, papers: list[str]) -> None:
    with office(cluster, database) as line:
        assert [issued(line, papers[0], 2019), issued(line, papers[1]), issued(line, papers[2], 2019)] == [
            1,
            1,
            2,
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from papers_count",
        "insert into papers_count (series_id, year, last) values ('99-series', 2020, 7)",
        "update papers_paper set number = 7",
        "update papers_series set word = '乙督发'",
        "delete from papers_series",
        "delete from papers_paper",
    ],
)
def test_nobody_else_counts(cluster: Cluster, database: str, papers: list[str], statement: str) -> None:
    with office(cluster, database) as line, pytest.raises(psycopg.errors.InsufficientPrivilege):
        line.execute(statement)  # type: ignore[arg-type]


def test_a_paper_bears_the_year_in_which_it_is_issued(
    cluster: Cluster, database: str, papers: list[str]
) -> None:
    with office(cluster, database) as line, pytest.raises(psycopg.errors.CheckViolation):
        line.execute(ISSUE.replace("year = %(year)s", "year = 2017"), {"id": papers[0], "year": 2020})
