"""`python -m bench.proposals [--cadres 22600] [--findings 10000] [--out FILE]`: proposing over a province's three years."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from time import perf_counter

import pyarrow.compute as pc

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.proposing import propose_case
from bench.machine import facts, load
from bench.proposals.province import LAST, laws, province
from bench.sizes import HERE

TARGET = 5.0  # seconds
ROUNDS = 5


def main() -> None:
    """Make the province, propose, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench.proposals")
    parser.add_argument("--cadres", type=int, default=22_600)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=HERE / "proposals.md")
    chosen = parser.parse_args()
    before = load()
    case, packs = province(chosen.cadres, chosen.findings), laws()
    seconds: list[float] = []
    floors: list[float] = []
    found: list[Proposal] = []
    for _ in range(ROUNDS):
        since = perf_counter()
        pc.equal(case["activities"]["kind"], "resident_day")
        floors.append(perf_counter() - since)
        since = perf_counter()
        found = propose_case(case, packs, LAST)
        for proposal in found:
            proposal.as_line("zh")
        seconds.append(perf_counter() - since)
    rungs = Counter((p.ladder, p.rung) for p in found if p.ladder)
    top = ", ".join(f"{ladder} {rung}: {n:,}" for (ladder, rung), n in sorted(rungs.items(), key=str))
    kept = "met" if seconds[0] < TARGET else "**not met**"
    sizes = " · ".join(f"{case[t].num_rows:,} {t}" for t in ("posts", "pairings", "activities", "findings"))
    text = f"""# Proposing at the size of a province

{facts(before, load())}
{sizes}; two regulations as if the whole province followed them for three years. First run below {TARGET:.0f} s: {kept}.

| | first s | best s | lines |
|---|---:|---:|---:|
| findings and roster to lines | {seconds[0]:.2f} | {min(seconds):.2f} | {len(found):,} |
| the floor: one look at the kind of every activity | {floors[0]:.2f} | {min(floors):.2f} | |

Lines by ladder and rung: {top}.
"""
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
