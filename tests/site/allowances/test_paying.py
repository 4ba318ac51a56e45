"""Entering payments, taking them back, and setting rates: who may, and what the sheet says then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from tests.site.accountability import dachuan
from tests.site.acting import Acting
from tests.site.allowances.conftest import Decided
from tests.site.allowances.test_sheet import line
from tests.site.conftest import Quick
from tests.site.reading import body_of

from bangfu.site.allowances.models import Payment, Rate
from bangfu.site.clock import moment

Browser = Callable[[str], Quick]
MAY = date(2018, 5, 1)
ADDRESS = "/allowances/pay/2018-05/residency_allowance/p1/"
PAID = {"amount": "800", "paid_on": "2018-06-05", "note": "转账"}


def entered(acting: Acting) -> list[Payment]:
    with acting("county_office"):
        return list(Payment.objects.all())


@pytest.mark.parametrize(("name", "status"), [
    ("organization_department", 403), ("county_leader", 403), ("inspection_office", 403), ("cadre_one", 403),
    ("unit_two", 404), ("unit_contact", 404),
])  # fmt: skip
def test_nobody_else_enters_a_payment(
    county: str, browser: Browser, acting: Acting, name: str, status: int
) -> None:
    assert browser(name).post(ADDRESS, PAID).status_code == status
    assert not entered(acting)


@pytest.mark.parametrize("wrong", [
    {"amount": "0"}, {"amount": ""}, {"amount": "1.234"}, {"paid_on": "2019-03-02"}, {"paid_on": ""},
])  # fmt: skip
def test_what_is_no_payment_is_told(
    county: str, browser: Browser, acting: Acting, wrong: dict[str, str]
) -> None:
    answer = browser("unit_one").post(ADDRESS, PAID | wrong)
    assert answer.status_code == 200
    assert "有内容需要改" in body_of(answer).decode()
    assert not entered(acting)


def row(**other: object) -> Payment:
    fields = {
        "county_id": dachuan.COUNTY, "what": "residency_allowance", "person_id": "p1", "start": MAY,
        "end": date(2018, 5, 31), "amount": Decimal(800), "paid_on": date(2018, 6, 5), "payer_id": "o1",
        "made_by": "99-d-unit_one", "made_at": moment(),
    }  # fmt: skip
    return Payment(**fields | other)


@pytest.mark.parametrize(("name", "other"), [
    ("unit_one", {"payer_id": "o2"}), ("unit_one", {"person_id": "p3"}), ("unit_one", {"made_by": "99-d-unit_two"}),
    ("unit_one", {"person_id": None, "organisation_id": "o1"}), ("unit_one", {"county_id": 511702000000}),
    ("unit_one", {"place_id": 511702101201}), ("unit_one", {"payer_id": None}), ("unit_two", {"made_by": "99-d-unit_two"}),
    ("cadre_one", {"made_by": "99-d-cadre_one"}), ("county_leader", {"made_by": "99-d-county_leader"}),
])  # fmt: skip
def test_the_database_refuses_what_no_page_offers(
    county: str, acting: Acting, name: str, other: dict[str, object]
) -> None:
    with acting(name), pytest.raises(DatabaseError), transaction.atomic():
        row(**other).save(force_insert=True)


def test_a_payment_is_never_changed_and_undone_only_by_its_opposite(county: str, acting: Acting) -> None:
    with acting("unit_one"):
        kept = row()
        kept.save(force_insert=True)
        for other in ({"amount": Decimal(-700)}, {"amount": Decimal(800)}, {"what": "township_allowance"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                row(**{"amount": Decimal(-800), "takes_back": kept, **other}).save(force_insert=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            Payment.objects.filter(pk=kept.pk).update(amount=Decimal(1))
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.delete()


@pytest.mark.parametrize("name", ["unit_one", "county_office"])
def test_a_payment_is_entered_told_and_taken_back(
    county: str, browser: Browser, acting: Acting, name: str
) -> None:
    assert "800" in body_of(browser(name).get(ADDRESS)).decode()
    assert browser(name).post(ADDRESS, PAID).status_code == 302
    [kept] = entered(acting)
    assert (kept.person_id, kept.payer_id, kept.start, kept.end) == ("p1", "o1", MAY, date(2018, 5, 31))
    assert line(acting, "cadre_one", MAY).state == "paid"
    assert browser(name).post(f"/allowances/payments/{kept.pk}/back/", {"reason": "记错"}).status_code == 302
    assert sorted(p.amount or 0 for p in entered(acting)) == [Decimal(-800), Decimal(800)]
    assert line(acting, "cadre_one", MAY).state == "due"
    browser(name).post(f"/allowances/payments/{kept.pk}/back/", {"reason": "再冲一次"})
    assert len(entered(acting)) == 2


def test_nobody_takes_back_what_another_unit_paid(county: str, browser: Browser, acting: Acting) -> None:
    browser("unit_one").post(ADDRESS, PAID)
    [kept] = entered(acting)
    address = f"/allowances/payments/{kept.pk}/back/"
    statuses = {
        n: browser(n).post(address, {"reason": "记错"}).status_code for n in ("unit_two", "cadre_one")
    }
    assert statuses == {"unit_two": 404, "cadre_one": 403}


def test_what_was_paid_and_then_cancelled_is_for_a_decision(
    county: str, browser: Browser, acting: Acting, decided: Decided
) -> None:
    browser("unit_one").post(ADDRESS, PAID)
    decided()
    found = line(acting, "unit_one", MAY)
    assert (found.state, found.left) == ("recoverable", Decimal(-800))
    browser("unit_one").post(ADDRESS, PAID | {"amount": "-800", "paid_on": "2019-02-01"})
    assert line(acting, "unit_one", MAY).state == "cancelled"


def test_a_fund_is_paid_in_and_spent(county: str, browser: Browser) -> None:
    html = body_of(browser("county_office").get("/allowances/year/2018/?kind=fund")).decode()
    start = html.index('href="/allowances/pay/2018/') + len('href="')
    address = html[start : html.index('"', start)]
    assert browser("county_office").post(address, PAID | {"amount": "5000"}).status_code == 302
    assert (
        browser("county_office").post(address, PAID | {"amount": "120", "use": "office_supplies"}).status_code
        == 302
    )
    html = body_of(browser("county_office").get("/allowances/year/2018/?kind=fund")).decode()
    assert "4,880.00" in html


NEW_RATE = {
    "what": "residency_allowance", "place": str(dachuan.COUNTY), "amount": "900", "per": "month", "start": "2018-07-01",
    "set_by": "示例文件",
}  # fmt: skip


class TestRates:
    @pytest.mark.parametrize("name", ["unit_one", "cadre_one", "county_leader", "inspection_office"])
    def test_are_set_by_nobody_else(self, county: str, browser: Browser, name: str) -> None:
        assert browser(name).post("/allowances/rates/new/", NEW_RATE).status_code == 403
        assert browser(name).get("/allowances/rates/").status_code == 200

    @pytest.mark.parametrize("wrong", [
        {"start": "2017-08-01"}, {"amount": "0"}, {"set_by": ""}, {"end": "2018-06-30"}, {"place": "511702000000"},
        {"what": "x"},
    ])  # fmt: skip
    def test_are_refused(self, county: str, browser: Browser, acting: Acting, wrong: dict[str, str]) -> None:
        assert browser("county_office").post("/allowances/rates/new/", NEW_RATE | wrong).status_code == 200
        with acting("county_office"):
            assert Rate.objects.count() == 1

    def test_end_and_are_followed_by_another(self, county: str, browser: Browser, acting: Acting) -> None:
        with acting("county_office"):
            former = Rate.objects.get()
        office = browser("county_office")
        assert office.post(f"/allowances/rates/{former.pk}/end/", {"end": "2018-06-30"}).status_code == 302
        assert office.post("/allowances/rates/new/", NEW_RATE).status_code == 302
        amounts = [line(acting, "unit_one", date(2018, month, 1)).amount for month in (6, 7)]
        assert amounts == [Decimal(800), Decimal(900)]
