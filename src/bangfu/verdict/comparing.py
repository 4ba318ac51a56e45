"""Two evaluations of one ground compared, verdict by verdict, as arrays: what comes out differently, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Period
from bangfu.verdict.areas import NO_TOWNSHIP, served_by
from bangfu.verdict.arrays import Index, join, packed
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Status
from bangfu.verdict.owed import KEY

NOT_ASKED = -1
# What becomes of a verdict that differs, by its status afterwards; and what only one of two documents asks.
BECOMES = {
    Status.MET: "newly_passing",
    Status.OPEN: "newly_open",
    Status.UNMET: "newly_failing",
    Status.JUDGEMENT: "newly_judged",
    Status.EXEMPT: "newly_exempt",
}
# By number: what becomes of a verdict, and its status afterwards. What is newly asked is told apart by how it stands.
KINDS = (*(BECOMES[status] for status in Status), "no_longer_owed", *("newly_owed" for _ in Status))
AFTER = (*(status.name.lower() for status in Status), "", *(status.name.lower() for status in Status))
NO_LONGER, OWED = len(Status), len(Status) + 1


@dataclass(frozen=True)
class Side:
    """One evaluation's judgement of a rule within a comparison: where the compared lines and periods stand in it."""

    judged: Judged
    line: Index  # of each compared line, or -1
    period: Index  # of each compared period, or -1

    def status(self) -> NDArray[np.int8]:
        """The status of every compared cell; NOT_ASKED where there is no verdict."""
        v = self.judged.verdicts
        found = np.full((len(self.line), len(self.period)), NOT_ASKED, dtype=np.int8)
        rows, columns = np.nonzero(self.line >= 0)[0], np.nonzero(self.period >= 0)[0]
        here = np.ix_(self.line[rows], self.period[columns])
        found[np.ix_(rows, columns)] = np.where(v.valid[here], v.status[here].astype(np.int8), NOT_ASKED)
        return found


@dataclass(frozen=True)
class Compared:
    """One rule under both: its lines and periods put together, and the cells that differ."""

    sides: tuple[Side | None, Side | None]  # before, after
    keys: pa.Table
    periods: list[Period]
    unchanged: int
    line: Index  # of every cell that differs …
    period: Index
    kind: Index  # … and how, a number in KINDS

    @property
    def judged(self) -> Judged:
        """The rule, as it is asked afterwards if it is."""
        before, after = self.sides
        side = after or before
        assert side is not None
        return side.judged

    def roles(self) -> NDArray[np.object_]:
        """Who owes each cell that differs."""
        return self.keys["role"].to_numpy()[self.line]

    def townships(self, ground: Ground) -> tuple[Index, Index]:
        """Cells that differ with the townships they concern, each pair once; the county's own have none."""
        some, at = np.unique(self.line, return_inverse=True)
        places = served_by(ground, self.keys.take(some))
        starts, lasts = (
            np.array([getattr(p, end) for p in self.periods], "datetime64[D]").astype(np.int64)[self.period]
            for end in ("start", "last")
        )
        cell, row = join(at, places.line)
        here = (places.first[row] <= lasts[cell]) & (places.last[row] >= starts[cell])
        pairs = np.unique(np.stack([cell[here], places.township[row][here]]), axis=1)
        rest = np.setdiff1d(np.arange(len(self.line)), pairs[0])
        return np.concatenate([pairs[0], rest]), np.concatenate([pairs[1], np.full(rest.size, NO_TOWNSHIP)])


def compare(before: Evaluation, after: Evaluation, regulation: str) -> Iterator[Compared]:
    """Every rule of a regulation under two evaluations of the same ground, in the order of the later wording."""
    rules = [{j.id: j for j in e.judged if j.head.id == regulation} for e in (before, after)]
    for id_ in dict.fromkeys([*rules[1], *rules[0]]):
        yield _compared(rules[0].get(id_), rules[1].get(id_))


def _compared(before: Judged | None, after: Judged | None) -> Compared:
    asked = [j for j in (before, after) if j is not None]
    keys, at = _together(asked)
    periods = sorted({(p.start, p.stop) for j in asked for p in j.verdicts.periods})
    column = {span: n for n, span in enumerate(periods)}
    sides: list[Side | None] = []
    here = iter(at)
    for judged in (before, after):
        if judged is None:
            sides.append(None)
            continue
        line, period = np.full(keys.num_rows, -1), np.full(len(periods), -1)
        line[next(here)] = np.arange(judged.keys.num_rows)
        period[[column[p.start, p.stop] for p in judged.verdicts.periods]] = np.arange(
            len(judged.verdicts.periods)
        )
        sides.append(Side(judged, line, period))
    blank = np.full((keys.num_rows, len(periods)), NOT_ASKED, dtype=np.int8)
    was, is_ = (side.status() if side else blank for side in sides)
    differ = was != is_
    lines, columns = np.nonzero(differ)
    old, new = was[lines, columns], is_[lines, columns]
    kind = np.where(old == NOT_ASKED, OWED + new, np.where(new == NOT_ASKED, NO_LONGER, new))
    unchanged = int((~differ & (was != NOT_ASKED)).sum())
    spans = [Period(start, stop) for start, stop in periods]
    return Compared((sides[0], sides[1]), keys, spans, unchanged, lines, columns, kind.astype(np.int64))


def _together(asked: Sequence[Judged]) -> tuple[pa.Table, list[Index]]:
    """The lines of one or two judgements put together by who owes what to whom, and where those of each stand."""
    keys = pa.concat_tables([j.keys.select(KEY) for j in asked])
    _, role = np.unique(keys["role"].to_numpy().astype(str), return_inverse=True)
    columns = [keys[c].fill_null(-1).to_numpy().astype(np.int64) for c in KEY if c != "role"]
    _, number = np.unique(packed([role.astype(np.int64), *columns]), return_inverse=True)
    ends = np.cumsum([j.keys.num_rows for j in asked])[:-1]
    # Lines that look the same (a leader of two units) are told apart by their order.
    turns = [_turn(part) for part in np.split(number, ends)]
    _, first, at = np.unique(
        packed([number.astype(np.int64), np.concatenate(turns)]), return_index=True, return_inverse=True
    )
    return keys.take(first), np.split(at, ends)


def _turn(numbers: Index) -> Index:
    """How often each number came before."""
    order = np.argsort(numbers, kind="stable")
    ranked = numbers[order]
    starts = np.searchsorted(ranked, ranked)
    turn = np.empty(len(numbers), dtype=np.int64)
    turn[order] = np.arange(len(numbers)) - starts
    return turn
