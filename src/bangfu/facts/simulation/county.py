"""Simulating one roster: the case it becomes, with the temperament of everybody in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case, case_of
from bangfu.facts.simulation.casing import tables_of
from bangfu.facts.simulation.draft import Draft
from bangfu.facts.simulation.drawing import Stage
from bangfu.facts.simulation.filling import fill
from bangfu.facts.simulation.ledger import World, kinds_of, ledger, residents_of, villages_of, workdays
from bangfu.facts.simulation.marks import marks
from bangfu.facts.simulation.options import Options, Temperament
from bangfu.facts.simulation.seats import Reach
from bangfu.facts.simulation.tasks import tasks
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.regulation.periods import day_number
from bangfu.regulation.workdays import WorkCalendar

USUAL = Options()


@dataclass(frozen=True)
class Simulation:
    """A simulated case and, by id, how each person and unit was made to behave; the case itself does not tell."""

    case: Case
    temperaments: Mapping[str, Temperament]


def simulate(roster: Case, start: date, end: date, seed: int, options: Options = USUAL) -> Case:
    """A roster filled with made-up people and a made-up ledger from `start` to `end`; see `simulation`."""
    return simulation(roster, start, end, seed, options).case


def simulation(roster: Case, start: date, end: date, seed: int, options: Options = USUAL) -> Simulation:
    """Simulate a roster under the regulations in force there.

    The same arguments give the same case, byte for byte. Places, units, posts, people, households and entries of the
    roster stay; posts held on `start` begin on it, because nothing before it is simulated. What is added has ids
    that begin with 99, names that say 合成 and `yes` in the column `synthetic`. Raises `BangfuError` where `end` lies
    before `start`.
    """
    if end < start:
        raise BangfuError(Problem("simulated_days", value=f"{start}—{end}"))
    rng = np.random.default_rng(seed)
    draft = Draft.of(roster, day_number(start), day_number(end))
    reach = Reach.of(draft, packs_of(options))
    fill(draft, reach, options, rng)
    world = world_of(draft, reach, options, rng)
    kinds = kinds_of(reach.vocabulary)
    calendar = WorkCalendar({r["date"]: r["workday"] == "yes" for r in roster["calendar"].to_pylist()})
    stage = Stage(draft.first, draft.last, workdays(draft.first, draft.last, calendar), kinds, options)
    tables = tables_of(draft, roster, ledger(world, stage, rng), list(kinds))
    tables |= marks(draft, reach, world, roster, rng)
    people = {q.id: Temperament(int(t)) for q, t in zip(draft.people, world.people, strict=True)}
    units = {u.id: Temperament(int(t)) for u, t in zip(draft.units, world.units, strict=True)}
    return Simulation(
        case_of(f"{roster.name}（合成数据 {start}—{end}，种子 {seed}）", tables), {**people, **units}
    )


def packs_of(options: Options) -> list[Regulation]:
    """The regulations that a simulation looks at."""
    return list(shipped().values()) if options.regulations is None else list(options.regulations)


def world_of(draft: Draft, reach: Reach, options: Options, rng: np.random.Generator) -> World:
    """The actors of a filled draft, each with a temperament."""
    people, units = options.draw(len(draft.people), rng), options.draw(len(draft.units), rng)
    return World(tasks(draft, reach), residents_of(draft), people, units, villages_of(draft))
