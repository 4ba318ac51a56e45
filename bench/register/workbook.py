"""An old register as a workbook: so many rows, 3.5 persons a household, and so many cells that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from bench.register.names import NAMES

HEADS = (
    "行政村", "户主", "姓名", "与户主关系", "身份证号", "劳动能力", "劳动意愿", "是否在校", "是否参加医保", "致贫原因", "义务教育", "基本医疗",
    "住房安全", "饮水安全", "家庭住址",
)  # fmt: skip
BAD = {
    "是否参加医保": "也许",
    "身份证号": "621121198001010000",
    "行政村": "没有这个村",
    "劳动能力": "很好",
    "与户主关系": "邻居",
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make(path: Path, villages: list[str], rows: int, bad: int = 0) -> set[tuple[int, str]]:
    """Write it; row and heading of its bad cells, which are spread evenly, of each sort of `BAD` as many."""
    spoilt = set[tuple[int, str]]()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(HEADS)
    every = rows // bad if bad else rows + 1
    for number, row in enumerate(_rows(villages, rows)):
        if number % every == every - 1:
            heading = list(BAD)[number // every % len(BAD)]
            row[HEADS.index(heading)] = BAD[heading]
            spoilt.add((number + 2, heading))  # below the headings, counted from one
        sheet.append(row)
    book.save(path)
    return spoilt


def _rows(villages: list[str], wanted: int) -> Iterator[list[str]]:
    """Households of three and of four in turn; a head's name stands once in a village."""
    number = home = 0
    while number < wanted:
        village, head = villages[home % len(villages)], NAMES[home // len(villages) % len(NAMES)]
        for member in range(min(3 + home % 2, wanted - number)):
            name = head if member == 0 else NAMES[(home * 7 + member * 131) % len(NAMES)]
            relation = ("户主", "配偶", "之子", "之女")[member]
            yield [
                village, head, name, relation, _number(number), "普通劳动力", "有", "否", "是", "因病", "是", "是", "是", "是", "一组",
            ]  # fmt: skip
            number += 1
        home += 1


def _number(number: int) -> str:
    """A number of identity whose last character is right; nobody's."""
    body = f"621121{1940 + number % 70}{1 + number // 70 % 12:02}{1 + number // 840 % 28:02}{number // 23520 % 1000:03}"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]
