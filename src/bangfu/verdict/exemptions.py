"""Exemptions: records of who is excused from what, for how long, by whom and why. They change a verdict, never the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bangfu.verdict.judge import Mark, Status

if TYPE_CHECKING:
    from bangfu.verdict.evaluation import Evaluation, Judged

_COLUMNS = {
    "person": ("person", "id"),
    "organisation": ("org", "id"),
    "place": ("place", "code"),
    "household": ("household", "id"),
}
_KEY = {"person": "person", "organisation": "org", "place": "place", "household": "household"}


def exempt(evaluation: Evaluation) -> None:
    """Turn into `exempt`, with the reason, every verdict that an approved exemption covers and that is not met."""
    for record in evaluation.ground.exemptions:
        wanted = _wanted(evaluation, record)
        # Nobody is excused by an unapproved record, nor everybody by one that names nobody.
        if not record["approved_by"] or not wanted or None in wanted.values():
            continue
        for judged in evaluation.judged:
            duties = (None, judged.id, _plain(judged.provision.clause))
            if record["regulation"] == judged.head.id and _plain(record["duty"]) in duties:
                _apply(evaluation, judged, record, wanted)


def _plain(clause: Any) -> Any:
    """Full- and half-width brackets are the same."""
    return clause and clause.replace("（", "(").replace("）", ")")


def _wanted(evaluation: Evaluation, record: dict[str, Any]) -> dict[str, int | None]:
    """The rows that the record names, by key column."""
    found: dict[str, int | None] = {}
    for field, (table, column) in _COLUMNS.items():
        if record[field] is not None:
            rows = evaluation.ground.rows(f"select i from {table} where {column} = ?", [record[field]])
            found[_KEY[field]] = rows[0][0] if rows else None
    return found


def _apply(
    evaluation: Evaluation, judged: Judged, record: dict[str, Any], wanted: dict[str, int | None]
) -> None:
    v = judged.verdicts
    lines = [
        n for n, key in enumerate(judged.keys.to_pylist()) if all(key[c] == i for c, i in wanted.items())
    ]
    first, last = record["start"] or date.min, record["end"] or date.max
    for line in lines:
        for n, period in enumerate(v.periods):
            # As with a post held for part of a period: excused for half of it is excused from it.
            days = (min(last, period.last) - max(first, period.start)).days + 1
            if 2 * days >= period.days and v.valid[line, n] and v.status[line, n] != Status.MET:
                v.status[line, n] = Status.EXEMPT
                v.marks[line, n] |= Mark.EXEMPTED.bit
                evaluation.reasons[judged.head.id, judged.id, line, n] = str(record["reason"] or "")
