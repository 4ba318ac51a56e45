"""What is taken away of funds and brought back: nothing that a spreadsheet calculates, nobody by name, and all or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
import pytest
from django.db import transaction
from django.test import Client
from tests.site.fund.steps import BUDGET, CLERK, INSPECTOR, OFFICE, TODAY, Steps, paper
from tests.site.fund.test_book import COLUMNS, faults
from tests.site.reading import body_of, words_of
from tests.site.world import FAR, NEAR, OWN

from bangfu.site.fund import booking
from bangfu.site.fund.book.reading import read_book
from bangfu.site.fund.book.writing import export_book
from bangfu.site.fund.models import Account, Voucher

Browser = Callable[[str], Client]
Owner = psycopg.Connection
RISKY = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "＝1+1", "＋1", "－1", "＠x")
FILES = [
    *(f"/fund/export/{what}.{form}" for what in ("projects", "vouchers", "balances") for form in ("csv", "xlsx")),
    "/fund/book/fund.xlsx",
]  # fmt: skip
MONEY = {
    "sources": [("s", "county", "财政", "")],
    "receipts": [("r", "s", "20000", "指标", "2020-04-10", "")],
    "allotments": [("a", "", "r", "100", "拨", "2020-04-11")],
    "payments": [("z", "", "a", "production", "公司", "", "60", "付", "2020-04-12")],
}  # fmt: skip
WRONG = [
    ("sources", 1, "gold", "fund_book_cell"), ("receipts", 1, "nobody", "fund_book_unknown"),
    ("receipts", 2, "-1", "fund_book_cell"), ("receipts", 2, "1e400", "fund_book_cell"),
    ("receipts", 2, "12.345", "fund_book_cell"), ("receipts", 2, "许多", "fund_book_cell"),
    ("receipts", 4, "2020-13-01", "fund_book_cell"), ("receipts", 4, "2020-04-16", "fund_day_to_come"),
    ("receipts", 5, "moon", "fund_book_cell"), ("allotments", 1, NEAR.id("nothing"), "fund_book_unknown"),
    ("allotments", 1, FAR.id("project"), "fund_book_unknown"), ("allotments", 3, "20000.01", "fund_overdrawn"),
    ("allotments", 3, str(BUDGET), "fund_overdrawn"), ("allotments", 5, "2020-04-09", "fund_before_money"),
    ("payments", 3, "housing", "fund_not_in_use_plan"), ("payments", 4, "", "fund_book_cell"),
    ("payments", 5, FAR.id("household"), "fund_book_cell"), ("payments", 5, NEAR.id("household"), "fund_book_cell"),
    ("payments", 6, "100.01", "fund_overdrawn"), ("payments", 7, "", "fund_book_cell"),
    ("payments", 8, "2020-04-10", "fund_before_money"),
]  # fmt: skip
TABLES = ("plan", "item", "project", "useline", "beneficiary", "account", "voucher", "posting", "move")


def counted(owner: Owner) -> dict[str, Any]:
    """How much stands in every table of funds."""
    owner.rollback()
    return {table: owner.execute(f"select count(*) from fund_{table}").fetchone() for table in TABLES}  # type: ignore[arg-type]


def cells(address: str, content: bytes) -> Iterator[Any]:
    """Every cell of a file, of a workbook as openpyxl tells cells."""
    if address.endswith("csv"):
        yield from (cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        yield from (
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        )


@pytest.fixture
def spent(steps: Steps) -> Account:
    """An allotment out of which all of them were paid, and a household."""
    allotment = steps.allot(steps.receipt(), steps.established())
    for text in RISKY:
        steps.pay(allotment, 1_00, payee=text)
    steps.pay(allotment, 5_00, household=OWN.id("household"), payee="欧阳振华")
    return allotment


class TestOut:
    @pytest.mark.parametrize("address", FILES)
    def test_nothing_in_it_is_calculated(self, browser: Browser, spent: Account, address: str) -> None:
        found = list(cells(address, body_of(browser(OFFICE).get(address))))
        assert len(found) > 10
        if address.endswith("csv"):
            assert not [cell for cell in found if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
            assert ("'=1+1" in found) == ("vouchers" in address)
        else:
            assert not [cell.value for cell in found if cell.data_type == "f"]
            told = {cell.value for cell in found if isinstance(cell.value, str)}
            assert set(RISKY) <= told or "vouchers" not in address

    @pytest.mark.parametrize("address", FILES)
    def test_nobody_is_named_in_it(self, browser: Browser, spent: Account, address: str) -> None:
        told = words_of(browser(OFFICE).get(address))
        for word in ("欧阳", OWN.text("户主"), NEAR.text("户主"), OWN.secret, NEAR.secret, FAR.mark):
            assert word not in told, word

    @pytest.mark.parametrize("address", FILES)
    def test_a_township_takes_away_what_is_its_own(self, browser: Browser, address: str) -> None:
        answer = browser(CLERK).get(address)
        assert answer.status_code == (404 if "balances" in address else 200)
        assert NEAR.mark not in words_of(answer)

    @pytest.mark.parametrize("role", ["responsible_helper", "unit_contact", "resident_cadre", "system_admin"])
    @pytest.mark.parametrize("address", FILES)
    def test_who_reads_nothing_of_funds_takes_nothing(
        self, browser: Browser, role: str, address: str
    ) -> None:
        assert browser(role).get(address).status_code == 403

    def test_taking_it_away_is_kept_in_the_log(self, browser: Browser, owner: Owner) -> None:
        browser(INSPECTOR).get("/fund/export/vouchers.csv")
        kept = owner.execute("select account, subject from web_act order by at desc limit 1").fetchone()
        assert kept == (f"99-a-{INSPECTOR}", "funds") or browser(INSPECTOR).get(FILES[2]).status_code == 404


class TestBack:
    def test_what_was_taken_away_says_the_same_when_it_comes_back(
        self, steps: Steps, spent: Account, owner: Owner, tmp_path: Path
    ) -> None:
        with steps.acting(OFFICE) as user:
            paid = Voucher.objects.filter(out_of=spent, into__payee="=1+1").get()
            booking.refund(user, paid.into, 50, paper("多付"))
            booking.give_back(user, spent, 1_00, paper("结余"))
        before = counted(owner)
        with steps.acting(OFFICE) as user:
            (path := tmp_path / "a.xlsx").write_bytes(export_book(TODAY).read())
            read = read_book(path, "a.xlsx", user)
            again = export_book(TODAY).read()
        assert (read.new.total(), counted(owner)) == (0, before)
        assert list(map(str, values(path.read_bytes()))) == list(map(str, values(again)))

    @pytest.mark.parametrize(("sheet", "column", "value", "code"), WRONG)
    def test_a_fault_is_told_where_it_is_and_nothing_is_kept(
        self, steps: Steps, owner: Owner, tmp_path: Path, sheet: str, column: int, value: str, code: str
    ) -> None:
        project = steps.established().pk
        rows = {name: [list(row) for row in lines] for name, lines in MONEY.items()}
        for name in ("allotments", "payments"):
            rows[name][0][1] = project
        good = read_rows(steps, tmp_path, rows, keep=False)
        assert good == 4
        rows[sheet][0][column] = value
        before = counted(owner)
        assert (code, f"book.xlsx/{sheet}", 2) in [
            told[:3] for told in faults(lambda: read_rows(steps, tmp_path, rows))
        ]
        assert counted(owner) == before
        (first,) = (told for told in faults(lambda: read_rows(steps, tmp_path, rows)) if told[0] == code)
        assert first[3] in COLUMNS[sheet]


def read_rows(steps: Steps, folder: Path, rows: dict[str, list[list[str]]], keep: bool = True) -> int:
    """How many rows are new in a workbook of these, read in by the county office."""
    book = openpyxl.Workbook()
    for name, lines in rows.items():
        page = book.create_sheet(name)
        for line in (COLUMNS[name], *lines):
            page.append(list(line))
    book.save(path := folder / "book.xlsx")
    with steps.acting(OFFICE) as user:
        read = read_book(path, "book.xlsx", user)
        transaction.set_rollback(not keep)
    return read.new.total()


def values(content: bytes) -> list[Any]:
    """What stands in the cells of a workbook."""
    return [cell.value for cell in cells("xlsx", content)]
