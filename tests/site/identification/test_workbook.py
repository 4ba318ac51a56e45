"""A roll from a workbook: every fault with its row and column, and nothing kept where there is one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.site.identification.steps import CLERK, VILLAGE, Steps
from tests.site.world import NEAR

from bangfu.errors import BangfuError
from bangfu.site.identification.models import Roll
from bangfu.site.identification.workbook import HEADS, read, take_in

GOOD = [("赵一", 3, "", "一组"), ("钱二", 2, "11010519491231002X", "")]


def book(path: Path, *rows: Any, heads: tuple[str, ...] = HEADS) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate((heads, *rows)):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(("row", "columns"), [
    (("", 3, "", ""), {"户主"}), (("孙**", 3, "", ""), {"户主"}), (("孙三", 0, "", ""), {"人数"}), (("孙三", 100, "", ""), {"人数"}),
    (("孙三", "三", "", ""), {"人数"}), (("孙三", 2, "110105194912310021", ""), {"身份证号"}), (("孙三", 2, "", "路" * 201), {"住址"}),
    (("", "", "1", ""), {"户主", "人数", "身份证号"}), (("孙三", 2, "11010519491231002x", ""), {"身份证号"}),
])  # fmt: skip
def test_each_fault_is_told_where_it_stands(tmp_path: Path, row: Any, columns: set[str]) -> None:
    _rows, problems = read(VILLAGE, book(tmp_path / "a.xlsx", *GOOD, row))
    assert {(problem.row, problem.column) for problem in problems} == {(4, column) for column in columns}
    assert not any("1949" in (problem.value or "") for problem in problems)


def test_other_columns_are_no_roll(tmp_path: Path) -> None:
    _rows, problems = read(VILLAGE, book(tmp_path / "a.xlsx", heads=("姓名", "人数", "身份证号", "住址")))
    assert [problem.code for problem in problems] == ["roll_heads"]


def test_nothing_is_kept_of_a_workbook_with_a_fault(steps: Steps, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", *GOOD, ("孙三", 0, "", ""))
    sent = BytesIO(path.read_bytes())
    sent.name = "a.xlsx"
    answer = steps.browser(CLERK).post(f"/identify/villages/{VILLAGE}/workbook/", {"file": sent})
    assert (answer.status_code, "一户也没有登记" in answer.content.decode()) == (422, True)
    with steps.acting(CLERK) as user:
        assert Roll.objects.filter(place=VILLAGE).count() == 1
        with pytest.raises(BangfuError):
            take_in(user, VILLAGE, path)


def test_a_workbook_for_another_township_is_refused(steps: Steps, tmp_path: Path) -> None:
    with pytest.raises(BangfuError, match="identify_not_yours"), steps.acting(CLERK) as user:
        take_in(user, NEAR.village, book(tmp_path / "a.xlsx", *GOOD))


def test_a_workbook_is_kept_whole_and_nobody_twice(steps: Steps, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", *GOOD)
    with steps.acting(CLERK) as user:
        assert [(r.head, r.people) for r in take_in(user, VILLAGE, path)] == [("赵一", 3), ("钱二", 2)]
    with pytest.raises(BangfuError, match="identify_twice"), steps.acting(CLERK) as user:
        take_in(user, VILLAGE, path)
