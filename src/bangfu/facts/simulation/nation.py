"""A nation of made-up counties as coded Parquet: one folder a shard, with the tables that a shard is judged from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bangfu.errors import BangfuError, Problem
from bangfu.facts.simulation.county import packs_of, world_of
from bangfu.facts.simulation.draft import NONE, Draft, Place
from bangfu.facts.simulation.drawing import Stage
from bangfu.facts.simulation.filling import fill
from bangfu.facts.simulation.ledger import kinds_of, workdays
from bangfu.facts.simulation.options import Options
from bangfu.facts.simulation.seats import Reach
from bangfu.facts.simulation.shard import Press
from bangfu.facts.simulation.shard_roster import COUNTIES, Shard
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.regulation.periods import day_number
from bangfu.regulation.workdays import WorkCalendar

ROOT = "990000000000"  # no real province has this code
BEARERS_A_COUNTY, BEARERS_A_SHARD = 600, 65_536
VILLAGES_A_TOWNSHIP = 10
LABEL = "synthetic.json"  # says what the folder holds, and that we wrote it
DENSE = Options(
    households=(16, 24), households_per_helper=(2, 4), handover=0.02, members=5, more=3.0, daily=True
)


def nationwide(year: int, packs: Sequence[Regulation] | None = None) -> list[Regulation]:
    """Packs (by default those of Gansu, Tongwei and Dachuan) as if in force for the whole made-up nation all that year."""
    chosen = packs or [shipped()[i] for i in ("gansu-2019-33", "tongwei-2018-59", "dachuan-2017-96")]
    change = {"place": ROOT, "start": date(year, 1, 1), "end": date(year, 12, 31)}
    return [p.model_copy(update={"regulation": p.regulation.model_copy(update=change)}) for p in chosen]


def simulate_ground(bearers: int, year: int, seed: int, out: Path, options: Options = DENSE) -> list[Path]:
    """Write about so many bearers with a year of ledger under `out`, and return the folders of the shards.

    Counties of about 600 bearers; a shard holds whole ones, about 65,536 bearers. Entries are clustered by bearer and
    ordered by day, and each shard is written a few counties at a time. The same arguments give the same files. By
    default the regulations are those of `nationwide`. An earlier nation in the folder is replaced. Raises `BangfuError`
    for more bearers than there are codes, and for a folder with anything else in it.
    """
    if not 1 <= bearers <= BEARERS_A_COUNTY * COUNTIES:
        most = (("most", str(BEARERS_A_COUNTY * COUNTIES)),)
        raise BangfuError(Problem("bearers_out_of_range", value=str(bearers), details=most))
    if options.regulations is None:
        options = replace(options, regulations=nationwide(year))
    draft = _county(min(bearers, BEARERS_A_COUNTY), year, seed, options)
    size = len(draft.people)
    counties, each = min(max(1, round(bearers / size)), COUNTIES), max(1, round(BEARERS_A_SHARD / size))
    shards = [
        Shard(n, first, min(each, counties - first)) for n, first in enumerate(range(0, counties, each))
    ]
    _clear(out)
    label = {"synthetic": True, "title": "合成数据", "bearers": counties * size, "year": year, "seed": seed}
    (out / LABEL).write_text(json.dumps(label, ensure_ascii=False) + "\n", encoding="utf-8")
    press = _press(draft, seed, out, options)
    workers = min(os.cpu_count() or 1, len(shards))
    if workers == 1:
        return [press.write(shard) for shard in shards]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(press.write, shards))


def _clear(out: Path) -> None:
    """Make the folder, or empty one that an earlier simulation wrote."""
    out.mkdir(parents=True, exist_ok=True)
    found = sorted(p.name for p in out.iterdir())
    if found and LABEL not in found:
        raise BangfuError(Problem("foreign_folder", str(out), value=", ".join(found[:5])))
    for shard in out.glob("shard-*"):
        shutil.rmtree(shard)


def _press(draft: Draft, seed: int, out: Path, options: Options) -> Press:
    reach = Reach.of(draft, packs_of(options))
    world = world_of(draft, reach, options, np.random.default_rng(seed))
    days = workdays(draft.first, draft.last, WorkCalendar())
    lean = replace(options, regulations=None)  # the workers need not be sent the packs
    return Press(
        draft, world, Stage(draft.first, draft.last, days, kinds_of(reach.vocabulary), lean), seed, out
    )


def _county(bearers: int, year: int, seed: int, options: Options) -> Draft:
    """A filled county of at least so many bearers, or of one village."""
    villages, draft = 1, _filled(1, year, seed, options)
    while len(draft.people) < bearers:
        villages = max(villages + 1, round(0.98 * villages * bearers / len(draft.people)))
        draft = _filled(villages, year, seed, options)
    return draft


def _filled(villages: int, year: int, seed: int, options: Options) -> Draft:
    rng = np.random.default_rng([seed, villages])
    draft = Draft(day_number(date(year, 1, 1)), day_number(date(year, 12, 31)))
    draft.places = _places(villages, rng)
    fill(draft, Reach.of(draft, packs_of(options)), options, rng)
    return draft


def _places(villages: int, rng: np.random.Generator) -> list[Place]:
    """One county, its townships and villages; three villages in four are poor ones."""
    found, above = [Place("990101", "合成县", "county", NONE, frozenset())], NONE
    for n in range(villages):
        township, village = divmod(n, VILLAGES_A_TOWNSHIP)
        code = f"990101{100 + township}"
        if village == 0:
            above = len(found)
            found.append(Place(code, f"合成乡{township + 1}", "township", 0, frozenset()))
        tags = frozenset({"poor_village"}) if rng.random() < 0.75 else frozenset[str]()
        found.append(Place(f"{code}{201 + village}", f"合成村{n + 1}", "village", above, tags))
    return found
