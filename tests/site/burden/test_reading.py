"""The headings of files that come from anywhere: what should not be opened is refused, titles above are no headings."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from bangfu.errors import BangfuError
from bangfu.site.burden.reading import MOST, columns_of_file, columns_of_text

HEADS = ["序号", "户主姓名", "家庭人口", "致贫 原因"]
READ = ["序号", "户主姓名", "家庭人口", "致贫原因"]


def code_of(act: object) -> str:
    with pytest.raises(BangfuError) as told:
        act()  # type: ignore[operator]
    return told.value.problems[0].code


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.docx"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", b"<a>" + b" " * 70_000_000 + b"</a>")
        assert code_of(lambda name=name: columns_of_file(tmp_path / name)) == "zip_bomb"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "burden_file_kind"),
        ("a", b"x,y", "burden_file_kind"),
        ("a.xlsx", b"no workbook", "corrupt_file"),
        ("a.docx", b"no document", "corrupt_file"),
        ("a.csv", b"", "burden_no_columns"),
        ("a.csv", b"\n ,\n", "burden_no_columns"),
        ("a.csv", "户主".encode("utf-16"), "unreadable_table"),
        ("a.csv", ",".join("abcdefghi"[n % 9] + str(n) for n in range(MOST + 1)).encode(), "burden_many_columns"),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert code_of(lambda: columns_of_file(tmp_path / name)) == code


def test_nothing_pasted_has_no_columns() -> None:
    assert code_of(lambda: columns_of_text(" ,， \n")) == "burden_no_columns"


def test_headings_stand_below_a_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["某县户情统计表"],
        ["填报单位：", "", "2020年"],
        HEADS,
        [1, "张三", 3, "因病"],
        [2, "李四", 2, "因残"],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    assert columns_of_file(tmp_path / "a.xlsx") == READ


def test_headings_of_a_table_in_a_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某县户情统计表")
    table = document.add_table(rows=2, cols=len(HEADS))
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert columns_of_file(tmp_path / "a.docx") == READ


def test_headings_of_a_list_with_the_mark_of_spreadsheets(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + ",".join(HEADS).encode() + b"\n1,x,2,y\n")
    assert columns_of_file(tmp_path / "a.csv") == READ


@pytest.mark.parametrize("by", [",", "，", "\t", "\n", "、", "；", " | "])
def test_headings_pasted(by: str) -> None:
    assert columns_of_text(by.join(HEADS)) == READ
