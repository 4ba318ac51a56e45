"""What must hold whatever was decided and paid; and the same from a plain reading of the words."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entitlements.county import PEOPLE, RATE, YEAR, Rows, account, post
from tests.entitlements.plain import state, taken

from bangfu.entitlements.line import Line
from bangfu.entitlements.stretches import month_of, months_of
from bangfu.facts.roster.spans import Span

ALL_YEAR = Span(date(YEAR, 1, 1), date(YEAR, 12, 31))
DAYS = st.dates(ALL_YEAR.first, date(YEAR + 1, 3, 1))
PERIODS = st.one_of(
    st.integers(1, 12).map(lambda m: month_of(date(YEAR, m, 1))),
    st.integers(0, 3).map(lambda q: Span(date(YEAR, 3 * q + 1, 1), month_of(date(YEAR, 3 * q + 3, 1)).last)),
    st.just(ALL_YEAR),
    st.tuples(st.dates(ALL_YEAR.first, ALL_YEAR.last), st.integers(0, 60)).map(
        lambda pair: Span(pair[0], pair[0] + timedelta(days=pair[1]))
    ),
)
DECISION = st.tuples(
    st.sampled_from(PEOPLE),
    PERIODS,
    DAYS,
    st.sampled_from(["confirmed", "confirmed", "refused", "void"]),
    st.sampled_from(["allowance_cancelled", "allowance_cancelled", "award_bar", "allowance_recovered"]),
    st.none() | st.integers(0, 6),
)
PAYMENT = st.tuples(
    st.sampled_from([*PEOPLE, "nobody"]),
    st.integers(1, 12),
    st.sampled_from([RATE, RATE / 5, -RATE, Decimal("0.01")]),
    DAYS,
)
AS_OF = st.dates(date(YEAR + 1, 1, 1), date(YEAR + 1, 4, 1))


def decisions(found: list[tuple[Any, ...]]) -> Rows:
    return [
        {"id": f"d{n}", "regulation": "dachuan-2017-96", "measure": measure, "person": person, "decided_on": on,
         "from": span.first, "to": span.last, "state": said,
         "replaces": f"d{other}" if other is not None and other < n else None}
        for n, (person, span, on, said, measure, other) in enumerate(found)
    ]  # fmt: skip


def payments(found: list[tuple[Any, ...]]) -> Rows:
    spans = [month_of(date(YEAR, month, 1)) for _, month, _, _ in found]
    return [
        {"id": f"y{n}", "what": "residency_allowance", "person": person, "from": span.first, "to": span.last,
         "amount": amount, "paid_on": on}
        for n, ((person, _, amount, on), span) in enumerate(zip(found, spans, strict=True))
    ]  # fmt: skip


DECISIONS = st.lists(DECISION, max_size=7).map(decisions)
PAYMENTS = st.lists(PAYMENT, max_size=8).map(payments)


def months(lines: tuple[Line, ...]) -> list[Line]:
    return [line for line in lines if line.what == "residency_allowance" and line.kind == "allowance"]


@settings(max_examples=150, deadline=None)
@given(DECISIONS, PAYMENTS, AS_OF)
def test_every_month_is_that_of_the_plain_reading(decided: Rows, paid: Rows, as_of: date) -> None:
    found = months(account(as_of, decisions=decided, payments=paid).found)
    assert len(found) == 12 * len(PEOPLE)
    for line in found:
        month, person = int(line.period[5:]), line.person or ""
        of_month = [
            p for p in paid if (p["person"], p["from"].month) == (person, month) and p["paid_on"] <= as_of
        ]
        gone = taken(month, YEAR, person, decided, as_of)
        fen = [int(p["amount"] * 100) for p in of_month]
        assert line.state == state(gone, int(RATE * 100), sum(fen)), line
        assert line.deducted == {"none": Decimal(0), "some": None, "all": RATE}[gone]


@settings(max_examples=100, deadline=None)
@given(DECISIONS)
def test_no_month_is_deducted_twice(decided: Rows) -> None:
    found = months(account(date(YEAR + 1, 4, 1), decisions=decided).found)
    assert max(Counter((line.person, line.period) for line in found).values()) == 1
    for line in found:
        assert line.deducted is None or Decimal(0) <= line.deducted <= RATE
        assert line.left is None or line.amount is None or line.left + (line.deducted or 0) == line.amount


@settings(max_examples=60, deadline=None)
@given(DECISIONS, PAYMENTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(decided: Rows, paid: Rows, mixed: random.Random) -> None:
    posts = [post(p, date(2017, 3, 1)) for p in PEOPLE]
    rows = {"decisions": decided, "payments": paid, "posts": posts}
    shuffled = {name: mixed.sample(those, len(those)) for name, those in rows.items()}
    one, other = (account(date(YEAR + 1, 4, 1), **r) for r in (rows, shuffled))
    assert [*one.rows("en")] == [*other.rows("en")]


@settings(max_examples=60, deadline=None)
@given(DECISIONS, DECISION, st.sampled_from(["void", "refused"]))
def test_a_void_or_refused_decision_changes_nothing(decided: Rows, more: tuple[Any, ...], said: str) -> None:
    person, span, on, _, measure, other = more
    further = decisions([(person, span, on, said, measure, None)])[0]
    further |= {"id": "last", "replaces": f"d{other}" if other is not None else None}
    one, two = (account(date(YEAR + 1, 4, 1), decisions=rows) for rows in (decided, [*decided, further]))
    assert one.found == two.found


@settings(max_examples=60, deadline=None)
@given(DECISIONS, PAYMENTS, st.lists(st.tuples(PERIODS, st.sampled_from(PEOPLE)), max_size=3))
def test_sums_equal_their_parts_and_every_payment_is_booked_once(
    decided: Rows, paid: Rows, lumps: list[tuple[Span, str]]
) -> None:
    for n, (span, person) in enumerate(lumps):
        paid = [*paid, {"id": f"z{n}", "what": "residency_allowance", "person": person, "from": span.first,
                        "to": min(span.last, ALL_YEAR.last), "amount": RATE, "paid_on": span.first}]  # fmt: skip
    answer = account(date(YEAR + 1, 4, 1), decisions=decided, payments=paid)
    money = [line for line in answer.found if line.what == "residency_allowance"]
    assert sum(line.paid or 0 for line in money) == sum(p["amount"] for p in paid)
    assert {i for line in money for i in line.payments} == {p["id"] for p in paid}
    totals = {t["kind"]: t for t in answer.totals("en") if t["what"] == "residency_allowance"}
    for name in ("amount", "deducted", "paid", "left"):
        parts = [v for line in money if line.kind == "allowance" and (v := getattr(line, name)) is not None]
        assert totals["total:allowance"][name] == (sum(parts, Decimal(0)) if parts else None)


@settings(max_examples=40, deadline=None)
@given(st.dates(date(YEAR - 1, 1, 1), ALL_YEAR.last), st.dates(date(YEAR - 1, 1, 1), ALL_YEAR.last))
def test_a_fund_is_one_whoever_holds_the_post_and_however_long(one: date, other: date) -> None:
    first, second = sorted((one, other))
    posts = [post("p1", first, second), post("p2", second)]
    funds = [line for line in account(posts=posts).found if line.what == "work_fund_poor_village"]
    assert [line.amount for line in funds] == [Decimal(20000)]


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 800))
def test_months_lie_side_by_side_and_cover(first: date, days: int) -> None:
    span = Span(first, first + timedelta(days=days))
    found = months_of(span)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))
    assert found[0].first <= span.first
    assert found[-1].last >= span.last
    assert all(m.first.day == 1 and m == month_of(m.last) for m in found)
