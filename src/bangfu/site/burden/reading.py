"""The columns of a form that comes in: from a workbook, a list, a Word document, or as somebody pasted or typed them."""

from __future__ import annotations

import re
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.grid import read_grid
from bangfu.regulation.drafting.reading.docx import docx_text

MOST, LONGEST, LOOKED_AT = (
    80,
    100,
    15,
)  # columns of a form; letters of a heading; lines among which the headings are looked for
GRIDS = (".xlsx", ".xls", ".csv", ".tsv", ".txt")
_PASTED = re.compile(r"[\t\n\r，,；;、|]+")


def columns_of_file(path: Path) -> list[str]:
    """The headings of a form. Raises `BangfuError` where it cannot be read or has none."""
    kind = path.suffix.lower()
    if kind == ".docx":
        lines = [line.split("\t") for line in docx_text(path.read_bytes(), path.name).splitlines()]
    elif kind in GRIDS:
        lines = [cells for _number, cells in read_grid(path)]
    else:
        raise BangfuError(Problem("burden_file_kind"))
    return _checked(_headings(lines))


def columns_of_text(text: str) -> list[str]:
    """The headings that somebody pasted or typed. Raises `BangfuError` where there are none."""
    return _checked(_PASTED.split(text))


def _headings(lines: list[list[str]]) -> list[str]:
    """The line with the most filled cells among the first; of several the first. A title has one cell, and is none."""
    filled = [[cell for cell in line if cell.strip()] for line in lines if any(map(str.strip, line))]
    return max(filled[:LOOKED_AT], key=len, default=[])


def _checked(names: list[str]) -> list[str]:
    found = ["".join(name.replace("\0", "").split())[:LONGEST] for name in names]
    told = [name for name in found if name]
    if not told:
        raise BangfuError(Problem("burden_no_columns"))
    if len(told) > MOST:
        raise BangfuError(
            Problem("burden_many_columns", value=str(len(told)), details=(("most", str(MOST)),))
        )
    return told
