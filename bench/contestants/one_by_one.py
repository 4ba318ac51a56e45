"""The same engine asked duty by duty: nothing is shared, so the ledger is read anew for every duty."""

from __future__ import annotations

from pathlib import Path

from bench.contestants.ours import judged, merged
from bench.laws import alone, laws
from bench.outcome import Outcome

LONG = 2  # an archive of more shards is judged by its first one, and the table says so


def run(shards: list[Path]) -> Outcome:
    """One evaluation a duty and shard."""
    chosen = shards if len(shards) <= LONG else shards[:1]
    found = merged([judged(shard, [rule]) for shard in chosen for pack in laws() for rule in alone(pack)])
    found.shards = len(chosen)
    return found
