"""Bangfu over two processes, a shard at a time each."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.contestants.ours import judged, merged
from bench.laws import laws
from bench.measure import peak
from bench.outcome import Outcome


def run(shards: list[Path]) -> Outcome:
    """Judge the shards in two fresh processes; the peak is that of both together."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(_one, shards))
    found = merged([outcome for outcome, _, _ in answers])
    peaks: dict[int, int] = {}
    for _, process, held in answers:
        peaks[process] = max(held, peaks.get(process, 0))
    found.workers_peak = sum(peaks.values())
    return found


def _one(shard: Path) -> tuple[Outcome, int, int]:
    return judged(shard, laws()), os.getpid(), peak()
