"""Filters, counts and files of the list of duties agree with the table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import psycopg
import pytest
from django.test import Client

from bangfu.site.postgres import Cluster

SignIn = Callable[..., Client]
Rows = Callable[..., list[tuple[Any, ...]]]
VILLAGES = "621121100"
FILTERS = {
    "": "true",
    "status=unmet": "status = 'unmet'",
    "status=unmet&status=open": "status in ('unmet', 'open')",
    "regulation=gansu-2019-33": "regulation = 'gansu-2019-33'",
    "role=assisting_unit": "role = 'assisting_unit'",
    "period=2020-Q3": "period_start <= '2020-09-30' and period_end >= '2020-07-01'",
    "period=2020-10": "period_start <= '2020-10-31' and period_end >= '2020-10-01'",
    "due=30": "status = 'open' and period_end between '2020-11-20' and '2020-12-20'",
    "duty=gansu-2019-33:helper-household-visits": "regulation = 'gansu-2019-33' and duty = 'helper-household-visits'",
}


@pytest.mark.parametrize(
    "asked", ["status=drop", "place=1", "place=x", "due=x", "q=' or 1=1", "person=nobody"]
)
def test_nonsense_is_no_error(signed_in: SignIn, asked: str) -> None:
    assert signed_in("county_office").get(f"/duties/?{asked}").status_code == 200


@pytest.mark.parametrize("asked", FILTERS)
def test_filters_leave_what_the_table_holds(signed_in: SignIn, rows: Rows, asked: str) -> None:
    ((number,),) = rows(f"select count(*) from duties_verdict where {FILTERS[asked]}")
    page = signed_in("provincial_analyst").get(f"/duties/?{asked}").context
    assert page["page"].paginator.count == number
    if "status" not in asked:
        assert sum(n for _code, _word, n in page["statuses"]) == number


def test_the_counts_of_an_own_list_are_ones_own(signed_in: SignIn, rows: Rows) -> None:
    ((number,),) = rows(
        "select count(*) from duties_verdict v join web_account a on a.person_id = v.person_id where a.username = %s",
        "t-responsible_helper",
    )
    assert number
    assert signed_in("responsible_helper").get("/duties/").context["page"].paginator.count == number


def test_somebody_is_found_by_name_and_by_pinyin(signed_in: SignIn, rows: Rows) -> None:
    ((pk, name, key),) = rows(
        """select p.id, p.name, p.key from roster_person p join web_account a on a.person_id = p.id
        where a.username = %s""",
        "t-responsible_helper",
    )
    ((number,),) = rows("select count(*) from duties_verdict where person_id = %s", pk)
    for text in (name, key.split()[0]):
        found = signed_in("responsible_helper").get("/duties/", {"q": text}).context
        assert found["page"].paginator.count == number


@pytest.mark.parametrize("column", ["due", "duty", "bearer", "place", "status", "done"])
def test_every_column_sorts_both_ways_and_loses_nothing(signed_in: SignIn, column: str) -> None:
    browser = signed_in("county_office")
    asked = "/duties/export/jsonl/?regulation=tongwei-2018-59"
    up, down = (lines_of(browser, f"{asked}&sort={dash}{column}") for dash in ("", "-"))
    assert sorted(map(repr, up)) == sorted(map(repr, down))
    assert up != down


def test_files_hold_the_filtered_rows_and_nothing_that_calculates(
    signed_in: SignIn, cluster: Cluster, database: str, rows: Rows
) -> None:
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        owner.execute(
            "update roster_organisation set name = '=cmd()' where id in (select organisation_id from duties_verdict)"
        )
    browser, asked = signed_in("county_office"), "?status=unmet&sort=due"
    shown = rows(
        "select duty, period_end::text from duties_verdict where status = 'unmet' order by period_end, number"
    )
    plain = lines_of(browser, f"/duties/export/jsonl/{asked}")
    assert [(r["duty"], r["period_end"]) for r in plain] == shown
    text = body(browser, f"/duties/export/csv/{asked}").decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [(r["duty"], r["period_end"]) for r in table] == shown
    assert any("=cmd()" in r["organisation_name"] for r in table)
    assert not any(cell.startswith(("=", "+", "-", "@")) for r in table for cell in r.values())
    book = openpyxl.load_workbook(io.BytesIO(body(browser, f"/duties/export/xlsx/{asked}")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert book.worksheets[0].max_row >= len(shown) + 1
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_no_other_format_is_made(signed_in: SignIn) -> None:
    assert signed_in("county_office").get("/duties/export/exe/").status_code == 404


def test_the_parts_of_a_board_add_up(signed_in: SignIn, rows: Rows) -> None:
    ((number,),) = rows("select count(*) from duties_verdict")
    page = signed_in("provincial_analyst").get("/home/area/").context
    assert page["total"].total == number
    assert sum(line.tally.total for line in page["duties"]) == number
    assert sum(tally.total for _name, tally in page["groups"]) == number


def body(browser: Client, path: str) -> bytes:
    answer = browser.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def lines_of(browser: Client, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body(browser, path).splitlines()]
