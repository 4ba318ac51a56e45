"""What one ledger entry counts for: the verdicts it is evidence for, without asking the whole county."""

from __future__ import annotations

from bangfu.verdict.arrays import Index
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.evidence import evidence, touched
from bangfu.verdict.fold import entries_of
from bangfu.verdict.lines import Line, Names


def counts_for(evaluation: Evaluation, entry_id: str) -> list[Line]:
    """The verdicts that one entry is evidence for, as the first cells of their lines: which duty, whose, and when.

    An entry that is not in the ledger counts for nothing.
    """
    found = evaluation.ground.rows("select i, kind from act where id = ?", [entry_id])
    if not found:
        return []
    number, kind = found[0]
    entry = list(entries_of(evaluation.ground, frozenset({kind}), f"i = {number}"))
    asking = [j for j in evaluation.judged if j.task is not None and kind in j.task.kinds]
    lines = [(j, touched(j, entry)) for j in asking]
    names = Names(evaluation)
    return [line for j, some in lines if len(some) for line in _counted(evaluation, j, some, number, names)]


def _counted(evaluation: Evaluation, judged: Judged, lines: Index, number: int, names: Names) -> list[Line]:
    found = evidence(evaluation, judged, lines)
    return [
        _named(judged, line, period, names)
        for (line, period), entries in found.items()
        if number in entries and judged.verdicts.valid[line, period]
    ]


def _named(judged: Judged, line: int, period: int, names: Names) -> Line:
    span = judged.verdicts.periods[period]
    return {
        "regulation": judged.head.id,
        "clause": judged.provision.clause,
        "duty": judged.id,
        **names.key(judged.keys.slice(line, 1).to_pylist()[0]),
        "period_start": span.start.isoformat(),
        "period_end": span.last.isoformat(),
    }
