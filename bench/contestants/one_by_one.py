"""The same engine asked duty by duty: nothing is shared, so the ledger is read anew for every duty."""

from __future__ import annotations

from pathlib import Path

from bench.contestants.ours import judged, merged
from bench.laws import alone, laws
from bench.outcome import Outcome


def run(shards: list[Path]) -> Outcome:
    """One evaluation a duty and shard."""
    return merged([judged(shard, [rule]) for shard in shards for pack in laws() for rule in alone(pack)])
