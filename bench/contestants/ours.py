"""Bangfu: every shard folded once, all duties judged from the fold; only counts are kept."""

from __future__ import annotations

from pathlib import Path

from bangfu.regulation.model import Regulation
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.shard import open_shard
from bench.laws import AS_OF, laws
from bench.outcome import Outcome


def run(shards: list[Path]) -> Outcome:
    """Judge the shards one after another in this process."""
    packs = laws()
    return merged([judged(shard, packs) for shard in shards])


def judged(shard: Path, packs: list[Regulation]) -> Outcome:
    """The counts of one shard."""
    tables, home = open_shard(shard)
    with Ground.open(tables, home) as ground:
        counts = evaluate_ground(ground, packs, AS_OF).counts()
    met = {f"{j.head.id}/{j.id}": found["met"] for j, found in counts}
    return Outcome(met, duties=len(met), verdicts=sum(sum(found.values()) for _, found in counts))


def merged(parts: list[Outcome]) -> Outcome:
    """The counts of several shards added up."""
    names = sorted({name for part in parts for name in part.met})
    met = {name: sum(part.met.get(name, 0) for part in parts) for name in names}
    return Outcome(met, duties=len(met), verdicts=sum(part.verdicts for part in parts))
