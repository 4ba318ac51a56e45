"""A workbook or a case folder against the roster that is there: what is new, what changes cell by cell, and every fault.

1. The library reads it beside the roster that the account sees.
2. Its rows are put beside the rows that are there; a column that the sheet lacks leaves everything as it was.
3. What only the whole shows is checked: areas, overlaps, names that were handed out masked.
4. A row with a fault is left out, and so is every row that rests on it; each is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from bangfu.errors import Problem
from bangfu.facts.case import Case
from bangfu.facts.reading import Reading, scan_beside
from bangfu.facts.tables import TABLES
from bangfu.site.roster.area import Reach
from bangfu.site.roster.changes import Op
from bangfu.site.roster.clashes import clashes
from bangfu.site.roster.rows import ROSTER, Texts, case_of_rows, standing
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force

Standing = dict[str, dict[str, Texts]]  # table → key → row


@dataclass
class Findings:
    """What a workbook would do; `case` is all that could be read of it."""

    file: str  # empty for a folder
    ops: list[Op] = field(default_factory=list[Op])
    problems: list[Problem] = field(default_factory=list[Problem])
    unchanged: dict[str, int] = field(default_factory=dict[str, int])
    case: Case | None = None

    def sheet(self, table: str) -> str:
        """Where a table stands."""
        return f"{self.file}/{table}" if self.file else f"{table}.csv"

    def as_plan(self) -> dict[str, Any]:
        """The parts that are kept with the change, beside its rows."""
        return {"problems": [asdict(p) for p in self.problems], "unchanged": self.unchanged}


def problems_of(plan: dict[str, Any]) -> list[Problem]:
    """The problems that were kept."""
    kept = (Problem(**words) for words in plan.get("problems", ()))
    return [replace(p, details=tuple((k, v) for k, v in p.details)) for p in kept]


def read_workbook(path: Path, file: str, account: Account) -> Findings:
    """What a workbook would do to the roster that the account sees.

    Raises `BangfuError` where it cannot be read at all.
    """
    there: Standing = {table: standing(table) for table in ROSTER}
    reading = scan_beside(path, in_force(), case_of_rows(there))
    problems = [replace(p, file=p.file.replace(path.name, file)) for p in reading.problems]
    found = Findings(file, case=reading.case, problems=problems)
    given = _given(reading, there)
    numbers = {
        table: dict(zip(_keys(reading.case, table), reading.rows[table].tolist(), strict=True))
        for table in reading.rows
        if table in ROSTER
    }
    reach = Reach.of(account, {t: {**there[t], **given.get(t, {})} for t in ROSTER}, there)
    told = {(_table(p), _id(p)) for p in found.problems}
    for table, rows in given.items():
        fresh = {k: r for k, r in rows.items() if (table, k) not in told and r != there[table].get(k)}
        for problem in _faults(table, fresh, there, reach):
            row = numbers[table][_id(problem)]
            found.problems.append(_at(problem, found.sheet(table), row))
    for table, key, problem in clashes(given, there):
        found.problems.append(_at(problem, found.sheet(table), numbers[table][key]))
    _keep_sound(found, given, there, numbers)
    return found


def _at(problem: Problem, file: str, row: int) -> Problem:
    return replace(problem, file=file, row=row)


def _table(problem: Problem) -> str:
    """The sheet of a workbook, or the file of a folder."""
    return PurePosixPath(problem.file).stem


def _id(problem: Problem) -> str:
    return dict(problem.details).get("id", "")


def _keys(case: Case, table: str) -> list[str]:
    return case[table][ROSTER[table].key].to_pylist()


def _given(reading: Reading, there: Standing) -> Standing:
    """The rows of the workbook, whole: what its columns do not say is as it was."""
    found: Standing = {}
    for table in ROSTER:
        if table not in reading.rows:
            continue
        columns = [c.name for c in TABLES[table].columns if c.name in reading.given[table]]
        rows = reading.case[table].select(columns).to_pylist()
        blank = dict.fromkeys(ROSTER[table].columns, "")
        key = ROSTER[table].key
        found[table] = {
            row[key]: {**blank, **there[table].get(row[key], {}), **{c: _text(v) for c, v in row.items()}}
            for row in rows
        }
    for key, row in found.get("households", {}).items():
        known = there["households"].get(key)
        if known and row["head"] == masked(known["head"], "name"):
            row["head"] = known["head"]
    return found


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _faults(table: str, rows: dict[str, Texts], there: Standing, reach: Reach) -> Iterator[Problem]:
    """What is wrong with single rows that would be written."""
    for key, row in rows.items():
        before = there[table].get(key)
        details = (("id", key),)
        if table == "households" and "**" in row["head"]:
            yield Problem("masked_cell", column="head", value=row["head"], details=details)
        for column in _must(table):
            if not row[column]:
                yield Problem("missing_value", column=column, details=details)
        if not reach.may(table, row, before):
            column = next((c for c in ("place", "organisation", "household", "code") if row.get(c)), None)
            yield Problem("outside_your_area", column=column, value=row.get(column or ""), details=details)


def _must(table: str) -> tuple[str, ...]:
    """What the site needs beyond the exchange format: without it nobody would see the row."""
    return {"people": ("organisation",), "households": ("place",)}.get(table, ())


def _keep_sound(
    found: Findings, given: Standing, there: Standing, numbers: dict[str, dict[str, int]]
) -> None:
    """The rows without fault as operations; a row that rests on a faulty one is told and left out."""
    faulty = {(_table(p), _id(p)) for p in found.problems}
    sound = {t: {k: r for k, r in rows.items() if (t, k) not in faulty} for t, rows in given.items()}
    for table in ROSTER:
        for key, row in list(sound.get(table, {}).items()):
            column = _rests_on_nothing(table, row, sound, there)
            if column:
                del sound[table][key]
                problem = Problem("rests_on_faulty", column=column, value=row[column], details=(("id", key),))
                found.problems.append(_at(problem, found.sheet(table), numbers[table][key]))
        rows = sound.get(table, {})
        changed = {k: r for k, r in rows.items() if r != there[table].get(k)}
        found.ops += [Op(table, k, there[table].get(k), r) for k, r in changed.items()]
        if table in given:
            found.unchanged[table] = len(rows) - len(changed)
    found.problems.sort(key=lambda p: (p.file, p.row or 0))


def _rests_on_nothing(table: str, row: Texts, sound: Standing, there: Standing) -> str | None:
    """The column whose row is neither there nor about to be."""
    for column in TABLES[table].columns:
        refers, text = column.refers, row[column.name]
        if refers and text and text not in there[refers] and text not in sound.get(refers, {}):
            return column.name
    return None
