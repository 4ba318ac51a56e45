"""A workbook read in: every fault with its row and column and nothing kept; then all of it, and the same again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from tests.site.fund.steps import BUDGET, CLERK, OFFICE, TODAY, TOWNSHIP, Steps
from tests.site.world import OWN

from bangfu.errors import BangfuError, Problem
from bangfu.site.fund.book.reading import Read, read_book
from bangfu.site.fund.book.sheets import SHEETS
from bangfu.site.fund.book.writing import export_book
from bangfu.site.fund.models import Account, Plan, Project, Voucher

COLUMNS = {sheet.name: sheet.columns for sheet in SHEETS}
Rows = dict[str, list[tuple[object, ...]]]
PLANS: Rows = {
    "plans": [
        ("y", "annual", str(TOWNSHIP)[:9], "p", "计划", 2021, 2021, "heard"),
        ("p", "three_year", str(TOWNSHIP)[:9], "", "规划", 2020, 2022, "heard counted"),
    ],
    "items": [("i", "p", "", "养殖", 8, "户", "2022-12-01", ""), ("j", "y", "i", "养殖", 3, "户", "", "")],
    "adoptions": [("p", "2020-04-01", "规划号"), ("y", "2020-04-02", "计划号")],
    "projects": [("w", "i", str(OWN.village), "水渠", "production", "5000.50", "")],
    "uses": [("w", "county", "production", "5000.50")],
    "households": [("w", OWN.id("household"))],
}


@pytest.fixture
def read(steps: Steps, tmp_path: Path) -> Callable[[str, Rows], Read]:
    """Read rows in as somebody."""

    def reading(who: str, rows: Rows) -> Read:
        book = openpyxl.Workbook()
        for name, lines in rows.items():
            page = book.create_sheet(name)
            for line in (COLUMNS[name], *lines):
                page.append(line)
        book.save(path := tmp_path / "book.xlsx")
        return steps.by(who, lambda user: read_book(path, "book.xlsx", user))

    return reading


def faults(act: Callable[[], object]) -> list[tuple[str, str, int | None, str | None]]:
    with pytest.raises(BangfuError) as told:
        act()

    def where(problem: Problem) -> tuple[str, str, int | None, str | None]:
        return problem.code, problem.file, problem.row, problem.column

    return [where(problem) for problem in told.value.problems]


Reading = Callable[[str, Rows], Read]


class TestPlans:
    def test_every_fault_is_told_and_nothing_is_kept(self, read: Reading, steps: Steps) -> None:
        wrong: Rows = {
            **PLANS,
            "items": [
                *PLANS["items"],
                ("k", "nowhere", "", "养殖", "", "", "", ""),
                ("l", "p", "", "", 8, "", "", ""),
            ],
            "projects": [("w", "i", str(OWN.village), "水渠", "moon", "-1", "")],
        }
        assert faults(lambda: read(CLERK, wrong)) == [
            ("fund_book_cell", "book.xlsx/items", 5, "text"),
            ("fund_book_unknown", "book.xlsx/items", 4, "plan"),
            ("fund_book_cell", "book.xlsx/projects", 2, "purpose"),
            ("fund_book_cell", "book.xlsx/projects", 2, "budget"),
        ]
        with steps.acting(CLERK):
            assert not Plan.objects.filter(title="规划").exists()

    def test_a_lacking_column_a_formula_and_an_unknown_book(self, read: Reading, tmp_path: Path) -> None:
        assert (
            faults(lambda: read(CLERK, {"uses": [("=1+1", "county", "production", 5)]}))[0][0]
            == "formula_cell"
        )
        COLUMNS["other"] = ("id",)
        assert faults(lambda: read(CLERK, {"other": [("a",)]}))[0][0] == "fund_book_empty"

    def test_who_may_not_enter_it_on_a_page_does_not_by_a_workbook(self, read: Reading) -> None:
        assert {code for code, *_ in faults(lambda: read(OFFICE, PLANS))} == {"fund_not_yours"}

    def test_from_the_plan_to_the_project_in_one_book(self, read: Reading, steps: Steps) -> None:
        assert read(CLERK, PLANS).new == {name: len(rows) for name, rows in PLANS.items()}
        with steps.acting(CLERK):
            project = Project.objects.get(name="水渠")
            assert (project.state, project.budget) == ("proposed", 5000_50)
            assert Plan.objects.get(title="计划").parent == Plan.objects.get(title="规划")


class TestMoney:
    def test_money_goes_where_pages_let_it_go(self, read: Reading, steps: Steps) -> None:
        project = steps.established()
        rows: Rows = {
            "sources": [("s", "county", "财政", "")],
            "receipts": [("r", "s", "20000", "指标", "2020-04-10", "")],
            "allotments": [("a", project.pk, "r", "10000.01", "拨", "2020-04-11")],
            "payments": [("z", project.pk, "a", "production", "公司", "", "1234.56", "付", "2020-04-12")],
        }
        assert faults(lambda: read(OFFICE, rows)) == [
            ("fund_over_budget", "book.xlsx/allotments", 2, "amount")
        ]
        rows["allotments"] = [("a", project.pk, "r", "10000", "拨", "2020-04-11")]
        assert read(OFFICE, rows).new.total() == 4
        with steps.acting(OFFICE):
            allotment = Account.objects.get(project=project, kind="allotment")
            assert allotment.balance == BUDGET - 1234_56


class TestReadInAgain:
    """A workbook keeps the ids that it gave itself; the site gives its rows others."""

    def test_plans_and_projects_are_there_already(self, read: Reading) -> None:
        read(CLERK, PLANS)
        again = read(CLERK, PLANS)
        assert not again.new
        assert again.known == {name: len(rows) for name, rows in PLANS.items()}

    def test_money_is_booked_once_and_what_came_to_the_book_is_booked(
        self, read: Reading, steps: Steps
    ) -> None:
        project = steps.established()
        paid = (project.pk, "a", "production", "公司", "", "100", "付", "2020-04-12")
        rows: Rows = {
            "sources": [("s", "county", "财政", "")],
            "receipts": [("r", "s", "20000", "指标", "2020-04-10", "")],
            "allotments": [("a", project.pk, "r", "1000", "拨", "2020-04-11")],
            "payments": [("y", *paid), ("z", *paid)],  # two payments that say the same are two
        }
        assert read(OFFICE, rows).new == {"sources": 1, "receipts": 1, "allotments": 1, "payments": 2}
        assert not read(OFFICE, rows).new
        rows["payments"].append(("x", *paid))
        again = read(OFFICE, rows)
        assert (again.new, again.known.total()) == ({"payments": 1}, 5)
        with steps.acting(OFFICE):
            assert Account.objects.get(project=project, kind="allotment").balance == 700_00


class TestRoundTrip:
    def test_what_was_exported_changes_nothing_and_a_changed_cell_is_a_fault(
        self, steps: Steps, tmp_path: Path
    ) -> None:
        steps.pay(steps.allot(steps.receipt(earmark="production"), steps.established()), 333)
        with steps.acting(OFFICE) as user:
            (path := tmp_path / "out.xlsx").write_bytes(export_book(TODAY).read())
            before = Voucher.objects.count()
            told = read_book(path, "out.xlsx", user)
            assert not told.new
            assert told.known["payments"] >= 3 and told.known["plans"] >= 4
            assert Voucher.objects.count() == before
        book = openpyxl.load_workbook(path)
        book["payments"]["G2"] = "1.00"
        book.save(path)
        with steps.acting(OFFICE) as user:
            told_ = faults(lambda: read_book(path, "out.xlsx", user))
        assert told_ == [("fund_book_other", "out.xlsx/payments", 2, "amount")]

    def test_through_the_page(self, steps: Steps, browser: Callable[[str], Client]) -> None:
        office = browser(OFFICE)
        file = BytesIO(b"".join(office.get("/fund/book/fund.xlsx")))
        file.name = "fund.xlsx"
        assert "没有变" in office.post("/fund/book/", {"file": file}).content.decode()
        broken = BytesIO(b"PK nothing")
        broken.name = "fund.xlsx"
        told = office.post("/fund/book/", {"file": broken})
        assert told.status_code == 422
