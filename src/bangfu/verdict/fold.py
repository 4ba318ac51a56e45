"""The fold: the ledger, once, into days per actor, target, kind and month.

Every entry becomes one sortable number (kind, actor, target, month, day) per actor it may count for; sorting these and
OR-ing the days of each month is all there is to it, at the speed of a sort. An entry of several days begins on one day
and covers many: duties that count days fold the days covered, the others the days begun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bangfu.regulation.periods import Masks, Window
from bangfu.verdict.ground import Ground
from bangfu.verdict.owed import Owed
from bangfu.verdict.owed_sql import ANYONE, NOWHERE, OFFSET, STEP, UNSIGNED

UNKNOWN_PLACE, NOTHING = -2, -4
BATCH = 1 << 20
DAY_BITS = 5
Index = NDArray[np.int64]


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
class About:
    """What entries do not say themselves: which kinds happen at the post or lead away, where each body is seated."""

    at_post: NDArray[np.bool_]
    away: NDArray[np.bool_]
    seat_of: Index  # the place of an organisation of that place's own level; -1 for others

    @classmethod
    def of(cls, ground: Ground) -> About:
        """Read it from the ground."""
        flags = ground.rows("select at_post, away from kind order by k")
        seats = ground.arrow(
            "select coalesce(p.i, -1)::bigint as seat from org o left join place p on p.i = o.place and p.level = o.level "
            "order by o.i"
        )
        return cls(np.array([f[0] for f in flags]), np.array([f[1] for f in flags]), seats["seat"].to_numpy())


class Entries:
    """Ledger entries as columns, -1 where nothing was written; says for whom and for what each may count."""

    COLUMNS = ("i", "kind", "first", "last", "person", "org", "place", "household", "cperson", "corg", "signed")

    def __init__(self, columns: Mapping[str, Index], about: About, chosen: Index | None = None) -> None:
        self._columns, self._about, self._chosen = columns, about, chosen

    def __getitem__(self, column: str) -> Index:
        values = self._columns[column]
        return values if self._chosen is None else values[self._chosen]

    def __len__(self) -> int:
        return len(self._columns["kind"]) if self._chosen is None else len(self._chosen)

    @classmethod
    def batches(cls, ground: Ground, kinds: frozenset[int]) -> Iterator[Entries]:
        """All entries of these kinds, some at a time."""
        about = About.of(ground)
        named = ", ".join(f"coalesce({c}, -1)::int as {c}" for c in cls.COLUMNS[:-1])
        wanted = ", ".join(str(k) for k in sorted(kinds)) or "-1"
        source = ground.con.sql(f"select {named}, signed::int as signed from act where kind in ({wanted})")
        for batch in source.to_arrow_reader(BATCH):
            yield cls({c: batch.column(n).to_numpy() for n, c in enumerate(cls.COLUMNS)}, about)

    def of_kinds(self, kinds: Collection[int]) -> Entries:
        """Only the entries of these kinds."""
        wanted = np.zeros(len(self._about.at_post), dtype=bool)
        wanted[list(kinds)] = True
        return Entries(self._columns, self._about, np.nonzero(wanted[self["kind"]])[0])

    def actor(self, who: str) -> Index:
        """Whose entry it is, as rows of a duty name actors; NOTHING where it is nobody's."""
        if who == "anyone":
            return np.zeros(len(self), dtype=np.int64)
        if who == "unsigned":
            return np.where(self["signed"] == 0, UNSIGNED, NOTHING).astype(np.int64)
        number = self["person" if who == "person" else "org"].astype(np.int64)
        if who == "seat":
            number = np.where(number >= 0, self._about.seat_of[number], -1)
        return _numbered(who, number)

    def target(self, dimension: str) -> Index:
        """At what place, or for whom, it was done; NOTHING where that dimension says nothing of it."""
        if dimension == "none":
            return np.full(len(self), NOWHERE, dtype=np.int64)
        if dimension == "household":
            return np.where(self["household"] >= 0, self["household"], NOTHING).astype(np.int64)
        person, unit, own = (self[n].astype(np.int64) for n in ("cperson", "corg", "person"))
        if dimension == "receiving_unit":
            return _numbered("unit", unit)
        if dimension == "receiving_person":
            # Training that names no receiver was the person's own: a day of training is recorded by who was trained.
            trained = self._about.away[self["kind"]] & (person < 0) & (unit < 0)
            return _numbered("person", np.where(trained, own, person))
        place, kind = self["place"].astype(np.int64), self["kind"]
        found = np.where(place >= 0, place, np.where(self._about.at_post[kind], NOWHERE, UNKNOWN_PLACE))
        return np.where(self._about.away[kind], NOWHERE, found) if dimension == "post" else found


@dataclass(frozen=True)
class Tally:
    """The folded days of one dimension: a number for (kind, actor, target, month), sorted, and the days of each."""

    layout: Layout
    key: Index
    days: NDArray[np.uint32]


@dataclass(frozen=True)
class Layout:
    """How kind, actor, target and month share one number: the widths in bits, and the first month."""

    actor: int
    target: int
    month: int
    first_month: int

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
            for who in need.actors:
                wanted[need.dimension, need.started][who] |= need.kinds
        layout = _layout(ground, window)
        kinds = frozenset(k for whos in wanted.values() for ks in whos.values() for k in ks)
        numbers: dict[tuple[str, bool], list[Index]] = {key: [] for key in wanted}
        for entries in Entries.batches(ground, kinds):
            for (dimension, started), whos in wanted.items():
                for who, part in product(whos, parts_of(dimension)):
                    numbers[dimension, started].append(_numbers(entries, part, who, whos[who], started, layout, window))
        return cls(window, {key: _tally(numbers.pop(key), layout) for key in wanted})

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

    def _matrix(self, tally: Tally, dimension: str, kinds: frozenset[int], started: bool) -> tuple[Index, Masks]:
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
    most = STEP * (max(people or 0, units or 0, places or 0) + 2)
    actor = most.bit_length()
    target = (max(most, households or 0) + 3).bit_length()
    month = window.count.bit_length()
    layout = Layout(actor, target, month, window.first)
    if actor + target + month + DAY_BITS + int(kinds or 0).bit_length() > 63:
        raise OverflowError("too many people, places and years for one ground: judge it in shards")
    return layout


def _tally(pieces: list[Index], layout: Layout) -> Tally:
    numbers = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    pieces.clear()
    numbers.sort()
    month = numbers >> DAY_BITS
    starts = np.nonzero(np.diff(month, prepend=-1))[0]
    bits = np.uint32(1) << (numbers & ((1 << DAY_BITS) - 1)).astype(np.uint32)
    days = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
    return Tally(layout, month[starts], days)


def _numbers(
    entries: Entries, dimension: str, who: str, kinds: set[int], started: bool, layout: Layout, window: Window
) -> Index:
    """The numbers of a batch of entries: one for the day begun, or one for each day covered."""
    part = entries.of_kinds(kinds)
    actor, target = part.actor(who), part.target(dimension)
    pair = (part["kind"].astype(np.int64) << (layout.actor + layout.target)) | layout.pair(actor, target)
    day = part["first"].astype(np.int64) - int(window.starts[0])
    known = (actor >= 0) & (target > NOTHING)
    if not started:
        length = np.where(known, part["last"] - part["first"] + 1, 0)
        pair, day = np.repeat(pair, length), np.repeat(day, length)
        day += np.arange(len(day)) - np.repeat(np.cumsum(length) - length, length)
    elif not known.all():
        pair, day = pair[known], day[known]
    low = _month_and_day(window)
    inside = (day >= 0) & (day < len(low))
    if not inside.all():
        pair, day = pair[inside], day[inside]
    return (pair << (layout.month + DAY_BITS)) | low[day]
