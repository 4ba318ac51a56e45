"""Evidence: the ledger entries behind verdicts, found again for the lines somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Masks, day_number
from bangfu.verdict.arrays import Index, changes, join
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.fold import Entries, Need, entries_of, need_of, parts_of

Found = dict[tuple[int, int], list[int]]


def candidates(evaluation: Evaluation, judged: Judged, lines: Index | None = None) -> pa.Table:
    """Every entry that meets a row of the duty by actor, target and kind: (line, member, i, first, last, begin, stop).

    `begin`..`stop` are the days of the entry within the row's own window; an entry outside it is not a candidate.
    `lines` asks only for those lines.
    """
    task = judged.task
    assert task is not None
    need = need_of(task.owed, task.kinds, task.started)
    rows = task.owed.rows
    if lines is not None:
        rows = rows.filter(pa.array(np.isin(rows["line"].to_numpy(), lines)))
    found = _meet_all(entries_of(evaluation.ground, need.kinds), need, rows)
    return found.sort_by([("line", "ascending"), ("first", "ascending"), ("i", "ascending")])


def touched(judged: Judged, entry: Iterable[Mapping[int, Entries]]) -> Index:
    """The lines of a duty that some entries (as `entries_of` gives them) meet by actor, target and kind."""
    task = judged.task
    assert task is not None
    found = _meet_all(entry, need_of(task.owed, task.kinds, task.started), task.owed.rows)
    return np.unique(found["line"].to_numpy())


def _meet_all(batches: Iterable[Mapping[int, Entries]], need: Need, rows: pa.Table) -> pa.Table:
    parts = [
        _meetings(entries, entries.actor(who), entries.target(part), rows)
        for by_kind in batches
        for kind, entries in by_kind.items()
        for who, part in product(sorted(need.actors), parts_of(need.dimension))
        if kind in need.kinds and len(entries.chosen)
    ]
    return pa.concat_tables([pa.table({c: pa.array([], pa.int64()) for c in _CANDIDATE}), *parts])


_CANDIDATE = ("line", "member", "i", "first", "last", "begin", "stop")


NOBODYS = np.iinfo(np.int64).min  # no row of a duty is this


def _meetings(entries: Entries, actor: Index, target: Index, rows: pa.Table) -> pa.Table:
    """Join entries to the rows that name the same actor and target."""
    row = {name: rows[name].to_numpy().astype(np.int64) for name in rows.column_names}
    width = int(max(row["target"].max(initial=0), target.max(initial=0))) + 8
    wanted = row["actor"] * width + row["target"]
    found = np.where(actor >= 0, actor * width + target, NOBODYS)
    entry, at = join(found, wanted)
    c = {name: entries[name][entry] for name in ("i", "first", "last")}
    start, stop = np.maximum(c["first"], row["first"][at]), np.minimum(c["last"], row["last"][at])
    kept = start <= stop
    columns = {"line": row["line"][at], "member": row["member"][at], **c, "begin": start, "stop": stop}
    return pa.table({name: columns[name][kept] for name in _CANDIDATE})


def evidence(evaluation: Evaluation, judged: Judged, lines: Index | None = None) -> Found:
    """The entries that counted, by (line, period): whatever brought a day, for each member, that none before had brought.

    `lines` asks only for those lines.
    """
    if judged.task is None:
        return {}
    days = _days(evaluation, judged, candidates(evaluation, judged, lines))
    order = np.lexsort((days["i"], days["first"], days["day"], days["member"], days["period"], days["line"]))
    days = {name: values[order] for name, values in days.items()}
    brought = _first_of(days, ("line", "period", "member", "day"))
    days = {name: values[brought] for name, values in days.items()}
    order = np.lexsort((days["i"], days["first"], days["period"], days["line"]))
    days = {name: values[order] for name, values in days.items()}
    entry = _first_of(days, ("line", "period", "i"))
    line, period, i = (days[name][entry] for name in ("line", "period", "i"))
    starts = np.nonzero(_first_of({"line": line, "period": period}, ("line", "period")))[0].tolist()
    ends = [*starts, len(i)][1:]
    ids = i.tolist()
    found = {(int(line[a]), int(period[a])): ids[a:b] for a, b in zip(starts, ends, strict=True)}
    return _with_grace(judged, found) if judged.task.rule.grace else found


def _with_grace(judged: Judged, found: Found) -> Found:
    """What is done in a period first fills what the period before still owes: its evidence goes with it (M06)."""
    moved = {cell: list(entries) for cell, entries in found.items()}
    for line, period in zip(*np.nonzero(judged.verdicts.valid), strict=True):
        here, after = (int(line), int(period)), (int(line), int(period) + 1)
        missing = int(judged.verdicts.achieved[here]) - len(moved.get(here, []))
        if missing > 0:
            moved[here] = moved.get(here, []) + moved.get(after, [])[:missing]
            moved[after] = moved.get(after, [])[missing:]
    return moved


def _days(evaluation: Evaluation, judged: Judged, table: pa.Table) -> dict[str, Index]:
    """Every day an entry brings to a line: the day it began, or each day it covered, in the period that counts it."""
    task, frame = judged.task, evaluation.frames[judged.head.id]
    assert task is not None
    column: dict[str, Index] = {name: table[name].to_numpy() for name in _CANDIDATE}
    if task.started:
        day = column["first"]
        kept = (column["begin"] <= day) & (day <= column["stop"])
    else:
        length = column["stop"] - column["begin"] + 1
        column = {name: np.repeat(values, length) for name, values in column.items()}
        day = (
            column["begin"] + np.arange(len(column["begin"])) - np.repeat(np.cumsum(length) - length, length)
        )
        kept = np.ones(len(day), dtype=bool)
    starts = np.array([day_number(p.start) for p in task.terms.counted], dtype=np.int64)
    lasts = np.array([day_number(p.last) for p in task.terms.counted], dtype=np.int64)
    period = np.searchsorted(starts, day, "right") - 1
    kept &= (period >= 0) & (day <= lasts[np.maximum(period, 0)]) if len(starts) else False
    kept &= _bits(frame.allowed, evaluation, day)
    if task.rule.measure == "workdays":
        kept &= _bits(evaluation.ground.calendar.masks(evaluation.fold.window), evaluation, day)
    found = {
        "day": day,
        "period": period,
        **{name: column[name] for name in ("line", "member", "i", "first")},
    }
    return {name: values[kept] for name, values in found.items()}


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


def entry_ids(evaluation: Evaluation) -> dict[int, str]:
    """The id of every ledger entry, by its number; a shard holds only some of the numbers."""
    table = evaluation.ground.arrow("select i, id from act")
    return dict(zip(table["i"].to_pylist(), table["id"].to_pylist(), strict=True))
