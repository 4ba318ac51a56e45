"""The fold: the ledger, once, into days per actor, target, kind and month.

Every entry becomes one sortable number (kind, actor, target, month, day) per actor it may count for; sorting these and
OR-ing the days of each month is all there is to it, at the speed of a sort. An entry of several days begins on one day
and covers many: duties that count days fold the days covered, the others the days begun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.periods import Masks, Window
from bangfu.verdict.arrays import Index, changes
from bangfu.verdict.ground import Ground
from bangfu.verdict.owed import Owed
from bangfu.verdict.owed_sql import ANYONE, NOWHERE, OFFSET, STEP, UNSIGNED

UNKNOWN_PLACE, NOTHING = -2, -4
BATCH = 1 << 20
DAY_BITS = 5


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
    of_row = actor >= min(OFFSET.values())
    found = {kind: bool((of_row & (actor % STEP == offset % STEP)).any()) for kind, offset in OFFSET.items()}
    found |= {"anyone": bool((actor == ANYONE).any()), "unsigned": bool((actor == UNSIGNED).any())}
    return Need(owed.dimension, frozenset(k for k, v in found.items() if v), frozenset(kinds), started)


def parts_of(dimension: str) -> tuple[str, ...]:
    """What to look for in an entry: a person and a unit may both have received the same report."""
    return ("receiving_person", "receiving_unit") if dimension == "receiver" else (dimension,)


def _numbered(kind: str, row: Index) -> Index:
    return np.where(row >= 0, row * STEP + OFFSET[kind], NOTHING)


@dataclass(frozen=True)
class Entries:
    """Ledger entries of one kind as columns, -1 where nothing was written: for whom and for what each may count."""

    kind: int
    at_post: bool
    away: bool
    columns: Mapping[str, Index]
    chosen: Index
    seat_of: Index  # the place of an organisation of that place's own level; -1 for others

    def __getitem__(self, column: str) -> Index:
        return self.columns[column][self.chosen].astype(np.int64)

    def actor(self, who: str) -> Index:
        """Whose entry it is, as rows of a duty name actors; NOTHING where it is nobody's."""
        if who == "anyone":
            return np.full(len(self.chosen), ANYONE, dtype=np.int64)
        if who == "unsigned":
            return np.where(self["signed"] == 0, UNSIGNED, NOTHING)
        number = self["person" if who == "person" else "org"]
        if who == "seat":
            number = np.where(number >= 0, self.seat_of[number], -1)
        return _numbered(who, number)

    def target(self, dimension: str) -> Index:
        """At what place, or for whom, it was done; NOTHING where that dimension says nothing of it."""
        if dimension == "none" or (dimension == "post" and self.away):
            return np.full(len(self.chosen), NOWHERE, dtype=np.int64)
        if dimension == "household":
            household = self["household"]
            return np.where(household >= 0, household, NOTHING)
        if dimension == "receiving_unit":
            return _numbered("unit", self["corg"])
        if dimension == "receiving_person":
            person = self["cperson"]
            if self.away:
                # Training that names no receiver was the person's own: a day of training is recorded by who was trained.
                person = np.where((person < 0) & (self["corg"] < 0), self["person"], person)
            return _numbered("person", person)
        place = self["place"]
        return np.where(place >= 0, place, NOWHERE if self.at_post else UNKNOWN_PLACE)


COLUMNS = ("i", "kind", "first", "last", "person", "org", "place", "household", "cperson", "corg", "signed")


def entries_of(ground: Ground, kinds: frozenset[int], test: str = "true") -> Iterator[dict[int, Entries]]:
    """All entries of these kinds that pass a test (SQL), some at a time, by kind."""
    habits, seats = ground.habits, ground.seats
    named = ", ".join(f"coalesce({c}, -1)::int as {c}" for c in COLUMNS[:-1])
    wanted = ", ".join(str(k) for k in sorted(kinds)) or "-1"
    source = ground.con.sql(
        f"select {named}, signed::int as signed from act where kind in ({wanted}) and {test}"
    )
    for batch in source.to_arrow_reader(BATCH):
        columns = {c: batch.column(n).to_numpy() for n, c in enumerate(COLUMNS)}
        kind = columns["kind"].astype(np.uint16)
        order = np.argsort(kind, kind="stable")
        ends = np.cumsum(np.bincount(kind, minlength=max(kinds, default=0) + 1)).tolist()
        yield {
            k: Entries(k, *habits[k], columns, order[ends[k - 1] if k else 0 : ends[k]], seats)
            for k in sorted(kinds)
        }


@dataclass(frozen=True)
class Tally:
    """The folded days of one dimension: a number for (kind, actor, target, month), sorted, and the days of each."""

    layout: Layout
    key: Index
    days: NDArray[np.uint32]


@dataclass(frozen=True)
class Layout:
    """How kind, actor, target and month share one number: the widths in bits."""

    actor: int
    target: int
    month: int

    def pair(self, actor: Index, target: Index) -> Index:
        """The part that a row of a duty looks up."""
        return (actor << self.target) | (target + 3)


@cache
def _month_and_day(window: Window) -> Index:
    starts = window.starts
    months = np.repeat(np.arange(window.count), np.diff(starts))
    days = np.arange(starts[-1] - starts[0]) - (starts[:-1] - starts[0])[months]
    return (months << DAY_BITS) | days


@dataclass
class Fold:
    """The tallies of one ledger, and the dense matrices cut from them (kept, as duties share them)."""

    window: Window
    tallies: Mapping[tuple[str, bool], Tally]
    _matrices: dict[tuple[str, frozenset[int], bool], tuple[Index, Masks]] = field(
        default_factory=dict[tuple[str, frozenset[int], bool], tuple[Index, Masks]]
    )

    @classmethod
    def of(cls, ground: Ground, needs: Iterable[Need], window: Window) -> Fold:
        """Fold the ledger for these needs, in one pass over it."""
        wanted: dict[tuple[str, bool], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for need in needs:
            # Of activities that no entry of this ledger can name there is nothing to fold.
            for who in need.actors if need.kinds else ():
                wanted[need.dimension, need.started][who] |= need.kinds
        layout = _layout(ground, window)
        kinds = frozenset(k for whos in wanted.values() for ks in whos.values() for k in ks)
        tallies: dict[tuple[str, bool], list[Tally]] = {key: [] for key in wanted}
        for by_kind in entries_of(ground, kinds, _within(window)):
            for (dimension, started), whos in wanted.items():
                pieces = [
                    _numbers(by_kind[k], part, who, started, layout, window)
                    for who, part in product(sorted(whos), parts_of(dimension))
                    for k in sorted(whos[who])
                ]
                tallies[dimension, started].append(_tally(pieces, layout))
        return cls(window, {key: _merged(tallies.pop(key), layout) for key in wanted})

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

    def _matrix(
        self, tally: Tally, dimension: str, kinds: frozenset[int], started: bool
    ) -> tuple[Index, Masks]:
        found = self._matrices.get((dimension, kinds, started))
        if found is None:
            found = self._matrices[dimension, kinds, started] = _cut(tally, kinds, self.window)
        return found


def _cut(tally: Tally, kinds: frozenset[int], window: Window) -> tuple[Index, Masks]:
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
    new = changes(pair)
    row = np.cumsum(new) - 1
    matrix = np.zeros((int(new.sum()), window.count), dtype=np.uint32)
    month = key & ((1 << width.month) - 1)
    if len(bounds) > 1:
        np.bitwise_or.at(matrix, (row, month), days)
    else:
        matrix[row, month] = days
    return pair[new], matrix


def _within(window: Window) -> str:
    """SQL that spares reading what lies outside the months looked at: whole years of an archive."""
    first, stop = window.starts[[0, -1]].tolist()
    return f"last >= {first} and first < {stop}"


def _layout(ground: Ground, window: Window) -> Layout:
    """Widths that hold every actor and target of the ground."""
    people, units, places, households, kinds = ground.rows(
        "select (select max(i) from person), (select max(i) from org), (select max(i) from place), "
        "(select max(i) from household), (select max(k) from kind)"
    )[0]
    most = STEP * (max(people or 0, units or 0, places or 0) + 2)
    actor = most.bit_length()
    target = (max(most, households or 0) + 3).bit_length()
    month = window.count.bit_length()
    layout = Layout(actor, target, month)
    if actor + target + month + DAY_BITS + int(kinds or 0).bit_length() > 63:
        raise BangfuError(Problem("too_large_for_one_shard"))
    return layout


def _tally(pieces: list[Index], layout: Layout) -> Tally:
    """The days of some numbers: sorted, and those of one month put together."""
    numbers = np.concatenate(pieces)
    numbers.sort()
    bits = np.uint32(1) << (numbers & ((1 << DAY_BITS) - 1)).astype(np.uint32)
    numbers >>= DAY_BITS
    starts = np.nonzero(changes(numbers))[0]
    days = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
    return Tally(layout, numbers[starts], days)


def _merged(tallies: list[Tally], layout: Layout) -> Tally:
    """The tallies of all batches as one. A ledger clustered by bearer leaves them little in common."""
    if len(tallies) == 1:
        return tallies[0]
    key = np.concatenate([np.zeros(0, dtype=np.int64), *(t.key for t in tallies)])
    days = np.concatenate([np.zeros(0, dtype=np.uint32), *(t.days for t in tallies)])
    order = np.argsort(key, kind="stable")
    key, days = key[order], days[order]
    starts = np.nonzero(changes(key))[0]
    return Tally(layout, key[starts], np.bitwise_or.reduceat(days, starts) if len(starts) else days)


def _numbers(
    entries: Entries, dimension: str, who: str, started: bool, layout: Layout, window: Window
) -> Index:
    """The numbers of some entries: one for the day begun, or one for each day covered."""
    if not len(entries.chosen):
        return entries.chosen
    actor, target = entries.actor(who), entries.target(dimension)
    pair = layout.pair(actor, target) | (entries.kind << (layout.actor + layout.target))
    day = entries["first"] - int(window.starts[0])
    known = (actor >= 0) & (target > NOTHING)
    if not started:
        length = np.where(known, entries["last"] - entries["first"] + 1, 0)
        if (length != 1).any():
            pair, day = np.repeat(pair, length), np.repeat(day, length)
            day += np.arange(len(day)) - np.repeat(np.cumsum(length) - length, length)
    elif not known.all():
        pair, day = pair[known], day[known]
    low = _month_and_day(window)
    inside = (day >= 0) & (day < len(low))
    if not inside.all():
        pair, day = pair[inside], day[inside]
    return (pair << (layout.month + DAY_BITS)) | low[day]
