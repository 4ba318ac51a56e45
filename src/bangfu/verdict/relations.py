"""Two regulations on one matter: which governs, and what a later one may not blame anybody for yet.

Both are always judged. Where a pack says that its duty stands beside one of another document (`[[relation]]`), each
verdict names the other clause and which is stricter. In the first period of a later regulation, being short only of what
it newly asks is for a person (readings: transition).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bangfu.regulation.model import Head, Regulation, Relation
from bangfu.regulation.periods import Period
from bangfu.verdict.judge import Mark, Status
from bangfu.verdict.owed import KEY, prefix_of

if TYPE_CHECKING:
    from bangfu.verdict.evaluation import Evaluation, Judged

Cell = tuple[int, int]


def relate(evaluation: Evaluation) -> None:
    """Mark what falls into a transition. Who stands beside whom is told only for the lines somebody asks for."""
    for newer in evaluation.regulations:
        for older in evaluation.regulations:
            # Only a document that says how it stands to the older one has a transition from it.
            related_to = {r.other for r in newer.relation}
            if older.regulation.id in related_to and _overlaps(older.regulation, newer.regulation):
                _transition(evaluation, newer, older)


def related(evaluation: Evaluation, judged: Judged) -> dict[Cell, list[dict[str, Any]]]:
    """For each cell of one duty, the duties of other regulations it stands beside, and which governs."""
    found: dict[Cell, list[dict[str, Any]]] = defaultdict(list)
    for regulation in evaluation.regulations:
        for relation in regulation.relation:
            for id_ in relation.there:
                here = evaluation.of(regulation.regulation.id, relation.here)
                there = evaluation.of(relation.other, id_)
                if here is None or there is None or judged not in (here, there):
                    continue
                other, side = (there, "here") if judged is here else (here, "there")
                for cell in {pair[0 if judged is here else 1] for pair in _pairs(here, there)}:
                    found[cell].append(_fact(other, relation, side))
    return found


def _overlaps(older: Head, newer: Head) -> bool:
    """Whether an older regulation of a place inside was in force on the day the newer one began."""
    if older.id == newer.id or older.start >= newer.start:
        return False
    nested = prefix_of(older.place).startswith(prefix_of(newer.place)) or prefix_of(newer.place).startswith(
        prefix_of(older.place)
    )
    return nested and (older.end is None or older.end >= newer.start)


def _fact(other: Judged, relation: Relation, side: str) -> dict[str, Any]:
    return {
        "regulation": other.head.id,
        "clause": other.provision.clause,
        "duty": other.id,
        "relation": relation.relation,
        "governs": relation.relation in ("cumulative", "overrides") and relation.stricter == side,
        "zh": f"另见{other.head.number}{other.provision.clause}：{relation.note.zh}",
        "en": f"see also {other.head.id} {other.provision.clause}: {relation.note.en}",
    }


def _pairs(here: Judged, there: Judged, columns: Sequence[int] | None = None) -> Iterable[tuple[Cell, Cell]]:
    """Cells of the two that speak of the same bearer, target and days; `columns` narrows the periods of `here`."""
    common = [c for c in KEY if c != "role" and _filled(here, c) and _filled(there, c)]
    if not common:
        return
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(zip(*(there.keys[c].to_pylist() for c in common), strict=True)):
        by_key[row].append(n)
    for n, row in enumerate(zip(*(here.keys[c].to_pylist() for c in common), strict=True)):
        for m in by_key.get(row, ()):
            for p in np.nonzero(here.verdicts.valid[n])[0].tolist() if columns is None else columns:
                for q in np.nonzero(there.verdicts.valid[m])[0].tolist():
                    if _meet(here.verdicts.periods[p], there.verdicts.periods[q]):
                        yield (n, p), (m, q)


def _filled(judged: Judged, column: str) -> bool:
    # A unit's only village stands in `place` for the reader; it is not what the duty is owed to.
    if column == "place" and getattr(judged.rule, "each", "place") not in (
        "place",
        "village",
        "township_in_place",
    ):
        return False
    return judged.keys[column].null_count < judged.keys.num_rows


def _meet(one: Period, other: Period) -> bool:
    return one.start < other.stop and other.start < one.stop


def _transition(evaluation: Evaluation, newer: Regulation, older: Regulation) -> None:
    """What is short in the newer regulation's first period, where the older one bound the same bearer and was kept."""
    bound = _bound(evaluation, older.regulation)
    start = newer.regulation.start
    for judged in evaluation.judged:
        if judged.head.id != newer.regulation.id:
            continue
        v = judged.verdicts
        columns = [n for n, p in enumerate(v.periods) if p.start < start < p.stop]
        if not columns:
            continue
        missed = _missed(evaluation, judged, newer, older, columns)
        keys = judged.keys.to_pylist()
        for line, n in missed:
            # Who missed what the older one asked had the whole period for it.
            if n in columns and v.marks[line, n] & Mark.NO_TIME:
                v.status[line, n] = Status.UNMET
                v.marks[line, n] &= ~Mark.NO_TIME.bit
        for n in columns:
            for line in np.nonzero((v.status[:, n] == Status.UNMET) & v.valid[:, n])[0].tolist():
                if (line, n) not in missed and any(
                    keys[line][c] in ids for c, ids in bound.items() if keys[line][c] is not None
                ):
                    v.status[line, n] = Status.JUDGEMENT
                    v.marks[line, n] |= Mark.TRANSITION.bit


def _missed(
    evaluation: Evaluation, judged: Judged, newer: Regulation, older: Regulation, columns: Sequence[int]
) -> set[Cell]:
    """Cells in which what the older regulation asked was itself missed: those stay unmet."""
    missed: set[Cell] = set()
    for relation in newer.relation:
        if relation.here != judged.id or relation.other != older.regulation.id:
            continue
        for id_ in relation.there:
            there = evaluation.of(older.regulation.id, id_)
            if there is not None:
                missed |= {
                    a for a, b in _pairs(judged, there, columns) if there.verdicts.status[b] == Status.UNMET
                }
    return missed


def _bound(evaluation: Evaluation, head: Head) -> dict[str, frozenset[int]]:
    """Whom a regulation reaches: the places below it, and who holds a post or a household there."""
    prefix = prefix_of(head.place)
    inside = f"(select w.p from within w join place a on a.i = w.a where a.code like '{prefix}%')"
    queries = {
        "place": f"select p from {inside}",
        "org": f"select org from post where place in {inside} union select i from org where place in {inside}",
        "person": f"select person from post where place in {inside} union select g.person from pairing g "
        f"join household h on h.i = g.household where h.place in {inside}",
        "household": f"select i from household where place in {inside}",
    }
    return {
        c: frozenset(row[0] for row in evaluation.ground.rows(q) if row[0] is not None)
        for c, q in queries.items()
    }
