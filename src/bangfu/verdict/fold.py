"""The fold: the ledger, once, into days per actor, target, kind and month.

Every entry becomes one sortable number (kind, actor, target, month, day) per actor it may count for; sorting these and
OR-ing the days of each month is all there is to it, at the speed of a sort. An entry of several days begins on one day
and covers many: duties that count days fold the days covered, the others the days begun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Masks, Window
from bangfu.verdict.ground import Ground
from bangfu.verdict.owed import Owed
from bangfu.verdict.owed_sql import NOWHERE

UNKNOWN_PLACE = -2
BATCH = 1 << 20
DAY_BITS = 5
Ints = NDArray[np.int64]

# One place for each rule of what an entry is done at or for; `evidence` asks the same in SQL.
_TARGET = {
    "none": f"{NOWHERE}",
    "place": f"coalesce(a.place, case when kind.at_post then {NOWHERE} else {UNKNOWN_PLACE} end)",
    "post": f"case when kind.away or (a.place is null and kind.at_post) then {NOWHERE} "
    f"else coalesce(a.place, {UNKNOWN_PLACE}) end",
    "household": "a.household",
    "receiver": "case when a.cperson is not null then a.cperson * 2 + 2 when a.corg is not null then a.corg * 2 + 3 "
    "else a.person * 2 + 2 end",
}
_ACTOR = {"person": "a.person * 2::bigint + 2", "unit": "a.org * 2::bigint + 3", "anyone": "0::bigint", "unsigned": "1::bigint"}
_WHO = {"person": "a.person is not null", "unit": "a.org is not null", "anyone": "true", "unsigned": "not a.signed"}


@dataclass(frozen=True)
class Need:
    """What a duty asks of the fold: a dimension, whose entries, which kinds, and whether the day begun counts."""

    dimension: str
    actors: frozenset[str]
    kinds: frozenset[int]
    started: bool


def need_of(owed: Owed, kinds: Iterable[int], started: bool) -> Need:
    """What the rows of one duty look up."""
    actor = owed.rows["actor"].to_numpy()
    units = actor % 2 == 1
    found = {
        "person": bool(((actor >= 2) & ~units).any()),
        "unit": bool(((actor >= 2) & units).any()),
        "anyone": bool((actor == 0).any()),
        "unsigned": bool((actor == 1).any()),
    }
    return Need(owed.dimension, frozenset(k for k, v in found.items() if v), frozenset(kinds), started)


def entries_sql(dimension: str, actors: frozenset[str], kinds: frozenset[int]) -> str:
    """Every ledger entry once per actor it may count for: (i, kind, actor, target, first, last)."""
    wanted = ", ".join(str(k) for k in sorted(kinds)) or "-1"
    parts = [
        f"select a.i, a.kind, {_ACTOR[who]} as actor, {_TARGET[dimension]}::bigint as target, a.first, a.last "
        f"from act a join kind on kind.k = a.kind where a.kind in ({wanted}) and {_WHO[who]} and target is not null"
        for who in sorted(actors)
    ]
    nothing = "select 0 i, 0::usmallint kind, 0::bigint actor, 0::bigint target, 0 first, 0 last where false"
    return " union all ".join(parts) or nothing


@dataclass(frozen=True)
class Tally:
    """The folded days of one dimension: a number for (kind, actor, target, month), sorted, and the days of each."""

    layout: Layout
    key: Ints
    days: NDArray[np.uint32]


@dataclass(frozen=True)
class Layout:
    """How kind, actor, target and month share one number: the widths in bits, and the first month."""

    actor: int
    target: int
    month: int
    first_month: int

    def pair(self, actor: Ints, target: Ints) -> Ints:
        """The part that a row of a duty looks up."""
        return (actor << self.target) | (target + 3)

    def month_of_day(self, window: Window) -> tuple[NDArray[np.int64], int]:
        """(month, day) as the low bits of the number, for every day of the window; and the window's first day."""
        starts = window.starts
        months = np.repeat(np.arange(window.count), np.diff(starts))
        days = np.arange(starts[-1] - starts[0]) - (starts[:-1] - starts[0])[months]
        return (months << DAY_BITS) | days, int(starts[0])


@dataclass
class Fold:
    """The tallies of one ledger, and the dense matrices cut from them (kept, as duties share them)."""

    window: Window
    tallies: Mapping[tuple[str, bool], Tally]
    _matrices: dict[tuple[str, frozenset[int], bool], tuple[Ints, Masks]] = field(
        default_factory=dict[tuple[str, frozenset[int], bool], tuple[Ints, Masks]]
    )

    @classmethod
    def of(cls, ground: Ground, needs: Iterable[Need], window: Window) -> Fold:
        """Fold the ledger for these needs: one pass a dimension."""
        wanted: dict[tuple[str, bool], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for need in needs:
            for who in need.actors:
                wanted[need.dimension, need.started][who] |= need.kinds
        layout = _layout(ground, window)
        tallies = {key: _tally(ground, key[0], key[1], who, window, layout) for key, who in wanted.items()}
        return cls(window, tallies)

    def lookup(self, owed: Owed, kinds: frozenset[int], started: bool) -> Masks:
        """For each row of a duty, the days of every month on which what counts was done."""
        actor, target = owed.rows["actor"].to_numpy(), owed.rows["target"].to_numpy()
        tally = self.tallies.get((owed.dimension, started))
        if tally is None:
            return np.zeros((len(actor), self.window.count), dtype=np.uint32)
        pairs, matrix = self._matrix(tally, owed.dimension, kinds, started)
        if not len(pairs):
            return np.zeros((len(actor), self.window.count), dtype=np.uint32)
        wanted = tally.layout.pair(actor, target)
        at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
        found = matrix[at]
        found[pairs[at] != wanted] = 0
        return found

    def _matrix(self, tally: Tally, dimension: str, kinds: frozenset[int], started: bool) -> tuple[Ints, Masks]:
        found = self._matrices.get((dimension, kinds, started))
        if found is None:
            found = self._matrices[dimension, kinds, started] = _cut(tally, kinds, self.window)
        return found


def _cut(tally: Tally, kinds: frozenset[int], window: Window) -> tuple[Ints, Masks]:
    """The pairs (sorted) that did one of `kinds`, and their days: one row a pair, one column a month."""
    width = tally.layout
    low = width.actor + width.target + width.month
    bounds = [np.searchsorted(tally.key, np.array([k << low, (k + 1) << low])) for k in sorted(kinds)]
    key = np.concatenate([tally.key[a:b] & ((1 << low) - 1) for a, b in bounds]) if bounds else tally.key[:0]
    days = np.concatenate([tally.days[a:b] for a, b in bounds]) if bounds else tally.days[:0]
    pair = key >> width.month
    if len(bounds) > 1:  # one kind is in order already
        order = np.argsort(pair, kind="stable")
        key, days, pair = key[order], days[order], pair[order]
    new = np.diff(pair, prepend=-1) != 0
    row = np.cumsum(new) - 1
    matrix = np.zeros((int(new.sum()), window.count), dtype=np.uint32)
    month = key & ((1 << width.month) - 1)
    if len(bounds) > 1:
        np.bitwise_or.at(matrix, (row, month), days)
    else:
        matrix[row, month] = days
    return pair[new], matrix


def _layout(ground: Ground, window: Window) -> Layout:
    """Widths that hold every actor and target of the ground."""
    people, units, places, households, kinds = ground.rows(
        "select (select max(i) from person), (select max(i) from org), (select max(i) from place), "
        "(select max(i) from household), (select max(k) from kind)"
    )[0]
    actor = (2 * max(people or 0, units or 0) + 3).bit_length()
    target = (max(2 * max(people or 0, units or 0) + 3, places or 0, households or 0) + 3).bit_length()
    month = window.count.bit_length()
    layout = Layout(actor, target, month, window.first)
    if actor + target + month + DAY_BITS + int(kinds or 0).bit_length() > 63:
        raise OverflowError("too many people, places and years for one ground: judge it in shards")
    return layout


def _tally(
    ground: Ground, dimension: str, started: bool, who: Mapping[str, set[int]], window: Window, layout: Layout
) -> Tally:
    parts = [entries_sql(dimension, frozenset([w]), frozenset(k)) for w, k in sorted(who.items())]
    source = f"select kind, actor, target, first, last from ({' union all '.join(parts)})"
    low, day_zero = layout.month_of_day(window)
    pieces = [_numbers(batch, started, layout, low, day_zero) for batch in _batches(ground, source)]
    numbers = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    numbers.sort()
    month = numbers >> DAY_BITS
    starts = np.nonzero(np.diff(month, prepend=-1))[0]
    bits = np.uint32(1) << (numbers & ((1 << DAY_BITS) - 1)).astype(np.uint32)
    days = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
    return Tally(layout, month[starts], days)


def _batches(ground: Ground, source: str) -> Iterator[pa.RecordBatch]:
    yield from ground.con.sql(source).to_arrow_reader(BATCH)


def _numbers(batch: pa.RecordBatch, started: bool, layout: Layout, low: Ints, day_zero: int) -> Ints:
    """The numbers of one batch of entries: one for the day begun, or one for each day covered."""
    kind, actor, target, first, last = (batch.column(n).to_numpy(zero_copy_only=False) for n in range(5))
    pair = (kind.astype(np.int64) << (layout.actor + layout.target)) | layout.pair(actor, target)
    day = first.astype(np.int64) - day_zero
    if not started:
        length = (last - first).astype(np.int64) + 1
        if (length > 1).any():
            pair, day = np.repeat(pair, length), np.repeat(day, length)
            day += np.arange(len(day)) - np.repeat(np.cumsum(length) - length, length)
    inside = (day >= 0) & (day < len(low))
    if not inside.all():
        pair, day = pair[inside], day[inside]
    return (pair << (layout.month + DAY_BITS)) | low[day]
