"""An evaluation as rows of `duties_verdict`: the contract's lines without the words that are made when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bangfu.regulation.model import DutyRule
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.judge import Mark, Status

KEY = ("regulation", "duty", "role", "person", "organisation", "place", "household", "counterpart")
COLUMNS = (
    "number",
    "regulation",
    "clause",
    "duty",
    *KEY[2:],
    "period_start",
    "period_end",
    "required",
    "achieved",
    "unit",
    "status",
    "marks",
)
STATUS = pa.array([s.name.lower() for s in Status])


@dataclass(frozen=True)
class Cells:
    """Where each row stands in the evaluation, and what may change with the ledger, in the order of the rows."""

    judged: NDArray[np.int32]
    line: NDArray[np.int32]
    period: NDArray[np.int32]
    figures: NDArray[np.int64]  # achieved, base, required, status, marks: one column each

    def changed_since(self, former: Cells) -> NDArray[np.int64] | None:
        """The rows whose figures differ; None where the rows themselves are others."""
        if len(self.line) != len(former.line):
            return None
        return np.nonzero((self.figures != former.figures).any(axis=1))[0]


def cells_of(evaluation: Evaluation) -> Cells:
    """Every cell that holds a verdict."""
    judged: list[NDArray[np.int32]] = []
    lines: list[NDArray[np.int32]] = []
    periods: list[NDArray[np.int32]] = []
    figures: list[NDArray[np.int64]] = [np.zeros((0, 5), dtype=np.int64)]
    for n, j in enumerate(evaluation.judged):
        v = j.verdicts
        line, period = np.nonzero(v.valid)
        judged.append(np.full(len(line), n, dtype=np.int32))
        lines.append(line.astype(np.int32))
        periods.append(period.astype(np.int32))
        parts = (v.achieved, v.base, v.required, v.status, v.marks)
        figures.append(np.stack([p[line, period].astype(np.int64) for p in parts], axis=1))
    none = np.zeros(0, dtype=np.int32)
    places = [np.concatenate([none, *parts]) for parts in (judged, lines, periods)]
    return Cells(places[0], places[1], places[2], np.concatenate(figures))


def table_of(evaluation: Evaluation, cells: Cells, chosen: NDArray[np.int64] | None = None) -> pa.Table:
    """The rows as a table with `COLUMNS`; only the `chosen` ones where they are given."""
    names = {t: _names(evaluation, t) for t in ("person", "org", "place", "household")}
    wanted = np.arange(len(cells.line)) if chosen is None else chosen
    parts: list[pa.Table] = []
    for n in np.unique(cells.judged[wanted]).tolist():
        rows = wanted[cells.judged[wanted] == n]
        parts.append(_rows(evaluation.judged[n], cells.line[rows], cells.period[rows], names))
    return pa.concat_tables(parts) if parts else pa.table({c: pa.array([]) for c in COLUMNS})


def _names(evaluation: Evaluation, table: str) -> pa.Array:
    return pa.array(evaluation.ground.names(table, "code" if table == "place" else "id"), pa.string())


def _rows(
    judged: Judged, line: NDArray[np.int32], period: NDArray[np.int32], names: dict[str, pa.Array]
) -> pa.Table:
    keys, v = judged.keys.take(line), judged.verdicts
    starts = np.array([p.start for p in v.periods], dtype="datetime64[D]")[period]
    ends = np.array([p.last for p in v.periods], dtype="datetime64[D]")[period]
    ids = {c: names[t].take(keys[k].combine_chunks()) for c, t, k in _IDS}
    counterpart = pc.coalesce(ids.pop("cperson"), ids.pop("corg"))
    count = len(line)
    required, achieved = _figures(judged, line, period)
    columns = {
        "regulation": pa.repeat(judged.head.id, count),
        "clause": pa.repeat(judged.provision.clause, count),
        "duty": pa.repeat(judged.id, count),
        "role": keys["role"].cast(pa.string()),
        **ids,
        "counterpart": counterpart,
        "period_start": pa.array(starts),
        "period_end": pa.array(ends),
        "required": required,
        "achieved": achieved,
        "unit": pa.repeat(v.unit, count),
        "status": STATUS.take(pa.array(v.status[line, period])),
        "marks": pa.array(v.marks[line, period].astype(np.int32)),
    }
    table = pa.table(columns)
    return table.add_column(0, "number", numbers_of(table))


_IDS = (
    ("person", "person", "person"),
    ("organisation", "org", "org"),
    ("place", "place", "place"),
    ("household", "household", "household"),
    ("cperson", "person", "cperson"),
    ("corg", "org", "corg"),
)


def numbers_of(table: pa.Table) -> pa.Array:
    """A number that one verdict keeps whatever else changes: by it a *why* page is found again years later."""
    columns = [table[c].to_pylist() for c in (*KEY, "period_start")]
    digests = (
        blake2b("|".join("" if x is None else str(x) for x in row).encode(), digest_size=8).digest()
        for row in zip(*columns, strict=True)
    )
    return pa.array([int.from_bytes(d, "big") >> 1 for d in digests], pa.int64())


def _figures(judged: Judged, line: NDArray[np.int32], period: NDArray[np.int32]) -> tuple[pa.Array, pa.Array]:
    """Required (null where the text sets no number) and achieved, as the contract's lines print them."""
    v = judged.verdicts
    achieved = v.achieved[line, period].astype(np.float64)
    required = v.required[line, period].astype(np.float64)
    if v.is_share:
        base = v.base[line, period].astype(np.float64)
        achieved = np.minimum(np.divide(achieved, base, out=np.zeros_like(achieved), where=base > 0), 1)
        required = required / v.required_of
    unnumbered = v.marks[line, period] & Mark.NO_NUMBER > 0
    if isinstance(judged.rule, DutyRule) and judged.rule.at_least is None:
        unnumbered[:] = True
        achieved = v.achieved[line, period].astype(np.float64)
    else:
        achieved = np.where(unnumbered, v.achieved[line, period], achieved)
    return pa.array(required, mask=unnumbered), pa.array(achieved)
