"""An old register as a workbook: refused whole with every fault, written whole, taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.acting import Acting
from tests.site.household.files import BARE, CLERK, HEAD, NEXT, filed
from tests.site.world import OWN, TODAY
from xlsxwriter import Workbook

from bangfu.errors import BangfuError
from bangfu.site.household.intake import reading, writing
from bangfu.site.household.models import Intake, Member, Staged, Version
from bangfu.site.household.reading import as_of
from bangfu.site.roster.models import Household, Place

HEADS = ["村", "户主", "姓名", "与户主关系", "身份证号", "是否低保", "致贫原因", "住房安全"]
GOOD = [["", "示甲", "示甲", "户主", str(HEAD["id_number"]), "是", "因病", "否"], ["", "示甲", "示乙", "之女", "", "", "", ""],
    ["", "示丙", "示丙", "户主", "", "", "缺技术", "是"]]  # fmt: skip


def workbook(folder: Path, rows: list[list[str]], heads: list[str] | None = None) -> Path:
    path = folder / "old.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heads or HEADS, *rows]):
            sheet.write_row(number, 0, row)
    return path


def taken_in(acting: Acting, folder: Path, rows: list[list[str]], village: str = "") -> Intake:
    with acting(CLERK) as account:
        name = village or Place.objects.get(pk=OWN.village).name
        path = workbook(folder, [[row[0] or name, *row[1:]] for row in rows])
        intake = reading.begin(account, path, "旧册.xlsx", TODAY)
        while intake.state == Intake.State.READING:
            reading.go_on(account, intake)
    return intake


class TestRefused:
    def test_without_the_columns_that_are_needed(self, acting: Acting, tmp_path: Path) -> None:
        with pytest.raises(BangfuError, match="intake_no_columns"), acting(CLERK) as account:
            reading.begin(account, workbook(tmp_path, [], ["村", "备注"]), "x.xlsx", TODAY)

    @pytest.mark.parametrize(("row", "column", "said"), [
        (["无此村", *GOOD[2][1:]], "村", "intake_unknown_village"),
        (["", "示丁", "", "户主", "", "", "", ""], "姓名", "missing_value"),
        (["", "示丁", "示丁", "表叔", "", "", "", ""], "与户主关系", "intake_unknown_word"),
        (["", "示丁", "示丁", "户主", "990101196001011230", "", "", ""], "身份证号", "bad_id_number"),
        (["", "示丁", "示丁", "子女", "", "", "", ""], "与户主关系", "household_needs_head"),
        (["", "示丁", "示丁", "户主", str(HEAD["id_number"]), "", "", ""], "身份证号", "intake_person_twice"),
        (["", "示丁", "示丁", "户主", "", "", "因懒", ""], "致贫原因", "intake_unknown_word"),
    ])  # fmt: skip
    def test_whole_with_row_and_column_of_each_fault(
        self, acting: Acting, tmp_path: Path, row: list[str], column: str, said: str
    ) -> None:
        intake = taken_in(acting, tmp_path, [*GOOD, row])
        assert [5, column, said] in [fault[:3] for fault in intake.faults]
        with pytest.raises(BangfuError, match="change_moved_on"), acting(CLERK) as account:
            writing.apply(account, intake, "旧册")
        with acting(CLERK):
            assert not Household.objects.filter(head="示甲").exists()
            assert not Staged.objects.filter(intake=intake).exists()


class TestWritten:
    def test_whole_and_taken_back_whole(self, acting: Acting, tmp_path: Path) -> None:
        intake = taken_in(acting, tmp_path, GOOD)
        assert (intake.state, intake.faults, intake.counts["households"]) == ("ready", [], 2)
        with acting(CLERK) as account:
            assert not Household.objects.filter(head="示甲").exists()
            writing.apply(account, intake, "旧册整理")
        with acting(CLERK):
            home = Household.objects.get(head="示甲")
            version = as_of(home.pk, TODAY)
            assert version is not None
            assert (version.causes, version.housing, version.note) == (["illness"], "no", "旧册整理")
            told = Member.objects.filter(version=version).values_list("name", "relation", "enrolled")
            assert list(told) == [("示甲", "head", True), ("示乙", "child", None)]
        with acting(CLERK):
            writing.take_back(Intake.objects.get(pk=intake.pk), "传错了")
        with acting(CLERK):
            assert not Household.objects.filter(head__in=["示甲", "示丙"]).exists()
            assert not Version.objects.filter(intake=intake.pk).exists()

    def test_is_not_taken_back_once_something_rests_on_it(self, acting: Acting, tmp_path: Path) -> None:
        with acting(CLERK):
            Household.objects.filter(pk=BARE).update(head="示丙")
        intake = taken_in(acting, tmp_path, [GOOD[2]])
        assert intake.counts["fresh"] == 0  # the household that is there
        with acting(CLERK) as account:
            writing.apply(account, intake, "旧册整理")
        filed(acting, NEXT)
        with pytest.raises(BangfuError, match="intake_rested_on"), acting(CLERK):
            writing.take_back(intake, "传错了")

    def test_nobody_else_takes_it_back(self, acting: Acting, tmp_path: Path) -> None:
        intake = taken_in(acting, tmp_path, GOOD)
        with acting(CLERK) as account:
            writing.apply(account, intake, "旧册整理")
        with pytest.raises(BangfuError, match="outside_your_area"), acting("county_office"):
            writing.take_back(intake, "传错了")
