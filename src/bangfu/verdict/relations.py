"""Two regulations on one matter: which governs, and what a later one may not blame anybody for yet.

Both are always judged. Where a pack says that its duty stands beside one of another document (`[[relation]]`), each
verdict names the other clause and which is stricter. In the first period of a later regulation, being short only of what
it newly asks is for a person (readings: transition).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bangfu.regulation.model import Head, Regulation, Relation
from bangfu.regulation.periods import Period
from bangfu.verdict.arrays import join_on
from bangfu.verdict.judge import Bools, Mark, Status
from bangfu.verdict.owed import KEY

if TYPE_CHECKING:
    from bangfu.verdict.evaluation import Evaluation, Judged


def transitions(regulations: Sequence[Regulation]) -> list[tuple[Regulation, Regulation]]:
    """Pairs of a newer regulation and the older one it takes over from: only where the newer says how it stands to it."""
    return [
        (newer, older)
        for newer in regulations
        for older in regulations
        if older.regulation.id in {r.other for r in newer.relation}
        and _overlaps(older.regulation, newer.regulation)
    ]


def relate(evaluation: Evaluation) -> None:
    """Mark what falls into a transition. Who stands beside whom is told only for the lines somebody asks for."""
    for newer, older in transitions(evaluation.regulations):
        if older.regulation.id in evaluation.bound:
            _transition(evaluation, newer, older)


def related(evaluation: Evaluation, judged: Judged) -> list[tuple[Bools, dict[str, Any]]]:
    """The duties of other regulations that one duty stands beside: in which of its cells, and which governs."""
    found: list[tuple[Bools, dict[str, Any]]] = []
    for regulation in evaluation.regulations:
        for relation in regulation.relation:
            for id_ in relation.there:
                here = evaluation.of(regulation.regulation.id, relation.here)
                there = evaluation.of(relation.other, id_)
                if here is None or there is None or judged not in (here, there):
                    continue
                other, side = (there, "here") if judged is here else (here, "there")
                beside = _beside(judged, other, other.verdicts.valid)
                found.append((beside, _fact(other, relation, side)))
    return found


def _overlaps(older: Head, newer: Head) -> bool:
    """Whether an older regulation of a place inside was in force on the day the newer one began."""
    if older.id == newer.id or older.start >= newer.start:
        return False
    nested = newer.reaches(older.place) or older.reaches(newer.place)
    return nested and (older.end is None or older.end >= newer.start)


def _fact(other: Judged, relation: Relation, side: str) -> dict[str, Any]:
    return {
        "regulation": other.head.id,
        "clause": other.provision.clause,
        "duty": other.id,
        "relation": relation.relation,
        "governs": relation.relation in ("cumulative", "overrides") and relation.stricter == side,
        "zh": f"另见{other.head.number}{other.provision.clause}：{relation.note.zh}",
        "en": f"see also {other.head.number} {other.provision.clause}: {relation.note.en}",
    }


def _beside(judged: Judged, other: Judged, cells: Bools) -> Bools:
    """The cells of a duty that speak of the same bearer, target and days as one of these cells of another."""
    found = np.zeros_like(judged.verdicts.valid)
    common = [c for c in KEY if c != "role" and _filled(judged, c) and _filled(other, c)]
    if common:
        here, there = join_on(judged.keys, other.keys, common)
        meet = _meet(other.verdicts.periods, judged.verdicts.periods)
        np.logical_or.at(found, here, cells[there] @ meet)
    return found & judged.verdicts.valid


def _filled(judged: Judged, column: str) -> bool:
    # A unit's only village stands in `place` for the reader; it is not what the duty is owed to.
    if column == "place" and getattr(judged.rule, "each", "place") not in (
        "place",
        "village",
        "township_in_place",
    ):
        return False
    return judged.keys[column].null_count < judged.keys.num_rows


def _meet(some: Sequence[Period], others: Sequence[Period]) -> Bools:
    """Which periods of one duty share a day with which of another."""
    starts, stops = (
        [np.array([[getattr(p, end) for p in side]], "datetime64[D]") for side in (some, others)]
        for end in ("start", "stop")
    )
    return (stops[1] > starts[0].T) & (starts[1] < stops[0].T)


def _transition(evaluation: Evaluation, newer: Regulation, older: Regulation) -> None:
    """What is short in the newer regulation's first period, where the older one bound the same bearer and was kept."""
    bound, start = evaluation.bound[older.regulation.id], newer.regulation.start
    for judged in evaluation.judged:
        v = judged.verdicts
        first = np.array([p.start < start < p.stop for p in v.periods], dtype=bool)
        if judged.head.id != newer.regulation.id or not first.any():
            continue
        missed = _missed(evaluation, judged, newer, older) & first
        # Who missed what the older one asked had the whole period for it.
        blamed = missed & (v.marks & Mark.NO_TIME > 0)
        v.status[blamed] = Status.UNMET
        v.marks[blamed] &= ~Mark.NO_TIME.bit
        known = np.logical_or.reduce(
            [np.isin(judged.keys[c].fill_null(-1).to_numpy(), ids) for c, ids in bound.items()]
        )
        waits = (v.status == Status.UNMET) & v.valid & first & ~missed & known[:, None]
        v.status[waits] = Status.JUDGEMENT
        v.marks[waits] |= Mark.TRANSITION.bit


def _missed(evaluation: Evaluation, judged: Judged, newer: Regulation, older: Regulation) -> Bools:
    """Cells in which what the older regulation asked was itself missed: those stay unmet."""
    missed = np.zeros_like(judged.verdicts.valid)
    for relation in newer.relation:
        if relation.here != judged.id or relation.other != older.regulation.id:
            continue
        for id_ in relation.there:
            there = evaluation.of(older.regulation.id, id_)
            if there is not None:
                unmet = there.verdicts.valid & (there.verdicts.status == Status.UNMET)
                missed |= _beside(judged, there, unmet)
    return missed
