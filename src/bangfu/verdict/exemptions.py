"""Exemptions: records of who is excused from what, for how long, by whom and why. They change a verdict, never the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from bangfu.facts.tables import TABLES
from bangfu.verdict.judge import Mark, Status

if TYPE_CHECKING:
    from bangfu.verdict.evaluation import Evaluation, Judged
    from bangfu.verdict.ground import Ground

_KEY = ("person", "org", "place", "household")
# Nobody is excused by an unapproved record, nor everybody by one that names nobody.
_RECORDS = """
select e.regulation, e.duty, e.start, e."end" as last, e.reason, q.i as person, o.i as org, p.i as place, h.i as household
from exemptions_in e left join person q on q.id = e.person left join org o on o.id = e.organisation
left join place p on p.code = e.place left join household h on h.id = e.household
where e.approved_by <> '' and coalesce(e.person, e.organisation, e.place, e.household) is not null
    and (e.person is null or q.i is not null) and (e.organisation is null or o.i is not null)
    and (e.place is null or p.i is not null) and (e.household is null or h.i is not null)
order by e.n"""


def exempt(evaluation: Evaluation) -> None:
    """Turn into `exempt`, with the reason, every verdict that an approved exemption covers and that is not met."""
    for record in _records(evaluation.ground) if evaluation.ground.exemptions else ():
        for judged in evaluation.judged:
            duties = (None, judged.id, _plain(judged.provision.clause))
            if record["regulation"] == judged.head.id and _plain(record["duty"]) in duties:
                _apply(evaluation, judged, record)


def _records(ground: Ground) -> list[dict[str, Any]]:
    """The records that excuse somebody, whom they name by row number."""
    table = pa.Table.from_pylist(ground.exemptions, TABLES["exemptions"].schema)
    ground.con.register("exemptions_in", table.append_column("n", pa.array(range(table.num_rows))))
    found = ground.arrow(_RECORDS).to_pylist()
    ground.con.unregister("exemptions_in")
    return found


def _plain(clause: Any) -> Any:
    """Full- and half-width brackets are the same."""
    return clause and clause.replace("（", "(").replace("）", ")")


def _apply(evaluation: Evaluation, judged: Judged, record: dict[str, Any]) -> None:
    v = judged.verdicts
    named = [c for c in _KEY if record[c] is not None]
    lines = np.all([judged.keys[c].fill_null(-1).to_numpy() == record[c] for c in named], axis=0)
    first, last = record["start"] or date.min, record["last"] or date.max
    # As with a post held for part of a period: excused for half of it is excused from it.
    days = [2 * ((min(last, p.last) - max(first, p.start)).days + 1) >= p.days for p in v.periods]
    cells = lines[:, None] & np.array(days, dtype=bool) & v.valid & (v.status != Status.MET)
    v.status[cells] = Status.EXEMPT
    v.marks[cells] |= Mark.EXEMPTED.bit
    for line, period in zip(*(at.tolist() for at in np.nonzero(cells)), strict=True):
        evaluation.reasons[judged.head.id, judged.id, line, period] = record["reason"] or ""
