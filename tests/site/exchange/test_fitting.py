"""What the site cannot keep of a case is told with file, row and column before anything is written."""

from __future__ import annotations

import csv
from pathlib import Path

import psycopg
import pytest
import xlsxwriter
from django.db.models import Model
from tests.site.accountability import dachuan
from tests.site.exchange.conftest import OFFICES, taken

from bangfu.errors import BangfuError
from bangfu.site.allowances.models import Payment, Rate
from bangfu.site.assessment.models.entered import Check
from bangfu.site.exchange import load
from bangfu.site.exchange.fitting import LONGEST, read_fitting
from bangfu.site.honours.models import Grant
from bangfu.site.postgres import Cluster
from bangfu.site.postgres.cluster import DATABASE

ON = dachuan.TODAY
# table, what stands there, what is written instead → fault, its row and column
FAULTS = [
    ("checks", "511703102201,,excused", "511703102201,h1,excused", "not_kept_here", 3, "household"),
    ("checks", "o2,511703,", "o2,510000,", "in_no_county_of_the_case", 4, "place"),
    ("payments", "2018-03-01,2018-03-31", ",2018-03-31", "missing_value", 2, "from"),
    ("payments", "2018-04-01,2018-04-30,-800", "2018-04-01,,-800", "missing_value", 3, "to"),
    ("payments", "m3,residency_allowance,,o2", "m3,residency_allowance,,", "paid_to_nobody", 4, "person"),
    ("payments", "800.50", "0", "amount_of_nothing", 2, "amount"),
    ("payments", "800.50", "10000000000", "amount_too_large", 2, "amount"),
    ("payments", "退回", "退" * 501, "cell_too_long", 3, "note"),
    ("rates", "511703101,", ",", "missing_value", 3, "place"),
    ("rates", "511703101,", "510000,", "in_no_county_of_the_case", 3, "place"),
    ("rates", "850.25", "99999999999", "amount_too_large", 3, "amount"),
    ("grants", "p1,,county", "p1,o1,county", "given_to_one", 2, "person"),
    ("grants", "g2,award,,,o2", "g2,award,,,", "given_to_one", 3, "person"),
    ("grants", "2018-12-21", "2019-03-02", "granted_ahead", 3, "granted_on"),
]  # fmt: skip
HOUSEHOLDS = "id,place,head\nh1,511703101201,示例户\n"


def written(table: str, old: str, new: str) -> dict[str, str]:
    text = OFFICES[table]
    assert old in text
    return OFFICES | {"households": HOUSEHOLDS, table: text.replace(old, new, 1)}


@pytest.mark.parametrize(("table", "old", "new", "code", "row", "column"), FAULTS)
def test_a_fault_is_told_where_it_stands(
    tmp_path: Path, table: str, old: str, new: str, code: str, row: int, column: str
) -> None:
    dachuan.county(tmp_path, **written(table, old, new))
    with pytest.raises(BangfuError) as refused:
        read_fitting(tmp_path, ON)
    [problem] = refused.value.problems
    assert (problem.code, problem.file, problem.row, problem.column) == (code, f"{table}.csv", row, column)


def test_faults_of_all_tables_are_told_together(tmp_path: Path) -> None:
    case = OFFICES | {
        "rates": OFFICES["rates"].replace("511703,", ",", 1),
        "grants": OFFICES["grants"].replace(",o2,", ",,", 1),
    }
    dachuan.county(tmp_path, **case)
    with pytest.raises(BangfuError) as refused:
        read_fitting(tmp_path, ON)
    assert [p.file for p in refused.value.problems] == ["rates.csv", "grants.csv"]


def test_blank_lines_are_counted_as_people_see_them(tmp_path: Path) -> None:
    dachuan.county(
        tmp_path,
        **OFFICES
        | {
            "rates": OFFICES["rates"].replace(
                "residency_allowance,511703,", ",,,,,,\nresidency_allowance,,", 1
            )
        },
    )
    with pytest.raises(BangfuError) as refused:
        read_fitting(tmp_path, ON)
    assert [p.row for p in refused.value.problems] == [3]


def test_a_sheet_of_a_workbook_is_named(tmp_path: Path) -> None:
    book = tmp_path / "county.xlsx"
    tables = dachuan.TABLES | written("payments", "2018-03-01,2018-03-31", ",2018-03-31")
    with xlsxwriter.Workbook(book) as workbook:
        for name, text in tables.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(csv.reader(text.strip().splitlines())):
                sheet.write_row(number, 0, row)
    with pytest.raises(BangfuError) as refused:
        read_fitting(book, ON)
    assert [(p.file, p.row, p.column) for p in refused.value.problems] == [
        ("county.xlsx/payments", 2, "from")
    ]


def test_a_fault_changes_nothing(tmp_path: Path, server: Cluster) -> None:
    server.create_database("faulty", DATABASE)
    url = server.url("bangfu_owner", "faulty")
    faulty = dachuan.county(tmp_path, **written("rates", "511703,", ","))
    with psycopg.connect(url) as owner, pytest.raises(BangfuError, match="missing_value"):
        load.load(owner, faulty, dachuan.LOADED, "99-loader")
    left = taken(url)
    assert not [name for name, table in left.tables.items() if table.num_rows]
    server.drop_database("faulty")


@pytest.mark.parametrize(
    ("table", "model"), [("checks", Check), ("payments", Payment), ("rates", Rate), ("grants", Grant)]
)
def test_the_longest_text_is_what_the_database_holds(table: str, model: type[Model]) -> None:
    for column, most in LONGEST[table].items():
        assert model._meta.get_field(column).max_length == most
