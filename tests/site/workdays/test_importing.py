"""The arrangement of a year as a table: refused whole with each fault at its cell, or looked at and taken whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.site.workdays.conftest import Rows

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.workdays.changing import Setting
from bangfu.site.workdays.table import as_text, read_file, read_text

Browser = Callable[[str], Client]
YEAR = 2090
GOOD = f"""从,到,类别,名称
{YEAR}-01-01,{YEAR}-01-03,休,元旦
{YEAR}年2月3日,{YEAR}/2/9,放假,春节
{YEAR}-02-11,,班,春节
"""
HEAD = "日期,类别,名称\n"


def problems(text: str, folder: Path) -> list[tuple[str, int | None, str | None]]:
    return [(p.code, p.row, p.column) for p in read_text(text, folder).problems]


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ("nothing_to_import", None, None)),
            ("名称,备注\n春节,x", ("missing_column", 1, "日期")),
            ("日期,名称\n2090-01-01,元旦", ("missing_column", 1, "类别")),
            (HEAD + "1月1日,休,", ("bad_date", 2, "日期")),
            (HEAD + "2090-02-30,休,", ("no_such_day", 2, "日期")),
            (HEAD + "2290-02-03,休,", ("year_out_of_range", 2, "日期")),
            (HEAD + ",休,元旦", ("missing_value", 2, "日期")),
            (HEAD + "2090-01-01,,元旦", ("missing_value", 2, "类别")),
            (HEAD + "2090-01-01,调休,元旦", ("unknown_day_kind", 2, "类别")),
            (HEAD + "2090-01-01,休,a\n2090-01-01,班,b", ("day_twice", 3, "日期")),
            (HEAD + "2090-01-01,休," + "长" * 101, ("name_too_long", 2, "名称")),
            ("从,到,类别\n2090-01-05,2090-01-01,休", ("end_before_start", 2, "到")),
            ("从,到,类别\n2090-01-05,2090-03-01,休", ("span_too_long", 2, "到")),
            ("从,到,类别\n2090-01-05,soon,休", ("bad_date", 2, "到")),
            (HEAD + "\n".join(f"x{n},休," for n in range(900)), ("too_many_rows", None, None)),
            ('日期,类别\n"2090-01-01,休', ("unreadable_table", None, None)),
        ],
        ids=lambda value: value[0] if isinstance(value, tuple) else "",
    )
    def test_each_is_told_at_its_cell(self, text: str, expected: Any, tmp_path: Path) -> None:
        assert problems(text, tmp_path)[0] == expected

    def test_all_are_told_at_once(self, tmp_path: Path) -> None:
        text = HEAD + "2090-13-01,休,\n2090-01-02,什么,\n,休,"
        assert [row for _, row, _ in problems(text, tmp_path)] == [2, 3, 4]

    def test_a_file_that_is_no_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"no workbook")
        assert read_file(path).problems

    @pytest.mark.parametrize(
        "data", [{}, {"text": GOOD, "file": "x"}, {"text": "长" * 60_001}], ids=["", "2", "l"]
    )
    def test_one_table_is_wanted(self, browser: Browser, data: dict[str, Any]) -> None:
        if "file" in data:
            data = data | {"file": SimpleUploadedFile("a.csv", GOOD.encode())}
        assert browser("county_office").post("/workdays/import/", data).status_code == 422


class TestTaking:
    def test_a_table_with_one_fault_takes_nothing_even_if_it_is_sent_again(
        self, browser: Browser, rows: Rows
    ) -> None:
        office, text = browser("county_office"), GOOD + f"{YEAR}-02-11,休,再来\n"
        for path, more in (("", {}), ("do/", {"reason": "国办通知"})):
            answer = office.post(f"/workdays/import/{path}", {"text": text, **more})
            assert answer.status_code == 422
            assert answer.context["problems"][0]["row"] == 5
        assert rows("select 1 from workdays_day") == []

    def test_looking_takes_nothing(self, browser: Browser, rows: Rows) -> None:
        answer = browser("county_office").post("/workdays/import/", {"text": GOOD})
        assert answer.status_code == 200
        [year] = answer.context["years"]
        assert (year.year, year.is_known, answer.context["changes"]) == (YEAR, True, 365)
        assert rows("select 1 from workdays_day") == []

    def test_without_a_reason_nothing_is_taken(self, browser: Browser, rows: Rows) -> None:
        answer = browser("county_office").post("/workdays/import/do/", {"text": GOOD, "reason": ""})
        assert answer.status_code == 422
        assert rows("select 1 from workdays_day") == []

    def test_a_year_is_taken_whole_and_known(self, browser: Browser, rows: Rows) -> None:
        office = browser("county_office")
        shown = office.post("/workdays/import/", {"text": GOOD}).context["form"].initial["text"]
        answer = office.post("/workdays/import/do/", {"text": shown, "reason": "国办通知"})
        assert answer["Location"] == f"/workdays/?year={YEAR}"
        calendar = WorkCalendar(dict(rows("select day, workday from workdays_day")))
        assert calendar.knows(YEAR)
        assert not calendar.is_workday(date(YEAR, 2, 9))
        assert calendar.is_workday(date(YEAR, 2, 11))  # a Saturday
        assert rows("select distinct name from workdays_day order by 1") == [("",), ("元旦",), ("春节",)]
        again = office.post("/workdays/import/", {"text": GOOD})
        assert again.context["changes"] == 0

    def test_a_second_table_puts_the_year_right(self, browser: Browser, rows: Rows) -> None:
        office = browser("county_office")
        for text in (GOOD, GOOD.replace("2/9", "2/8")):
            office.post("/workdays/import/do/", {"text": text, "reason": "国办通知"})
        assert rows("select workday from workdays_day where day = %s", date(YEAR, 2, 9)) == [(True,)]
        assert rows("select count(*) from workdays_day") == [(365,)]

    def test_of_a_year_that_the_library_knows_only_differences_stay(
        self, browser: Browser, rows: Rows
    ) -> None:
        text = HEAD + "2020-01-01,休,元旦\n2020-05-08,休,县庆"
        browser("county_office").post("/workdays/import/do/", {"text": text, "reason": "县里通知"})
        assert rows("select day, name from workdays_day") == [(date(2020, 5, 8), "县庆")]


class TestForms:
    def test_tabs_commas_no_head_and_other_orders_are_read(self, tmp_path: Path) -> None:
        day, off = date(YEAR, 1, 1), Setting(workday=False, name="元旦")
        for text in (
            f"{YEAR}-01-01\t休\t元旦",
            f"{YEAR}-01-01,休,元旦",
            f"{YEAR}.1.1，休，元旦",
            f"名称,类别,日期\n元旦,放假,{YEAR}-1-1",
            f"date,workday,name\n{YEAR}-01-01,no,元旦",
        ):
            assert read_text(text, tmp_path).days == {day: off}, text

    def test_a_workbook_with_real_dates(self, browser: Browser) -> None:
        content = io.BytesIO()
        with xlsxwriter.Workbook(content) as book:
            sheet, style = book.add_worksheet("安排"), book.add_format({"num_format": "yyyy-mm-dd"})
            sheet.write_row(0, 0, ["日期", "类别", "名称"])
            sheet.write_datetime(1, 0, date(YEAR, 1, 1), style)
            sheet.write_row(1, 1, ["休", "元旦"])
        file = SimpleUploadedFile("安排.xlsx", content.getvalue())
        answer = browser("county_office").post("/workdays/import/", {"file": file})
        assert answer.status_code == 200
        assert answer.context["days"] == 1

    @given(
        st.dictionaries(
            st.dates(date(1949, 1, 1), date(2100, 12, 31)),
            st.builds(Setting, st.booleans(), st.text('春节=+,，" x1', max_size=9).map(str.strip)),
            min_size=1,
            max_size=30,
        )
    )
    def test_what_is_written_is_read_again(
        self, tmp_path_factory: pytest.TempPathFactory, days: dict[date, Setting]
    ) -> None:
        table = read_text(as_text(days), tmp_path_factory.mktemp("t"))
        assert table.problems == []
        assert table.days == days
