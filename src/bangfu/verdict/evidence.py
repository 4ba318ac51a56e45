"""Evidence: the ledger entries behind verdicts, found again for the lines somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Masks, day_number
from bangfu.verdict.arrays import Index, changes, join
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.fold import Entries, Need, entries_of, need_of, parts_of
from bangfu.verdict.judge import Bools, Lines, there_in
from bangfu.verdict.owed_sql import OFFSET, STEP
from bangfu.verdict.tasks import Task

Found = dict[tuple[int, int], list[int]]
Columns = dict[str, NDArray[Any]]

NOBODYS = np.iinfo(np.int64).min  # no row of a duty is this
FEW = 500  # actors that a SELECT still names one by one


def candidates(evaluation: Evaluation, judged: Judged, lines: Index | None = None) -> Columns:
    """Every entry that meets a row of the duty by actor, target and kind: row, i, first, last, begin, stop.

    `begin`..`stop` are the days of the entry within the row's own window; an entry outside it ends before it begins.
    `lines` asks only for those lines.
    """
    task = _task(judged)
    need, rows = need_of(task.owed, task.kinds, task.started), task.owed.rows
    at = np.arange(rows.num_rows) if lines is None else np.nonzero(np.isin(rows["line"].to_numpy(), lines))[0]
    test = "true" if lines is None else _by_these(rows["actor"].to_numpy()[at], need)
    found = _meet_all(entries_of(evaluation.ground, need.kinds, test), need, rows.take(at))
    return found | {"row": at[found["row"]]}


def touched(judged: Judged, entry: Iterable[Mapping[int, Entries]]) -> Index:
    """The lines of a duty that some entries (as `entries_of` gives them) meet by actor, target and kind."""
    task = _task(judged)
    found = _meet_all(entry, need_of(task.owed, task.kinds, task.started), task.owed.rows)
    return np.unique(task.owed.rows["line"].to_numpy()[found["row"]]).astype(np.int64)


def _task(judged: Judged) -> Task:
    assert judged.task is not None
    return judged.task


def _by_these(actor: Index, need: Need) -> str:
    """SQL that spares reading the entries of others, where those of a few people or units are all that count."""
    known = np.unique(actor[actor >= min(OFFSET.values())])
    if not need.actors <= {"person", "unit"} or len(known) > FEW:
        return "true"
    tests = [
        f"{column} = {(int(number) - OFFSET[kind]) // STEP}"
        for kind, column in (("person", "person"), ("unit", "org"))
        for number in known[known % STEP == OFFSET[kind] % STEP]
    ]
    return f"({' or '.join(tests) or 'false'})"


def _meet_all(batches: Iterable[Mapping[int, Entries]], need: Need, rows: pa.Table) -> Columns:
    row = {name: rows[name].to_numpy().astype(np.int64) for name in ("actor", "target", "first", "last")}
    parts = [
        _meetings(entries, entries.actor(who), entries.target(part), row)
        for by_kind in batches
        for kind, entries in by_kind.items()
        for who, part in product(sorted(need.actors), parts_of(need.dimension))
        if kind in need.kinds and len(entries.chosen)
    ]
    none = np.zeros(0, dtype=np.int64)
    return {c: np.concatenate([none, *(part[c] for part in parts)]) for c in _CANDIDATE}


_CANDIDATE = ("row", "i", "first", "last", "begin", "stop")


def _meetings(entries: Entries, actor: Index, target: Index, row: Columns) -> Columns:
    """Join entries to the rows that name the same actor and target."""
    width = int(max(row["target"].max(initial=0), target.max(initial=0))) + 8
    wanted = row["actor"] * width + row["target"]
    entry, at = join(np.where(actor >= 0, actor * width + target, NOBODYS), wanted)
    c = {name: entries[name][entry] for name in ("i", "first", "last")}
    begin, stop = np.maximum(c["first"], row["first"][at]), np.minimum(c["last"], row["last"][at])
    return {"row": at, **c, "begin": begin, "stop": stop}


def evidence(evaluation: Evaluation, judged: Judged, lines: Index | None = None) -> Found:
    """The entries that counted, by (line, period): whatever brought a day, for each member, that none before had brought.

    `lines` asks only for those lines.
    """
    if judged.task is None:
        return {}
    days = brought(evaluation, judged, candidates(evaluation, judged, lines))
    return counted(judged, {name: values[passing(days)] for name, values in days.items()})


TESTS = ("in_force", "known", "workday", "in_base")


def passing(days: Columns) -> Bools:
    """Which of the days that entries bring pass every test."""
    return np.all([days[test] for test in TESTS], axis=0)


def counted(judged: Judged, days: Columns) -> Found:
    """The entries that counted, from the days they bring that pass every test."""
    order = np.lexsort((days["i"], days["first"], days["day"], days["member"], days["period"], days["line"]))
    days = {name: values[order] for name, values in days.items()}
    first = _first_of(days, ("line", "period", "member", "day"))
    days = {name: values[first] for name, values in days.items()}
    order = np.lexsort((days["i"], days["first"], days["period"], days["line"]))
    days = {name: values[order] for name, values in days.items()}
    entry = _first_of(days, ("line", "period", "first", "i"))
    line, period, i = (days[name][entry] for name in ("line", "period", "i"))
    starts = np.nonzero(_first_of({"line": line, "period": period}, ("line", "period")))[0].tolist()
    ends = [*starts, len(i)][1:]
    ids = i.tolist()
    found = {(int(line[a]), int(period[a])): ids[a:b] for a, b in zip(starts, ends, strict=True)}
    return _with_grace(judged, found) if _task(judged).rule.grace else found


def _with_grace(judged: Judged, found: Found) -> Found:
    """What is done in a period first fills what the period before still owes: its evidence goes with it (M06)."""
    moved = {cell: list(entries) for cell, entries in found.items()}
    lines = {line for line, _ in found}
    for line, period in np.argwhere(judged.verdicts.valid).tolist():
        here, after = (line, period), (line, period + 1)
        missing = int(judged.verdicts.achieved[here]) - len(moved.get(here, []))
        if line in lines and missing > 0:
            moved[here] = moved.get(here, []) + moved.get(after, [])[:missing]
            moved[after] = moved.get(after, [])[missing:]
    return moved


def brought(evaluation: Evaluation, judged: Judged, near: Columns) -> Columns:
    """Every day an entry brings to a line: the day it began, or each day it covered, in the period that counts it.

    `TESTS` say of each day whether the regulation was in force, whether it was known as of the day of judgement, whether
    it was a workday where only those count, and whether what it reached belongs to the base.
    """
    task, frame = _task(judged), evaluation.frames[judged.head.id]
    near, day = _begun(near) if task.started else _covered(near)
    starts = np.array([day_number(p.start) for p in task.terms.counted], dtype=np.int64)
    lasts = np.array([day_number(p.last) for p in task.terms.counted], dtype=np.int64)
    period = np.searchsorted(starts, day, "right") - 1
    inside = (
        (period >= 0) & (day <= lasts[np.maximum(period, 0)]) if len(starts) else np.zeros(len(day), bool)
    )
    row, day, period = near["row"][inside], day[inside], period[inside]
    found = {name: task.owed.rows[name].to_numpy()[row] for name in ("line", "member")}
    found |= {"day": day, "period": period, "i": near["i"][inside], "first": near["first"][inside]}
    found["in_force"] = _bits(frame.in_force, evaluation, day)
    found["known"] = day <= day_number(evaluation.as_of)
    found["workday"] = np.ones(len(day), dtype=bool)
    found["in_base"] = found["workday"]
    if task.rule.measure == "workdays":
        found["workday"] = _bits(evaluation.ground.calendar.masks(evaluation.fold.window), evaluation, day)
    if task.rule.measure == "targets":
        members = Lines.of(task.owed).member_starts
        there = there_in(task.rule, task.owed, members, task.terms.counted, evaluation.as_of)
        found["in_base"] = there[np.searchsorted(members, row, "right") - 1, period]
    return found


def _begun(near: Columns) -> tuple[Columns, Index]:
    day = near["first"]
    kept = (near["begin"] <= day) & (day <= near["stop"])
    return {name: values[kept] for name, values in near.items()}, day[kept]


def _covered(near: Columns) -> tuple[Columns, Index]:
    length = np.maximum(near["stop"] - near["begin"] + 1, 0)
    near = {name: np.repeat(values, length) for name, values in near.items()}
    since = np.arange(len(near["begin"])) - np.repeat(np.cumsum(length) - length, length)
    return near, near["begin"] + since


def _bits(masks: Masks, evaluation: Evaluation, day: Index) -> NDArray[np.bool_]:
    """Whether each day is in a set of days held as masks of the window."""
    starts = evaluation.fold.window.starts
    month = np.clip(np.searchsorted(starts, day, "right") - 1, 0, len(masks) - 1)
    inside = (day >= starts[0]) & (day < starts[-1])
    return inside & ((masks[month] >> np.clip(day - starts[month], 0, 31).astype(np.uint32)) & 1).astype(bool)


def _first_of(columns: Mapping[str, Index], names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Where sorted rows begin another combination of these columns."""
    new = np.zeros(len(columns[names[0]]), dtype=bool)
    for name in names:
        new |= changes(columns[name])
    return new


def entry_ids(evaluation: Evaluation, numbers: Iterable[int] | None = None) -> dict[int, str]:
    """The ids of ledger entries by their numbers: of all, or of these."""
    wanted = "" if numbers is None else f" where i in ({', '.join(map(str, numbers)) or 'null'})"
    table = evaluation.ground.arrow(f"select i, id from act{wanted}")
    return dict(zip(table["i"].to_pylist(), table["id"].to_pylist(), strict=True))
