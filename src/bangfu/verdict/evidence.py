"""Evidence: the ledger entries behind verdicts, found again for the lines somebody asks for."""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from bangfu.regulation.periods import day_number
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.fold import entries_sql, need_of

Found = dict[tuple[int, int], list[int]]


def candidates(evaluation: Evaluation, judged: Judged) -> pa.Table:
    """Every entry that meets a row of the duty by actor, target and kind: (line, member, i, first, last, begin, stop).

    `begin`..`stop` are the days of the entry within the row's own window; an entry outside it is not a candidate.
    """
    task = judged.task
    assert task is not None
    need = need_of(task.owed, task.kinds, task.started)
    evaluation.ground.con.register("owed_rows", task.owed.rows)
    return evaluation.ground.arrow(f"""
        select r.line, r.member, e.i, e.first, e.last, greatest(e.first, r.first) as begin, least(e.last, r.last) as stop
        from ({entries_sql(need.dimension, need.actors, need.kinds)}) e
        join owed_rows r on r.actor = e.actor and r.target = e.target
        where greatest(e.first, r.first) <= least(e.last, r.last) order by r.line, e.first, e.i""")


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


