"""What a text may say that none of the shipped ones does: an amount of its own for an allowance, by month, day or year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.entitlements.county import PACK, YEAR, case, post

from bangfu.entitlements.accounting import account_year
from bangfu.entitlements.line import Line

THERE = {
    "id": "a1",
    "kind": "resident_day",
    "on": date(YEAR, 5, 1),
    "until": date(YEAR, 5, 10),
    "person": "p1",
}


def allowance(**said: Any) -> list[Line]:
    """The residency allowance of a first secretary by a notice that says something else of it."""
    provisions = [
        p.model_copy(update={"entitlement": p.entitlement.model_copy(update=said)})
        if p.entitlement and p.entitlement.what == "residency_allowance"
        else p
        for p in PACK.provision
    ]
    pack = PACK.model_copy(update={"provision": provisions})
    situation = case(posts=[post("p1", date(2017, 3, 1))], activities=[THERE])
    found = account_year(situation, [pack], YEAR).found
    return [line for line in found if line.what == "residency_allowance"]


@pytest.mark.parametrize(("per", "said", "amount"), [("month", 500, 500), ("day", 30, 300)])
def test_an_amount_of_the_text_goes_before_a_rate(per: str, said: int, amount: int) -> None:
    (may,) = [line for line in allowance(amount=said, per=per) if line.period == f"{YEAR}-05"]
    assert (may.amount, may.per, may.state) == (Decimal(amount), per, "due")
    assert PACK.regulation.number in may.notes[0].zh


def test_an_allowance_by_the_year_is_a_line_a_year_whatever_monthly_rate_there_is() -> None:
    (line,) = allowance(amount=6000, per="year")
    assert (line.period, line.amount, line.state) == (str(YEAR), Decimal(6000), "unknown")
