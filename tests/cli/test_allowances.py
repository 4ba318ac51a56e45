"""`bangfu allowances`: refusals first, then lines, tables, exports and the sheet to sign."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests.entitlements.situations import lay_out, situations

from bangfu.entitlements.line import LINE_COLUMNS


def situation(name: str, folder: Path, **more: str) -> Path:
    document, case = next((d, c) for i, d, c in situations() if name in i)
    folder.mkdir()
    lay_out(document, case | more, folder)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return situation("the third: the whole year", tmp_path / "case")


def test_all_faults_of_a_case_are_told_and_nothing_is_answered(
    bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    bad = situation("an amount with a currency sign", tmp_path / "case")
    answer = bangfu("allowances", bad, "--year", "2018", "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert [line.split(": ")[0] for line in answer.err.splitlines()] == [
        f"payments.csv:{row} [amount]" for row in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "one_period"),
        (("--month", "2018-03", "--year", "2018"), "one_period"),
        (("--month", "2018-3"), "bad_month"),
        (("--month", "2018-13"), "bad_month"),
        (("--year", "18"), "bad_year"),
        (("--year", "0001"), "year_out_of_range"),
        (("--year", "2018", "--as-of", "2017-12-31"), "period_not_begun"),
        (("--year", "2018", "--as-of", "2018-02-30"), "no_such_day"),
        (("--year", "2018", "--regulation", "dachuan"), "unknown_regulation"),
        (("--year", "2018", "--sheet", "sheet.pdf"), "unknown_ending"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    bangfu: Callable[..., Any], case: Path, words: tuple[str, ...], code: str
) -> None:
    answer = bangfu("allowances", case, *words, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert f"({code})" in answer.err


def test_a_line_a_month_with_every_column(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu("allowances", case, "--month", "2018-01", "--as-of", "2018-12-31", "--format", "jsonl")
    assert answer.code == 0
    (line,) = answer.rows
    assert tuple(line) == LINE_COLUMNS
    assert (line["state"], line["left"], line["decisions"]) == ("recoverable", "-1800.00", ["d3"])


def test_only_the_regulation_asked_for(bangfu: Callable[..., Any], case: Path) -> None:
    asked = ("allowances", case, "--year", "2018", "--format", "jsonl")
    assert bangfu(*asked, "--regulation", "gansu-2019-33").rows == []
    assert {r["regulation"] for r in bangfu(*asked, "--regulation", "dachuan-2017-96").rows} == {
        "dachuan-2017-96"
    }


def test_the_table_names_people_and_sums(bangfu: Callable[..., Any], case: Path) -> None:
    shown = bangfu("allowances", case, "--year", "2018", "--as-of", "2019-01-01", "--format", "table").out
    assert "示例一" in shown
    assert "residency allowance" in shown
    assert "-3600.00" in shown


def test_an_export_has_the_sums_of_its_lines_below_them(
    bangfu: Callable[..., Any], case: Path, tmp_path: Path
) -> None:
    asked = ("allowances", case, "--year", "2018", "--as-of", "2019-01-01", "--output")
    assert bangfu(*asked, tmp_path / "year.csv").code == 0
    with (tmp_path / "year.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["what"] == "residency_allowance"]
    for name in ("amount", "deducted", "paid", "left"):
        parts = [Decimal(r[name]) for r in rows if r["kind"] == "allowance"]
        assert Decimal(next(r[name] for r in rows if r["kind"] == "total:allowance")) == sum(parts)
    assert bangfu(*asked, tmp_path / "year.xlsx").code == 0
    head, *cells = CalamineWorkbook.from_path(tmp_path / "year.xlsx").get_sheet_by_index(0).to_python()
    told = [dict(zip(head, row, strict=True)) for row in cells]
    (total,) = [r for r in told if (r["kind"], r["what"]) == ("total:allowance", "residency_allowance")]
    assert total["left"] == -3600.0  # a number, which the finance office can add up


def test_text_that_looks_like_a_formula_stays_text(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    rates = "what,amount,per,from,set_by\nresidency_allowance,1800,month,2017-08-01,=1+1\n"
    people = 'id,name,organisation\np1,"=HYPERLINK(""x"")",o1\n'
    evil = "id,regulation,measure,person,decided_on,from,to,state\n=2+3,dachuan-2017-96,allowance_cancelled,p1,2018-02-01,2018-01-01,2018-01-31,confirmed\n"
    case = situation(
        "the third: the whole year", tmp_path / "case", rates=rates, people=people, decisions=evil
    )
    asked = (
        "allowances",
        case,
        "--month",
        "2018-01",
        "--as-of",
        "2018-12-31",
        "--sheet",
        tmp_path / "sheet.xlsx",
    )
    assert bangfu(*asked, "--output", tmp_path / "month.csv").code == 0
    with (tmp_path / "month.csv").open(encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=2+3" in cells
    assert not [c for c in cells if c.startswith("=")]
    assert bangfu(*asked, "--output", tmp_path / "month.xlsx").code == 0
    for name in ("month.xlsx", "sheet.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_sheet_to_sign_has_a_page_for_each_payer(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    case = situation("members and leaders of the team", tmp_path / "case")
    answer = bangfu(
        "allowances", case, "--month", "2018-03", "--sheet", tmp_path / "sheet.xlsx", "--format", "jsonl"
    )
    assert answer.code == 0
    book = CalamineWorkbook.from_path(tmp_path / "sheet.xlsx")
    assert book.sheet_names == ["1 示例局一", "2 示例局二"]
    rows = book.get_sheet_by_index(0).to_python()
    head = rows[3]
    assert "Signature" in head
    person = dict(zip(head, rows[4], strict=True))
    assert (person["Name"], person["Village"], person["Amount"], person["Signature"]) == (
        "示例一",
        "甲一村",
        1800.0,
        "",
    )
    assert dict(zip(head, rows[5], strict=True))["Left"] == 1800.0
    assert json.dumps(rows[-1], ensure_ascii=False).count(":") == 4


def test_a_sheet_without_anybody_says_so(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    case = situation("nothing before the first of August", tmp_path / "case")
    assert bangfu("allowances", case, "--month", "2017-07", "--sheet", tmp_path / "sheet.xlsx").code == 0
    rows = CalamineWorkbook.from_path(tmp_path / "sheet.xlsx").get_sheet_by_index(0).to_python()
    assert rows == [["No allowance in this period."]]
