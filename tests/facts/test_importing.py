"""Importing a printed list: what is refused, what is put right, what is only told."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from bangfu.errors import BangfuError
from bangfu.facts.importing import apply, preview
from bangfu.facts.importing.villages import code_villages
from bangfu.facts.tongwei import NATIONAL_CODES

LAYOUT = """
title = { zh = "某县帮扶一览表", en = "Assistance in a county" }
unit_level = "county"
county = "999901"
places = "townships.csv"
known_from = 2030-01-01
column = [
  { header = "乡镇", means = "township", merged = true },
  { header = "单位", means = "unit", merged = true },
  { header = "村数", means = "count" },
  { header = "村", means = "villages" },
]
"""
PLACES = """code,name,level,parent,tags,area,aliases
999901,合成县,county,,,,
999901100,东河镇,township,999901,,,东家河镇
999901101,西岭乡,township,999901,,,
"""
HEAD = "乡镇\t单位\t村数\t村\n"

Make = Callable[[str], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    (tmp_path / "list.toml").write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "townships.csv").write_text(PLACES, encoding="utf-8")

    def write(text: str) -> Path:
        path = tmp_path / "list.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _code(path: Path) -> list[str]:
    with pytest.raises(BangfuError) as e:
        preview(path)
    assert all(p.say("zh") and p.say("en") for p in e.value.problems)
    return [p.code for p in e.value.problems]


def test_a_table_without_its_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text(HEAD, encoding="utf-8")
    assert _code(tmp_path / "list.tsv") == ["no_layout"]


def test_a_broken_layout_is_refused(make: Make, tmp_path: Path) -> None:
    path = make(HEAD)
    (tmp_path / "list.toml").write_text("column = 3", encoding="utf-8")
    assert set(_code(path)) == {"bad_layout"}
    (tmp_path / "list.toml").write_text("= 3", encoding="utf-8")
    assert _code(path) == ["bad_layout"]


def test_a_list_of_townships_that_spells_two_alike_is_refused(make: Make, tmp_path: Path) -> None:
    path = make(HEAD)
    (tmp_path / "townships.csv").write_text(PLACES.replace("西岭乡", "东家河镇"), encoding="utf-8")
    assert _code(path) == ["no_known_places"]


def test_a_list_of_townships_without_the_county_is_refused(make: Make, tmp_path: Path) -> None:
    path = make(HEAD)
    (tmp_path / "townships.csv").write_text(PLACES.replace("999901,合", "999902,合"), encoding="utf-8")
    assert _code(path) == ["no_known_places"]


def test_a_table_with_another_header_is_refused(make: Make) -> None:
    assert _code(make("乡镇\t村\n东河镇\t一村\n")) == ["no_table_header"]


def test_a_filled_cell_beyond_the_header_is_refused(make: Make) -> None:
    assert _code(make(HEAD + "东河镇\t甲局\t1\t一村\t多\n")) == ["too_many_cells"]


def test_gbk_text_is_refused(make: Make) -> None:
    path = make(HEAD)
    path.write_bytes((HEAD + "东河镇\t甲局\t1\t一村\n").encode("gbk"))
    assert _code(path) == ["unreadable_table"]


def test_a_damaged_workbook_is_refused(make: Make, tmp_path: Path) -> None:
    make(HEAD)
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    assert _code(tmp_path / "list.xlsx") == ["corrupt_file"]


def test_a_workbook_that_would_unpack_to_far_more_than_it_weighs_is_refused(
    make: Make, tmp_path: Path
) -> None:
    make(HEAD)
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/worksheets/sheet1.xml", b"0" * (32 << 20))
    assert _code(tmp_path / "list.xlsx") == ["zip_bomb"]


def test_a_row_that_makes_no_sense_is_told_and_stops_the_import(make: Make) -> None:
    seen = preview(make(HEAD + "无名镇\t甲局\t1\t一村\n"))
    assert [(r.kind, r.row) for r in seen.repairs] == [("unreadable_row", 2)]
    with pytest.raises(BangfuError) as e:
        apply([seen], "x", NATIONAL_CODES)
    assert [(p.code, p.row) for p in e.value.problems] == [("unknown_row", 2)]


def test_a_village_without_any_unit_is_not_given_one(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t\t1\t一村\n"))
    assert [r.kind for r in seen.repairs] == ["unreadable_row"]


def test_a_lost_row_stays_unknown(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t甲局\t1\t一村\n\t\t\t西岭乡\n"))
    assert [(r.township, r.unit, r.village) for r in seen.lost] == [("西岭乡", None, None)]


def test_the_unit_above_does_not_reach_into_the_next_township(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t甲局\t1\t一村\n西岭乡\t\t1\t二村\n"))
    assert [r.kind for r in seen.repairs] == ["unreadable_row"]


def test_shifted_cells_go_back_under_their_columns(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t甲局\t1\t一村\n乙局\t1\t二村\t\n三村\n"))
    assert [(r.unit, r.village) for r in seen.rows] == [("甲局", "一村"), ("乙局", "二村"), ("乙局", "三村")]
    kinds = [r.kind for r in seen.repairs]
    assert kinds.count("shifted_row") == 2
    assert "continued_unit" in kinds


def test_a_cell_of_several_villages_may_change_township_in_the_middle(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t甲局\t3\t一村、西岭乡二村，三村\n"))
    assert [(r.place, r.village) for r in seen.rows] == [
        ("999901100", "一村"), ("999901101", "二村"), ("999901101", "三村"),
    ]  # fmt: skip


def test_printed_numbers_are_held_against_the_villages_named(make: Make) -> None:
    seen = preview(make(HEAD + "东河镇\t甲局\t2\t一村\n合 计\t1\t3\t\n"))
    assert [(r.kind, r.before, r.after) for r in seen.repairs] == [
        ("count_mismatch", "2", "1"), ("total_mismatch", "3", "1"),
    ]  # fmt: skip


def test_a_repeated_header_and_bold_marks_are_passed_over(make: Make) -> None:
    seen = preview(
        make("某县一览表\n" + HEAD + "<b>东河镇</b>\t甲局\t1\t一村\n\n" + HEAD + "\t乙局\t1\t二村\n")
    )
    assert [(r.row, r.township, r.unit) for r in seen.rows] == [(3, "东河镇", "甲局"), (6, "东河镇", "乙局")]


def test_csv_and_workbook_read_the_same_as_text(make: Make, tmp_path: Path) -> None:
    lines = [
        ["乡镇", "单位", "村数", "村"],
        ["东家河镇", "甲局", "2", "一村、二村"],
        ["", "乙局", "1", "三村"],
    ]
    text = preview(make("\n".join("\t".join(c) for c in lines)))
    (tmp_path / "list.csv").write_text("\n".join(",".join(c) for c in lines), encoding="utf-8-sig")
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    for number, cells in enumerate(lines):
        sheet.write_row(number, 0, [int(c) if c.isdecimal() else c for c in cells])
    sheet.merge_range(1, 0, 2, 0, "东家河镇")
    book.close()
    for other in (preview(tmp_path / "list.csv"), preview(tmp_path / "list.xlsx")):
        assert (other.rows, other.repairs) == (text.rows, text.repairs)


def test_the_case_holds_what_the_list_says_and_from_which_day(make: Make) -> None:
    case = apply([preview(make(HEAD + "东家河镇\t甲局\t2\t一村、二村\n"))], "x", NATIONAL_CODES)
    villages = [(p["code"], p["code_source"]) for p in case["places"].to_pylist() if p["level"] == "village"]
    assert villages == [("999901100901", "local"), ("999901100902", "local")]
    assert {str(p["start"]) for p in case["posts"].to_pylist()} == {"2030-01-01"}


def test_a_short_name_that_two_villages_could_bear_gets_no_national_code(tmp_path: Path) -> None:
    national = tmp_path / "national.csv"
    rows = "999901100201,李家川村民委员会,village\n999901100202,李大川村民委员会,village\n"
    national.write_text("code,name,level\n" + rows, encoding="utf-8")
    assert [c.match for c in code_villages([("999901100", "李川村")], national)] == ["none"]
    assert [c.code for c in code_villages([("999901100", "李家川村")], national)] == ["999901100201"]
