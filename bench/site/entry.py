"""How soon a new entry is counted: recorded by its phone, judged, and on the county's board."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import psycopg

from bangfu.api import evaluate
from bangfu.site.exchange import take
from bench.site.visitor import Visitor


def recorded(helper: Visitor, today: date, number: int) -> tuple[float, dict[str, Any]]:
    """Seconds until a phone has the answer to one household visit, and the answer."""
    told = json.loads(helper.get("/record/data.json")[1])
    household = told["households"][number % len(told["households"])]
    entry = {
        "id": str(uuid.uuid4()),
        "kind": "household_visit",
        "on": (today - timedelta(days=number)).isoformat(),
        "until": None,
        "person": told["person"]["id"],
        "organisation": None,
        "place": None,
        "household": household["id"],
        "counterpart_person": None,
        "counterpart_organisation": None,
        "note": "",
        "location": None,
        "made_at": None,
    }
    status, body, took = helper.post("/record/entries/", entry, as_json=True)
    assert status == 201, body
    return took, json.loads(body)


def counted_by(judge_url: str, seq: int) -> bool:
    """Whether the verdicts of today count the ledger up to an entry."""
    with psycopg.connect(judge_url) as connection:
        (kept,) = connection.execute("select seq from duties_snapshot where live").fetchone() or (0,)
    return kept >= seq


def on_board(
    helper: Visitor, office: Visitor, judge_url: str, today: date, number: int
) -> tuple[float, float]:
    """Seconds until the answer, and until the board that counts the entry has been read."""
    since = perf_counter()
    took, answer = recorded(helper, today, number)
    while not counted_by(judge_url, answer["seq"]):
        pass
    assert office.get("/home/area/")[0] == 200
    return took, perf_counter() - since


def judged_whole(judge_url: str, today: date) -> float:
    """The other way: take the whole case and judge it anew."""
    since = perf_counter()
    evaluate(take.case_at(judge_url), today)
    return perf_counter() - since


def bare_insert(owner_url: str) -> float:
    """The limit: one row of the ledger's width into a table without rules, committed."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("drop table if exists bench_bare")
        connection.execute("create table bench_bare as select * from ledger_entry limit 0")
        since = perf_counter()
        connection.execute("insert into bench_bare select * from ledger_entry order by book, seq limit 1")
        took = perf_counter() - since
        connection.execute("drop table bench_bare")
    return took
