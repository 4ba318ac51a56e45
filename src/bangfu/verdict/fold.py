"""The fold: the ledger, once, into days per actor, target, kind and month.

An entry of several days begins on one day and covers many; both are kept as 32-bit masks of the month. What a duty then
needs is an OR over the kinds it counts, looked up by (actor, target). Kinds that happen at the post fall to "wherever"
when no place was given; kinds that lead away always do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Window
from bangfu.verdict.ground import Ground
from bangfu.verdict.owed import Owed
from bangfu.verdict.owed_sql import NOWHERE

UNKNOWN_PLACE = -2
Ints = NDArray[np.int64]

_TARGET = {
    "none": f"{NOWHERE}",
    "place": f"coalesce(a.place, case when kind.at_post then {NOWHERE} else {UNKNOWN_PLACE} end)",
    "post": f"case when kind.away or (a.place is null and kind.at_post) then {NOWHERE} "
    f"else coalesce(a.place, {UNKNOWN_PLACE}) end",
    "household": "a.household",
    "receiver": "case when a.cperson is not null then a.cperson * 2 + 2 when a.corg is not null then a.corg * 2 + 3 "
    "else a.person * 2 + 2 end",
}
_ACTOR = {
    "person": "a.person * 2::bigint + 2",
    "unit": "a.org * 2::bigint + 3",
    "anyone": "0",
    "unsigned": "1",
}
_WHO = {
    "person": "a.person is not null",
    "unit": "a.org is not null",
    "anyone": "true",
    "unsigned": "not a.signed",
}


@dataclass(frozen=True)
class Need:
    """What some duties ask of the fold: a dimension, whose entries, and which kinds."""

    dimension: str
    actors: frozenset[str]
    kinds: frozenset[int]


def need_of(owed: Owed, kinds: Iterable[int]) -> Need:
    """What the rows of one duty look up."""
    actor = owed.rows["actor"].to_numpy()
    found = {
        "person": bool(((actor >= 2) & (actor % 2 == 0)).any()),
        "unit": bool(((actor >= 2) & (actor % 2 == 1)).any()),
        "anyone": bool((actor == 0).any()),
        "unsigned": bool((actor == 1).any()),
    }
    return Need(owed.dimension, frozenset(k for k, v in found.items() if v), frozenset(kinds))


def entries_sql(dimension: str, actors: frozenset[str], kinds: frozenset[int]) -> str:
    """Every ledger entry once per actor it may count for: (i, kind, actor, target, first, last)."""
    wanted = ", ".join(str(k) for k in sorted(kinds)) or "-1"
    parts = [
        f"select a.i, a.kind, {_ACTOR[who]} as actor, {_TARGET[dimension]} as target, a.first, a.last "
        f"from act a join kind on kind.k = a.kind where a.kind in ({wanted}) and {_WHO[who]}"
        for who in sorted(actors)
    ]
    return " union all ".join(parts) or "select null::int i, 0 kind, 0 actor, 0 target, 0 first, 0 last where false"


@dataclass(frozen=True)
class Tally:
    """Days by key and month for one dimension: parallel arrays, sorted by kind."""

    kind: NDArray[np.uint16]
    actor: Ints
    target: Ints
    month: NDArray[np.int32]
    started: NDArray[np.uint32]
    covered: NDArray[np.uint32]


@dataclass
class Fold:
    """The tallies of one ledger, and the dense matrices cut from them (kept, as duties share them)."""

    window: Window
    tallies: dict[str, Tally]
    _matrices: dict[tuple[str, frozenset[int], bool], tuple[Ints, NDArray[np.uint32]]]

    @classmethod
    def of(cls, ground: Ground, needs: Iterable[Need], window: Window) -> Fold:
        """Fold the ledger for these needs: one aggregation a dimension."""
        actors: dict[str, set[str]] = defaultdict(set)
        kinds: dict[tuple[str, str], set[int]] = defaultdict(set)
        for need in needs:
            actors[need.dimension] |= need.actors
            for who in need.actors:
                kinds[need.dimension, who] |= need.kinds
        tallies = {d: _tally(ground, d, {w: frozenset(kinds[d, w]) for w in who}, window) for d, who in actors.items()}
        return cls(window, tallies, {})

    def matrix(self, dimension: str, kinds: frozenset[int], started: bool) -> tuple[Ints, NDArray[np.uint32]]:
        """The keys (sorted) and, a row each, the days of every month on which one of `kinds` was done."""
        found = self._matrices.get((dimension, kinds, started))
        if found is None:
            found = self._matrices[dimension, kinds, started] = self._cut(dimension, kinds, started)
        return found

    def _cut(self, dimension: str, kinds: frozenset[int], started: bool) -> tuple[Ints, NDArray[np.uint32]]:
        tally = self.tallies[dimension]
        chosen = np.isin(tally.kind, np.array(sorted(kinds), dtype=np.uint16))
        key = keys(tally.actor[chosen], tally.target[chosen])
        unique, place = np.unique(key, return_inverse=True)
        matrix = np.zeros((len(unique), self.window.count), dtype=np.uint32)
        days = (tally.started if started else tally.covered)[chosen]
        np.bitwise_or.at(matrix, (place, tally.month[chosen] - self.window.first), days)
        return unique, matrix

    def lookup(self, owed: Owed, kinds: frozenset[int], started: bool) -> NDArray[np.uint32]:
        """For each row of a duty, the days of every month on which what counts was done."""
        unique, matrix = self.matrix(owed.dimension, kinds, started)
        wanted = keys(owed.rows["actor"].to_numpy(), owed.rows["target"].to_numpy())
        if not len(unique):
            return np.zeros((len(wanted), self.window.count), dtype=np.uint32)
        at = np.minimum(np.searchsorted(unique, wanted), len(unique) - 1)
        found = matrix[at]
        found[unique[at] != wanted] = 0
        return found


def keys(actor: Ints, target: Ints) -> Ints:
    """One sortable number for an actor and a target."""
    return (actor << 32) | (target + 3)


def _tally(ground: Ground, dimension: str, kinds: dict[str, frozenset[int]], window: Window) -> Tally:
    parts = [entries_sql(dimension, frozenset([who]), ks) for who, ks in sorted(kinds.items())]
    source = " union all ".join(parts) or entries_sql(dimension, frozenset(), frozenset())
    starts = window.starts
    ground.con.register(
        "months_in",
        pa.table({"month": np.arange(window.first, window.first + window.count), "begin": starts[:-1], "stop": starts[1:]}),
    )
    # An entry that stays inside one month is one piece; longer ones are cut at the turn of each month.
    table = ground.arrow(f"""
        select e.kind::usmallint as kind, e.actor, e.target::bigint as target, m.month::int as month,
            bit_or(case when e.first >= m.begin then (1::bigint << (e.first - m.begin)) else 0 end)::uinteger as started,
            bit_or((1::bigint << (least(e.last + 1, m.stop) - m.begin)) - (1::bigint << greatest(e.first - m.begin, 0)))
                ::uinteger as covered
        from ({source}) e join months_in m on e.first < m.stop and e.last >= m.begin
        where e.target is not null group by all""")
    column = {name: table[name].to_numpy() for name in table.column_names}
    return Tally(**column)
