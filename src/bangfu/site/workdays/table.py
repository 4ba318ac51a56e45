"""The arrangement of a year as a table that somebody pastes or uploads: from, until, kind, name; each fault by its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.facts.cells import a_date
from bangfu.facts.fault import CellError
from bangfu.facts.importing.grid import Line, read_grid
from bangfu.site.workdays.changing import Setting
from bangfu.site.workdays.models import MOST_NAME

# Column → what its head may say. Without a head the columns stand as in `UNHEADED`.
HEADS = {
    "day": ("日期", "从", "开始日期", "date", "day", "from", "start"),
    "until": ("到", "至", "结束日期", "until", "to", "end"),
    "kind": ("类别", "类型", "安排", "kind", "workday", "type"),
    "name": ("名称", "节日", "说明", "name", "holiday"),
}
UNHEADED = ("day", "kind", "name")
OFF = frozenset(["休", "休息", "放假", "假", "假日", "节假日", "holiday", "off", "no"])
WORKED = frozenset(["班", "上班", "补班", "工作日", "上班日", "workday", "worked", "work", "yes"])
MOST_DAYS, MOST_ROWS = 31, 800
_PARTS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")


@dataclass
class Table:
    """The days that a table tells, and what is wrong with it."""

    days: dict[date, Setting] = field(default_factory=dict[date, Setting])
    problems: list[Problem] = field(default_factory=list[Problem])


def read_text(text: str, folder: Path) -> Table:
    """A table as it was pasted: parted by tabs, or by commas."""
    path = folder / ("pasted.tsv" if "\t" in text else "pasted.csv")
    chinese = "," not in text and "\t" not in text
    path.write_text(text.replace("，", ",") if chinese else text, encoding="utf-8")
    return read_file(path)


def read_file(path: Path) -> Table:
    """A table as a file: xlsx, csv or text parted by tabs."""
    try:
        lines = [line for line in read_grid(path) if any(line[1])]
    except BangfuError as error:
        return Table(problems=[Problem(p.code, "calendar", details=p.details) for p in error.problems])
    if not lines:
        return Table(problems=[Problem("nothing_to_import", "calendar")])
    if len(lines) > MOST_ROWS:
        details = (("most", str(MOST_ROWS)),)
        return Table(problems=[Problem("too_many_rows", "calendar", value=str(len(lines)), details=details)])
    return _read(lines)


def as_text(days: dict[date, Setting]) -> str:
    """A table of single days, to be read again."""
    rows = (f"{day}\t{'workday' if s.workday else 'holiday'}\t{s.name}" for day, s in sorted(days.items()))
    return "\n".join(("day\tkind\tname", *rows))


def _read(lines: list[Line]) -> Table:
    table, seen = Table(), dict[date, int]()
    columns, heads, body = _columns(lines)
    lacking = [c for c in ("day", "kind") if c not in columns]
    if lacking:
        details = (("found", "、".join(heads)[:200]),)
        return Table(
            problems=[_at(lines[0][0], HEADS[c][0], "missing_column", details=details) for c in lacking]
        )
    for row, cells in body:
        told = {name: cells[n] if n < len(cells) else "" for name, n in columns.items()}
        named = {name: heads[n] for name, n in columns.items()}
        try:
            days, setting = list(_days(told)), Setting(_kind(told["kind"]), _name(told.get("name", "")))
        except _Fault as fault:
            at, value = named[fault.column], told[fault.column]
            table.problems.append(_at(row, at, fault.code, value, fault.details))
            continue
        twice = next((day for day in days if day in seen), None)
        if twice:
            details = (("earlier", str(seen[twice])),)
            table.problems.append(_at(row, named["day"], "day_twice", twice.isoformat(), details))
        table.days |= dict.fromkeys(days, setting)
        seen |= dict.fromkeys(days, row)
    return table


class _Fault(Exception):
    """What is wrong with one cell of a row."""

    def __init__(self, column: str, code: str, **details: str) -> None:
        self.column, self.code, self.details = column, code, tuple(details.items())


def _at(
    row: int, column: str, code: str, value: str | None = None, details: tuple[tuple[str, str], ...] = ()
) -> Problem:
    return Problem(code, "calendar", row, column, value, details)


def _columns(lines: list[Line]) -> tuple[dict[str, int], list[str], list[Line]]:
    """Where each column stands, what it is called, and the rows below its head."""
    known = {head: name for name, heads in HEADS.items() for head in heads}
    first = [cell.strip().lower() for cell in lines[0][1]]
    if any(cell in known for cell in first):
        found = {known[cell]: n for n, cell in reversed(list(enumerate(first))) if cell in known}
        return found, lines[0][1], lines[1:]
    return {name: n for n, name in enumerate(UNHEADED)}, [HEADS[name][0] for name in UNHEADED], lines


def _days(told: dict[str, str]) -> Iterator[date]:
    first = _day("day", told["day"])
    last = _day("until", told["until"]) if told.get("until") else first
    if last < first:
        raise _Fault("until", "end_before_start", start=first.isoformat())
    if (last - first).days >= MOST_DAYS:
        raise _Fault("until", "span_too_long", most=str(MOST_DAYS))
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(column: str, text: str) -> date:
    if not text:
        raise _Fault(column, "missing_value")
    parts = _PARTS.fullmatch(text)
    try:
        return a_date(f"{parts[1]}-{parts[2]:0>2}-{parts[3]:0>2}" if parts else text)
    except CellError as error:
        raise _Fault(column, error.code, **dict(error.details)) from error


def _kind(text: str) -> bool:
    if not text:
        raise _Fault("kind", "missing_value")
    if text.lower() not in OFF | WORKED:
        raise _Fault("kind", "unknown_day_kind")
    return text.lower() in WORKED


def _name(text: str) -> str:
    if len(text) > MOST_NAME:
        raise _Fault("name", "name_too_long", most=str(MOST_NAME))
    return text
