"""Many people pay out of one account in the same moment: what is paid never exceeds what is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import Any

import psycopg

from bangfu.site.demo.county import STANDS_ON
from bench.fund.filling import BUDGET, allotted, signed_in

AT_ONCE, ASKED, FITTING = (
    8,
    400,
    100,
)  # people, payments that they ask for, and how many of them the account can bear


def at_once(owner: str, ids: dict[str, str]) -> str:
    """A table. Asserts that exactly as many payments went through as fit, and that nothing is left or lacking."""
    account = allotted(ids)
    since = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as people:
        told = list(people.map(partial(_pay, account), range(ASKED)))
    took = perf_counter() - since
    with psycopg.connect(owner) as asked:
        [(paid, number)] = asked.execute(
            "select sum(amount), count(*) from fund_voucher where out_of_id = %s and code = 'pay'",
            [account.pk],
        ).fetchall()
    assert (paid, number) == (BUDGET, FITTING) == (BUDGET, told.count(True)), (paid, number, told.count(True))
    limit = _bare(owner)
    return (
        f"## {AT_ONCE} people pay out of one account at once\n\n{ASKED} payments are asked for, {FITTING} fit: {number} went through,"
        f" {told.count(False)} were refused, paid {paid / 100:,.2f} of {BUDGET / 100:,.2f} yuan; left: {(BUDGET - paid) / 100:.2f}.\n\n"
        "| | a second | × limit |\n|---|---:|---:|\n"
        f"| payments and refusals, each in a transaction of its own | {ASKED / took:.0f} | {ASKED / took / limit:.2f} |\n"
        f"| the limit: one bare row each into a table without rules, {AT_ONCE} at once | {limit:.0f} | 1 |\n"
    )


def _pay(account: Any, number: int) -> bool:
    """Whether it went through. The line to the database is given back each time, as a request gives it back."""
    from django.db import connection

    from bangfu.errors import BangfuError
    from bangfu.site.fund import booking

    paper = booking.Paper(f"测量〔付〕{number}号", STANDS_ON)
    try:
        with signed_in("county_office") as user:
            booking.pay(
                user, account, BUDGET // FITTING, paper, booking.Payee(f"第 {number} 家公司", "production")
            )
    except BangfuError:
        return False
    finally:
        connection.close()
    return True


def _bare(owner: str) -> float:
    """Rows a second."""
    with psycopg.connect(owner, autocommit=True) as first:
        first.execute("drop table if exists bench_bare")
        first.execute("create table bench_bare (id text primary key, amount bigint)")

        def insert(number: int) -> None:
            with psycopg.connect(owner, autocommit=True) as line:
                line.execute("insert into bench_bare values (%s, %s)", [str(number), number])

        since = perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as people:
            list(people.map(insert, range(ASKED)))
        took = perf_counter() - since
        first.execute("drop table bench_bare")
    return ASKED / took
