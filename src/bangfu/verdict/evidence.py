"""Evidence: the ledger entries behind verdicts, found again for the lines somebody asks for."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pyarrow as pa

from bangfu.regulation.periods import day_number
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.fold import Entries, Index, entries_of, need_of, parts_of

Found = dict[tuple[int, int], list[int]]


def candidates(evaluation: Evaluation, judged: Judged) -> pa.Table:
    """Every entry that meets a row of the duty by actor, target and kind: (line, member, i, first, last, begin, stop).

    `begin`..`stop` are the days of the entry within the row's own window; an entry outside it is not a candidate.
    """
    task = judged.task
    assert task is not None
    need = need_of(task.owed, task.kinds, task.started)
    parts = [
        _meetings(entries, entries.actor(who), entries.target(part), task.owed.rows)
        for by_kind in entries_of(evaluation.ground, need.kinds)
        for entries in by_kind.values()
        for who, part in product(sorted(need.actors), parts_of(need.dimension))
    ]
    empty = pa.table({c: pa.array([], pa.int64()) for c in _CANDIDATE})
    return pa.concat_tables([empty, *parts]).sort_by([("line", "ascending"), ("first", "ascending"), ("i", "ascending")])


_CANDIDATE = ("line", "member", "i", "first", "last", "begin", "stop")


def _meetings(entries: Entries, actor: Index, target: Index, rows: pa.Table) -> pa.Table:
    """Join entries to the rows that name the same actor and target."""
    row = {name: rows[name].to_numpy().astype(np.int64) for name in rows.column_names}
    width = int(max(row["target"].max(initial=0), target.max(initial=0))) + 8
    wanted, found = row["actor"] * width + row["target"], actor * width + target
    order = np.argsort(wanted, kind="stable")
    begin, end = (np.searchsorted(wanted[order], found, side) for side in ("left", "right"))
    count = np.where(actor >= 0, end - begin, 0)
    entry = np.repeat(np.arange(len(found)), count)
    offset = np.arange(len(entry)) - np.repeat(np.cumsum(count) - count, count)
    at = order[np.repeat(begin, count) + offset]
    c = {name: entries[name][entry] for name in ("i", "first", "last")}
    start, stop = np.maximum(c["first"], row["first"][at]), np.minimum(c["last"], row["last"][at])
    kept = start <= stop
    columns = {"line": row["line"][at], "member": row["member"][at], **c, "begin": start, "stop": stop}
    return pa.table({name: columns[name][kept] for name in _CANDIDATE})


def evidence(evaluation: Evaluation, judged: Judged) -> Found:
    """The entries that counted, by (line, period): one a day (and member), in order of their days."""
    if judged.task is None:
        return {}
    task, frame = judged.task, evaluation.frames[judged.head.id]
    table = candidates(evaluation, judged)
    column = {name: table[name].to_numpy() for name in table.column_names}
    first_day, last_day = day_number(frame.start), day_number(min(frame.as_of, frame.end or frame.as_of))
    counted_of = {n: (day_number(p.start), day_number(p.last)) for n, p in enumerate(task.terms.counted)}
    found: Found = defaultdict(list)
    seen: set[tuple[int, int, int, int]] = set()
    workday = _workdays(evaluation) if task.rule.measure == "workdays" else None
    for line, member, entry, first, _, begin, stop in zip(*(column[c].tolist() for c in table.column_names), strict=True):
        days = range(first, first + 1) if task.started else range(begin, stop + 1)
        if task.started and not begin <= first <= stop:
            continue
        for n, (start, last) in counted_of.items():
            inside = [d for d in days if max(start, first_day) <= d <= min(last, last_day)]
            if workday is not None:
                inside = [d for d in inside if d in workday]
            fresh = [(line, n, member, d) for d in inside if (line, n, member, d) not in seen]
            seen.update(fresh)
            if fresh:
                found[line, n].append(entry)
    return found


def _workdays(evaluation: Evaluation) -> frozenset[int]:
    window = evaluation.fold.window
    masks = evaluation.ground.calendar.masks(window)
    starts = window.starts
    return frozenset(
        int(starts[column]) + bit for column, mask in enumerate(masks) for bit in range(31) if int(mask) >> bit & 1
    )


def entry_ids(evaluation: Evaluation) -> list[str]:
    """The id of every ledger entry, by its number."""
    table = evaluation.ground.arrow("select id from act order by i")
    return table["id"].to_pylist()


