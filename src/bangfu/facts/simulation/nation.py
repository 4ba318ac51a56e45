"""A nation of made-up counties as coded Parquet: one folder a shard, with the tables that a shard is judged from."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bangfu.facts.simulation.county import world_of
from bangfu.facts.simulation.draft import NONE, Draft, Place
from bangfu.facts.simulation.filling import fill
from bangfu.facts.simulation.ledger import World, kinds_of
from bangfu.facts.simulation.options import Options
from bangfu.facts.simulation.seats import Reach
from bangfu.facts.simulation.shard import COUNTIES, Shard, write_shard
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.regulation.periods import day_number
from bangfu.regulation.vocabulary import Vocabulary

ROOT = "990000000000"  # no real province has this code
BEARERS_A_COUNTY, BEARERS_A_SHARD = 600, 131_072
VILLAGES_A_TOWNSHIP = 10
DENSE = Options(households=(16, 24), households_per_helper=(2, 4), handover=0.02, members=4, more=2.0, daily=True)


@dataclass(frozen=True)
class Template:
    """The county that is written over and over, each time with other temperaments and another ledger."""

    draft: Draft
    world: World
    vocabulary: Vocabulary

    @property
    def bearers(self) -> int:
        """How many people there are."""
        return len(self.draft.people)


def nationwide(year: int, packs: Sequence[Regulation] | None = None) -> list[Regulation]:
    """Packs (by default those of Gansu, Tongwei and Dachuan) as if in force for the whole made-up nation all that year."""
    chosen = packs or [shipped()[i] for i in ("gansu-2019-33", "tongwei-2018-59", "dachuan-2017-96")]
    change = {"place": ROOT, "start": date(year, 1, 1), "end": date(year, 12, 31)}
    return [p.model_copy(update={"regulation": p.regulation.model_copy(update=change)}) for p in chosen]


def simulate_ground(
    bearers: int,
    year: int,
    seed: int,
    out: Path,
    options: Options = DENSE,
    regulations: Sequence[Regulation] | None = None,
    workers: int | None = None,
) -> list[Path]:
    """Write about so many bearers with a year of ledger under `out`, and return the folders of the shards.

    Counties of about 600 bearers; a shard holds whole ones, about 131,072 bearers. Entries are clustered by bearer and
    ordered by day. The same arguments give the same files, whatever the number of workers.
    """
    template = _template(min(bearers, BEARERS_A_COUNTY), year, seed, options, regulations or nationwide(year))
    counties = min(max(1, round(bearers / template.bearers)), COUNTIES)
    each = max(1, round(BEARERS_A_SHARD / template.bearers))
    shards = [Shard(n, first, min(each, counties - first)) for n, first in enumerate(range(0, counties, each))]
    out.mkdir(parents=True, exist_ok=True)
    label = {"synthetic": True, "title": "合成数据", "bearers": counties * template.bearers, "year": year, "seed": seed}
    (out / "synthetic.json").write_text(json.dumps(label, ensure_ascii=False) + "\n", encoding="utf-8")
    write = partial(write_shard, template.draft, template.world, kinds_of(template.vocabulary), options, seed, out)
    workers = min(workers or os.cpu_count() or 1, len(shards))
    if workers == 1:
        return [write(shard) for shard in shards]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(write, shards))


def _template(bearers: int, year: int, seed: int, options: Options, packs: Sequence[Regulation]) -> Template:
    """A filled county of about so many bearers: villages are added until there are enough."""
    low, high = 1, 1
    template = _county(high, year, seed, options, packs)
    while template.bearers < bearers:
        low, high = high, max(high + 1, round(high * bearers / template.bearers))
        if high <= low:
            break
        template = _county(high, year, seed, options, packs)
    return template


def _county(villages: int, year: int, seed: int, options: Options, packs: Sequence[Regulation]) -> Template:
    rng = np.random.default_rng([seed, villages])
    draft = Draft(day_number(date(year, 1, 1)), day_number(date(year, 12, 31)))
    draft.places = _places(villages, rng)
    draft.given = {}
    reach = Reach.of(draft, packs)
    fill(draft, reach, options, rng)
    world = world_of(draft, reach, options, rng)
    plain = [replace(t, head=t.head.model_copy(update={"repeals": []})) for t in world.tasks]
    return Template(draft, replace(world, tasks=plain), reach.vocabulary)


def _places(villages: int, rng: np.random.Generator) -> list[Place]:
    """One county, its townships and villages; three villages in four are poor ones."""
    found = [Place("990101", "合成县", "county", NONE, frozenset())]
    for n in range(villages):
        township, village = divmod(n, VILLAGES_A_TOWNSHIP)
        code = f"990101{100 + township}"
        if village == 0:
            above = len(found)
            found.append(Place(code, f"合成乡{township + 1}", "township", 0, frozenset()))
        tags = frozenset({"poor_village"}) if rng.random() < 0.75 else frozenset[str]()
        found.append(Place(f"{code}{201 + village}", f"合成村{n + 1}", "village", above, tags))
    return found
