"""One contestant on one archive in a process of its own, so that its peak memory is its own.

`python -m bench.measure NAME FOLDER REPEATS [SHARDS]` prints one line of JSON: the quickest run, and the peak of all of them.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from bench.archive import shards_of
from bench.outcome import Outcome


def peak() -> int:
    """The most memory this process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def cpu() -> float:
    """Seconds of processor time used so far, by ended processes that this one started too."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def measured(name: str, folder: Path, repeats: int, most: int | None) -> dict[str, object]:
    """Run a contestant and say how long it took; `missing` names a library that is not installed."""
    try:
        run = import_module(f"bench.contestants.{name}").run
    except ModuleNotFoundError as e:
        return {"missing": e.name}
    shards = shards_of(folder)[:most]
    seconds: list[float] = []
    work: list[float] = []
    outcomes: list[Outcome] = []
    for _ in range(repeats):
        begin, used = time.perf_counter(), cpu()
        outcomes.append(run(shards))
        seconds.append(time.perf_counter() - begin)
        work.append(cpu() - used)
    best = seconds.index(min(seconds))
    found = outcomes[best]
    return asdict(found) | {
        "seconds": seconds[best],
        "first": seconds[0],
        "cpu": min(work),
        "peak": peak() + found.workers_peak,
        "shards": len(shards),
    }


if __name__ == "__main__":
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else None
    print(json.dumps(measured(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), limit)))
