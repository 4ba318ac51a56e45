"""A workbook of the roll of a village: read whole, every fault with its row and column, and nothing kept where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.grid import read_grid
from bangfu.site.identification.forms.villages import MOST
from bangfu.site.identification.models import Roll
from bangfu.site.identification.telling import enrol
from bangfu.site.roster.id_numbers import is_valid, normal
from bangfu.site.web.models import Account

HEADS: Final = ("户主", "人数", "身份证号", "住址")
LONGEST: Final = {"户主": 100, "住址": 200}


def take_in(account: Account, village: int, path: Path) -> list[Roll]:
    """Put the households of a workbook on the roll, all or none. Raises `BangfuError` with every fault."""
    rows, problems = read(village, path)
    if problems:
        raise BangfuError(*problems)
    return enrol(account, rows)


def read(village: int, path: Path) -> tuple[list[Roll], list[Problem]]:
    """The households of a workbook, and what is wrong with it. Raises `BangfuError` where it cannot be read."""
    lines = [(number, [cell.strip() for cell in cells]) for number, cells in read_grid(path)]
    if not lines or tuple(lines[0][1][: len(HEADS)]) != HEADS:
        return [], [Problem("roll_heads")]
    rows, problems, seen = [], list[Problem](), dict[str, int]()
    for number, cells in lines[1:]:
        if not any(cells):
            continue
        cell: dict[str, str] = dict(zip(HEADS, [*cells, "", "", "", ""], strict=False))
        problems += _faults(number, cell)
        key = normal(cell["身份证号"])
        if key and seen.setdefault(key, number) != number:
            problems.append(Problem("identify_twice", row=number, column="身份证号"))
        people = int(cell["人数"]) if cell["人数"].isdecimal() else 0
        rows.append(
            Roll(place_id=village, head=cell["户主"], people=people, id_number=key, address=cell["住址"])
        )
    return rows, problems


def _faults(number: int, cell: dict[str, str]) -> list[Problem]:
    """What is wrong with one row; an ID number is not told again in full."""
    wrong = {
        "户主": not 0 < len(cell["户主"]) <= LONGEST["户主"] or "**" in cell["户主"],
        "人数": not (cell["人数"].isdecimal() and 0 < int(cell["人数"]) <= MOST),
        "身份证号": bool(cell["身份证号"]) and not is_valid(normal(cell["身份证号"])),
        "住址": len(cell["住址"]) > LONGEST["住址"],
    }
    shown = {**cell, "身份证号": cell["身份证号"][:3] + "**"}
    return [
        Problem("roll_cell", row=number, column=name, value=shown[name][:40])
        for name, bad in wrong.items()
        if bad
    ]
