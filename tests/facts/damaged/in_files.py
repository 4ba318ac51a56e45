"""Damage to whole files, folders and workbooks."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from tests.facts.damaged import GOOD, Damage, put

# Text that claims to be UTF-8 and is not.
GBK = pa.array(["合成".encode("gbk")]).view(pa.string())
PEOPLE = "id,name,organisation,rank,staff_type\n"


def _people(name: str, text: str | bytes, code: str, row: int | None, column: str | None = None) -> Damage:
    return Damage(name, put("people.csv", text), code, "people.csv", row, column)


def _package(name: str, content: object, code: str) -> Damage:
    text = content if isinstance(content, str) else json.dumps(content)
    return Damage(name, put("datapackage.json", text), code, "datapackage.json")


def _resource(path: str) -> dict[str, Any]:
    return {"name": "case", "resources": [{"name": "people", "path": path}]}


def _parquet(columns: dict[str, pa.Array]) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / "people.csv").unlink()
        pq.write_table(pa.table(columns), folder / "people.parquet")
        return folder

    return build


def workbook(folder: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook of the good case, with some sheets written otherwise; its dates are date cells."""
    path = folder / "case.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name in [*GOOD, *(n for n in sheets if n not in GOOD)]:
            rows = sheets.get(name)
            if rows is None:
                with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                    rows = [[_typed(c) for c in row] for row in csv.reader(stream)]
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, value)
    return path


def _typed(part: str) -> int | date | str:
    if part.isdigit():
        return int(part)
    try:
        return date.fromisoformat(part)
    except ValueError:
        return part


def _book(
    name: str, people: list[list[Any]], code: str, row: int | None, column: str | None = None
) -> Damage:
    header = ["id", "name", "organisation", "rank", "staff_type"]
    return Damage(
        name,
        lambda folder: workbook(folder, {"people": [header, *people]}),
        code, "case.xlsx/people", row, column,
    )  # fmt: skip


def _raw(name: str, content: Callable[[Path], bytes], code: str, suffix: str = ".xlsx") -> Damage:
    def build(folder: Path) -> Path:
        path = folder / f"case{suffix}"
        path.write_bytes(content(folder))
        return path

    return Damage(name, build, code, f"case{suffix}")


def _bomb(_: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b" " * 5_000_000)
    return stream.getvalue()


def _half(folder: Path) -> bytes:
    data = workbook(folder, {}).read_bytes()
    return data[: len(data) // 2]


def _scrambled(folder: Path) -> bytes:
    data = bytearray(workbook(folder, {}).read_bytes())
    start = data.index(b"sheet1.xml") + len(b"sheet1.xml")
    data[start : start + 200] = b"\xff" * 200
    return bytes(data)


def _link_out(folder: Path) -> Path:
    outside = folder.parent / "outside.csv"
    outside.write_text(PEOPLE, encoding="utf-8")
    (folder / "people.csv").unlink()
    (folder / "people.csv").symlink_to(outside)
    return folder


def _huge(folder: Path) -> Path:
    os.truncate(folder / "people.csv", 2 * 1024**3 + 1)
    return folder


def _empty(folder: Path) -> Path:
    for path in folder.iterdir():
        path.unlink()
    return folder


def _rename(old: str, new: str) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / old).rename(folder / new)
        return folder

    return build


def _twice(folder: Path) -> Path:
    pq.write_table(pa.table({"id": ["p1"]}), folder / "people.parquet")
    return folder


def _no_parquet(folder: Path) -> Path:
    (folder / "people.csv").rename(folder / "people.parquet")
    return folder


def _misnamed_sheet(folder: Path) -> Path:
    return workbook(folder, {"househlds": [["id"], ["h1"]]})


def _other_book(folder: Path) -> Path:
    with xlsxwriter.Workbook(str(folder / "other.xlsx")) as book:
        book.add_worksheet("说明").write(0, 0, "x")
    return folder / "other.xlsx"


FILES: list[Damage] = [
    _people("an empty file", "", "no_header", 1),
    _people("only a line end", "\n", "no_header", 1),
    _people("bytes of GBK", (PEOPLE + "p1,合成人一,o1,,\n").encode("gbk"), "gbk_text", 2),
    _people("bytes of UTF-16", (PEOPLE + "p1,甲,o1,,\n").encode("utf-16"), "not_utf8", 1),
    _people("bytes of nothing", PEOPLE.encode() + b"p1,\xff\xff\xff,o1,,\n", "not_utf8", 2),
    _people("a NUL byte", PEOPLE + "p1,\x00,o1,,\n", "nul_byte", 2),
    _people("a quote never closed", PEOPLE + 'p1,"合成,o1,,\np2,人,o1,,\n', "bad_quote", 2),
    _people("a quote inside a cell", PEOPLE + 'p1,合"成"人,o1,,\n', "bad_quote", 2),
    _people("text after a quote", PEOPLE + 'p1,"合成"人,o1,,\n', "bad_quote", 2),
    _people("too few cells", PEOPLE + "p1,合成人一,o1,,\np2,合成人二,o1\n", "wrong_cell_count", 3),
    _people("too many cells", PEOPLE + "p1,合成人一,o1,,,\n", "wrong_cell_count", 2),
    _people("too few cells after a blank line", PEOPLE + "\np2,合成人二,o1\n", "wrong_cell_count", 3),
    _people("the id column missing", "name,organisation\n合成人一,o1\n", "missing_column", 1, "id"),
    _people("semicolons for commas", "id;name;organisation\np1;甲;o1\n", "missing_column", 1, "id"),
    _people("a header in Chinese", "编号,姓名\np1,甲\n", "missing_column", 1, "id"),
    _people("a misspelt column", "id,name,organization\np1,甲,o9\n", "misnamed_column", 1, "organization"),
    _people("a column twice", "id,name,name\np1,甲,乙\n", "duplicate_header", 1, "name"),
    _people("a column without a name", "id,,name\np1,甲,乙\n", "empty_header", 1),
    _people("a cell beyond all measure", PEOPLE + f"p1,{'甲' * 400_000},o1,,\n", "oversized_cell", 2, "name"),
    Damage("a file beyond all measure", _huge, "oversized_file", "people.csv"),
    Damage("a folder without tables", _empty, "empty_case", "case"),
    Damage("no such path", lambda f: f / "nowhere", "no_such_path", "nowhere"),
    Damage("a table as the whole case", lambda f: f / "people.csv", "unknown_file_type", "people.csv"),
    Damage("a misspelt file", _rename("activities.csv", "activites.csv"), "misnamed_table", "activites.csv"),
    Damage("a capital file", _rename("people.csv", "People.csv"), "misnamed_table", "People.csv"),
    Damage("one table in two files", _twice, "table_twice", "people.parquet"),
    Damage(
        "an own word in capitals", put("vocabulary.csv", "type,code\nactivity,Tree\n"),
        "bad_word", "vocabulary.csv", 2, "code",
    ),
    Damage("a link that leads out", _link_out, "outside_path", "people.csv"),
    Damage("people missing but named", _rename("people.csv", "old.txt"), "unknown_reference", "posts.csv", 2, "person"),
    _package("a description that is no JSON", "{", "bad_package"),
    _package("a description that is a list", [], "bad_package"),
    _package("a description without resources", {"name": "x"}, "bad_package"),
    _package("a resource without a path", {"resources": [{"name": "people"}]}, "bad_package"),
    _package("a description as deep as a well", "[" * 100_000, "bad_package"),
    _package("a path upwards", _resource("../people.csv"), "outside_path"),
    _package("a path upwards in the middle", _resource("a/../../people.csv"), "outside_path"),
    _package("an absolute path", _resource("/etc/people.csv"), "outside_path"),
    _package("a path to the network", _resource("http://example.org/people.csv"), "outside_path"),
    _package("a path of Windows", _resource("..\\people.csv"), "outside_path"),
    _package("a named file missing", _resource("data/people.csv"), "missing_file"),
    Damage("a Parquet file that is none", _no_parquet, "corrupt_file", "people.parquet"),
    Damage("a sheet with a misspelt name", _misnamed_sheet, "misnamed_table", "case.xlsx/househlds"),
    Damage("a workbook without tables", _other_book, "empty_case", "other.xlsx"),
    Damage("Parquet: ids as numbers", _parquet({"id": pa.array([1])}), "wrong_type", "people.parquet", None, "id"),
    Damage("Parquet: lists", _parquet({"id": pa.array([["p1"]])}), "wrong_type", "people.parquet", None, "id"),
    Damage("Parquet: NUL", _parquet({"id": pa.array(["p1", "p\0"])}), "nul_byte", "people.parquet", 3, "id"),
    Damage("Parquet: bytes of GBK", _parquet({"id": GBK}), "corrupt_file", "people.parquet"),
    Damage("Parquet: no id", _parquet({"name": pa.array(["甲"])}), "missing_column", "people.parquet", 1, "id"),
    _book("a formula", [["p1", '=CONCATENATE("a","b")', "o1", "", ""]], "formula_cell", 2),
    _book("a long number", [["p1", "甲", "o1", "", ""], [990000000000000000, "乙", "o1"]], "rounded_number", 3, "id"),
    _book("a bad rank in a workbook", [["p1", "甲", "o1", "high", ""]], "bad_choice", 2, "rank"),
    _raw("an encrypted workbook", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "encrypted_workbook"),
    _raw("a workbook with broken bytes inside", _scrambled, "corrupt_file"),
    _raw("half a workbook", _half, "corrupt_file"),
    _raw("a text called workbook", lambda _: b"id,name\n", "corrupt_file"),
    _raw("an empty workbook file", lambda _: b"", "corrupt_file"),
    _raw("a zip bomb", _bomb, "zip_bomb"),
    _raw("an old workbook", lambda _: b"\xd0\xcf\x11\xe0", "unknown_file_type", ".xls"),
]  # fmt: skip
