"""The sheet as files: what they hold, that taking one is kept, that no spreadsheet calculates anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from tests.site.accountability.conftest import owner_of
from tests.site.conftest import Quick
from tests.site.reading import body_of

from bangfu.site.postgres import Cluster

Browser = Callable[[str], Quick]
FORMULA = "=1+1"


@pytest.fixture
def named(dachuan_county: Cluster, county: str) -> str:
    """A cadre whose name a spreadsheet would calculate."""
    with owner_of(dachuan_county, county) as owner:
        owner.execute("update roster_person set name = %s where id = 'p1'", [FORMULA])
    return county


def test_a_unit_takes_only_its_own(county: str, browser: Browser) -> None:
    text = body_of(browser("unit_two").get("/allowances/export/csv/?month=2018-05")).decode("utf-8-sig")
    people = {row["person"] for row in csv.DictReader(io.StringIO(text))} - {""}
    assert people == {"p3"}


def test_each_file_is_kept_in_the_log(county: str, dachuan_county: Cluster, browser: Browser) -> None:
    for form in ("csv", "xlsx", "sheet"):
        assert browser("county_office").get(f"/allowances/export/{form}/?month=2018-05").status_code == 200
    with owner_of(dachuan_county, county) as owner:
        found = owner.execute("select count(*) from web_act where kind = 'export' and subject = 'allowances'")
        assert found.fetchone() == (3,)


def test_no_cell_is_a_formula(named: str, browser: Browser) -> None:
    text = body_of(browser("county_office").get("/allowances/export/csv/?month=2018-05")).decode("utf-8-sig")
    [line] = [r for r in csv.DictReader(io.StringIO(text)) if r["person"] == "p1"]
    assert line["person_name"] == f"'{FORMULA}"
    assert Decimal(line["amount"]) == 800
    for form in ("xlsx", "sheet"):
        body = body_of(browser("county_office").get(f"/allowances/export/{form}/?month=2018-05"))
        cells = [c for sheet in load_workbook(io.BytesIO(body)) for row in sheet for c in row]
        assert FORMULA in [c.value for c in cells]
        assert not [c for c in cells if c.data_type == "f"]


def test_a_year_is_taken_too(county: str, browser: Browser) -> None:
    text = body_of(browser("unit_one").get("/allowances/export/csv/?year=2018")).decode("utf-8-sig")
    kinds = {row["kind"] for row in csv.DictReader(io.StringIO(text))}
    assert {"allowance", "fund", "means"} <= kinds
